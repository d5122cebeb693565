"""Projects in which something stands in the way: every command says so in one line a thing, and loses nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.robustness.newsroom import Newsroom, files, left_over
from tests.robustness.runner import Runner, runner

pytestmark = pytest.mark.skipif(os.name == "nt", reason="other permissions, no fork")

COMMANDS = (
    "extract",
    "draft",
    "draft --engine pseudo",
    "publish",
    "sign-off 0 -l ja --by aya",
    "status",
    "check",
    "doctor",
    "diff 0 -l ja",
    "unpublish 1 -l ja --by aya --reason x",
)


@pytest.fixture(scope="module")
def run() -> Iterator[Runner]:
    """Run as somebody whom permissions bind, root or not."""
    drop = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
    if drop and shutil.which(drop[0]) is None:
        pytest.skip("root may do everything, and there is no setpriv")
    with runner(through=drop) as found:
        yield found


def catalog(root: Path) -> Path:
    return root / "locales/ja/LC_MESSAGES/0.po"


def replaced_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replaced_by(path: Path, make: Callable[[Path], object]) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.unlink(missing_ok=True)
    make(path)


def in_cache(root: Path, make: Callable[[Path], object]) -> None:
    caches = "locks tmp manifest memory.sqlite drafts publishing answers.sqlite engine-drafts.jsonl"
    for name in caches.split():
        replaced_by(root / ".lfnkr" / name, make)


def closed(*paths: Path, mode: int) -> None:
    for path in paths:
        path.chmod(mode)


SPOILED: dict[str, Callable[[Path], object]] = {
    "the project is read-only": lambda root: closed(root, root / "locales/ja/LC_MESSAGES", mode=0o555),
    "catalogs' folder is read-only": lambda root: closed(catalog(root).parent, mode=0o555),
    "catalogs' folder is closed": lambda root: closed(catalog(root).parent, mode=0),
    "all catalogs and ledgers are closed": lambda root: closed(root / "locales", mode=0),
    "a catalog is unreadable": lambda root: closed(catalog(root), mode=0),
    "a catalog is a folder": lambda root: replaced_by_folder(catalog(root)),
    "a catalog is a pipe": lambda root: replaced_by(catalog(root), os.mkfifo),
    "a catalog is empty": lambda root: catalog(root).write_bytes(b""),
    "a catalog leads in a circle": lambda root: replaced_by(catalog(root), lambda path: path.symlink_to(path.name)),
    "posts are unreadable": lambda root: closed(root / "source_posts/en", mode=0),
    "a post is unreadable": lambda root: closed(root / "source_posts/en/0.md", mode=0),
    "a post is UTF-16": lambda root: (root / "source_posts/en/0.md").write_bytes("# 手紙\n".encode("utf-16")),
    "a picture is unreadable": lambda root: closed(root / "source_posts/en/img/0.jpg", mode=0),
    "a picture is a folder": lambda root: replaced_by_folder(root / "source_posts/en/img/0.jpg"),
    "published posts are read-only": lambda root: closed(root / "published/ja", mode=0o555),
    "published posts are closed": lambda root: closed(root / "published/ja", mode=0),
    "a published post is a folder": lambda root: replaced_by_folder(root / "published/ja/0.md"),
    "a ledger is a folder": lambda root: replaced_by_folder(root / "locales/publications.jsonl"),
    "a ledger is unreadable": lambda root: closed(root / "locales/publications.jsonl", mode=0),
    "a ledger is no ledger": lambda root: (root / "locales/ja/signoffs.jsonl").write_bytes(b"\xff\x00{\n[]\n"),
    "the cache is a file": lambda root: replaced_by(root / ".lfnkr", Path.touch),
    "the cache is read-only": lambda root: closed(root / ".lfnkr/locks", root / ".lfnkr/tmp", mode=0o555),
    "the cache is closed": lambda root: closed(root / ".lfnkr", mode=0),
    "the cache is full of folders": lambda root: in_cache(root, Path.mkdir),
    "the cache is full of junk": lambda root: in_cache(root, lambda path: path.write_bytes(b"\xffjunk" * 99)),
    "the settings are closed": lambda root: closed(root / "lfnkr.toml", mode=0),
    "the settings are a bomb": lambda root: (root / "lfnkr.toml").write_bytes(b"a = " + b"[" * 100_000),
    "there are no posts": lambda root: shutil.rmtree(root / "source_posts"),
    "there are no catalogs": lambda root: shutil.rmtree(root / "locales"),
}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, run: Runner) -> Newsroom:
    """A project in which everything is published."""
    room = Newsroom(tmp_path_factory.mktemp("finished") / "room")
    room.next_week()
    run.run("-C", room.root, "extract")
    room.review()
    run.run("-C", room.root, "publish")
    return room


@pytest.mark.parametrize("what", SPOILED)
def test_something_stands_in_the_way(what: str, tmp_path: Path, finished: Newsroom, run: Runner) -> None:
    root = finished.copy(tmp_path / "room")
    (root / "source_posts/en/2.md").write_text("# Another post\n\nIt is new.\n", encoding="utf-8")
    (root / "locales/ja/signoffs.jsonl").touch()
    SPOILED[what](root)
    before = {name: content for name, content in files(root).items() if Path(name).stem == "3"}
    try:
        for command in COMMANDS:
            code, said = run.begin("-C", root, *command.split()).ended()
            assert code in (0, 1, 2, 3, 4), (command, code, said)
            assert "Traceback" not in said
            assert all(": " in line for line in said.splitlines()), said
    finally:
        for folder, _folders, names in os.walk(root):
            for path in (Path(folder), *(Path(folder, name) for name in names)):
                if not path.is_symlink():
                    path.chmod(0o755)
    after = files(root)
    assert {name: after.get(name) for name in before} == before
    assert left_over(root) == [] or "cache" in what
