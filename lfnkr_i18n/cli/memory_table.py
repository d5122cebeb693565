"""The table of `lfnkr memory stats`, readable at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from lfnkr_i18n.cli.printing import printable
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from lfnkr_i18n.memory import DirectionStats
    from lfnkr_i18n.steps.memory.stats import MemoryStats


def print_stats(found: MemoryStats) -> None:
    """Print how much the memory holds, where it comes from, and how it is searched."""
    console = Console(highlight=False, emoji=False)  # else Rich loads all there are
    console.print(_table(found))
    for line in _sources(found):
        console.print(Text(printable(line)))


def _table(found: MemoryStats) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(_("Direction"), no_wrap=True)
    table.add_column(_("Pairs"), justify="right", no_wrap=True)
    table.add_column(_("Texts"), justify="right", no_wrap=True)
    table.add_column(_("Similar texts are found"))
    for row in found.rows:
        direction = f"{row.source_language} → {row.target_language}"
        table.add_row(direction, f"{row.pairs:,}", f"{row.texts:,}", _index(row))
    return table


def _index(row: DirectionStats) -> str:
    """Say how a direction is searched."""
    from lfnkr_i18n.memory import FEW

    if row.indexed:
        return _("by the index")
    return _("one by one") if row.texts <= FEW else _("by an index that the next search builds")


def _sources(found: MemoryStats) -> Iterator[str]:
    """Yield the lines below the table."""
    catalogs = ngettext("{n} catalog", "{n} catalogs", found.catalogs).format(n=f"{found.catalogs:,}")
    size = _("{database} of database, {index} of index").format(
        database=megabytes(found.database_bytes), index=megabytes(found.index_bytes)
    )
    yield _("From {catalogs}; {size}.").format(catalogs=catalogs, size=size)
    for memory in found.imported:
        pairs = ngettext("{n} pair", "{n} pairs", memory.pairs).format(n=f"{memory.pairs:,}")
        yield f"{memory.path}: {pairs}" + (f" ({memory.tool})" if memory.tool else "")


def megabytes(size: int) -> str:
    """Return a number of bytes as people read it.

    >>> megabytes(0), megabytes(20_000), megabytes(135_000_000)
    ('0 MB', '0.1 MB', '135 MB')
    """
    if not size:
        return "0 MB"
    return f"{max(size / 1e6, 0.1):.1f} MB" if size < 10_000_000 else f"{size / 1e6:,.0f} MB"
