"""Text cut into lines of a terminal, Japanese too: Rich breaks at spaces only, and cuts off what has none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

from lfnkr_i18n.languages import is_cjk

# Characters that no line starts or ends with: the common part of JIS X 4051, 8.1.
NO_START = frozenset("、。，．・：；？！）」』】〕〉》｝］ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々…‥)]}.,:;!?%")
NO_END = frozenset("（「『【〔〈《｛［([{")
# Hiragana that mostly end a phrase, where none follows.
PARTICLES = frozenset("をはがにでとへも")


class Paragraph:
    """A text that fills its column line by line."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for start, end in line_spans(self.text.plain, options.max_width):
            yield self.text[start:end]

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        lines = self.text.plain.split("\n")
        narrow = max((cell_len(word) for word in _words(self.text.plain)), default=0)
        wide = max(cell_len(line) for line in lines)
        return Measurement(min(narrow, options.max_width), min(wide, options.max_width))


def line_spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the span of every line when `text` is set `width` cells wide; blanks at a line's end belong to none.

    A line of Japanese ends where a phrase does, unless that leaves more than half of it empty.

    >>> text = "公開前に（PO ファイルを）確認します。"
    >>> [text[start:end] for start, end in line_spans(text, 14)]
    ['公開前に（PO', 'ファイルを）', '確認します。']
    """
    start = 0
    for line in text.split("\n"):
        yield from _lines(text, start, start + len(line), width)
        start += len(line) + 1


def _lines(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    if cell_len(text[start:end]) <= width:
        yield start, _trimmed(text, start, end)
        return
    used, cut, good = 0, start, start
    for place in range(start, end):
        cells = 1 if " " <= text[place] <= "~" else cell_len(text[place])
        if place > start and _may_break(text[place - 1], text[place]):
            cut = place
            if used >= width // 2 and _ends_phrase(text, place):
                good = place
        if used + cells > width and place > start and not text[place].isspace():
            cut = good if good > start else cut if cut > start else place
            yield start, _trimmed(text, start, cut)
            start, used = cut, cell_len(text[cut:place])
        used += cells
    yield start, _trimmed(text, start, end)


@lru_cache(maxsize=4096)
def _may_break(left: str, right: str) -> bool:
    if right.isspace():
        return False
    if left.isspace():
        return right not in "%％"
    return (is_cjk(left) or is_cjk(right)) and right not in NO_START and left not in NO_END


def _ends_phrase(text: str, place: int) -> bool:
    """Tell whether a phrase ends before `place`, as well as letters tell: a word of Japanese has no mark at its end."""
    left, right = text[place - 1], text[place]
    if left.isspace():
        return not (text[place - 2].isdecimal() and is_cjk(right))  # `12 件` stays together
    return (left in NO_START and not left.isalpha()) or (left in PARTICLES and not "ぁ" <= right <= "ゖ")


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _words(text: str) -> Iterator[str]:
    """Yield what stays together on a line."""
    start = 0
    for place in range(1, len(text)):
        if _may_break(text[place - 1], text[place]):
            yield text[start:place].rstrip()
            start = place
    yield text[start:]
