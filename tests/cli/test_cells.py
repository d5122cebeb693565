"""Cells beside each other are what Rich's own tables show, but for blanks at the ends of lines."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from msgspec.structs import replace
from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from lfnkr_i18n.cli.bars import BLOCKS, shares
from lfnkr_i18n.cli.lines import Paragraph
from lfnkr_i18n.cli.status_table import BAR, status_table
from lfnkr_i18n.publishing.states import PostState
from lfnkr_i18n.steps.status import Status, StatusRow, Totals

ROW = StatusRow(
    "2020/letter", "source_posts/en/2020/letter.md", "locales/ja/LC_MESSAGES/2020/letter.po",
    "Our volunteers met the members of the city council at the station", "en", "ja",
    40, 10, 0, 0, 30, 500, 100, 0, 0, 0, 0, PostState.IN_REVIEW, None, "A translator translates 10 segments.",
)  # fmt: skip
BOOK = "2020/手紙と請願書の長い名前のついた投稿/二つ目の手紙"
ONE_WORD = "2020/one-word-of-many-letters-that-no-column-of-a-table-holds"
ROWS = (
    ROW,
    replace(ROW, language="zh-Hans", reviewed=0, untranslated=0, segments=0),
    replace(ROW, post="海", title="大阪の委員会は駅前で面会しました（第3回）", next="翻訳者が10個の文を訳します。"),
    replace(ROW, post=BOOK, title="", errors=12, state=PostState.SOURCE_GONE),
    replace(ROW, post=ONE_WORD, title="Été [bold]2020[/bold]\n100 %"),
    replace(ROW, post="a b c d e f g h i j k l m n o p q r s t u v w x y z", reviewed=1234567, segments=12345678),
)


def _status(rows: Sequence[StatusRow]) -> Status:
    totals = Totals()
    for row in rows:
        totals.add(row)
    return Status(rows, totals.summed())


STATUS = _status(ROWS)


def _shown(picture: RenderableType, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(picture)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def _post(row: StatusRow, *, again: bool) -> RenderableType:
    if again:
        return Text("〃")
    return Group(Paragraph(Text(row.title or row.post)), *([Text(row.post)] if row.title else []))


def _bar(row: StatusRow) -> str:
    counts = (row.reviewed, row.draft, row.stale, row.untranslated)
    return "".join(block * cells for block, cells in zip(BLOCKS, shares(counts, BAR), strict=True))


def _by_rich() -> Table:
    """Return the same table, set by Rich."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("Post", ratio=9, overflow="fold")
    table.add_column("To", no_wrap=True)
    table.add_column("Progress", width=BAR, no_wrap=True)
    table.add_column("State and next step", ratio=10, overflow="fold")
    last = None
    for row in ROWS:
        errors = f"  {row.errors} errors" if row.errors else ""
        state = Group(Text(f"{row.state}{errors}"), Paragraph(Text(row.next)))
        progress = Text(f"{_bar(row)}\n{row.reviewed} of {row.segments}")
        table.add_row(_post(row, again=row.post == last), Text(row.language), progress, state)
        last = row.post
    return table


@pytest.mark.parametrize("width", [*range(56, 100), 120, 200])
def test_the_status_table_is_set_as_rich_sets_tables(width: int) -> None:
    name, *ours = _shown(status_table(STATUS, name="News [2020]"), width)
    theirs = [line.rstrip() for line in _shown(_by_rich(), width)]
    assert (name, ours[: len(theirs)]) == ("News [2020]", theirs)


@pytest.mark.parametrize("width", [20, 30, 80, 200])
def test_no_line_ends_in_blanks(width: int) -> None:
    lines = _shown(status_table(STATUS, name="News"), width)
    assert lines == [line.rstrip() for line in lines]
