"""What could not be done, told at the file that stands in the way."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import msgspec

from lfnkr_i18n.config import catalog_name
from lfnkr_i18n.errors import LfnkrError, PlacedError


class Problem(msgspec.Struct, frozen=True):
    """A file that could not be worked on: its path, with a line where one is known, and why."""

    path: str
    problem: str
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found."""


class Trouble(NamedTuple):
    """Why a file could not be worked on, for those who say it beside its line."""

    path: str
    line: int
    """From 1."""
    text: str
    """Without the place."""


def trouble_of(error: LfnkrError, path: str) -> Trouble:
    """Return what an error says, at its own place; at the first line of `path` where it has none."""
    if isinstance(error, PlacedError):
        return Trouble(error.path, error.line or 1, error.problem)
    return Trouble(path, 1, str(error))


class Failed(Protocol):
    """A step's result of one post in one language."""

    @property
    def post(self) -> str:
        """The post's id."""

    @property
    def path(self) -> str:
        """The post's file, or what is known of it."""

    @property
    def language(self) -> str:
        """The target language; empty where the post itself could not be read."""

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the people whose listed names were found."""


def problem_of(result: Failed, problem: str) -> Problem:
    """Return what a result says could not be done: at the line of its catalog that `problem` names, else at its path.

    A post that is gone has no path; then it is the catalog.
    """
    catalog = catalog_name(result.post, result.language)
    if problem.startswith(f"{catalog}:"):
        place, _colon, rest = problem.partition(": ")
        return Problem(place, rest, result.names)
    return Problem(result.path or catalog, problem, result.names)
