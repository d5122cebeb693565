"""What every engine is to the rest of the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

import msgspec

from lfnkr_i18n.model import Parts
from lfnkr_i18n.privacy.sealing import NO_NAMES, Names, Sealed, SealedTerms
from lfnkr_i18n.transport import Audit, Client


class Limits(msgspec.Struct, frozen=True):
    """How much an engine takes."""

    items: int
    """Segments of one request."""
    characters: int
    """Characters of the segments of one request, at most; one longer segment goes alone."""
    at_once: int
    """Requests at a time."""
    context: bool = False
    """Whether it understands a segment better with the texts around it: then a request holds segments of one post."""


class Quota(msgspec.Struct, frozen=True):
    """How much of an account is used."""

    used: int
    limit: int
    """Characters of the current period; 0: no limit."""


class Setup(msgspec.Struct, frozen=True):
    """What an engine is made with: the project's settings, the key of the environment, the gate."""

    url: str = ""
    model: str = ""
    key: str | None = None
    names: Names = NO_NAMES
    audit: Audit | None = None
    patience: float | None = None
    """Seconds that one answer may take; None: as the engine thinks right."""
    pause: float | None = None
    """Seconds between requests, where the engine keeps a distance; None: as the engine thinks right."""

    def client(self, *, headers: Mapping[str, str], patience: float) -> Client:
        """Return the gated client of the service."""
        return Client(
            self.url,
            forbidden=self.names.terms_in,
            audit=self.audit,
            headers=headers,
            patience=self.patience if self.patience is not None else patience,
        )


class Engine(Protocol):
    """Machine translation; answers are matched to questions by id, and any may be missing."""

    @property
    def name(self) -> str:
        """As lfnkr.toml and `# draft:` comments write it."""
        ...

    @property
    def limits(self) -> Limits:
        """How much it takes."""
        ...

    @property
    def fingerprint(self) -> str:
        """All that changes its answers to one question: address, model, version of the prompt."""
        ...

    @property
    def speaks(self) -> bool:
        """Whether its answers are the target language; a pseudo-translation is none."""
        ...

    def translate(self, sealed: Sealed, *, again: bool) -> Mapping[str, Parts]:
        """Return the translations of a question's items, by id.

        `again`: the codes are to be written another way, since the first one lost some. Raises EngineBusy (ask again
        later), EngineStopped (never in this run), EngineError (not this question), NotSealed (nothing was sent).
        """
        ...

    def quota(self) -> Quota | None:
        """Return how much of the account is used, or None where the service does not tell. Raises as `translate`."""
        ...

    def close(self) -> None:
        """End its connections."""
        ...


class Enforced(msgspec.Struct, frozen=True):
    """What came of a glossary that a service keeps."""

    directions: frozenset[tuple[str, str]]
    """Source and target language of what it holds to the glossary from now on."""
    sent: int
    """Entries that were sent, or in a dry run would be; 0: it had them."""


@runtime_checkable
class Enforcing(Protocol):
    """An engine whose service keeps a glossary and holds to it, beyond what a question can ask."""

    def enforce(self, sealed: SealedTerms, *, dry_run: bool) -> Enforced:
        """Give the service the glossary, unless it has it. Raises as `translate`; then it is asked without."""
        ...

    @property
    def lapsed(self) -> bool:
        """Whether the service did not know its glossary any more, and was asked without it."""
        ...


Make = Callable[[Setup], Engine]
