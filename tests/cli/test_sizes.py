"""Files too large to be read: one line says what, where and what to do; nothing of them is read, the others go on."""

from __future__ import annotations

import json
import os
import resource
from pathlib import Path

import pytest

from lfnkr_i18n.files import LARGEST
from tests.cli.conftest import Run
from tests.cli.projects import catalog
from tests.cli.test_names_gate import with_register

POST = "source_posts/en/huge.html"
SAID = "it has 26 MB, and files of more than 25 MB are not read; split it or move it away"
CATALOG = "locales/ja/LC_MESSAGES/2025/letter.po"
COMMANDS = [
    ("extract",),
    ("extract", "--frozen"),
    ("draft",),
    ("check",),
    ("publish",),
    ("status",),
    ("run",),
    ("diff", "huge", "-l", "ja"),
]


def enlarge(path: Path, size: int = LARGEST + 1) -> None:
    """Make a file as large as that; it has holes, and takes no place on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.truncate(path, size)


def everything(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return size and time of every file but the cache's."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".lfnkr" not in path.parts)
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in files}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_says_the_same_of_a_post_that_is_too_large(
    lfnkr: Run, translated: Path, words: tuple[str, ...]
) -> None:
    with_register(translated)
    (translated / POST).write_bytes(b"<p>\xff</p>")
    code = lfnkr(*words).code
    enlarge(translated / POST)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ended = lfnkr(*words)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000  # kilobytes
    assert [line.removeprefix("lfnkr: ") for line in ended.err.splitlines() if "MB" in line] == [f"{POST}: {SAID}"]
    assert (ended.code, code) in ((1, 1), (4, 4), (3, 3)), ended


def test_a_post_that_is_too_large_may_hold_a_listed_name(lfnkr: Run, translated: Path) -> None:
    with_register(translated)
    enlarge(translated / POST)
    ended = lfnkr("names", "fix", "huge")
    assert (ended.code, ended.err) == (3, f"{POST}: {SAID}\n")


def test_beside_a_post_that_is_too_large_the_others_go_on(lfnkr: Run, project: Path) -> None:
    enlarge(project / POST)
    assert lfnkr("extract").code == 4
    assert catalog(project, "2025/letter", "ja").exists()
    assert not catalog(project, "huge", "ja").exists()


def test_a_post_may_be_as_large_as_is_read(lfnkr: Run, project: Path) -> None:
    (project / POST).write_bytes(b"<p>Snow fell.</p>".ljust(LARGEST))
    assert lfnkr("extract").code == 0


@pytest.mark.parametrize("words", [("extract",), ("draft",), ("check",), ("publish",), ("status",)], ids=" ".join)
def test_a_catalog_that_is_too_large_is_left_as_it_is(lfnkr: Run, translated: Path, words: tuple[str, ...]) -> None:
    enlarge(translated / CATALOG, 10 * LARGEST + 1)
    before = everything(translated)[translated / CATALOG]
    ended = lfnkr(*words)
    assert f"{CATALOG}: it has 251 MB, and files of more than 250 MB are not read" in ended.out + ended.err, ended
    assert ended.code in (1, 4)
    assert everything(translated)[translated / CATALOG] == before


@pytest.mark.parametrize("words", [("extract",), ("publish",), ("names", "list"), ("doctor",)], ids=" ".join)
def test_a_register_that_is_too_large_is_none_to_trust(lfnkr: Run, translated: Path, words: tuple[str, ...]) -> None:
    register = with_register(translated)
    enlarge(register)
    ended = lfnkr(*words)
    assert f"{register}: {SAID}" in ended.out + ended.err
    assert ended.code == 1


def test_what_is_too_large_to_be_searched_for_names_hides_no_other_file(lfnkr: Run, translated: Path) -> None:
    folder = with_register(translated).parent / "mail"
    enlarge(folder / "a.mbox")
    (folder / "b.txt").write_text("Snow.\n", "utf-8")
    ended = lfnkr("names", "test", folder)
    assert (ended.code, ended.out, ended.err) == (4, "", f"{folder}/a.mbox: {SAID}\n")
    (folder / "b.txt").write_text("By Pak Chol-ho.\n", "utf-8")
    assert lfnkr("names", "test", folder).code == 3
    ended = lfnkr("names", "test", folder / "a.mbox", "--json")
    assert (ended.code, json.loads(ended.out)["problems"]) == (1, [{"path": f"{folder}/a.mbox", "problem": SAID}])


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("lfnkr.toml", ("extract",), id="settings"),
        pytest.param("locales/glossary.csv", ("check",), id="glossary"),
        pytest.param("terms.csv", ("glossary", "import", "terms.csv"), id="glossary to import"),
    ],
)
def test_other_files_that_people_write_are_held_to_the_same(
    lfnkr: Run, translated: Path, path: str, words: tuple[str, ...]
) -> None:
    enlarge(translated / path)
    before = everything(translated)
    ended = lfnkr(*words)
    assert f"{path}: {SAID}" in ended.out + ended.err, ended
    assert ended.code in (1, 4)
    assert everything(translated) == before
