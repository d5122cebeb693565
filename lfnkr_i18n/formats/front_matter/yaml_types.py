"""Which type a YAML scalar has, and its value where that is plain: text, number, truth, date, nothing."""

from __future__ import annotations

from typing import Any

import yaml

STRING = "tag:yaml.org,2002:str"

MAX_TYPED = 64
"""Characters of a number or date; a longer one is kept as written (base-60 numbers cost the square of their length)."""

_RULES: dict[str | None, list[tuple[str, Any]]] = yaml.SafeLoader.yaml_implicit_resolvers
_CONSTRUCTOR = yaml.constructor.SafeConstructor()
_CONSTRUCT = {
    f"tag:yaml.org,2002:{name}": getattr(_CONSTRUCTOR, f"construct_yaml_{name}")
    for name in ("null", "bool", "int", "float", "timestamp")
}


def resolved(written: str, style: str) -> str:
    """Return the tag of a scalar that has none of its own; quoted and block scalars are strings.

    >>> resolved("2024-13-45", "").rpartition(":")[2], resolved("yes", "'").rpartition(":")[2]
    ('timestamp', 'str')
    """
    if style:
        return STRING
    for tag, pattern in _RULES.get(written[:1], ()):
        if pattern.match(written):
            # `=` and `<<` have types of their own that no site generator knows.
            return STRING if tag in ("tag:yaml.org,2002:value", "tag:yaml.org,2002:merge") else tag
    return STRING


def value_of(written: str, tag: str) -> object:
    """Return the value of a scalar; what cannot be one (the 45th of a month), and what has a foreign tag, as written.

    >>> value_of("2024-05-01", resolved("2024-05-01", ""))
    datetime.date(2024, 5, 1)
    >>> value_of("2024-13-45", resolved("2024-13-45", "")), value_of("x", "!python/object:os.system")
    ('2024-13-45', 'x')
    """
    construct = _CONSTRUCT.get(tag)
    if construct is None or len(written) > MAX_TYPED:
        return written
    try:
        return construct(yaml.ScalarNode(tag, written))
    except (ValueError, KeyError, IndexError, AttributeError, OverflowError, yaml.YAMLError):
        return written  # `!!int abc` and other values that their tag does not fit
