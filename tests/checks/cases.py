"""The planted mistakes and the good pairs of tests/files/checks, read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from lfnkr_i18n.house import NO_STYLE, HouseStyle
from lfnkr_i18n.model import Pair

_FILES = Path(__file__).parents[1] / "files" / "checks"
_ESCAPE = re.compile(r"\\(\\|n|r|t|u[0-9a-f]{4})")
_ESCAPED = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
OTHER = {"en": "ja", "ja": "en"}


def planted(check: str) -> list[Pair]:
    """Return the pairs with a mistake that a check must find."""
    return list(_pairs((_FILES / "planted" / f"{check}.tsv").read_text("utf-8")))


def good(check: str) -> list[Pair]:
    """Return the pairs that look like a mistake to a careless check, and are none."""
    path = _FILES / "good" / f"{check}.tsv"
    return list(_pairs(path.read_text("utf-8"))) if path.exists() else []


def _pairs(text: str) -> Iterator[Pair]:
    style = NO_STYLE
    for line in text.split("\n"):
        if line.startswith("# style:"):
            style = HouseStyle(**tomllib.loads(f"style = {{{line.removeprefix('# style:')}}}")["style"])
        elif line.strip() and not line.startswith("# "):
            language, source, target, *kind = (_unescaped(cell) for cell in line.split("\t"))
            yield Pair(source, target, language, OTHER[language], kind[0] if kind else "paragraph", style=style)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1]) or chr(int(match[1][1:], 16)), text)
