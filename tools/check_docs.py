"""Check that the docs are true: links resolve, and every command, option and make target they show exists.

Looks at README*.md, CONTRIBUTING.md, CHANGELOG.md and docs/. Prints one line a problem as `path:line: problem`.
"""

from __future__ import annotations

import re
import shlex
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lfnkr_i18n.cli.program import program

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?[^)]*\)|(?:src|href)=\"([^\"]+)\"")
FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<kind>[\w-]*)[^\n]*\n(?P<code>.*?)^(?P=fence)", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
PLACEHOLDER = re.compile(r"^\[?-?[A-Z]{2,}|[…\[\]|]")
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def pages() -> list[Path]:
    """Return the pages that people read."""
    return [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]


def problems(page: Path) -> Iterator[str]:
    """Yield what is wrong on a page, as `path:line: problem`."""
    text = page.read_text("utf-8")
    prose = FENCE.sub(lambda block: "\n" * block[0].count("\n"), text)
    found = [(match.start(), problem) for match in LINK.finditer(prose) for problem in _link(page, match)]
    for match in CODE.finditer(prose):
        found += [(match.start(), problem) for problem in _command(match[1])]
    for place, problem in found:
        yield f"{page.relative_to(ROOT)}:{prose.count(chr(10), 0, place) + 1}: {problem}"
    for block in FENCE.finditer(text):
        line = text.count("\n", 0, block.start()) + 1
        for problem in _block(block["kind"], block["code"]):
            yield f"{page.relative_to(ROOT)}:{line}: {problem}"


def _link(page: Path, match: re.Match[str]) -> Iterator[str]:
    target = urlsplit(match[1] or match[2])
    if target.scheme or target.netloc:
        return
    file = (page.parent / unquote(target.path)).resolve() if target.path else page
    if not file.exists() or not file.is_relative_to(ROOT):
        yield f"link to nowhere: {target.path}"
    elif target.fragment and file.suffix == ".md" and unquote(target.fragment) not in _anchors(file):
        yield f"no heading #{unquote(target.fragment)} in {file.relative_to(ROOT)}"


def _anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives to a page's headings."""
    text = FENCE.sub("", page.read_text("utf-8"))
    return {_anchor(match[1]) for match in HEADING.finditer(text)}


def _anchor(heading: str) -> str:
    kept = [
        character
        for character in heading.lower().replace("`", "")
        if character in "-_ " or unicodedata.category(character)[0] in "LNM"
    ]
    return "".join(kept).replace(" ", "-")


def _block(kind: str, code: str) -> Iterator[str]:
    if kind == "toml":
        try:
            tomllib.loads(code)
        except tomllib.TOMLDecodeError as error:
            yield f"TOML that does not parse: {error}"
    elif kind in ("", "console", "sh", "bash", "shell", "text"):
        for line in code.splitlines():
            yield from _command(line.strip().removeprefix("$ "))


def _command(line: str) -> Iterator[str]:
    """Yield what does not exist in a shell line that calls lfnkr or make."""
    try:
        words = shlex.split(line, comments=True)
    except ValueError:
        return
    while words and (words[0] == "sudo" or re.match(r"^[A-Z_]+=", words[0])):
        del words[0]
    if words[:1] == ["make"]:
        yield from (f"no make target {word}" for word in words[1:] if word.isalpha() and word not in TARGETS)
    elif words and words[0].removeprefix(".venv/bin/") == "lfnkr":
        yield from _lfnkr(words[1:])


def _lfnkr(words: list[str]) -> Iterator[str]:
    command = program()
    known = _options(command)
    path = "lfnkr"
    for word in words:
        if word in {";", "&&", "|", ">", "→"}:
            return
        if word.startswith("-"):
            if not PLACEHOLDER.search(word) and word.partition("=")[0] not in known and word != "--":
                yield f"{path}: no such option {word}"
        elif commands := getattr(command, "commands", None):
            if PLACEHOLDER.search(word):
                return
            if word not in commands:
                yield f"{path}: no such command {word}"
                return
            command, path = commands[word], f"{path} {word}"
            known |= _options(command)


def _options(command: Any) -> set[str]:
    return {"--help", *(name for parameter in command.params for name in parameter.opts)}


def main() -> None:
    found = [problem for page in pages() for problem in problems(page)]
    print("\n".join(found) or f"{len(pages())} pages: links, commands, options and settings are true.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
