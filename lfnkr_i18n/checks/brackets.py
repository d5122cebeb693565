"""Check `quotes`: quotation marks and brackets close, and none that hold a whole thought went missing.

Kinds are compared, not marks: "" = 「」 = “” = 『』, () = （）. Japanese quotes more than English does, and each writes
as an apposition what the other puts in brackets; so only long passages are asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from lfnkr_i18n.checks.characters import wording
from lfnkr_i18n.checks.remarks import TEXTS, Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_CLOSES = {
    "「": "」", "『": "』", "（": "）", "(": "）", "“": "”", "【": "】", "〈": "〉", "〔": "〕", "［": "］",
}  # fmt: skip
"""Opening marks, and what closes them; the width of a parenthesis does not matter."""
_CLOSING = frozenset(_CLOSES.values()) | {")", "]"}
_NO_BRACKET = lazy(r"[:;=]-?\((?![\w(（「])|(?<=\d)[\"”]|\\[\"()]")
"""A sad face, inches, an escaped mark."""
_ENUMERATOR = lazy(r"(?:^|[\s:：、。,;；「])(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})$|[:;=]-?\)*$|[:;=]-$")
"""What stands before a `)` that closes nothing: `a) first`, `:-)`."""
_MARK = lazy(r"[\"「」『』（）()“”【】〈〉〔〕［］]")
_BRACKET = lazy("[" + re.escape("".join(sorted(_CLOSES.keys() | _CLOSING))) + "]")
_STRAIGHT = lazy('"')
_ANY_QUOTE = lazy(r"[\"“”„«»「」『』〈〉《》‘’'<>*_＂]")
_ANY_BRACKET = lazy(r"[()（）［］\[\]〔〕【】〈〉《》「」『』“”\"–—―─:：,、…]")


class _Fault(msgspec.Struct, frozen=True):
    """A mark that has no partner: where it is, and the mark that came in its partner's place."""

    place: int
    mark: str
    instead: str = ""


def balanced_quotes(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each mark without a partner where the source's all have one, and on what lost its marks."""
    if is_blank(pair.target) or not (_MARK.search(pair.source) or _MARK.search(pair.target)):
        return
    if not _faults(wording(pair.source, pair.markup)):
        for fault in _faults(wording(pair.target, pair.markup)):
            yield _unpaired(fault)
    if {primary(pair.source_language), primary(pair.target_language)} == {"en", "ja"}:
        yield from _lost(pair)


def _unpaired(fault: _Fault) -> Remark:
    span = Span(fault.place, fault.place + 1)
    if fault.instead:
        message = _("{mark} is closed by {other}; close it by {right}")
        text = message.format(mark=fault.mark, other=fault.instead, right=_CLOSES[fault.mark])
    elif fault.mark in _CLOSES:
        text = _("{mark} is never closed; close it where the quotation or the bracket ends").format(mark=fault.mark)
    else:
        text = _("{mark} has no partner; add it, or delete this one").format(mark=fault.mark)
    return Remark(text, target_span=span, severity=Severity.WARNING)


@lru_cache(maxsize=TEXTS)
def _faults(text: str) -> tuple[_Fault, ...]:
    """Return the marks of a text that have no partner, in order of their places."""
    text = _NO_BRACKET.sub(lambda match: " " * len(match[0]), text)
    found: list[_Fault] = []
    straight = [match.start() for match in _STRAIGHT.finditer(text)]
    if len(straight) % 2:
        found.append(_Fault(straight[-1], '"'))
    opened: list[tuple[int, str]] = []
    awaited: Counter[str] = Counter()  # what the opened marks are closed by, so that deep nesting stays linear
    for match in _BRACKET.finditer(text):
        place, mark = match.start(), match[0]
        if mark in _CLOSES:
            opened.append((place, mark))
            awaited[_CLOSES[mark]] += 1
        elif _closes_something(text, place, opened, awaited):
            found += _closed(opened, awaited, place, "）" if mark == ")" else mark)
    found += [_Fault(place, mark) for place, mark in opened]
    return tuple(sorted(found, key=lambda fault: fault.place))


def _closes_something(text: str, place: int, opened: list[tuple[int, str]], awaited: Counter[str]) -> bool:
    """Tell whether a mark is no sign of a list (`a)`), no face, and no bracket of markup."""
    if text[place] == "]":
        return bool(opened) and opened[-1][1] in "（(［" and "[" not in text[opened[-1][0] : place]
    if text[place] not in ")）" or awaited["）"]:
        return True
    return _ENUMERATOR.search(text[max(0, place - 6) : place]) is None


def _closed(opened: list[tuple[int, str]], awaited: Counter[str], place: int, mark: str) -> list[_Fault]:
    """Return what is wrong with a closing mark, and take what it closes off `opened`."""
    if not opened:
        return [_Fault(place, mark)]
    found = []
    while opened:
        at, opening = opened.pop()
        closing = _CLOSES[opening]
        right = closing == mark
        wanted = awaited[mark] > 0
        awaited[closing] -= 1
        if right:
            break
        found.append(_Fault(at, opening, instead="" if wanted else mark))
        if not wanted:
            break
    return found


_SPEECH = r"\b(?:I|we|you|they|he|she|it|is|are|was|were|will|have|had|do|did|not|us|me)\b"
_STRAIGHT_QUOTATION = lazy(rf'"[^"]{{10,}}[,.!?]"|"(?=[^"]*{_SPEECH})[^"]{{25,}}"')
_QUOTATIONS = {
    "en": (lazy("“([^”]*+)”?"), lazy(rf".{{10,}}[,.!?]|(?=.*{_SPEECH}).{{25,}}", re.DOTALL)),
    "ja": (lazy("「([^」]*+)」?"), lazy(r".{9,}[うくぐすつぬぶむるいただねよかんせ。！？…]", re.DOTALL)),
}
"""Per language: a quotation from its first mark to the next closing one, or to the end; what is speech, and no title.

Further opening marks are part of it, so that each text is gone over once.
"""
_LONG_BRACKETS = {
    "en": lazy(r"\([^()]{30,}\)"),
    "ja": lazy(r"[（(](?!訳注|注)[^()（）]{18,}[）)]"),
}
"""Per language: brackets that no good translation leaves out."""


def _lost(pair: Pair) -> Iterator[Remark]:
    language, text = primary(pair.source_language), wording(pair.source, pair.markup)
    for match, any_mark, message in (
        (
            _quotation(text, language),
            _ANY_QUOTE,
            _("the quotation marks of the source are missing; quote what it quotes"),
        ),
        (
            _LONG_BRACKETS[language].search(text),
            _ANY_BRACKET,
            _("what the source says in brackets may be missing; add it"),
        ),
    ):
        if match is not None and not any_mark.search(pair.target):
            yield Remark(message, source_span=Span(*match.span()), severity=Severity.WARNING)


def _quotation(text: str, language: str) -> re.Match[str] | None:
    """Return the first quotation of speech in a text."""
    pattern, speech = _QUOTATIONS[language]
    closed = (match for match in pattern.finditer(text) if match.end() > match.end(1))
    found = [next((match for match in closed if speech.fullmatch(match[1])), None)]
    if language == "en":
        found.append(_STRAIGHT_QUOTATION.search(text))
    return min(filter(None, found), key=re.Match.start, default=None)
