"""A rendered post compared with its source: the structure must be the same, only text may differ."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lfnkr_i18n.formats.blocks import Shape
from lfnkr_i18n.formats.render import Placed
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Finding, Severity

STRUCTURE, URLS = "structure", "urls"
"""Names of the checks that these findings belong to."""

SegmentAt = Callable[[int], tuple[int | None, int]]
"""Gives the segment at or before a character of the source, and its line."""


def structure_findings(source: Sequence[Shape], rendered: Sequence[Shape], segment_at: SegmentAt) -> list[Finding]:
    """Return where two structures differ; `segment_at` gives the segment and the line of a character of the source.

    Blocks are compared in order, up to the first that is another; their inline markup without order, since
    translators move words.
    """
    found: list[Finding] = []
    for left, right in zip(source, rendered, strict=False):
        if left.kind != right.kind:
            return [*found, _block_finding(left, right.kind, segment_at)]
        if left.constructs != right.constructs:
            found += _inline_findings(left, right, segment_at)
    if len(source) > len(rendered):
        found.append(_block_finding(source[len(rendered)], "", segment_at))
    elif len(rendered) > len(source) and source:
        found.append(_block_finding(source[-1], rendered[len(source)].kind, segment_at))
    elif len(rendered) > len(source):
        found.append(Finding(STRUCTURE, Severity.ERROR, _("the post has text that its source has not")))
    return found


def _block_finding(left: Shape, right: str, segment_at: SegmentAt) -> Finding:
    segment, line = segment_at(left.start)
    if right:
        message = _("the structure changes at line {line} of the source: {source} becomes {rendered}").format(
            line=line, source=_short(left.kind), rendered=_short(right)
        )
    else:
        message = _("the structure changes at line {line} of the source: {source} is missing").format(
            line=line, source=_short(left.kind)
        )
    return Finding(STRUCTURE, Severity.ERROR, message, segment=segment)


def _inline_findings(left: Shape, right: Shape, segment_at: SegmentAt) -> Iterator[Finding]:
    wanted, present = Counter(left.constructs), Counter(right.constructs)
    missing, surplus = wanted - present, present - wanted - Counter(left.free)
    if not missing and not surplus:
        return
    segment, line = segment_at(left.start)
    kinds = Counter(kind for kind, _ in missing.elements())
    if kinds == Counter(kind for kind, _ in surplus.elements()) and set(kinds) <= _ADDRESSED:
        check, message = URLS, _("addresses differ at line {line} of the source: {missing} is now {surplus}")
    elif missing and surplus:
        check = STRUCTURE
        message = _("markup differs at line {line} of the source: {missing} is missing, {surplus} is new")
    elif missing:
        check, message = STRUCTURE, _("markup differs at line {line} of the source: {missing} is missing")
    else:
        check, message = STRUCTURE, _("markup differs at line {line} of the source: {surplus} is new")
    text = message.format(line=line, missing=_listed(missing), surplus=_listed(surplus))
    yield Finding(check, Severity.ERROR, text, segment=segment)


_ADDRESSED = frozenset({"link", "image", "autolink"})


def _listed(constructs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(_short(f"{kind} {detail}".strip()) for kind, detail in constructs)


def _short(text: str, limit: int = 80) -> str:
    """Return a text on one line of a length that a message can hold."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def line_of(text: str, place: int) -> int:
    """Return the line, from 1, of a character."""
    return text.count("\n", 0, place) + text.count("\r", 0, place) - text.count("\r\n", 0, place) + 1


def segment_finder(text: str, layout: Sequence[Placed]) -> SegmentAt:
    """Return what gives the segment at or before a character of the source, and its line."""
    starts = [placed.start for placed in layout]

    def segment_at(place: int) -> tuple[int | None, int]:
        line = line_of(text, place)
        index = bisect_right(starts, place) - 1
        return (layout[max(0, index)].first if layout else None), line

    return segment_at


def front_matter_findings(
    source: Mapping[str, object], rendered: Mapping[str, object], *, text_keys: Iterable[str], ignored: Iterable[str]
) -> list[Finding]:
    """Return a finding for each key of the front matter whose value differs in more than its texts.

    `ignored` are keys of the top level that publishing sets.
    """
    keys = frozenset(key.casefold() for key in text_keys)
    found = []
    for key in {**source, **rendered}:
        if key in ignored:
            continue
        left = _masked(source.get(key, _ABSENT), keys, is_text=key.casefold() in keys)
        right = _masked(rendered.get(key, _ABSENT), keys, is_text=key.casefold() in keys)
        if repr(left) != repr(right):  # by their repr: `.nan` does not equal itself
            message = _("the front matter's `{key}` is not what it is in the source").format(key=_short(key))
            found.append(Finding(STRUCTURE, Severity.ERROR, message))
    return found


_ABSENT = "absent"


def _masked(value: object, keys: frozenset[str], *, is_text: bool) -> object:
    """Return a front-matter value without the texts that people read; nesting is bounded by its reader."""
    if isinstance(value, dict):
        return {
            key: _masked(entry, keys, is_text=is_text or str(key).casefold() in keys) for key, entry in value.items()
        }
    if isinstance(value, list):
        return [_masked(entry, keys, is_text=is_text) for entry in value]
    return str if is_text and isinstance(value, str) and value is not _ABSENT else value
