"""Ctrl-C, and whatever else asks the program to end: it ends in order, once."""

from __future__ import annotations

import signal
import sys

_ENDINGS = ("SIGTERM", "SIGHUP")
"""Sent by `kill`, `timeout` or a shutdown, and by a terminal that closes."""


def heed_endings() -> None:
    """Let them interrupt the program as Ctrl-C does; what the caller has set (`nohup`) stays."""
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def leave_endings() -> None:
    """Let the system end this process at once from now on: it is ending anyway, or its parent tells it when."""
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.default_int_handler:
            signal.signal(number, signal.SIG_DFL)


def last_word() -> int:
    """Say that the program was interrupted; return its exit code. A second Ctrl-C finds nothing more to disturb."""
    from lfnkr_i18n.cli.outcome import ExitCode
    from lfnkr_i18n.messages import gettext as _

    leave_endings()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.stderr is not None:
        print(f"lfnkr: {_('interrupted; what was done so far is saved')}", file=sys.stderr)  # noqa: T201
    return ExitCode.INTERRUPTED
