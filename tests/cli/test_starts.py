"""Starts: what a command imports before it works. Whose own start is measured stands in benchmarks/startup.py."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lfnkr_i18n.cli.program import run
from tests.cli.test_program import NAMES

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

startup: Any = importlib.import_module("startup")

HEAVY = [
    "numpy", "rapidfuzz", "yaml", "pyromark", "polib", "deep_translator", "requests", "msgspec", "sentencex", "sqlite3",
    "pydantic", "filelock", "concurrent.futures", "lxml", "httpx", "tenacity", "bs4", "starlette",
]  # fmt: skip
"""What takes long to import: a help page needs none of it."""

RARELY = [
    *(name for name in HEAVY if name != "msgspec"),
    "_hashlib",  # OpenSSL
    "email.message",
    "xml.sax",
    "rich._emoji_codes",
    "lfnkr_i18n.privacy.views",
    *(f"lfnkr_i18n.{name}" for name in ("catalog", "checks", "formats", "markup", "segmentation", "privacy", "memory")),
]
"""What commands import only where they use it, not where nothing changed."""


def test_help_imports_nothing_heavy() -> None:
    """Start-up: `lfnkr --help` is to take at most 2.5 times as long as importing Typer."""
    script = f"""
import sys
from lfnkr_i18n.cli.program import run
run(["--help"])
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stderr.strip() == "[]"


@pytest.mark.parametrize("command", ["extract", "check", "status --json", "publish", "extract --frozen"])
def test_where_nothing_changed_a_command_imports_only_what_reads_the_project(tmp_path: Path, command: str) -> None:
    (tmp_path / "lfnkr.toml").touch()
    (tmp_path / "source_posts").mkdir()
    for name in ("letter", "notice"):
        post = tmp_path / f"source_posts/{name}.md"
        post.write_text(f"# A {name}\n\nWe wrote to the embassy.\n", encoding="utf-8")
    for before in ("extract", "check"):
        assert run(["-C", str(tmp_path), before]) == 0
    script = f"""
import sys
from lfnkr_i18n.cli.program import run
run({["-C", str(tmp_path), *command.split()]!r})
print([name for name in {RARELY!r} if name in sys.modules], file=sys.stderr)
"""
    for _time in range(2):  # the second time nothing is new
        ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["status", "publish"])
def test_who_asks_what_was_asked_before_loads_no_check(tmp_path: Path, command: str) -> None:
    (tmp_path / "lfnkr.toml").touch()
    (tmp_path / "source_posts").mkdir()
    (tmp_path / "source_posts/letter.md").write_text("We wrote to the embassy.\n", encoding="utf-8")
    for before in ("extract", "check"):
        assert run(["-C", str(tmp_path), before]) == 0
    script = f"""
import sys
from lfnkr_i18n.cli.program import run
run({["-C", str(tmp_path), command]!r})
print("lfnkr_i18n.formats" in sys.modules, "lfnkr_i18n.checks.registry" in sys.modules, file=sys.stderr)
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stderr.splitlines()[-1] == "True False"


def test_a_draft_from_memory_imports_no_check_and_no_engine(tmp_path: Path) -> None:
    (tmp_path / "lfnkr.toml").touch()
    (tmp_path / "source_posts").mkdir()
    (tmp_path / "source_posts/letter.md").write_text("We wrote to the embassy.\n", encoding="utf-8")
    others = [f"lfnkr_i18n.{name}" for name in ("checks.registry", "engines", "transport")]
    script = f"""
import sys
from lfnkr_i18n.cli.program import run
run({["-C", str(tmp_path), "draft"]!r})
print([name for name in {[*others, "lxml", "httpx", "numpy", "tenacity"]!r} if name in sys.modules])
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


NEEDED = {
    "check --list": ["lfnkr_i18n.checks"],
    "check --fix": ["lfnkr_i18n.checks"],
    "doctor": ["email.message", "yaml"],
    "engines list": ["rich", "lfnkr_i18n.markup", "lfnkr_i18n.privacy"],
    "engines list --json": ["lfnkr_i18n.markup", "lfnkr_i18n.privacy"],
    "engines test pseudo": ["lfnkr_i18n.markup", "lfnkr_i18n.privacy"],
    "glossary import terms.csv -n": ["lfnkr_i18n.privacy"],
    "glossary export exported.csv -n": ["lfnkr_i18n.privacy"],
    "import export.xml --language en": ["lxml"],
    "memory search hello -l ja": ["sqlite3", "lfnkr_i18n.memory"],
    "memory import memory.tmx -n": ["lxml", "sqlite3", "lfnkr_i18n.memory", "lfnkr_i18n.privacy"],
    "memory export exported.tmx": ["lxml", "sqlite3", "lfnkr_i18n.memory"],
    "memory stats": ["sqlite3", "lfnkr_i18n.memory"],
    "memory stats --engines": ["polib", "sqlite3", "lfnkr_i18n.catalog", "lfnkr_i18n.memory"],
    "names list": ["lfnkr_i18n.privacy"],
    "names add --file people.toml": ["lfnkr_i18n.privacy"],
    "names test export.xml": ["lfnkr_i18n.privacy"],
    "names audit": ["_hashlib", "lfnkr_i18n.privacy"],
}
"""Of what others do without, what a command works with."""


@pytest.mark.parametrize("words", [line.words for line in startup.LINES if line.files is startup.NOTHING], ids=" ".join)
def test_an_own_start_imports_what_the_command_works_with(tmp_path: Path, words: list[str]) -> None:
    startup.begin(tmp_path)
    needed = NEEDED.get(" ".join(words), [])
    spared = [name for name in [*RARELY, "rich"] if name not in needed]
    script = f"""
import sys
from lfnkr_i18n.cli.program import run
run({words!r})
print([name for name in {spared!r} if name in sys.modules], file=sys.stderr)
"""
    ended = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ended.stderr.splitlines()[-1] == "[]"


def test_the_own_start_of_every_command_is_measured() -> None:
    measured = [" ".join(line.words) for line in startup.LINES if line.files is startup.NOTHING]
    assert [name for name in NAMES if not any(f"{words} ".startswith(f"{name} ") for words in measured)] == []


@pytest.mark.parametrize("command", ["extract", "draft", "check", "status --json", "publish"])
def test_an_own_start_makes_no_dataclass(tmp_path: Path, command: str) -> None:
    """Each takes a millisecond to make, of the 60 that a command may take to start after Typer."""
    (tmp_path / "lfnkr.toml").touch()
    script = f"""
import dataclasses, sys
from lfnkr_i18n.cli.program import run
run({["-C", str(tmp_path), *command.split()]!r})
ours = [module for name, module in sys.modules.items() if name.startswith("lfnkr_i18n")]
made = {{kind for module in ours for kind in vars(module).values() if isinstance(kind, type)}}
print([kind for kind in made if dataclasses.is_dataclass(kind)], file=sys.stderr)
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stderr.splitlines()[-1] == "[]"


def test_a_command_line_is_read_without_pydantic() -> None:
    """Typer's own conversion of values imports it, which takes as long as Typer itself."""
    script = """
import sys
from lfnkr_i18n.cli.program import run
run(["-C", "no such folder", "extract", "some post", "-l", "ja", "-j", "2"])
print([name for name in ("pydantic", "rich") if name in sys.modules])
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"
