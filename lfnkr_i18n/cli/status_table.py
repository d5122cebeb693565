"""The status table on a terminal: two lines a translation at 80 columns, a block at 20; readable without colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lfnkr_i18n.cli.bars import BLOCKS, shares
from lfnkr_i18n.cli.lines import Paragraph
from lfnkr_i18n.cli.printing import printable
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from lfnkr_i18n.steps.status import Status, StatusRow

BAR = 16
"""Cells of a bar."""

NARROW = 56
"""Cells below which a table's columns would be too narrow to read in."""

MARGIN = 2
"""Cells by which a translation is moved in below its post, on a narrow terminal."""

BAR_STYLES = ("green", "cyan", "yellow", "bright_black")
"""Reviewed, draft, stale, untranslated."""

STATE_STYLES = {
    "published": "bold green",
    "ready": "bold cyan",
    "outdated": "bold yellow",
    "in review": "bold blue",
    "drafting": "bold magenta",
    "new": "bold",
    "source gone": "bold red",
}


def state_label(state: str) -> str:
    """Return a state as people read it."""
    labels = {
        "published": _("published"),
        "ready": _("ready"),
        "outdated": _("outdated"),
        "in review": _("in review"),
        "drafting": _("drafting"),
        "new": _("new"),
        "source gone": _("source gone"),
    }
    return labels.get(state, state)


def status_table(found: Status, *, name: str) -> RenderableType:
    """Return the whole picture: the table, its totals, what the bars mean. `name` is the project's."""
    if not found.rows:
        return Text(_("No posts to translate yet: put one into source_posts and run `lfnkr extract`."))
    return _Picture(found, name)


def print_status(found: Status, *, name: str) -> None:
    """Print the status table on stdout."""
    console = Console(highlight=False)
    console.print(status_table(found, name=name))


@dataclass(frozen=True, slots=True)
class _Picture:
    """The translations in a table, or on a narrow terminal each below the other; the totals; what the bars mean."""

    found: Status
    name: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        if width >= NARROW:
            yield _table(self.found, self.name)
        else:
            yield from _stack(self.found, self.name, width)
        yield _totals(self.found, min(BAR * 2, width))
        yield _legend(width)


def _stack(found: Status, name: str, width: int) -> Iterator[RenderableType]:
    """Yield a heading for every post, and below it, moved in, what the table has in its other columns."""
    yield Paragraph(Text(printable(name), style="bold"))
    last = None
    for row in found.rows:
        if row.post != last:
            yield Text("")
            yield _post(row, again=False)
        head = Text.assemble((row.language, "bold"), "  ", _count(row))
        bar = _bar(_counts(row), max(1, min(BAR, width - MARGIN)))
        yield Padding(Group(head, bar, _state(row)), (0, 0, 0, MARGIN))
        last = row.post
    yield Text("")


def _table(found: Status, name: str) -> Table:
    table = Table(
        title=printable(name),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        expand=True,
    )
    table.add_column(_("Post"), ratio=9, overflow="fold")
    table.add_column(_("To"), no_wrap=True)
    table.add_column(_("Progress"), width=BAR, no_wrap=True)
    table.add_column(_("State and next step"), ratio=10, overflow="fold")
    last = None
    for row in found.rows:
        table.add_row(_post(row, again=row.post == last), Text(row.language), _progress(row), _state(row))
        last = row.post
    return table


def _post(row: StatusRow, *, again: bool) -> RenderableType:
    """Return a post's title and id; of its further languages only the place."""
    if again:
        return Text("〃", style="dim")
    title = Text(printable(row.title or row.post), style="bold")
    return Group(Paragraph(title), *([Text(printable(row.post), style="dim")] if row.title else []))


def _progress(row: StatusRow) -> Text:
    return Text("\n").join([_bar(_counts(row)), _count(row)])


def _count(row: StatusRow) -> Text:
    return Text(_("{reviewed} of {segments}").format(reviewed=row.reviewed, segments=row.segments), style="dim")


def _counts(row: StatusRow) -> tuple[int, int, int, int]:
    return row.reviewed, row.draft, row.stale, row.untranslated


def _bar(counts: tuple[int, int, int, int], width: int = BAR) -> Text:
    parts = zip(BLOCKS, shares(counts, width), BAR_STYLES, strict=True)
    return Text.assemble(*((block * cells, style) for block, cells, style in parts))


def _state(row: StatusRow) -> RenderableType:
    state = Text(state_label(row.state), style=STATE_STYLES.get(row.state, ""))
    if row.errors:
        errors = ngettext("{n} error", "{n} errors", row.errors).format(n=row.errors)
        state = Text.assemble(state, "  ", (errors, "bold red"))
    return Group(state, Paragraph(Text(printable(row.next))))


def _totals(found: Status, bar: int) -> RenderableType:
    """Return how much there is and how far it is; `bar` is the width of the bar in cells."""
    rows = found.rows
    counts = tuple(sum(getattr(row, name) for row in rows) for name in ("reviewed", "draft", "stale", "untranslated"))
    posts = len({row.post for row in rows})
    states = Counter(str(row.state) for row in rows)
    head = _("{posts}, {translations}: ").format(
        posts=ngettext("{n} post", "{n} posts", posts).format(n=posts),
        translations=ngettext("{n} translation", "{n} translations", len(rows)).format(n=len(rows)),
    )
    text = Text(head, style="bold")
    for number, state in enumerate(state for state in STATE_STYLES if states[state]):
        text.append(_(", ") if number else "", "not bold")
        text.append(_("{n} {state}").format(n=states[state], state=state_label(state)), STATE_STYLES[state])
    segments = sum(counts)
    reviewed = _("{reviewed} of {segments} segments reviewed ({percent} %)").format(
        reviewed=counts[0], segments=segments, percent=counts[0] * 100 // max(1, segments)
    )
    return Group(Paragraph(text), Paragraph(Text.assemble(_bar(counts, bar), "  ", reviewed)))


def _legend(width: int) -> Text:
    """Return what the blocks mean, in one line if there is room."""
    names = (_("reviewed"), _("draft"), _("stale"), _("untranslated"))
    parts = [
        Text.assemble((block, style), f" {name}") for block, name, style in zip(BLOCKS, names, BAR_STYLES, strict=True)
    ]
    line = Text("   ").join(parts)
    return line if line.cell_len <= width else Text("\n").join(parts)
