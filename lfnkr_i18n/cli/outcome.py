"""How a command ends: the exit codes that other people's scripts rely on."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program tells the shell (README, "Exit codes")."""

    DONE = 0
    """Done, or nothing to do."""
    FAILED = 1
    """Could not; one line on stderr says what, where and what to do."""
    USAGE = 2
    """Wrong usage."""
    REFUSED = 3
    """A gate said no to something named, or a check found something."""
    PARTLY = 4
    """Some posts failed and are listed, the rest is done."""
    INTERRUPTED = 130
    """Ctrl-C; work so far is saved."""


def exit_code(*, failed: int, of: int, refused: bool = False) -> ExitCode:
    """Return how a run over posts ends: `failed` results of `of` could not be had; a refusal goes before failures.

    >>> exit_code(failed=1, of=8), exit_code(failed=1, of=1), exit_code(failed=1, of=8, refused=True)
    (<ExitCode.PARTLY: 4>, <ExitCode.FAILED: 1>, <ExitCode.REFUSED: 3>)
    """
    if refused:
        return ExitCode.REFUSED
    if failed:
        return ExitCode.PARTLY if failed < of else ExitCode.FAILED
    return ExitCode.DONE
