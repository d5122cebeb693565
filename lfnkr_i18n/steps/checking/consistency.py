"""Checks `inconsistent`, `name-forms` and `slugs`: what posts say differently, or must not both say.

Of texts only long ones count (a short one may need another translation in another place), only reviewed translations,
and only differences that somebody reads: not those of spaces, punctuation, width or case.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lfnkr_i18n.config import Project, catalog_name
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.checking.facts import Facts, Said, facts
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

INCONSISTENT = "inconsistent"
SLUGS = "slugs"
NAME_FORMS = "name-forms"
ACROSS = (INCONSISTENT, NAME_FORMS, SLUGS)
"""Names of the checks that compare posts; the second also looks at each post alone."""


class Disagreement(NamedTuple):
    """What a post says otherwise than others, or as another one must not."""

    check: str
    message: str
    entry: int | None
    """Its entry (`facts.entry_digest`); None: it is about the whole post."""


Disagreements = Mapping[tuple[str, str], Sequence[Disagreement]]
"""(post, language) → what is to be said of it."""

_Placed = Iterator[tuple[tuple[str, str], Disagreement]]


class _Told(NamedTuple):
    """How a post says something."""

    post: str
    how: int | str
    line: int
    entry: int | None


class _Ways:
    """How posts say things, in each language; the most frequent way is the usual one, of equally frequent the first."""

    def __init__(self) -> None:
        self._first: dict[str, dict[int | str, _Told]] = defaultdict(dict)
        self._more: dict[tuple[str, int | str], list[_Told]] = defaultdict(list)

    def add(self, facts: Facts, said: Iterable[Said]) -> None:
        """Take in what a post says. Of what no other says, most of it, not even a list is kept."""
        first = self._first[facts.language]
        for one in said:
            told = _Told(facts.post, one.how, one.line, one.entry)
            if first.setdefault(one.what, told) is not told:
                self._more[facts.language, one.what].append(told)

    def otherwise(self, alike: Callable[[str, str], bool]) -> Iterator[tuple[str, str, _Told, _Told]]:
        """Yield language, what, each post that does not say it in the usual way, and a post that does."""
        for language, first in self._first.items():
            for what, told in first.items():
                group = [told, *self._more.get((language, what), ())]
                ((usual, _count),) = Counter(one.how for one in group).most_common(1)
                other = next(one for one in group if one.how == usual)
                for one in group:
                    if one.how != usual and not alike(str(one.how), str(usual)):
                        yield language, str(what), one, other


def disagreements(project: Project, selection: Selection, *, executor: Executor | None = None) -> Disagreements:
    """Return what selected posts do not say as most of them do, and the slugs that are another post's too."""
    texts, names, slugs = _Ways(), _Ways(), []
    for told in facts(project, selection, executor=executor):
        texts.add(told, told.texts)
        names.add(told, told.names)
        if told.slug is not None:
            slugs.append(told._replace(texts=(), names=()))
    found: dict[tuple[str, str], list[Disagreement]] = defaultdict(list)
    for place, one in (*_texts(texts), *_names(names), *_slugs(slugs)):
        found[place].append(one)
    return found


def _texts(ways: _Ways) -> _Placed:
    message = _("{place} translates the same text differently; choose one translation")
    for language, _what, one, other in ways.otherwise(str.__eq__):
        text = message.format(place=_place(other, language))
        yield (one.post, language), Disagreement(INCONSISTENT, text, one.entry)


def _names(ways: _Ways) -> _Placed:
    message = _("`{name}` is `{form}` here and `{usual}` in {place}; choose one")
    for language, name, one, other in ways.otherwise(_inflected):
        text = message.format(name=name, form=one.how, usual=other.how, place=_place(other, language))
        yield (one.post, language), Disagreement(NAME_FORMS, text, one.entry)


def _inflected(form: str, usual: str) -> bool:
    from lfnkr_i18n.checks import is_inflected  # which brings all checks along

    return is_inflected(form, usual)


def _place(told: _Told, language: str) -> str:
    return f"{catalog_name(told.post, language)}:{told.line}"


def _slugs(told: Sequence[Facts]) -> _Placed:
    """Yield each translation whose slug another post has too, in its language or else in that of its original.

    Originals come first: whoever has a slug before keeps it.
    """
    message = _("its slug `{slug}` is that of {place} too; give one of them another")
    first: dict[tuple[str, int | str], Facts] = {}
    originals: dict[str, str] = {}
    for one in sorted(told, key=lambda facts: not facts.original):
        if one.slug is None:
            continue
        other = first.setdefault((one.language, one.slug.what), one)
        text = ""
        if other.post != one.post and other.slug is not None:
            text = message.format(slug=one.slug.how, place=other.place(other.slug.line))
        if one.original:
            originals[one.post] = text
        elif text or originals.get(one.post):
            said = Disagreement(SLUGS, text or originals[one.post], one.slug.entry if text else None)
            yield (one.post, one.language), said
