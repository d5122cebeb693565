"""What a run asks of engines and what that costs: kept while it goes on, and held to limits before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from lfnkr_i18n.engines.prices import Price


class Line(msgspec.Struct):
    """One engine in one run."""

    engine: str
    segments: int = 0
    """Segments that were sent (in a dry run: would be)."""
    characters: int = 0
    """Characters of those, each time they were."""
    requests: int = 0
    cached: int = 0
    """Segments whose answer was known from an earlier run."""
    drafted: int = 0
    """Segments that got a usable answer."""
    cost: float | None = 0.0
    """Estimated, in `currency`; None: no price is known."""
    currency: str = ""
    as_of: str = ""
    """The day of the price; empty where lfnkr.toml says it."""
    used: int = 0
    """Characters of the service's period that are used, where it tells."""
    limit: int = 0
    """And how many it allows; 0: it does not tell, or sets none."""
    terms: int = 0
    """Entries of the glossary that were sent, for it to keep (in a dry run: would be)."""
    warning: str | None = None
    """What it was asked without."""
    problem: str | None = None
    """What went wrong with it."""


class Account(msgspec.Struct):
    """The lines of a run by engine, and its limits."""

    max_chars: int | None = None
    max_cost: float | None = None
    """In the currency of each engine's price."""
    lines: dict[str, Line] = msgspec.field(default_factory=dict)
    limited: bool = False
    """Whether something was not sent because of a limit."""
    withheld: dict[str, int] = msgspec.field(default_factory=dict)
    """Id of a listed name → how many segments were not sent because of it."""
    in_glossary: set[str] = msgspec.field(default_factory=set)
    """Ids of the listed names because of which the glossary was not sent."""

    _spent: int = 0
    """Characters against the limit: also those that were sent in vain."""
    _paid: float = 0.0

    def line(self, engine: str) -> Line:
        """Return the line of an engine."""
        return self.lines.setdefault(engine, Line(engine))

    def reserve(self, engine: str, price: Price | None, *, segments: int, characters: int, again: bool) -> bool:
        """Take note of a request that is about to be sent; False: a limit says no, and nothing is noted."""
        line = self.line(engine)
        cost = None if price is None else price.estimate(characters)
        spent, paid = self._spent + characters, self._paid + (cost or 0.0)
        too_much = self.max_chars is not None and spent > self.max_chars
        too_dear = self.max_cost is not None and paid > self.max_cost
        if too_much or too_dear:
            self.limited = True
            return False
        self._spent, self._paid = spent, paid
        line.requests += 1
        line.segments += 0 if again else segments
        line.characters += characters
        line.cost = None if cost is None or line.cost is None else line.cost + cost
        if price is not None:
            line.currency, line.as_of = price.currency, price.as_of
        return True

    def release(self, engine: str, price: Price | None, *, segments: int, characters: int, again: bool) -> None:
        """Take back what was noted of a request that was not answered; against the limits it counts all the same."""
        line = self.line(engine)
        line.requests -= 1
        line.segments -= 0 if again else segments
        line.characters -= characters
        if price is not None and line.cost is not None:
            line.cost -= price.estimate(characters)

    def withhold(self, terms: frozenset[str], segments: int) -> None:
        """Take note of segments with listed names."""
        for term in sorted(terms):
            self.withheld[term] = self.withheld.get(term, 0) + segments

    @property
    def names_found(self) -> bool:
        """Whether listed names kept something here."""
        return bool(self.withheld or self.in_glossary)

    @property
    def problems(self) -> dict[str, str]:
        """Engines that could not do all of their work, with the reason."""
        return {name: line.problem for name, line in self.lines.items() if line.problem is not None}

    @property
    def warnings(self) -> dict[str, str]:
        """Engines that did their work without something, with what that is."""
        return {name: line.warning for name, line in self.lines.items() if line.warning is not None}
