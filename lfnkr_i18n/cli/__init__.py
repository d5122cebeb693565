"""The command line: parse options, call one step, print what it returns, end with its exit code.

The language for people is chosen before anything with a text in it is imported, so that help pages speak it too.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

_COLLECTED_AFTER = 20_000
"""Objects made, and not freed yet, after which Python looks for rings of them. Posts hold none: looking after every
700, as is usual, takes a tenth of an extract."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `lfnkr` with the arguments of the process, or those given, and end the process with its exit code."""
    from lfnkr_i18n.cli.interrupts import heed_endings, last_word

    gc.set_threshold(_COLLECTED_AFTER)
    try:
        heed_endings()
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:  # while the program was loading, or when its command had ended
        code = last_word()
    # All is written and closed. Else Python looks twice through everything there is for garbage before it ends, which
    # takes a fifth of a short run.
    gc.freeze()
    sys.exit(code)


def _run(words: list[str]) -> int:
    from lfnkr_i18n.cli.speech import chosen_language
    from lfnkr_i18n.messages import use_language

    use_language(chosen_language(words, os.environ))

    from lfnkr_i18n.cli.program import run

    return run(words)
