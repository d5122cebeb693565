"""Gather the program's own messages for its translators, or check that the catalogs are complete.

`python tools/messages.py` runs xgettext over the package and merges the result into every
`lfnkr_i18n/locale/*/LC_MESSAGES/lfnkr_i18n.po`; what is new there is to be translated by hand (nothing is guessed).
`--check` writes nothing and fails when a message is missing, left over, untranslated, fuzzy or wrongly formatted.
Needs GNU gettext.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lfnkr_i18n"
TEMPLATE = PACKAGE / "locale" / "lfnkr_i18n.pot"
CATALOGS = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/lfnkr_i18n.po"))

HEADER = """\
# What lfnkr says to people, gathered from its source by tools/messages.py.
msgid ""
msgstr ""
"Project-Id-Version: lfnkr_i18n\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
SAYING = ("_", "gettext", "ngettext")
LAYOUT = ("--no-wrap", "--no-location", "--sort-output")


def gathered() -> str:
    """Return the template: every message of the package, sorted, without line numbers."""
    sources = sorted(path.relative_to(ROOT).as_posix() for path in PACKAGE.rglob("*.py"))
    keywords = ("--keyword=_", "--keyword=gettext", "--keyword=ngettext:1,2")
    command = ["xgettext", "--language=Python", "--from-code=UTF-8", "--add-comments=Translators:", "--omit-header"]
    result = _run(*command, *keywords, *LAYOUT, "--output=-", *sources)
    if not result.stdout.isascii() or "non-ASCII" in result.stderr:  # xgettext drops such characters without failing
        sys.exit(f"messages must be ASCII; xgettext says:\n{result.stderr}")
    return HEADER + result.stdout


def merged(catalog: Path, template: Path) -> str:
    """Return `catalog` with the messages of `template`: texts kept where the message is the same, else empty."""
    text = _run("msgmerge", "--quiet", "--no-fuzzy-matching", *LAYOUT, str(catalog), str(template)).stdout
    return _run("msgattrib", "--no-obsolete", *LAYOUT, "-", given=text).stdout


def update() -> None:
    """Write the template and every catalog, those only that change."""
    _write(TEMPLATE, gathered())
    for catalog in CATALOGS:
        _write(catalog, merged(catalog, TEMPLATE))
        missing = len(polib.pofile(str(catalog)).untranslated_entries())
        print(f"{catalog.relative_to(ROOT)}: {missing} to translate")


def problems() -> Iterator[str]:
    """Yield what is wrong with the template and the catalogs, one line each."""
    wanted = _messages(polib.pofile(gathered()))
    if _messages(polib.pofile(str(TEMPLATE))) != wanted:
        yield f"{TEMPLATE.relative_to(ROOT)}: not up to date; run `make messages`"
    for source in sorted(PACKAGE.rglob("*.py")):
        for line, text in overlooked(source.read_text("utf-8"), {msgid for msgid, _plural in wanted}):
            yield f"{source.relative_to(ROOT)}:{line}: xgettext does not see {text!r}; take it out of the f-string"
    for path in CATALOGS:
        shown = path.relative_to(ROOT)
        catalog = polib.pofile(str(path))
        for msgid, _plural in sorted(wanted - _messages(catalog)):
            yield f"{shown}: missing: {msgid!r}; run `make messages`"
        for msgid, _plural in sorted(_messages(catalog) - wanted):
            yield f"{shown}: no longer said: {msgid!r}; run `make messages`"
        for entry in catalog:
            if not entry.translated():
                yield f"{shown}:{entry.linenum}: {'fuzzy' if entry.fuzzy else 'untranslated'}: {entry.msgid!r}"
        result = subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", path], capture_output=True, text=True)
        if result.returncode:
            yield result.stderr.strip()


def overlooked(source: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the line and text of messages in a Python source that are not among `known`.

    xgettext overlooks some that stand inside an f-string, and says nothing.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            match node.args:
                case [ast.Constant(value=str(text)), *_rest] if text not in known:
                    yield node.lineno, text


def _messages(catalog: polib.POFile) -> set[tuple[str, str]]:
    return {(entry.msgid, entry.msgid_plural) for entry in catalog if not entry.obsolete}


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8", newline="\n")


def _run(*command: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, encoding="utf-8", check=True)
    except FileNotFoundError:
        sys.exit(f"{command[0]}: not found; install GNU gettext")
    except subprocess.CalledProcessError as error:
        sys.exit(error.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when anything is incomplete")
    if not parser.parse_args().check:
        update()
        return
    found = list(problems())
    print("\n".join(found) or "The program's messages are complete.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
