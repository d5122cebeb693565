"""Checks `inconsistent`, `name-forms` and `slugs`: what posts say differently, or must not both say.

Of texts only long ones count (a short one may need another translation in another place), only reviewed translations,
and only differences that somebody reads: not those of spaces, punctuation, width or case.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lfnkr_i18n.config import Project
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Key
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
    key: Key | None
    """Its entry; None: it is about the whole post."""


Disagreements = Mapping[tuple[str, str], Sequence[Disagreement]]
"""(post, language) → what is to be said of it."""


class _Told(NamedTuple):
    """What a post says, in a language."""

    post: str
    language: str
    said: Said


def disagreements(project: Project, selection: Selection, *, executor: Executor | None = None) -> Disagreements:
    """Return what selected posts do not say as most of them do, and the slugs that are another post's too."""
    told = list(facts(project, selection, executor=executor))
    found: dict[tuple[str, str], list[Disagreement]] = defaultdict(list)
    for place, one in (*_texts(told), *_names(told), *_slugs(told)):
        found[place].append(one)
    return found


def _texts(told: Iterable[Facts]) -> Iterator[tuple[tuple[str, str], Disagreement]]:
    message = _("{place} translates the same text differently; choose one translation")
    for one, other in _otherwise((_Told(f.post, f.language, said) for f in told for said in f.texts), str.__eq__):
        text = message.format(place=other.said.place)
        yield (one.post, one.language), Disagreement(INCONSISTENT, text, one.said.key)


def _names(told: Iterable[Facts]) -> Iterator[tuple[tuple[str, str], Disagreement]]:
    message = _("`{name}` is `{form}` here and `{usual}` in {place}; choose one")
    for one, other in _otherwise((_Told(f.post, f.language, said) for f in told for said in f.names), _inflected):
        what = one.said
        text = message.format(name=what.what, form=what.how, usual=other.said.how, place=other.said.place)
        yield (one.post, one.language), Disagreement(NAME_FORMS, text, what.key)


def _inflected(form: str, usual: str) -> bool:
    from lfnkr_i18n.checks import is_inflected  # which brings all checks along

    return is_inflected(form, usual)


def _otherwise(told: Iterable[_Told], alike: Callable[[str, str], bool]) -> Iterator[tuple[_Told, _Told]]:
    """Yield each post that does not say something in the most frequent way (of equally frequent ones the first).

    With it comes a post that does.
    """
    groups: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for one in told:
        groups[one.language, one.said.what].append(one)
    for group in groups.values():
        ((usual, _count),) = Counter(one.said.how for one in group).most_common(1)
        other = next(one for one in group if one.said.how == usual)
        yield from ((one, other) for one in group if one.said.how != usual and not alike(one.said.how, usual))


def _slugs(told: Sequence[Facts]) -> Iterator[tuple[tuple[str, str], Disagreement]]:
    """Yield each translation whose slug another post has too, in its language or else in that of its original.

    Originals come first: whoever has a slug before keeps it.
    """
    message = _("its slug `{slug}` is that of {place} too; give one of them another")
    first: dict[tuple[str, str], tuple[str, Said]] = {}
    originals: dict[str, str] = {}
    for one in sorted(told, key=lambda facts: not facts.original):
        if one.slug is None:
            continue
        post, other = first.setdefault((one.language, one.slug.what), (one.post, one.slug))
        text = message.format(slug=one.slug.how, place=other.place) if post != one.post else ""
        if one.original:
            originals[one.post] = text
        elif text or originals.get(one.post):
            said = Disagreement(SLUGS, text or originals[one.post], one.slug.key if text else None)
            yield (one.post, one.language), said
