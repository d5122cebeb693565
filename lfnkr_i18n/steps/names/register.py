"""What people do with the register: see who is listed, list somebody."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import RegisterEmpty, RegisterError, RegisterMissing, UsageError
from lfnkr_i18n.files import reason
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.privacy import Matcher, Person, forms_of, uncertain_forms
from lfnkr_i18n.privacy.forms import is_broad, letters_of
from lfnkr_i18n.privacy.register import parse_register, refuse_repository
from lfnkr_i18n.steps.names.gates import register_of, register_place


class Listed(msgspec.Struct, frozen=True):
    """A person of the register as it may be shown."""

    id: str
    languages: Mapping[str, int]
    """Language → how many names are listed."""
    forms: int
    """How many forms are looked for."""
    public: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]] | None = None
    """The names; only where they were to be revealed."""
    also: tuple[str, ...] | None = None
    uncertain: tuple[str, ...] | None = None
    """Forms that are not looked for, since they may be somebody else's or a word."""


def listed(project: Project, *, reveal: bool = False) -> list[Listed]:
    """Return who is listed, in the order of the register. Raises RegisterMissing, RegisterError."""
    return [_listed(person, reveal=reveal) for person in register_of(project).people]


def _listed(person: Person, *, reveal: bool) -> Listed:
    counts = {language: len(names) for language, names in person.names.items()}
    forms = len({(form.letters, form.parts) for form in forms_of(person)})
    if not reveal:
        return Listed(person.id, counts, forms, person.public)
    return Listed(person.id, counts, forms, person.public, person.names, person.also, tuple(uncertain_of(person)))


def uncertain_of(person: Person) -> list[str]:
    """Return forms that a person may also be written in, without those that are looked for already."""
    found = Matcher(forms_of(person))
    names = [name for names in person.names.values() for name in names]
    texts = [text for name in names for text in uncertain_forms(name)]
    return [text for text in dict.fromkeys(texts) if not found.terms_in(text)]


class Broad(msgspec.Struct, frozen=True):
    """A listed form that posts may hold without meaning the person; told by its language and length alone."""

    person: str
    language: str
    """Empty for a form of `also`."""
    letters: int


def broad_forms(person: Person) -> list[Broad]:
    """Return the forms of a person that are one word, or so short that other words hold them."""
    languages = [(language, name) for language, names in person.names.items() for name in names]
    listed = [*languages, *(("", name) for name in person.also)]
    return [Broad(person.id, language, letters_of(name)) for language, name in listed if is_broad(name)]


def add_people(project: Project, text: str, *, dry_run: bool = False) -> tuple[Person, ...]:
    """Add the people in a TOML text (`[[person]]` tables) to the register, which is made where there is none.

    Raises RegisterError where they, or the register with them, would not be understood; then nothing is written.
    SettingsError: lfnkr.toml names no register.
    """
    path = register_place(project)
    new = parse_register(text.encode(), _("the people to add"))
    if not new:
        raise UsageError(_("there is nobody to add; write each person as a table [[person]]"))
    try:
        old = _known(project, path)
    except RegisterMissing:
        refuse_repository(path)
        old = b""
    between = "" if not old else "\n" if old.endswith(b"\n") else "\n\n"
    data = old + (between + "\n".join(map(as_toml, new))).encode()
    parse_register(data, path.name)
    if not dry_run:
        _write(path, data)
    return new


def _known(project: Project, path: Path) -> bytes:
    """Return what the register holds already, which may be nobody."""
    with contextlib.suppress(RegisterEmpty):
        register_of(project)
    return path.read_bytes()


def as_toml(person: Person) -> str:
    """Return a person as the register has it.

    >>> print(as_toml(Person(id="p1", names={"en": ("Pak Chol-ho",)}, public={"en": "Mr. C"})), end="")
    [[person]]
    id = "p1"
    names = { "en" = ["Pak Chol-ho"] }
    public = { "en" = "Mr. C" }
    """
    lines = ["[[person]]", f"id = {_quoted(person.id)}", f"names = {_table(person.names)}"]
    lines += [f"also = {_value(person.also)}"] if person.also else []
    lines += [f"public = {_table(person.public)}"] if person.public else []
    return "\n".join(lines) + "\n"


def _table(values: Mapping[str, str | tuple[str, ...]]) -> str:
    return "{ " + ", ".join(f"{_quoted(key)} = {_value(value)}" for key, value in values.items()) + " }"


def _value(value: str | tuple[str, ...]) -> str:
    return _quoted(value) if isinstance(value, str) else "[" + ", ".join(map(_quoted, value)) + "]"


def _quoted(text: str) -> str:
    import json  # only who lists somebody needs it

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _write(path: Path, data: bytes) -> None:
    """Replace the register's file; at no moment can others open what is written."""
    from tempfile import mkstemp

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = path.resolve()
        descriptor, name = mkstemp(dir=target.parent, prefix=".names-")  # made with mode 0600
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise RegisterError(f"{path}: {reason(error)}") from error
