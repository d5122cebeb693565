"""Japanese sentences: a scanner that knows brackets, quoted speech and Latin words among kana.

Our own, since of ten engines measured none gets both 「…。」と and （…。…） right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.segmentation.brackets import brackets_of
from lfnkr_i18n.segmentation.particles import AFTER_BLANK, AFTER_EXCLAMATION, AFTER_FULL_STOP, AFTER_QUOTATION
from lfnkr_i18n.segmentation.rules import Rules

_NEXT = lazy(
    r"""(?P<open>[「『（(【“"［\[〔〈《｢〝«〖〘])
      | (?P<mark>[。！？!?｡‼⁇⁈⁉])
      | (?P<dots>[…‥]+|・{3,}|[―—─]{2,}|[.．]{2,})
      | (?P<stop>[．.])
      | (?P<note>[♪♫♬☆★♡♥]+)""",
    re.VERBOSE,
)
_SIGN = lazy('[「『（(【“"［\\[〔〈《｢〝«〖〘。！？!?｡‼⁇⁈⁉…‥・―—─.．♪♫♬☆★♡♥]')
"""What any of these begins with: `re` searches for a set several times as fast as for alternatives."""
_TRAIL = lazy(
    "(?:[。！？!?｡‼⁇⁈⁉…‥♪♫♬☆♡♥～〜]|(?<=[☆★])彡|・{2,}|[.．]{2,}|[\U0001f000-\U0001faff❤❣✨⭐\ufe0e\ufe0f\u200d])*"
)
_CLOSERS = frozenset('」』）)】”"’］]〕〉》｣〟»〗〙')
_QUOTES = frozenset('「『（(“"｢〝')
_ENDED = frozenset("。！？!?｡‼⁇⁈⁉．.♪♫♬☆♡♥")
_FULL_STOPS = frozenset("。｡．.")
_ASIDE = lazy(r"(?:笑|苦笑|爆笑?|大笑|涙|泣|汗|怒|驚|照|拍手|謎|[wｗ]+|注\s?\d*|※\d*|[^\w\s]{1,8})[。！!♪]?")
_SIGNED = lazy(r"[^。！？!?｡]{1,30}")
_BLANKS = lazy(r"\s*")
_WORD = lazy(r"[^\W_]")
_MARKER = lazy(
    r"[(（]?(?:[0-9０-９]{1,3}|[A-Za-zＡ-Ｚａ-ｚ]|[ivxIVX]{1,4}|[ⅰ-ⅹⅠ-Ⅹ]|[一二三四五六七八九十]{1,3}|[ア-ン])[)）]?"
)
_ASCII_WORD = lazy(r"[0-9A-Za-z/=&]")
_LATIN = lazy(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")
_LATIN_WORD = lazy(r"(?<![0-9A-Za-z_.@/-])[A-Za-z][A-Za-z'’-]*[A-Za-z]$")
_KANA = lazy(r"[ぁ-ゖァ-ヺー～〜ｦ-ﾟ]")
_KATAKANA = lazy(r"[ァ-ヺー]")


def sentence_starts(line: str, rules: Rules) -> list[int]:
    """Return where the sentences of a line but the first start: character offsets, ascending.

    The line begins and ends with a character that is not white space.
    """
    starts = list(_Scanner(line, rules).starts())
    if starts and not _WORD.search(line, starts[-1]):
        starts.pop()  # what ends the line is marks alone: 始めよう！ 🚀
    return starts


def _next(line: str, at: int) -> re.Match[str] | None:
    """Return the first of what may end a sentence, or hold some, from a character on."""
    while sign := _SIGN.search(line, at):
        match = _NEXT.match(line, sign.start())
        if match is not None:
            return match
        at = sign.end()
    return None


class _Scanner:
    """One pass over a line; what stands in paired brackets is looked at only where a sentence starts with it."""

    def __init__(self, line: str, rules: Rules) -> None:
        self._line = line
        self._rules = rules
        self._brackets = brackets_of(line)
        self._start = 0
        """Where the sentence being read starts."""

    def starts(self) -> Iterator[int]:
        names = self._rules.uncut(self._line)
        name = next(names, None)
        at = 0
        while match := _next(self._line, at):
            while name is not None and name.end <= match.start():
                name = next(names, None)
            if name is not None and name.start <= match.start():
                at = name.end
                continue
            found, at = self._look(match)
            for start in found:
                if start < len(self._line):
                    self._start = start
                    yield start

    def _look(self, match: re.Match[str]) -> tuple[list[int], int]:
        """Return the starts that a match brings, and where to read on."""
        if match.lastgroup == "open":
            return self._enclosed(match.start())
        if not self._ends(match):
            return [], match.end()
        end = self._trail(match.end())
        start = self._after_blanks(end)
        if self._goes_on(match, end, start):
            return [], end
        if not _WORD.search(self._line, self._start, end):
            self._start = end  # marks alone belong to what follows; not looked at again
            return [], end
        return [start], start

    def _ends(self, match: re.Match[str]) -> bool:
        """Tell whether a mark ends a sentence, from what stands around it."""
        line, at, end = self._line, match.start(), match.end()
        before, after = line[at - 1 : at], line[end : end + 1]
        match match.lastgroup:
            case "mark":  # but not the question mark of a URL
                return not (match[0] in "!?" and _ASCII_WORD.match(before) and _ASCII_WORD.match(after))
            case "dots":
                return after.isspace()
            case "stop":
                return self._stop_ends(at, before, after)
            case _:
                katakana = _KATAKANA.match(before) and _KATAKANA.match(after)
                return bool(_KANA.match(before) and not katakana) or after.isspace()

    def _stop_ends(self, at: int, before: str, after: str) -> bool:
        """Tell whether `．` or `.` is a full stop: no list marker, and not in a number, Latin name, URL or address."""
        if not before.strip() or _MARKER.fullmatch(self._line[self._start : at] if at - self._start < 8 else ""):
            return False
        if not _LATIN.match(before):
            return True
        if after.strip() or self._line[at] != ".":
            return False
        word = _LATIN_WORD.search(self._line[max(0, at - 40) : at])
        return word is not None and word[0] + "." not in self._rules.abbreviations

    def _goes_on(self, match: re.Match[str], end: int, start: int) -> bool:
        """Tell whether the sentence goes on after a mark, since what ended was quoted (`万歳！と叫んだ`)."""
        pattern = AFTER_FULL_STOP if match[0] in _FULL_STOPS else AFTER_EXCLAMATION
        if start > end:
            pattern = AFTER_BLANK
        return pattern.match(self._line, start) is not None

    def _trail(self, end: int) -> int:
        """Return where the marks, stray closers and asides `（笑）` end that belong to the sentence before `end`."""
        line = self._line
        while True:
            reached = _TRAIL.match(line, end).end()  # type: ignore[union-attr]  # matches the empty text too
            while line[reached : reached + 1] in _CLOSERS and reached not in self._brackets.closer:
                reached += 1
            closer = self._brackets.closer.get(reached)
            if closer is not None and line[reached] in "（(" and _ASIDE.fullmatch(line, reached + 1, closer):
                reached = closer + 1
            if reached == end:
                return end
            end = reached

    def _after_blanks(self, end: int) -> int:
        return _BLANKS.match(self._line, end).end()  # type: ignore[union-attr]  # matches the empty text too

    def _enclosed(self, at: int) -> tuple[list[int], int]:
        """Skip a bracket; where the sentence starts with it, see whether it is one: `「…。」手紙は`, `（…。）次の`.

        Quotations side by side are one sentence when a particle follows the last (`「助けて！」「早く！」という`),
        else one each.
        """
        closer = self._brackets.closer.get(at)
        if closer is None:
            return [], at + 1
        if at != self._start or self._line[at] not in _QUOTES:
            return [], closer + 1
        found: list[int] = []
        end = at
        while closer is not None and self._line[at] in _QUOTES:
            ended = self._ended_inside(closer)
            end = self._trail(self._signature(closer + 1) if ended else closer + 1)
            at = self._after_blanks(end)
            if not ended and end == closer + 1:
                break
            found.append(at)
            closer = self._brackets.closer.get(at)
        if at == end and AFTER_QUOTATION.match(self._line, end):
            return [], end
        return found, found[-1] if found else end

    def _ended_inside(self, closer: int) -> bool:
        """Tell whether a mark stands before the closer, other closers looked through."""
        while closer > 0 and self._line[closer - 1] in _CLOSERS:
            closer -= 1
        return self._line[closer - 1] in _ENDED

    def _signature(self, end: int) -> int:
        """Return the end of a bracket that says who spoke (`「待っている。」（兄）`), else `end`."""
        closer = self._brackets.closer.get(end)
        if closer is None or self._line[end] not in "（(" or not _SIGNED.fullmatch(self._line, end + 1, closer):
            return end
        return closer + 1
