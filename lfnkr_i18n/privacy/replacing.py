"""A listed name taken out of a text and the public form put there: nothing else of the text changes.

What stands around a name decides how its public form is written: `金民秀さん` becomes `Kさん`, not `Kさんさん`, and
`Mr. Kim Min-su` becomes `Mr. K`. Markup between the parts of a name stays. In addresses and names of files nothing is
put right, since something else has to be renamed with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec

from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.privacy.forms import script_of
from lfnkr_i18n.privacy.matcher import Hit, Matcher

PublicForm = Callable[[str], "str | None"]
"""Gives what is written instead of a person's name, by the person's id; None: nobody decided that."""

_HONORIFIC = lazy(r"(?:さん|さま|様|氏|ちゃん|くん|君|先生|씨|님|선생님)")
_TITLE = lazy(r"(?:Mr|Ms|Mrs|Mx|Dr|Prof|Rev|Miss|Madam|Sir)\b\.?\s*", re.IGNORECASE)
_TITLE_BEFORE = lazy(r"\b(?:Mr|Ms|Mrs|Mx|Dr|Prof|Rev|Miss|Madam|Sir)\b\.?[ \u00a0]$", re.IGNORECASE)
_MARKUP = lazy(r"[*_~`\[\]()<|{}]")
_TWIN_MARKS = lazy(r"([*_~]+)\s*\1")
"""One emphasis that ends and the same that begins: `**Kim** **Min-su**` is one."""

_REPEATED = lazy(r"^\s*[（(][^（()）]*[）)]")
"""What may stand in brackets between a name and its honorific."""

_AROUND = 300
"""Characters on each side of a name that are looked at to see whether it stands in an address."""

_ADDRESS_END = lazy(r"[\s\"'<>()\[\]、。「」『』（）]")
_ADDRESS = lazy(
    r"://|@|^www\.|^/[\w-]+/|\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|mov|docx?|md|html?)(?:[?#]|$)", re.IGNORECASE
)


class Replaced(msgspec.Struct, frozen=True):
    """A text with public forms in the place of names."""

    text: str
    count: int = 0
    """How many names were replaced."""
    left: tuple[Hit, ...] = ()
    """Names that a person has to take out: places are those of the new text."""


def _none(_hit: Hit) -> bool:
    return False


def replaced(text: str, matcher: Matcher, public: PublicForm, *, spare: Callable[[Hit], bool] = _none) -> Replaced:
    """Return a text in which every name that can be has its public form.

    Names in addresses, those with their reading, those without a public form, and those of `spare` stay as they are.
    """
    edits: list[tuple[Span, str]] = []
    count, done, last = 0, 0, ""
    for hit in (hits := matcher.hits(text)):
        form = public(hit.person)
        if hit.span.start < done or form is None or in_address(text, hit) or _has_reading(text, hit) or spare(hit):
            continue
        if count and _is_repeated(text, hit, after=edits[-1][0].end, person=last):
            edits.append((Span(edits[-1][0].end, hit.span.end + 1), ""))
        else:
            edits += _edits(text, hit, form)
        count, done, last = count + 1, edits[-1][0].end, hit.person
    new = _edited(text, edits)
    return Replaced(new, count, tuple(matcher.hits(new)) if hits else ())


def _is_repeated(text: str, hit: Hit, *, after: int, person: str) -> bool:
    """Tell whether a name stands in brackets after the same person's: `金民秀（キム・ミンス）`."""
    between, closing = text[after : hit.span.start], text[hit.span.end : hit.span.end + 1]
    return hit.person == person and between.strip() in ("（", "(") and closing in ("）", ")")


def in_address(text: str, hit: Hit) -> bool:
    """Tell whether letters of a name stand in an address or the name of a file."""
    return any(_ADDRESS.search(_token(text, span)) for span in hit.letters)


def _has_reading(text: str, hit: Hit) -> bool:
    """Tell whether words stand between the letters of a name: its reading, which would stay."""
    gaps = (text[left.end : right.start] for left, right in pairwise(hit.letters))
    return any(script_of(letter) is not None for gap in gaps for letter in _TAG_OR_TARGET.sub("", gap))


_TAG_OR_TARGET = lazy(
    r"&#?\w+;|<!--.*?-->|<[^<>]*>|\]\([^()\n]*\)|\]\[[^\[\]]*\]|\[\^[^\]]*\]|\{[{%:][^{}]*\}\}?", re.DOTALL
)


def _token(text: str, span: Span) -> str:
    """Return what stands around a span without a blank or a quotation mark between."""
    before = _ADDRESS_END.split(text[max(0, span.start - _AROUND) : span.start])[-1]
    after = _ADDRESS_END.split(text[span.end : span.end + _AROUND], maxsplit=1)[0]
    return before + text[span.start : span.end] + after


def _edits(text: str, hit: Hit, form: str) -> Iterator[tuple[Span, str]]:
    """Yield what replaces a name: its public form in the place of the first letters, nothing in that of the others."""
    first, *others = hit.letters
    before, after = text[max(0, first.start - 12) : first.start], text[hit.span.end : hit.span.end + 80]
    yield first, fitted(form, before=before, after=_REPEATED.sub("", after))
    done = first.end
    for letters in others:
        yield Span(done, letters.end), _kept(text[done : letters.start])
        done = letters.end


def _kept(gap: str) -> str:
    """Return what stays of what stood between two parts of a name: its markup."""
    if not _MARKUP.search(gap) or _TWIN_MARKS.fullmatch(gap):
        return ""
    return gap if "|" in gap else gap.strip()


def fitted(form: str, *, before: str = "", after: str = "") -> str:
    """Return a public form as it is written between two texts.

    >>> fitted("Kさん", after="さんは"), fitted("Mr. K", before="met Mr. "), fitted("K.", after=". He")
    ('K', 'K', 'K')
    """
    if _HONORIFIC.match(after):
        form = re.sub(rf"{_HONORIFIC.pattern}$", "", form) or form
    if _TITLE_BEFORE.search(before):
        form = _TITLE.sub("", form, count=1) if _TITLE.match(form) else form
    return form[:-1] if form.endswith(".") and after.startswith(".") else form


def _edited(text: str, edits: list[tuple[Span, str]]) -> str:
    parts: list[str] = []
    done = 0
    for span, new in edits:
        parts += (text[done : span.start], new)
        done = span.end
    return "".join(parts) + text[done:]
