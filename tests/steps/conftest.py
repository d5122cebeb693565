"""A project on disk for each test: a dict of paths and contents, as a person would lay it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from lfnkr_i18n.config import Project, open_project

MakeProject = Callable[..., Project]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Return a function that lays out files (path → text or bytes) and opens the project they make."""

    def make(files: Mapping[str, str | bytes], settings: str = "") -> Project:
        (tmp_path / "lfnkr.toml").write_text(settings, encoding="utf-8")
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_project(tmp_path)

    return make
