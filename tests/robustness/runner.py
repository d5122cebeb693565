"""Runs of the program that can be killed at any moment: forked from a process that has loaded everything already.

A start takes longer than the work on a small project, and a kill during the start shows nothing. Run as a script, this
reads a line of JSON (the command line's words) and answers with the process's number, then with its exit code.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass
class Run:
    """A run of the program that has begun."""

    process: int
    answers: IO[str]

    def kill(self) -> None:
        """End it as `kill -9` does; one that has ended already stays ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)

    def ended(self) -> tuple[int, str]:
        """Wait; return its exit code (-9: killed) and what it wrote to stderr."""
        code, said = json.loads(self.answers.readline())
        return code, said


class Moments:
    """Kills runs at random moments until enough of them died before their end.

    How long a run takes changes with the machine's other work, so the moments follow: later ones after a run that died,
    earlier ones after one that ended.
    """

    def __init__(self, seed: str, kills: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - which moment, not a secret
        self._kills = kills
        self._part = 1.0
        self.turns = self.died = 0

    def go_on(self) -> bool:
        """Tell whether another run is to be killed: so many are, and one in four at least must have died."""
        enough = self.died >= max(1, self._kills // 4)
        assert enough or self.turns < 10 * self._kills, "the runs end before they can be killed"
        return self.turns < self._kills or not enough

    def kill(self, run: Run, *, seconds: float) -> None:
        """Kill a run that takes about so many seconds."""
        time.sleep(self._chance.random() * seconds * self._part)
        run.kill()
        code, _said = run.ended()
        self.turns += 1
        self.died += code == -signal.SIGKILL
        self._part = min(max(self._part * (1.1 if code == -signal.SIGKILL else 0.9), 0.05), 2.0)


class Runner:
    """Begins runs of the program in one project, one after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._questions, self._answers = process.stdin, process.stdout

    def begin(self, *words: str | Path) -> Run:
        self._questions.write(json.dumps([str(word) for word in words]) + "\n")
        self._questions.flush()
        return Run(int(self._answers.readline()), self._answers)

    def run(self, *words: str | Path) -> float:
        """Run the program to its end, which must be good; return the seconds it took."""
        began = time.monotonic()
        code, said = self.begin(*words).ended()
        assert (code, said) == (0, ""), (words, code, said)
        return time.monotonic() - began


@contextlib.contextmanager
def runner(*, few: int | None = None, through: Sequence[str] = ()) -> Iterator[Runner]:
    """Yield a runner; its process ends with the block.

    The memory builds an index above `few` texts. `through` is a program that starts another one.
    """
    with subprocess.Popen(
        [*through, sys.executable, __file__, *([] if few is None else [str(few)])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Runner(process)
        assert process.stdin is not None
        process.stdin.close()


def _serve() -> None:
    import tempfile

    import lfnkr_i18n.cli.program as program
    import lfnkr_i18n.memory.index as index
    import lfnkr_i18n.steps.drafting.draft
    import lfnkr_i18n.steps.publishing.publish
    import lfnkr_i18n.steps.publishing.sign_off
    import lfnkr_i18n.steps.run
    import lfnkr_i18n.steps.status  # noqa: F401 - loaded before the first fork

    index.FEW = int(sys.argv[1]) if sys.argv[1:] else index.FEW
    for question in sys.stdin:
        with tempfile.TemporaryFile("w+") as said:
            process = os.fork()
            if process == 0:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                os.dup2(said.fileno(), 2)
                code = program.run(json.loads(question))
                sys.stderr.flush()
                os._exit(code)
            print(process, flush=True)  # noqa: T201
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            said.seek(0)
            print(json.dumps([code, said.read()]), flush=True)  # noqa: T201


if __name__ == "__main__":
    _serve()
