"""`lfnkr diff`."""

from typing import TYPE_CHECKING

import typer

from lfnkr_i18n.cli.options import AsJson, OneLanguage, OnePost
from lfnkr_i18n.cli.outcome import ExitCode
from lfnkr_i18n.cli.printing import print_json, printable
from lfnkr_i18n.cli.session import session
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from rich.text import Text

    from lfnkr_i18n.steps.diff import StaleEntry

MARKS = {"equal": ("", "", ""), "delete": ("[-", "-]", "red strike"), "insert": ("{+", "+}", "green")}
"""How a piece of text is marked, and styled where there are colours; the marks are `git diff --word-diff`'s."""


def diff(context: typer.Context, post: OnePost, language: OneLanguage, as_json: AsJson = False) -> int:
    from lfnkr_i18n.steps import diff as step

    said = session(context)
    entries = step.diff(said.project(), post, language)
    if as_json:
        print_json(rows=entries)
    elif entries:
        _print(entries)
    else:
        said.note(_("Nothing is stale: every translation is of today's text."))
    return ExitCode.DONE


def _print(entries: "list[StaleEntry]") -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for number, entry in enumerate(entries):
        place = f"{entry.path}:{entry.line}" + (f" ({entry.context})" if entry.context else "")
        lines = [
            Text(printable(place), style="bold"),
            Text("  ").append_text(_source(entry)),
            Text(f"  {printable(entry.translation)}"),
        ]
        console.print(Text("\n" if number else "").append_text(Text("\n").join(lines)))


def _source(entry: "StaleEntry") -> "Text":
    from rich.text import Text

    if entry.old_source is None:
        return Text.assemble(printable(entry.source), (_(" (marked by hand; its old text is not known)"), "dim"))
    text = Text()
    for piece in entry.pieces:
        before, after, style = MARKS[piece.change]
        text.append(f"{before}{printable(piece.text)}{after}", style)
    return text
