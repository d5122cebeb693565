"""What may leave this machine: only what `seal` made, and it refuses every text that holds a listed name.

Engines accept nothing else (`Sealed`), so no text reaches one by oversight; the transport checks the final bytes again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from lfnkr_i18n.errors import NotSealed
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Code, Parts, plain


class Names(Protocol):
    """The names at risk, as a gate asks for them."""

    def terms_in(self, text: str) -> frozenset[str]:
        """Return the ids of the listed terms found in any view of a text; empty: it may go."""
        ...


class _NoNames:
    """The register of a project that waived it."""

    def terms_in(self, text: str) -> frozenset[str]:
        """Return nothing."""
        del text
        return frozenset()


NO_NAMES: Names = _NoNames()


class Question(msgspec.Struct, frozen=True):
    """What an engine is asked: segments of one direction, and what helps to understand them."""

    source_language: str
    target_language: str
    items: Mapping[str, Parts]
    """Id → segment, in the order of the post."""
    posts: Sequence[str] = ()
    """Ids of the posts they come from; for the audit, never sent."""
    title: str = ""
    """Of the post they come from; empty where they come from several."""
    before: Sequence[str] = ()
    """Texts that stand before the first item, as readers see them."""
    after: Sequence[str] = ()
    """Texts that stand behind the last item."""
    terms: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Terms of the glossary that occur → how they are translated."""
    voice: str | None = None
    """How sentences of a Japanese translation end: `desu-masu` or `de-aru`; None: the engine chooses."""


class TermList(msgspec.Struct, frozen=True):
    """The whole glossary, for a service that keeps it."""

    owner: str
    """Of whom it is: the project's name, by which the service's own list tells it from others."""
    dictionaries: Mapping[tuple[str, str], Mapping[str, str]]
    """Source and target language → forms with their translations; no empty ones."""


_SEAL = object()


@dataclass(frozen=True, slots=True, init=False)
class Sealed:
    """A question in which no listed name was found. Made by `seal` alone."""

    question: Question

    def __init__(self, question: Question, *, by: object) -> None:
        if by is not _SEAL:
            raise TypeError("only privacy.sealing.seal makes Sealed")
        object.__setattr__(self, "question", question)


def seal(question: Question, names: Names) -> Sealed:
    """Return a question sealed. Raises NotSealed with the ids of the terms that any of its texts holds."""
    found = frozenset[str]().union(*(names.terms_in(text) for text in _texts(question)))
    if found:
        raise NotSealed(found, where=_("what would be sent to an engine"))
    return Sealed(question, by=_SEAL)


def readings(parts: Parts) -> Iterable[str]:
    """Yield how a segment may be read where a code stands in it: as nothing, and as a blank."""
    yield plain(parts)
    yield "".join(part if isinstance(part, str) else " " for part in parts)


def _texts(question: Question) -> Iterable[str]:
    """Yield every text of a question: segments without their codes and with them, and all that goes along."""
    for parts in question.items.values():
        yield from readings(parts)
        yield "".join(part.original for part in parts if isinstance(part, Code))
    yield question.title
    yield from question.before
    yield from question.after
    yield "\n".join((*question.before, *map(plain, question.items.values()), *question.after))
    for term, translation in question.terms.items():
        yield term
        yield translation


@dataclass(frozen=True, slots=True, init=False)
class SealedTerms:
    """A glossary in which no listed name was found. Made by `seal_terms` alone."""

    terms: TermList

    def __init__(self, terms: TermList, *, by: object) -> None:
        if by is not _SEAL:
            raise TypeError("only privacy.sealing.seal_terms makes SealedTerms")
        object.__setattr__(self, "terms", terms)


def seal_terms(terms: TermList, names: Names) -> SealedTerms:
    """Return a glossary sealed. Raises NotSealed with the ids of the listed names that it holds."""
    texts = [terms.owner]
    for entries in terms.dictionaries.values():
        texts += [*entries.keys(), *entries.values(), "\n".join(f"{form}\t{to}" for form, to in entries.items())]
    found = frozenset[str]().union(*map(names.terms_in, texts))
    if found:
        raise NotSealed(found, where=_("the glossary"))
    return SealedTerms(terms, by=_SEAL)
