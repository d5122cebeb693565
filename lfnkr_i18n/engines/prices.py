"""What a run costs, before anything is sent: dated prices that lfnkr.toml may replace."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec

TOKENS_PER_CHARACTER = 1.1
"""Tokens of a character, at most: Japanese has about one, English a third."""

PROMPT_TOKENS = 700
"""Tokens of the rules and of what stands around, with every request."""


class Price(msgspec.Struct, frozen=True):
    """The price of an engine, per million."""

    currency: str
    characters: float = 0.0
    """Of source characters."""
    input_tokens: float = 0.0
    output_tokens: float = 0.0
    as_of: str = ""
    """The day on which it was true; empty: lfnkr.toml says it."""
    source: str = ""

    def estimate(self, characters: int) -> float:
        """Return what one request with so many source characters costs, at most."""
        tokens = characters * TOKENS_PER_CHARACTER
        total = self.characters * characters
        total += self.input_tokens * (tokens + PROMPT_TOKENS) + self.output_tokens * 2 * tokens
        return total / 1_000_000


@lru_cache(maxsize=1)
def known_prices() -> dict[str, Price]:
    """Return the prices that this version knows, by engine."""
    rows = tomllib.loads(Path(__file__).with_name("prices.toml").read_text(encoding="utf-8"))
    return {
        name: Price(row["currency"], characters=row["characters"], as_of=row["as_of"].isoformat(), source=row["source"])
        for name, row in rows.items()
    }
