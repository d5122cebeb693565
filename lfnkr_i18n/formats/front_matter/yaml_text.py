"""YAML front matter: one walk over the parser's events, with limits, and no constructor.

Composing or loading 50,000 nested brackets crashes the process, and `date: 2024-13-45` cannot be constructed at all;
events do neither (DESIGN, section 9). Values are read by YAML 1.1 as PyYAML understands it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import msgspec
import yaml

from lfnkr_i18n.formats.front_matter.values import (
    MAX_DEPTH,
    Entry,
    FrontMatterError,
    Scan,
    TextValue,
    path_of,
    readable,
)
from lfnkr_i18n.formats.front_matter.yaml_mistakes import mistake
from lfnkr_i18n.formats.front_matter.yaml_types import STRING, resolved, value_of
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Span
from lfnkr_i18n.patterns import lazy

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it, 7 times faster; the same events otherwise."""

MAX_EXPANDED = 10_000
"""Values that aliases may stand for, all together: "a billion laughs" fits in 400 bytes."""

_PROPERTY = lazy(r"(?:[&!]\S*+|#[^\r\n]*+)?[\s\ufeff]*+")


class _Level(msgspec.Struct):
    """An open map or list."""

    container: dict[str, object] | list[object]
    anchor: str | None
    first_value: int
    """Number of text values before it."""
    text: bool = False
    """Whether strings that come next are text."""
    flow: bool = False
    key: str | None = None
    """Key of the value that comes next; None while a key is due."""
    named: bool = True
    """Whether that key is a scalar: a value below a list as key has no name."""
    size: int = 1
    """Values in it so far, aliases expanded."""


class _Anchored(msgspec.Struct):
    """What an alias stands for."""

    value: object
    size: int
    values: slice
    """The text values in it, which must not be replaced once an alias stands for them."""


class _Walk(msgspec.Struct):
    """The state of one scan."""

    text: str
    text_keys: Collection[str]
    found: Scan = msgspec.field(default_factory=Scan)
    levels: list[_Level] = msgspec.field(default_factory=list)
    anchors: dict[str, _Anchored] = msgspec.field(default_factory=dict)
    shared: list[slice] = msgspec.field(default_factory=list)
    expanded: int = 0
    root: object = None


def events(text: str) -> Iterator[Any]:
    """Yield the parser's events; raises FrontMatterError where the text is not YAML."""
    try:
        loader = LOADER(text)
        while (event := loader.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        open_to_the_end = "end of stream" in str(error.problem)  # then where it was opened says more
        mark = (open_to_the_end and error.context_mark) or error.problem_mark or error.context_mark
        said = mistake(str(error.problem or error.context))
        raise FrontMatterError(said, line=mark.line + 1 if mark else None) from error
    except yaml.YAMLError as error:  # a character that YAML does not allow
        position = getattr(error, "position", None)
        line = None if position is None else text.encode().count(b"\n", 0, position) + 1
        raise FrontMatterError(_("it holds a control character"), line=line) from error


def scan(text: str, text_keys: Collection[str]) -> Scan | None:
    """Return the values of a YAML mapping; None where it is another kind of value, so no front matter.

    Raises FrontMatterError where it is not YAML, or more than a person would write.
    """
    walk = _Walk(text, text_keys)
    documents = 0
    for event in events(text):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            _scalar(walk, event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _open(walk, event, kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            _close(walk)
        elif kind is yaml.AliasEvent:
            _alias(walk, event)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise FrontMatterError(_("a second YAML document starts in it"), line=event.start_mark.line + 1)
    if documents and not isinstance(walk.root, dict):
        return None
    found = walk.found
    found.plain = walk.root if isinstance(walk.root, dict) else {}
    if walk.shared:
        kept = set(range(len(found.values))).difference(*(range(part.start, part.stop) for part in walk.shared))
        found.values = [value for number, value in enumerate(found.values) if number in kept]
    return found


def _open(walk: _Walk, event: Any, is_map: bool) -> None:
    levels = walk.levels
    if len(levels) >= MAX_DEPTH:
        raise FrontMatterError(_("lists or maps are nested too deeply"), line=event.start_mark.line + 1)
    if not levels:
        walk.found.flow = bool(event.flow_style)
        walk.found.first_key = None
    elif len(levels) == 1 and levels[0].key is not None and levels[0].named:
        span = Span(event.start_mark.index, event.start_mark.index)
        walk.found.entries.append(Entry(levels[0].key, span, "?"))
    text = bool(levels) and not is_map and levels[-1].text
    if event.anchor is not None:
        walk.anchors.pop(event.anchor, None)  # from here on the name means this one, which is not complete yet
    container: dict[str, object] | list[object] = {} if is_map else []
    levels.append(_Level(container, event.anchor, len(walk.found.values), text, bool(event.flow_style)))


def _close(walk: _Walk) -> None:
    level = walk.levels.pop()
    value = level.container
    if isinstance(value, dict) and "<<" in value:
        value = _merged(value)
    if level.anchor is not None:
        inside = slice(level.first_value, len(walk.found.values))
        walk.anchors[level.anchor] = _Anchored(value, level.size, inside)
    _put(walk, value, level.size, None)


def _alias(walk: _Walk, event: Any) -> None:
    meant = walk.anchors.get(event.anchor)
    line = event.start_mark.line + 1
    if meant is None:
        raise FrontMatterError(_("an alias stands for nothing, or for itself"), line=line)
    walk.expanded += meant.size
    if walk.expanded > MAX_EXPANDED:
        raise FrontMatterError(_("its aliases stand for too many values"), line=line)
    walk.shared.append(meant.values)
    if len(walk.levels) == 1 and walk.levels[0].key is not None and walk.levels[0].named:
        span = Span(event.start_mark.index, event.end_mark.index)
        walk.found.entries.append(Entry(walk.levels[0].key, span, "", walk.levels[0].flow))
    _put(walk, meant.value, meant.size, meant.value if isinstance(meant.value, str) else None)


def _scalar(walk: _Walk, event: Any) -> None:
    level = walk.levels[-1] if walk.levels else None
    written: str = event.value
    if level is not None and level.key is None and isinstance(level.container, dict):
        _key(walk, event)
        return
    tag = event.tag
    if tag is None:
        tag = resolved(written, event.style or "")
    elif tag == "!":
        tag = STRING
    first_value = len(walk.found.values)
    if level is not None and (level.text or len(walk.levels) == 1):
        _note(walk, level, event, is_text=level.text and tag == STRING and readable(written))
    value = value_of(written, tag)
    if event.anchor is not None:
        walk.anchors[event.anchor] = _Anchored(value, 1, slice(first_value, len(walk.found.values)))
    _put(walk, value, 1, None)


def _key(walk: _Walk, event: Any) -> None:
    if event.anchor is not None:
        walk.anchors[event.anchor] = _Anchored(event.value, 1, slice(0, 0))
    if len(walk.levels) == 1 and walk.found.first_key is None:
        walk.found.first_key = event.start_mark.index
    _put(walk, event.value, 0, event.value)


def _note(walk: _Walk, level: _Level, event: Any, *, is_text: bool) -> None:
    """Note where a scalar stands: as an entry of the top level, as a text value, or both."""
    start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
    if event.anchor is not None or event.tag is not None:
        start = _behind_properties(walk.text, start, end)
    if style in ("|", ">"):
        end = start + len(walk.text[start:end].rstrip())
    span = Span(start, end)
    if len(walk.levels) == 1 and level.key is not None and level.named:
        walk.found.entries.append(Entry(level.key, span, style, level.flow))
    if is_text:
        parts = [_index(outer) if outer.key is None else outer.key for outer in walk.levels]
        key = next(outer.key for outer in reversed(walk.levels) if outer.key is not None)
        walk.found.values.append(TextValue(key, path_of(parts), event.value, span, style, level.flow))


def _put(walk: _Walk, value: object, size: int, as_key: str | None) -> None:
    """Put a complete value where it belongs; as a key it counts when it is a string (`as_key`)."""
    if not walk.levels:
        walk.root = value
        return
    level = walk.levels[-1]
    level.size += size
    container = level.container
    if isinstance(container, list):
        container.append(value)
    elif level.key is None:
        level.key, level.named = as_key or "", as_key is not None
        level.text = level.key.casefold() in walk.text_keys
    else:
        if level.named:
            container[level.key] = value
        level.key, level.text = None, False


def _index(level: _Level) -> int:
    return len(level.container)


def _merged(value: dict[str, object]) -> dict[str, object]:
    """Return a map with the defaults that `<<: *name` (or a list of them) gives it."""
    own = dict(value)
    given = own.pop("<<")
    defaults: dict[str, object] = {}
    for each in reversed(given) if isinstance(given, list) else [given]:
        if not isinstance(each, dict):
            return value
        defaults.update(each)
    return defaults | own


def _behind_properties(text: str, position: int, end: int) -> int:
    """Return where a scalar's own text starts, behind its anchor, its tag and comments between them."""
    while position < end and text[position] in "&!#":
        match = _PROPERTY.match(text, position)
        assert match is not None  # noqa: S101 - every part of the pattern is optional
        position = match.end()
    return min(position, end)
