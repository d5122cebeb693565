"""The register of names at risk: a file outside of every repository, open to its owner alone, read strictly.

Whatever is wrong with it is an error, since a register that cannot be trusted protects nobody. No message quotes it.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import msgspec

from lfnkr_i18n.errors import FileError, RegisterEmpty, RegisterError, RegisterMissing
from lfnkr_i18n.files import LARGEST, reason, refuse_large
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.privacy.folding import fold
from lfnkr_i18n.privacy.forms import Form, form_of
from lfnkr_i18n.privacy.matcher import Matcher
from lfnkr_i18n.privacy.variants import certain_forms

_ID = lazy(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}", re.ASCII)
_PERSON = lazy(r"\s*\[\[\s*person\s*\]\]")
_KEYS = frozenset({"id", "names", "also", "public"})
_TELLING = 3
"""Letters of a name that an id may not hold."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A person at risk."""

    id: str
    """What messages, logs and diffs say instead of the name."""
    names: dict[str, tuple[str, ...]]
    """Language → the name as it is written in it."""
    also: tuple[str, ...] = ()
    """Further forms that somebody approved: initials, a given name alone. Matched to the letter's case where short."""
    public: dict[str, str] = {}
    """Language → what is written instead of the name."""

    @property
    def written(self) -> tuple[str, ...]:
        """Every form that stands in the register."""
        return (*(name for names in self.names.values() for name in names), *self.also)


@dataclass(frozen=True)
class Register:
    """The people at risk, and the matcher that finds their names."""

    people: tuple[Person, ...] = ()
    path: Path | None = None
    state: str = field(default="")
    """Differs whenever the file may have changed; says nothing of what is in it."""

    @cached_property
    def matcher(self) -> Matcher:
        """What finds every listed name, with the forms that certainly are it."""
        return Matcher(form for person in self.people for form in forms_of(person))

    def person(self, id_: str) -> Person | None:
        """Return a person by id."""
        return next((person for person in self.people if person.id == id_), None)


def forms_of(person: Person) -> Iterator[Form]:
    """Yield the forms under which a person is found: as listed, in other orders, and those that were approved."""
    for names in person.names.values():
        for name in names:
            yield from certain_forms(person.id, name)
    for name in person.also:
        form = form_of(person.id, name)
        if form is not None:
            yield form


def register_state(path: Path) -> str:
    """Return the state of a register's file as `Register.state` has it; empty where there is none.

    Raises RegisterError where that cannot be told.
    """
    try:
        return _state(path.stat())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise RegisterError(f"{path}: {reason(error)}") from error


def _state(status: os.stat_result) -> str:
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def read_register(path: Path) -> Register:
    """Return the register in a file. Raises RegisterMissing where there is none, RegisterError where it is unsafe.

    Unsafe is: inside a git work tree (itself or through a link), open to others, of another owner, not readable, or
    with anything in it that cannot be understood. RegisterEmpty: it lists nobody.
    """
    refuse_repository(path)
    data, state = _read_safely(path)
    people = parse_register(data, path.name)
    if not people:
        problem = _(
            "{path}: the names register lists nobody, as one that was cut off would; list somebody "
            '(`lfnkr names add`), or say in lfnkr.toml that there is nobody: privacy.names = "none", names_waived_by'
        )
        raise RegisterEmpty(problem.format(path=path))
    return Register(people, path, state)


def refuse_repository(path: Path) -> None:
    """Raise RegisterError where a path, or what it leads to, lies in a git work tree."""
    for place in (Path(os.path.abspath(path)), path.resolve()):  # noqa: PTH100 - links are looked at on their own
        for folder in place.parents:
            if (folder / ".git").exists():
                problem = _(
                    "{path}: the names register lies in a git work tree, whose every copy would hold it; move it out"
                )
                raise RegisterError(problem.format(path=path))


def _read_safely(path: Path) -> tuple[bytes, str]:
    """Return the bytes of a register and its state; what is checked is the file that is then read."""
    try:
        with open(path, "rb", opener=_open_at_once) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise RegisterError(_("{path}: the names register is not a regular file").format(path=path))
            _refuse_others(path, status)
            _refuse_large(path, status)
            return stream.read(), _state(status)
    except FileNotFoundError:
        problem = _("{path}: the names register is not on this machine; copy it here by a safe way")
        raise RegisterMissing(problem.format(path=path)) from None
    except OSError as error:
        raise RegisterError(f"{path}: {reason(error)}") from error


def _refuse_large(path: Path, status: os.stat_result) -> None:
    try:
        refuse_large(status.st_size, LARGEST, shown=str(path))
    except FileError as error:
        raise RegisterError(str(error)) from None


def _open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting: a FIFO would never answer."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_others(path: Path, status: os.stat_result) -> None:
    if os.name != "posix":
        return
    if status.st_mode & 0o077:
        problem = _("{path}: others on this machine can open the names register; run `chmod 600 {path}`")
        raise RegisterError(problem.format(path=path))
    if status.st_uid not in (os.geteuid(), 0):
        problem = _("{path}: the names register belongs to another user, who can change it; make a copy of your own")
        raise RegisterError(problem.format(path=path))


def parse_register(data: bytes, shown: str) -> tuple[Person, ...]:
    """Return the people that the text of a register lists. Raises RegisterError with the line, and no text of it."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        tree = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RegisterError(f"{shown}:{line}: " + _("not UTF-8; save it as UTF-8")) from None
    except tomllib.TOMLDecodeError as error:  # its words may quote a name
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise RegisterError(f"{shown}:{line}: " + _("not valid TOML")) from None
    except (RecursionError, ValueError):
        raise RegisterError(f"{shown}: " + _("not valid TOML")) from None
    return _people(tree, _Places(text, shown))


class _Places:
    """Where people stand in the file, for messages."""

    def __init__(self, text: str, shown: str) -> None:
        self._shown = shown
        self._lines = [number for number, line in enumerate(text.split("\n"), start=1) if _PERSON.match(line)]

    def error(self, index: int | None, problem: str) -> RegisterError:
        """Return the error for the person at an index, or for the file."""
        known = index is not None and index < len(self._lines)
        place = f"{self._shown}:{self._lines[index]}" if known and index is not None else self._shown
        return RegisterError(f"{place}: {problem}")


def _people(tree: Mapping[str, object], places: _Places) -> tuple[Person, ...]:
    if set(tree) - {"person"}:
        raise places.error(None, _("there is a key or table that it cannot have; it holds [[person]] tables only"))
    tables = tree.get("person", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise places.error(None, _("write each person as a table [[person]]"))
    people = [_person(table, index, places) for index, table in enumerate(tables)]
    seen: set[str] = set()
    for index, person in enumerate(people):
        if person.id.casefold() in seen:
            raise places.error(index, _("this id stands there twice; give each person another one"))
        seen.add(person.id.casefold())
    _refuse_leaks(people, places)
    return tuple(people)


def _person(table: dict[str, object], index: int, places: _Places) -> Person:
    if set(table) - _KEYS:
        raise places.error(index, _("a person has only these keys: {valid}").format(valid=", ".join(sorted(_KEYS))))
    try:
        person = msgspec.convert(table, Person)
    except msgspec.ValidationError:  # its words may quote a key, which may be a name
        rule = _('write id as a text, names as { en = ["..."] }, also as ["..."], public as { en = "..." }')
        raise places.error(index, rule) from None
    if not _ID.fullmatch(person.id):
        raise places.error(index, _("id must be letters, digits, - and _ of ASCII, at most 32"))
    if not any(person.names.values()):
        raise places.error(index, _("names lists no name"))
    for name in person.written:
        if len(fold(name)) < 2:
            raise places.error(
                index, _("a name of fewer than two letters would be found in every text; write more of it")
            )
    if not all(form.strip() for form in person.public.values()):
        raise places.error(index, _("a public form is empty"))
    return person


def _refuse_leaks(people: Iterable[Person], places: _Places) -> None:
    """Refuse public forms and ids that hold a name: both are written everywhere."""
    listed = tuple(people)
    matcher = Register(listed).matcher
    for index, person in enumerate(listed):
        if any(matcher.terms_in(form) for form in person.public.values()):
            raise places.error(index, _("a public form holds a listed name; write another one"))
        if _tells(person):
            raise places.error(index, _("the id holds a part of the name, and messages show ids; choose another one"))


def _tells(person: Person) -> bool:
    """Tell whether an id holds a part of its person's name."""
    id_ = fold(person.id)
    parts = (fold(part) for name in person.written for part in re.split(r"[\W_]+", name))
    return any(part in id_ for part in parts if len(part) >= _TELLING)
