"""Texts that are left, as questions for engines: each once, in batches that a service takes, sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from lfnkr_i18n.engines import Limits
from lfnkr_i18n.errors import NotSealed
from lfnkr_i18n.markup.parts import Parted
from lfnkr_i18n.model import plain
from lfnkr_i18n.privacy.sealing import Names, Question, Sealed, seal
from lfnkr_i18n.steps.drafting.drafted import Unfilled, Wanted

Place = tuple[str, str, str, str]
"""Source language, target language, text, its markup: asked once, however often it stands there."""


class Item(msgspec.Struct, frozen=True):
    """A segment on its way to an engine."""

    wanted: Wanted
    post: Unfilled
    source: Parted
    terms: Mapping[str, str]
    """Terms of the glossary in it → their translations."""

    @property
    def place(self) -> Place:
        """What tells it from others."""
        return place(self.post, self.wanted)

    @property
    def size(self) -> int:
        """Characters that are sent of it."""
        return len(plain(self.source.parts))


def place(post: Unfilled, wanted: Wanted) -> Place:
    """Return what tells a text from others."""
    return (*post.languages, wanted.text, wanted.markup)


def batches(items: Sequence[Item], limits: Limits, *, alone: bool) -> Iterator[list[Item]]:
    """Yield items in batches: of one direction, and of one post where the engine understands what stands around.

    `alone`: one by one.
    """
    batch: list[Item] = []
    for item in items:
        full = alone or len(batch) == limits.items or sum(one.size for one in batch) + item.size > limits.characters
        if batch and (full or _group(batch[-1], limits) != _group(item, limits)):
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def _group(item: Item, limits: Limits) -> tuple[str, ...]:
    return (*item.post.languages, *((item.post.drafted.post,) if limits.context else ()))


def question(batch: Sequence[Item], limits: Limits, voice: str | None) -> Question:
    """Return a batch as a question; its items' ids are their numbers from 1."""
    first, last = batch[0], batch[-1]
    terms: dict[str, str] = {}
    for item in batch:
        terms |= item.terms
    return Question(
        *first.post.languages,
        {str(number): item.source.parts for number, item in enumerate(batch, start=1)},
        posts=tuple(dict.fromkeys(item.post.drafted.post for item in batch)),
        title=first.post.title if limits.context else "",
        before=first.wanted.before if limits.context else (),
        after=last.wanted.after if limits.context else (),
        terms=terms,
        voice=voice,
    )


def sealed(
    batch: Sequence[Item], limits: Limits, voice: str | None, names: Names
) -> tuple[list[tuple[list[Item], Sealed]], frozenset[str], list[Item]]:
    """Return what of a batch may be sent, sealed; the ids of the listed names in the rest, and the rest."""
    try:
        return [(list(batch), seal(question(batch, limits, voice), names))], frozenset(), []
    except NotSealed as error:
        if len(batch) == 1:
            return [], error.terms, list(batch)
    may: list[tuple[list[Item], Sealed]] = []
    terms: frozenset[str] = frozenset()
    rest: list[Item] = []
    for item in batch:
        one, found, left = sealed([item], limits, voice, names)
        may, terms, rest = may + one, terms | found, rest + left
    return may, terms, rest
