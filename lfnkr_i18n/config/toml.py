"""lfnkr.toml read strictly: what is wrong, where, and what would be right, in one line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import EnumType
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import msgspec

from lfnkr_i18n.config.settings import Settings
from lfnkr_i18n.errors import SettingsError
from lfnkr_i18n.files import LARGEST, read_file
from lfnkr_i18n.messages import gettext as _

# Compiled where a file is wrong, and not at every start.
_AT = r"(?s)^(?P<problem>.*?)(?: - at `(?:key in )?\$\.?(?P<place>[^`]*)`)?$"
_EXPECTED = r"Expected `(?P<expected>[^`]+)`, got `(?P<found>[^`]+)`"
_RULE = r"(?s)(?P<key>\w+): (?P<rule>.*)"  # as `settings` words a broken rule
_MISSING = r"Object missing required field `(?P<key>[^`]+)`"


def settings_template() -> bytes:
    """Return the lfnkr.toml of a new project: the defaults, explained in English and Japanese."""
    return Path(__file__).with_name("template.toml").read_bytes()


def read_settings(path: Path) -> Settings:
    """Return the settings in a file; SettingsError is one line: where, what is wrong, what is valid."""
    data = read_file(path, shown=path.name, largest=LARGEST)
    if data is None:
        raise SettingsError(_("{path}: no such file; run `lfnkr init`").format(path=path))
    return parse_settings(data, path.name)


def parse_settings(data: bytes, shown: str) -> Settings:
    """Return the settings that a TOML text holds. Raises SettingsError.

    >>> parse_settings(b"draft.min_match = 80", "lfnkr.toml").draft.min_match
    80
    """
    text = _decoded(data, shown)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, problem = _syntax_problem(str(error), text)
        raise SettingsError(f"{shown}:{line}: {problem}") from error
    except (RecursionError, ValueError) as error:  # a number of more than 4,300 digits is a plain ValueError
        raise SettingsError(f"{shown}: " + _("a list is nested too deeply, or a number too long")) from error
    for place, key, valid in _unknown_keys(tree, Settings, ()):
        raise SettingsError(f"{_where(shown, text, (*place, key))}: {_unknown(place, key, valid)}")
    try:
        return msgspec.convert(tree, Settings)
    except msgspec.ValidationError as error:
        place, problem = _type_problem(error)
        raise SettingsError(f"{_where(shown, text, place)}: {problem}") from error


def _decoded(data: bytes, shown: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{shown}:{line}: " + _("not UTF-8; save it as UTF-8")) from error


def _syntax_problem(message: str, text: str) -> tuple[int, str]:
    """Return line and problem of tomllib's message, which ends in `(at line 3, column 5)` or `(at end of document)`."""
    found = re.search(r"\(at line (\d+), column \d+\)$", message)
    line = int(found[1]) if found else text.count("\n") + 1
    problem = re.sub(r"\s*\(at [^)]*\)$", "", message)
    if "overwrite" in problem or "twice" in problem or "redefine" in problem:
        return line, _("a key or table stands here for the second time; keep one")
    return line, _("not valid TOML ({problem})").format(problem=problem)


def _unknown_keys(
    tree: Mapping[str, object], table: type, place: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str, list[str]]]:
    """Yield (tables above, key, valid keys) for every key that no table of ours has."""
    fields = _fields(table)
    for key, value in tree.items():
        if key not in fields:
            yield place, key, sorted(fields)
            continue
        inner = _table_of(fields[key])
        if inner is None:
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from _unknown_keys(item, inner, (*place, key))


def _table_of(kind: object) -> type | None:
    """Return the table a field's type holds: `Table`, `Table | None` or `tuple[Table, ...]`."""
    for part in (kind, *get_args(kind)):
        if isinstance(part, type) and get_origin(part) is None and issubclass(part, msgspec.Struct):
            return part
    return None


def _fields(table: type) -> dict[str, object]:
    """Return the keys of a table with their types."""
    return dict(get_type_hints(table))


def _unknown(place: tuple[str, ...], key: str, valid: list[str]) -> str:
    key = "".join(character if character.isprintable() else "�" for character in key)
    import difflib  # only wrong settings need it

    near = difflib.get_close_matches(key, valid, n=1)
    table = f"[{'.'.join(place)}]" if place else _("the top level")
    if near:
        message = _("no key `{key}` in {table}; did you mean `{near}`? Valid: {valid}")
        return message.format(key=key, table=table, near=near[0], valid=", ".join(valid))
    return _("no key `{key}` in {table}. Valid: {valid}").format(key=key, table=table, valid=", ".join(valid))


def _type_problem(error: msgspec.ValidationError) -> tuple[tuple[str, ...], str]:
    """Return the place of a wrong value (keys, and numbers of items) and what is wrong, in a user's words."""
    found = re.match(_AT, str(error))
    problem, way = (found["problem"], found["place"] or "") if found else (str(error), "")
    place = tuple(part for part in re.split(r"[.\[\]]+", way) if part)
    if rule := re.match(_RULE, problem):
        place, problem = (*place, rule["key"]), rule["rule"]
    name = f"`{'.'.join(part for part in place if not part.isdigit())}`" if place else _("this file")
    if missing := re.search(_MISSING, problem):
        return place, _("{name} lacks `{key}`").format(name=name, key=missing["key"])
    if wrong := re.search(_EXPECTED, problem):
        kinds = [kind.strip() for kind in wrong["expected"].split("|")]
        expected = " / ".join(_type_name(kind) for kind in kinds if kind != "null")
        message = _("each value of {name} must be {expected}, not {found}")
        if not way.endswith("]") or place[-1:] == ("people",):
            message = _("{name} must be {expected}, not {found}")
        return place, message.format(name=name, expected=expected, found=_type_name(wrong["found"]))
    if problem.startswith("Invalid enum value"):
        return place, _("{name} has a value that does not exist; valid: {valid}").format(
            name=name, valid=_choices(place)
        )
    return place, f"{name}: {problem}" if place else problem


def _choices(place: tuple[str, ...]) -> str:
    """Return the values that the key at `place` may have, where they are a closed set."""
    kind: object = Settings
    for key in place:
        if key.isdigit():
            continue
        table = _table_of(kind)
        kind = _fields(table).get(key) if table else None
    parts = get_args(kind)
    if type(None) in parts:  # `Literal[...] | None`: TOML has no null
        kind = next(part for part in parts if part is not type(None))
    values: Iterable[object] = kind if isinstance(kind, EnumType) else get_args(kind)
    return ", ".join(str(value) for value in values)


def _type_name(name: str) -> str:
    names = {
        "str": _("a text in quotes"),
        "int": _("a whole number"),
        "float": _("a number with a decimal point"),
        "bool": _("true or false"),
        "array": _("a list"),
        "object": _("a table"),
        "date": _("a date such as 2015-01-01"),
        "datetime": _("a date with a time"),
        "null": _("nothing"),
    }
    return names.get(name, name)


def _where(shown: str, text: str, place: tuple[str, ...]) -> str:
    """Return `lfnkr.toml:12` for the key at `place`, or the nearest line above it that can be told.

    A number in `place` counts the tables of an array (`people`, `1`), or the items of a list.
    """
    names = tuple(part for part in place if not part.isdigit())
    number = next((int(part) for part in place if part.isdigit()), 0)
    lines = list(_lines(text))
    while names:
        found = [line for line, here, header in lines if here == names and not header]
        found = found or [line for line, here, header in lines if here == names]
        starts = [line for line, here, header in lines if header and here == names[:1]]
        if 0 < number < len(starts):
            found = [line for line in found if line >= starts[number]]
        if found:
            return f"{shown}:{found[0]}"
        names = names[:-1]
    return shown


def _lines(text: str) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Yield (line, key with its tables, whether it is a table's header) of the lines that name one."""
    table: tuple[str, ...] = ()
    for line, content in enumerate(text.split("\n"), start=1):
        if header := re.match(r"\s*\[+\s*([^\]=]+?)\s*\]", content):
            table = _parts(header[1])
            yield line, table, True
        elif key := re.match(r"""\s*((?:[\w.-]|"[^"]*"|'[^']*')+)\s*=""", content):
            yield line, (*table, *_parts(key[1])), False


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"' ") for part in key.split("."))
