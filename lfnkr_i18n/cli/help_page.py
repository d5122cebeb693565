"""The page that `--help` shows.

Our own and not Typer's, which imports a Markdown renderer and a syntax highlighter first (40 of its 150 ms) and says
"Usage:" in English whatever the language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from typer.core import TyperOption

from lfnkr_i18n.cli.commands import Entry
from lfnkr_i18n.cli.lines import Paragraph
from lfnkr_i18n.messages import gettext as _

_INDENT = 6
"""Cells by which a meaning is moved in below its name."""

_BRACES = str.maketrans("", "", "{}")  # Typer writes {POST} for an argument that is required


def print_help(command: Any, context: Any) -> None:
    """Print a command's help page on stdout, as wide as the terminal and at most 100 columns."""
    console = Console(highlight=False)
    console.width = min(console.width, 100)
    console.print(_page(command, context, console.width))


def _page(command: Any, context: Any, width: int) -> RenderableType:
    pieces = " ".join(piece.translate(_BRACES) for piece in command.collect_usage_pieces(context))
    parameters = [parameter for parameter in command.get_params(context) if not getattr(parameter, "hidden", False)]
    arguments = [parameter for parameter in parameters if not isinstance(parameter, TyperOption)]
    options = [parameter for parameter in parameters if isinstance(parameter, TyperOption)]
    parts: list[RenderableType] = [
        Padding(Text.assemble((_("Usage:"), "yellow"), (f" {context.command_path} {pieces}", "bold")), (1, 1)),
        Padding(Paragraph(Text(command.help or "")), (0, 1, 1, 1)),
        *_panel(_("Arguments"), [_argument(parameter) for parameter in arguments], width),
        *_panel(_("Options"), [_option(parameter) for parameter in options], width),
        *_panel(_("Commands"), [_command(name, entry.about) for name, entry in _entries(command).items()], width),
    ]
    if command.epilog:
        parts.append(Padding(Paragraph(Text(command.epilog, style="dim")), (0, 1)))
    return Group(*parts)


def _panel(title: str, rows: Sequence[tuple[Text, Paragraph]], width: int) -> list[RenderableType]:
    """Return a frame of names with what they mean: beside them, or below where they would leave too little room."""
    if not rows:
        return []
    style: dict[str, Any] = {"title": title, "title_align": "left", "border_style": "dim", "box": box.ROUNDED}
    if 2 * max(name.cell_len for name, _meaning in rows) > width:
        below = [(name, Padding(meaning, (0, 0, 0, _INDENT))) for name, meaning in rows]
        return [Panel(Group(*(part for row in below for part in row)), **style)]
    table = Table(box=None, show_header=False, expand=True, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for row in rows:
        table.add_row(*row)
    return [Panel(table, **style)]


def _argument(parameter: Any) -> tuple[Text, Paragraph]:
    required = _("required") if parameter.required else None
    return Text(parameter.metavar, style="bold yellow"), _explained(parameter.help, required)


def _option(parameter: Any) -> tuple[Text, Paragraph]:
    names = ", ".join(sorted(parameter.opts, key=len))
    if len(parameter.opts) == 1 and names.startswith("--"):
        names = f"    {names}"
    name = Text.assemble((names, "bold cyan"), (f" {parameter.metavar}" if parameter.metavar else "", "bold yellow"))
    return name, _explained(parameter.help, _("required") if parameter.required else _default(parameter))


def _default(parameter: Any) -> str | None:
    if parameter.default in (None, False) or not parameter.show_default:
        return None
    return _("default: {value}").format(value=parameter.default)


def _explained(text: str, note: str | None) -> Paragraph:
    return Paragraph(Text.assemble(text, (f" [{note}]", "dim") if note else ""))


def _entries(command: Any) -> Mapping[str, Entry]:
    """Return the commands of a group, none of a command."""
    entries: Mapping[str, Entry] = command.commands.entries if hasattr(command, "commands") else {}
    return entries


def _command(name: str, about: str) -> tuple[Text, Paragraph]:
    return Text(name, style="bold cyan"), Paragraph(Text(about))
