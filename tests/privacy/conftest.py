"""A register on disk, as its owner would keep it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

LISTED = """\
[[person]]
id = "p1"
names = { en = ["Pak Chol-ho"], ja = ["パク・チョルホ", "朴哲浩"], ko = ["박철호"] }
public = { en = "Mr. C", ja = "Cさん" }

[[person]]
id = "p2"
names = { en = ["Ri Hye-jin"], ja = ["リ・ヘジン"] }
also = ["R. H."]
public = { en = "Ms. H" }
"""

WriteRegister = Callable[..., Path]


@pytest.fixture
def write_register(tmp_path: Path) -> WriteRegister:
    """Return a function that writes a register, by default a good one in a folder of its own."""

    def write(text: str | bytes = LISTED, *, mode: int = 0o600, folder: str = "kept") -> Path:
        path = tmp_path / folder / "names.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        path.chmod(mode)
        return path

    return write
