"""Cells beside each other, each a text cut into lines: Rich's tables, for ten thousand rows.

Rich measures, cuts and fills up every cell several times over, which takes 0.8 ms a row. Its console is what writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import msgspec
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.text import Text

from lfnkr_i18n.cli.lines import line_spans

Cell = list[list[Segment]]
"""Lines, each of pieces of one style."""


class Setter(msgspec.Struct, frozen=True):
    """Sets texts for one console."""

    console: Console

    def paragraph(self, text: str, width: int, *, style: str = "") -> Cell:
        """Return a text that fills its lines, as `lines.Paragraph` does."""
        look = self.console.get_style(style)
        return [[Segment(text[start:end], look)] for start, end in line_spans(text, width)]

    def line(self, pieces: Sequence[tuple[str, str]], width: int, *, wraps: bool = True) -> Cell:
        """Return texts with their styles as one line, or where they are too long cut by Rich, into several if `wraps`.

        Of a line that does not wrap, an ellipsis takes the place of the rest.
        """
        if sum(cell_len(text) for text, _style in pieces) <= width and not any(
            set(text) & {"\t", "\n"} for text, _style in pieces
        ):
            return [[Segment(text, self.console.get_style(style)) for text, style in pieces if text]]
        whole = Text.assemble(*pieces, overflow="fold" if wraps else "ellipsis", no_wrap=not wraps)
        lines = whole.wrap(self.console, width)
        for line in lines:
            line.rstrip()
        return [list(line.render(self.console)) for line in lines]


def beside(cells: Sequence[Cell], widths: Sequence[int], *, margin: int = 0, gap: int = 0) -> Iterator[Segment]:
    """Yield cells beside each other; widths, left `margin` and the `gap` between columns are cells of the terminal.

    No line ends in blanks.
    """
    for lines in zip_longest(*cells, fillvalue=[]):
        blanks = margin
        for line, width in zip(lines, widths, strict=True):
            left = width
            for piece in line:
                if blanks:
                    yield Segment(" " * blanks)
                    blanks = 0
                yield piece
                left -= piece.cell_length
            blanks += left + gap
        yield Segment.line()
