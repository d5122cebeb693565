"""A catalog and a memory that went through OmegaT itself, without its window. Slow: it is a Java program.

Skipped where OmegaT is not installed (Debian: apt-get install omegat).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lfnkr_i18n import open_memory
from tests.cli.conftest import Run
from tests.cli.projects import LETTER_JA, catalog, translate

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("omegat") is None, reason="OmegaT is not installed: apt-get install omegat"),
]

SETTINGS = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>EN</source_lang>
    <target_lang>JA</target_lang>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
  </project>
</omegat>
"""

SECOND = """\
We met **twelve** families. They would like to learn to swim.

They [told them](https://example.org/) their stories.
"""

IGNORED = "ignore: numbers - quoted as printed (by aya)"


def omegat(folder: Path, home: Path) -> None:
    """Create the translated documents of a project of OmegaT."""
    subprocess.run(
        ["omegat", "--mode=console-translate", folder],
        env={**os.environ, "HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=600,
    )


def states(lfnkr: Run, post: str) -> dict[str, int]:
    (row,) = json.loads(lfnkr("status", post, "--json").out)["rows"]
    return {state: row[state] for state in ("reviewed", "draft", "stale", "untranslated")}


def test_what_comes_back_from_omegat(lfnkr: Run, translated: Path, tmp_path: Path) -> None:
    source = translated / "source_posts/en/2026/second.md"
    source.parent.mkdir()
    source.write_text(SECOND, "utf-8")
    assert lfnkr("extract", "-q").code == lfnkr("draft", "-q").code == 0
    drafted = {"reviewed": 0, "draft": 2, "stale": 0, "untranslated": 1}  # one of an equal text, one of a similar one
    assert states(lfnkr, "2026/second") == drafted
    letter, second = (catalog(translated, post, "ja") for post in ("2025/letter", "2026/second"))
    letter.write_text(letter.read_text("utf-8").replace("#. paragraph\n", f"# {IGNORED}\n#. paragraph\n", 1), "utf-8")

    folder = tmp_path / "omegat"
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(SETTINGS, "utf-8")
    for path in (letter, second):
        shutil.copy(path, folder / "source")
    assert lfnkr("memory", "export", folder / "tm/auto/ours.tmx", "-l", "ja").code == 0
    omegat(folder, tmp_path)
    for path in (letter, second):
        shutil.copy(folder / "target" / path.name, path)

    assert lfnkr("extract", "-q").code == 0
    assert states(lfnkr, "2025/letter") == {"reviewed": 3, "draft": 0, "stale": 0, "untranslated": 0}
    assert IGNORED in letter.read_text("utf-8")
    # What nobody took over comes back empty; what an equal text in tm/auto translates, OmegaT takes over by itself.
    assert states(lfnkr, "2026/second") == {"reviewed": 1, "draft": 0, "stale": 0, "untranslated": 2}
    assert lfnkr("draft", "-q").code == 0
    assert states(lfnkr, "2026/second") == {**drafted, "reviewed": 1, "draft": 1}


def test_a_memory_goes_to_omegat_and_back(lfnkr: Run, translated: Path, tmp_path: Path) -> None:
    folder = tmp_path / "omegat"
    for name in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(SETTINGS, "utf-8")
    shutil.copy(catalog(translated, "2025/letter", "ja"), folder / "source")
    omegat(folder, tmp_path)

    translate(translated, "2025/letter", "ja", dict.fromkeys(LETTER_JA, ""))
    for level in ("level1", "level2", "omegat"):
        assert lfnkr("memory", "import", folder / f"omegat-{level}.tmx").code == 0
    with open_memory(translated) as memory:
        for source, target in LETTER_JA.items():
            (best,) = memory.search(source, source_language="en", target_language="ja", limit=1, min_match=100)
            assert best.target == target
