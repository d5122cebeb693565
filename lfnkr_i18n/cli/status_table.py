"""The status table on a terminal: two lines a translation at 80 columns, a block at 20; readable without colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment, Segments
from rich.text import Text

from lfnkr_i18n.cli.bars import BLOCKS, shares
from lfnkr_i18n.cli.cells import Cell, Setter, beside
from lfnkr_i18n.cli.lines import Paragraph
from lfnkr_i18n.cli.printing import printable
from lfnkr_i18n.cli.states import state_label
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from lfnkr_i18n.steps.status import Status, StatusRow

AT_ONCE = 2000
"""Pieces of lines that are held until they are printed: those of some fifty translations."""

BAR = 16
"""Cells of a bar."""

NARROW = 56
"""Cells below which a table's columns would be too narrow to read in."""

EDGE = 1
"""Blank cells left and right of a table."""

GAP = 3
"""Blank cells between two columns."""

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


def status_table(found: Status, *, name: str) -> RenderableType:
    """Return the whole picture: the table, its totals, what the bars mean. `name` is the project's."""
    return _Picture(found, name)


def print_status(found: Status, *, name: str) -> None:
    """Print the status table on stdout."""
    console = Console(highlight=False)
    pieces = console.render(status_table(found, name=name))
    while some := list(islice(pieces, AT_ONCE)):
        # Nothing is wider than the terminal: cutting lines off there would take longer than making them.
        console.print(Segments(some), crop=False)


class _Picture(msgspec.Struct, frozen=True):
    """The translations in a table, or on a narrow terminal each below the other; the totals; what the bars mean."""

    found: Status
    name: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        yield Paragraph(Text(printable(self.name), style="bold"))
        lay_out = _table if width >= NARROW else _stack
        yield from lay_out(Setter(console), self.found.rows, width)
        yield Segment.line()
        yield _totals(self.found, min(BAR * 2, width))
        yield _legend(width)


def _stack(setter: Setter, rows: Sequence[StatusRow], width: int) -> Iterator[Segment]:
    """Yield a heading for every post, and below it, moved in, what the table has in its other columns."""
    last = None
    room = width - MARGIN
    for row in rows:
        if row.post != last:
            yield Segment.line()
            yield from beside([_post(setter, row, width, again=False)], [width])
        head = setter.line([(row.language, "bold"), ("  ", ""), (_count(row), "dim")], room)
        bar = setter.line(_bar(_counts(row), max(1, min(BAR, room))), room)
        yield from beside([[*head, *bar, *_state(setter, row, room)]], [room], margin=MARGIN)
        last = row.post


def _table(setter: Setter, rows: Sequence[StatusRow], width: int) -> Iterator[Segment]:
    """Yield a head and the translations, in columns that fill the terminal."""
    header = (_("Post"), _("To"), _("Progress"), _("State and next step"))
    language = max(map(cell_len, (header[1], *{row.language for row in rows})))
    free = width - 2 * EDGE - (len(header) - 1) * GAP - language - BAR
    post = -(-9 * (free + 2) // 19) - 1  # what is left, in parts of 9 and 10 with a blank each, as Rich shares it out
    widths = (post, language, BAR, free - post)
    yield Segment.line()
    head = [setter.line([(name, "bold")], cells) for name, cells in zip(header, widths, strict=True)]
    height = max(map(len, head))
    yield from beside([[[]] * (height - len(cell)) + cell for cell in head], widths, margin=EDGE, gap=GAP)
    yield Segment(" " * EDGE + "─" * (width - 2 * EDGE) + "\n")
    last = None
    for row in rows:
        cells = (
            _post(setter, row, widths[0], again=row.post == last),
            setter.line([(row.language, "")], widths[1]),
            [*setter.line(_bar(_counts(row)), BAR), *setter.line([(_count(row), "dim")], BAR, wraps=False)],
            _state(setter, row, widths[3]),
        )
        yield from beside(cells, widths, margin=EDGE, gap=GAP)
        last = row.post


def _post(setter: Setter, row: StatusRow, width: int, *, again: bool) -> Cell:
    """Return a post's title and id; of its further languages only the place."""
    if again:
        return setter.line([("〃", "dim")], width)
    title = setter.paragraph(printable(row.title or row.post), width, style="bold")
    return [*title, *setter.line([(printable(row.post), "dim")], width)] if row.title else title


def _count(row: StatusRow) -> str:
    return _("{reviewed} of {segments}").format(reviewed=row.reviewed, segments=row.segments)


def _counts(row: StatusRow) -> tuple[int, int, int, int]:
    return row.reviewed, row.draft, row.stale, row.untranslated


def _bar(counts: tuple[int, int, int, int], width: int = BAR) -> list[tuple[str, str]]:
    parts = zip(BLOCKS, shares(counts, width), BAR_STYLES, strict=True)
    return [(block * cells, style) for block, cells, style in parts]


def _state(setter: Setter, row: StatusRow, width: int) -> Cell:
    state = [(state_label(row.state), STATE_STYLES.get(row.state, ""))]
    if row.errors:
        errors = ngettext("{n} error", "{n} errors", row.errors).format(n=row.errors)
        state += [("  ", ""), (errors, "bold red")]
    return [*setter.line(state, width), *setter.paragraph(printable(row.next), width)]


def _totals(found: Status, bar: int) -> RenderableType:
    """Return how much there is and how far it is; `bar` is the width of the bar in cells."""
    totals = found.totals
    counts = (totals["reviewed"], totals["draft"], totals["stale"], totals["untranslated"])
    head = _("{posts}, {translations}: ").format(
        posts=ngettext("{n} post", "{n} posts", totals["posts"]).format(n=totals["posts"]),
        translations=ngettext("{n} translation", "{n} translations", totals["rows"]).format(n=totals["rows"]),
    )
    text = Text(head, style="bold")
    for number, state in enumerate(state for state in STATE_STYLES if state in totals["states"]):
        text.append(_(", ") if number else "", "not bold")
        text.append(_("{n} {state}").format(n=totals["states"][state], state=state_label(state)), STATE_STYLES[state])
    segments = sum(counts)
    reviewed = _("{reviewed} of {segments} segments reviewed ({percent} %)").format(
        reviewed=counts[0], segments=segments, percent=counts[0] * 100 // max(1, segments)
    )
    return Group(Paragraph(text), Paragraph(Text.assemble(*_bar(counts, bar), "  ", reviewed)))


def _legend(width: int) -> Text:
    """Return what the blocks mean, in one line if there is room."""
    names = (_("reviewed"), _("draft"), _("stale"), _("untranslated"))
    parts = [
        Text.assemble((block, style), f" {name}") for block, name, style in zip(BLOCKS, names, BAR_STYLES, strict=True)
    ]
    line = Text("   ").join(parts)
    return line if line.cell_len <= width else Text("\n").join(parts)
