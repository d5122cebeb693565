"""The tools that keep docs and messages true."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parents[1] / "tools"


def tool(name: str) -> ModuleType:
    specification = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[ModuleType, Path]:
    """The docs check, looking at an empty folder, and a page there."""
    module = tool("check_docs")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "here.md").write_text("# The **one** `heading`\n", "utf-8")
    return module, tmp_path / "page.md"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("[there](here.md)", None, id="link to a file"),
        pytest.param("[there](away.md)", "page.md:1: link to nowhere: away.md", id="link to no file"),
        pytest.param(
            '<img src="picture.svg">', "page.md:1: link to nowhere: picture.svg", id="picture that is not there"
        ),
        pytest.param("[there](here.md#the-one-heading)", None, id="link to a heading"),
        pytest.param("[there](here.md#two)", "page.md:1: no heading #two in here.md", id="link to no heading"),
        pytest.param("[there](https://example.org/away.md)", None, id="links to other sites are not followed"),
        pytest.param("Run `lfnkr status --json`.", None, id="a command in a sentence"),
        pytest.param("Run `lfnkr stats`.", "page.md:1: lfnkr: no such command stats", id="no such command"),
        pytest.param(
            "\n`lfnkr status --jason`", "page.md:2: lfnkr status: no such option --jason", id="no such option"
        ),
        pytest.param("`lfnkr -C DIR status POST…`", None, id="placeholders"),
        pytest.param("```console\n$ lfnkr extrat\n```", "page.md:1: lfnkr: no such command extrat", id="in a block"),
        pytest.param("```console\n$ make tset\n```", "page.md:1: no make target tset", id="no such target"),
        pytest.param("```toml\nkey =\n```", "page.md:1: TOML that does not parse", id="settings that do not parse"),
    ],
)
def test_docs_are_checked(page: tuple[ModuleType, Path], text: str, problem: str | None) -> None:
    module, path = page
    path.write_text(text, "utf-8")
    found = list(module.problems(path))
    assert len(found) == (problem is not None)
    assert all(line.startswith(str(problem)) for line in found)


def test_japanese_messages_keep_commands_and_options() -> None:
    """What people type is the same in every language."""
    module = tool("messages")
    typed = re.compile(r"`lfnkr [a-z -]+`|(?<![\w-])--[a-z][a-z-]+")
    for path in module.CATALOGS:
        for entry in module.polib.pofile(str(path)):
            texts = [entry.msgstr, *entry.msgstr_plural.values()]
            wanted = sorted(typed.findall(entry.msgid))
            assert any(sorted(typed.findall(text)) == wanted for text in texts), entry.msgid


def test_no_message_is_overlooked() -> None:
    """Xgettext does not see every message inside an f-string."""
    source = """say(f"{where}: {_('up to date')}", ngettext("{n} post", "{n} posts", n), _(found), other("x"))"""
    found = tool("messages").overlooked(source, {"{n} post"})
    assert list(found) == [(1, "up to date")]
