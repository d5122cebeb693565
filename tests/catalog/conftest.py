"""GNU gettext as the oracle: its verdicts and its layout. Skipped where it is not installed."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

FILES = Path(__file__).parent.parent / "files" / "catalog"

needs_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="GNU gettext is not installed")


@dataclass(frozen=True)
class Answer:
    """What a gettext program said of a file."""

    accepted: bool
    output: bytes
    complaints: str


def gettext(program: str, *options: str, data: bytes) -> Answer:
    """Run one of gettext's programs on a file's bytes."""
    run = subprocess.run([program, *options, "-"], input=data, capture_output=True, check=False, timeout=60)
    return Answer(run.returncode == 0, run.stdout, run.stderr.decode("utf-8", "replace"))


def msgcat(data: bytes) -> bytes:
    """Return a PO file as `msgcat --no-wrap` writes it, in UTF-8.

    Without --force-po it writes nothing where there is but a header.
    """
    answer = gettext("msgcat", "--no-wrap", "--to-code=UTF-8", "--force-po", data=data)
    assert answer.accepted, answer.complaints
    return answer.output


def passes_msgfmt(data: bytes) -> bool:
    """Tell whether `msgfmt --check` exits 0."""
    return gettext("msgfmt", "--check", "--output-file=/dev/null", data=data).accepted
