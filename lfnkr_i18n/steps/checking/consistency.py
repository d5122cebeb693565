"""Checks `inconsistent`, `name-forms` and `slugs`: what posts say differently, or must not both say.

Of texts only long ones count (a short one may need another translation in another place), only reviewed translations,
and only differences that somebody reads: not those of spaces, punctuation, width or case.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from lfnkr_i18n.config import Project, catalog_name
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.checking.contested import Sayings, shortened
from lfnkr_i18n.steps.checking.facts import Facts, Said, text_digest
from lfnkr_i18n.steps.checking.gathering import facts
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
        self._told: dict[str, dict[int | str, list[_Told]]] = defaultdict(lambda: defaultdict(list))

    def add(self, facts: Facts, said: Iterable[Said]) -> None:
        """Take in what a post says."""
        for one in said:
            self._told[facts.language][one.what].append(_Told(facts.post, one.how, one.line, one.entry))

    def otherwise(self, alike: Callable[[str, str], bool]) -> Iterator[tuple[str, str, _Told, _Told]]:
        """Yield language, what, each post that does not say it in the usual way, and a post that does."""
        for language, told in self._told.items():
            for what, group in told.items():
                ((usual, _count),) = Counter(one.how for one in group).most_common(1)
                other = next(one for one in group if one.how == usual)
                for one in group:
                    if one.how != usual and not alike(str(one.how), str(usual)):
                        yield language, str(what), one, other


class _Contested:
    """What is said in several ways, of texts, names and slugs in each language; only that is looked at, and held."""

    def __init__(self, told: Iterable[Facts]) -> None:
        ways: dict[tuple[str, str], Sayings] = defaultdict(Sayings)
        for one in told:
            ways[one.language, INCONSISTENT].add(one.numbers)
            ways[one.language, NAME_FORMS].add((_number(said.what), _number(said.how)) for said in one.names)
            if one.slug is not None:  # two posts must not have one: each says it in its own way
                ways[one.language, SLUGS].add([(_number(one.slug.what), _number(one.post))])
        self._found = {kind: found for kind, said in ways.items() if (found := said.contested())}

    def __bool__(self) -> bool:
        return bool(self._found)

    def texts(self, told: Facts) -> Iterator[Said]:
        """Yield the texts of a post that others may translate otherwise."""
        found = self._found.get((told.language, INCONSISTENT), frozenset())
        return (said for said in told.said if shortened(int(said.what)) in found) if found else iter(())

    def names(self, told: Facts) -> Iterator[Said]:
        """Yield the names in a post of which others may use another form."""
        return (said for said in told.names if self._has(told.language, NAME_FORMS, said.what))

    def slug(self, told: Facts) -> bool:
        """Tell whether another post may have the slug of a post."""
        return told.slug is not None and self._has(told.language, SLUGS, told.slug.what)

    def _has(self, language: str, kind: str, what: int | str) -> bool:
        found = self._found.get((language, kind))
        return found is not None and shortened(_number(what)) in found


def _number(word: int | str) -> int:
    return text_digest(str(word))


def disagreements(project: Project, selection: Selection, *, executor: Executor | None = None) -> Disagreements:
    """Return what selected posts do not say as most of them do, and the slugs that are another post's too."""
    ask = partial(facts, project, selection, executor=executor)
    contested = _Contested(ask())
    if not contested:
        return {}
    texts, names, slugs = _Ways(), _Ways(), []
    for _post, several in groupby(ask(), attrgetter("post")):
        told = list(several)
        for one in told:
            texts.add(one, contested.texts(one))
            names.add(one, contested.names(one))
        if any(map(contested.slug, told)):  # those of its other languages too: they may say it of their original
            slugs += [one._replace(texts=b"", names=()) for one in told]
    found: dict[tuple[str, str], list[Disagreement]] = defaultdict(list)
    for place, said in (*_texts(texts), *_names(names), *_slugs(slugs)):
        found[place].append(said)
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
