"""What pofilter of the Translate Toolkit says about the same pairs."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import polib
from quality_rows import OTHER, Row

_NOTE = re.compile(r"^\(pofilter\) (\w+):", re.MULTILINE)

HOW_TO = "pofilter is not here: `pip install translate-toolkit` in a venv of its own, then --pofilter VENV/bin/pofilter"


def pofilter_findings(rows: Iterable[Row], program: str) -> Counter[str] | None:
    """Return how often each test of pofilter speaks, all its tests on; None where there is no such program."""
    if shutil.which(program) is None:
        return None
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for language in OTHER:
            file, answer = Path(folder, f"{language}.po"), Path(folder, f"{language}.answer.po")
            _catalog([row for row in rows if row.language == language], OTHER[language]).save(str(file))
            subprocess.run([program, "--progress=none", str(file), str(answer)], check=True, capture_output=True)
            found.update(_NOTE.findall("\n".join(entry.tcomment for entry in _read(answer))))
    return found


def _catalog(rows: Iterable[Row], language: str) -> polib.POFile:
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": language}
    for number, row in enumerate(rows):
        catalog.append(polib.POEntry(msgctxt=str(number), msgid=row.source, msgstr=row.target))
    return catalog


def _read(answer: Path) -> list[polib.POEntry]:
    """Return the entries that pofilter has something to say about; it writes no file when there are none."""
    return list(polib.pofile(str(answer))) if answer.exists() else []
