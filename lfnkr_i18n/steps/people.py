"""Who does something: the person that `--by` names, checked against `[[people]]` of lfnkr.toml."""

from __future__ import annotations

from collections.abc import Sequence

from lfnkr_i18n.config import Person, Project
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.names.gates import gate_said


def named(project: Project, by: str, *, what: str) -> str:
    """Return the id of the active person that `--by` names. `what` is the option or command that needs one.

    Where lfnkr.toml lists nobody any name will do, but one of the names register: ledgers are public. Raises
    UsageError, NameFound.
    """
    given = required(by, option="--by PERSON", what=what)
    gate_said(project, given, option="--by")
    person = listed(project, given)
    if person is not None and not person.active:
        raise UsageError(
            _("--by {person}: no longer active; lfnkr.toml has {known}").format(person=given, known=_ids(project))
        )
    return given


def named_in_emergency(project: Project, by: str, *, what: str) -> str:
    """As `named`, but whoever is listed will do, also when no longer active."""
    given = required(by, option="--by PERSON", what=what)
    listed(project, given)
    return given


def listed(project: Project, by: str) -> Person | None:
    """Return the person with an id, None where lfnkr.toml lists nobody at all; UsageError for one it does not list."""
    people = project.settings.people
    if not people:
        return None
    for person in people:
        if person.id == by:
            return person
    raise UsageError(
        _("--by {person}: nobody in lfnkr.toml has this id; it has {known}").format(person=by, known=_ids(project))
    )


def required(text: str, *, option: str, what: str) -> str:
    """Return a text as a ledger can hold it, on one line; what cannot be shown is `\ufffd`. UsageError: it is empty."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))
    if not line:
        raise UsageError(_("{what} needs {option}").format(what=what, option=option))
    return line


def check_duty(person: Person | None, *, role: str, languages: Sequence[str]) -> str:
    """Return the role somebody signs in: the one asked for, else the only one they have, else none.

    Raises UsageError for a role that is not theirs or a language they are not listed for.
    """
    if person is None:
        return " ".join(role.split())
    if role and role not in person.roles:
        raise UsageError(
            _("--role {role}: not a role of {person}; lfnkr.toml says {known}").format(
                role=role, person=person.id, known=", ".join(person.roles) or "-"
            )
        )
    for language in languages:
        if person.languages and language not in person.languages:
            raise UsageError(
                _("--by {person}: not listed for the language {language}; lfnkr.toml says {known}").format(
                    person=person.id, language=language, known=", ".join(person.languages)
                )
            )
    return role or (person.roles[0] if len(person.roles) == 1 else "")


def _ids(project: Project) -> str:
    return ", ".join(person.id for person in project.settings.people if person.active) or "-"
