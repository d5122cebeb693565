"""A new front matter in YAML, written as a person would, and read as exactly what it was made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from lfnkr_i18n.formats.front_matter.yaml_write import flow_scalar


def composed(values: Mapping[str, object]) -> str:
    r"""Return a YAML front matter with its two `---` lines.

    Values are text, truth, whole numbers, dates and times, and lists and maps of these. Lists of plain values stand on
    one line; what holds maps goes down line by line. A value that is none of these is a TypeError.

    >>> print(composed({"title": "Help: now", "tags": ["a", "b, c"], "site": {"id": 5}}), end="")
    ---
    title: 'Help: now'
    tags: [a, 'b, c']
    site:
      id: 5
    ---
    """
    return "---\n" + "".join(f"{line}\n" for line in _members(values)) + "---\n"


def _members(values: Mapping[str, object]) -> Iterator[str]:
    for key, value in values.items():
        name = flow_scalar(key)
        if isinstance(value, Mapping) and value:
            yield f"{name}:"
            yield from (f"  {line}" for line in _members(value))
        elif isinstance(value, (list, tuple)) and any(isinstance(item, Mapping) for item in value):
            yield f"{name}:"
            yield from _items(value)
        else:
            yield f"{name}: {_scalar(value)}"


def _items(values: Sequence[object]) -> Iterator[str]:
    """Yield a list with maps in it, one member a line."""
    for value in values:
        lead = "  - "
        for line in _members(value) if isinstance(value, Mapping) else [_scalar(value)]:
            yield lead + line
            lead = "    "


def _scalar(value: object, *, in_flow: bool = False) -> str:
    match value:
        case str():
            return flow_scalar(value, in_flow=in_flow)
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case Mapping() if not value:
            return "{}"
        case list() | tuple():
            return f"[{', '.join(_scalar(item, in_flow=True) for item in value)}]"
        case _:
            raise TypeError(f"no front matter for {type(value).__name__}")
