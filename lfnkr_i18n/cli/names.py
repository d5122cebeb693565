"""`lfnkr names list`, `add`, `test` and `audit`."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, DryRun
from lfnkr_i18n.cli.outcome import ExitCode, exit_code
from lfnkr_i18n.cli.printing import print_json
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from lfnkr_i18n.config import Project
    from lfnkr_i18n.privacy import Person
    from lfnkr_i18n.privacy.audit import Sending
    from lfnkr_i18n.steps.names.register import Listed

Reveal = Annotated[bool, typer.Option("--reveal", help=_("Show the names themselves on this terminal."))]


def list_people(context: typer.Context, reveal: Reveal = False, as_json: AsJson = False) -> int:
    from lfnkr_i18n.steps.names.register import listed

    said = session(context)
    found = listed(said.project(), reveal=reveal)
    if reveal:
        unmasked()
    if as_json:
        print_json(rows=found)
        return ExitCode.DONE
    for person in found:
        _show(said, person)
    if not found:
        said.note(_("Nobody is listed."))
    return ExitCode.DONE


def unmasked() -> None:
    """Let names out on this terminal: somebody said --reveal."""
    from lfnkr_i18n.cli.outlet import mask_outlets

    mask_outlets()


def _show(said: Session, person: "Listed") -> None:
    counts = ", ".join(f"{language} {number}" for language, number in person.languages.items())
    forms = ngettext("{n} form is looked for", "{n} forms are looked for", person.forms).format(n=person.forms)
    public = ", ".join(f"{language} {form}" for language, form in person.public.items()) or _("no public form")
    said.say(_("{id}: names: {counts}; {forms}; public: {public}").format(
        id=person.id, counts=counts, forms=forms, public=public
    ))  # fmt: skip
    for language, names in (person.names or {}).items():
        said.say(f"    {language}: {', '.join(names)}")
    if person.also:
        said.say(_("    approved: {forms}").format(forms=", ".join(person.also)))
    if person.uncertain:
        said.say(_("    not looked for: {forms}").format(forms=", ".join(person.uncertain)))


def add(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Option("--file", metavar=_("FILE"), help=_("Take [[person]] tables from a TOML file; - is stdin.")),
    ] = None,
    dry_run: DryRun = False,
) -> int:
    from lfnkr_i18n.steps.names.register import add_people, as_toml

    said = session(context)
    project = said.project(whatever_the_register=True)  # it may be made now; one that is unsafe is refused below
    if file is not None:
        added = add_people(project, _text_of(file), dry_run=dry_run)
    elif sys.stdin.isatty():
        added = add_people(project, as_toml(_asked(said, project)), dry_run=dry_run)
    else:
        raise UsageError(
            _(
                "names are not given on the command line, which other programs see; "
                "use a terminal, or --file - and stdin"
            )
        )
    for person in added:
        line = (
            _("{id} would be listed.")
            if dry_run
            else _("{id} is listed. Where it stands already: `lfnkr names purge {id}`")
        )
        said.note(line.format(id=person.id))
        _tell_uncertain(said, person)
        _warn_of_broad(said, person)
    return ExitCode.DONE


def _text_of(file: str) -> str:
    from lfnkr_i18n.files import reason

    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"--file {file}: {reason(error)}") from error
    except UnicodeDecodeError as error:
        raise UsageError(_("--file {file}: it cannot be read as UTF-8").format(file=file)) from error


def _asked(said: Session, project: "Project") -> "Person":
    """Ask whoever sits at the terminal for a person, and which uncertain forms are to be looked for."""
    from lfnkr_i18n.privacy import Person
    from lfnkr_i18n.steps.names.register import uncertain_of

    languages = project.settings.project.languages
    said.say(_("The register is kept outside of the project and shown to nobody. Several names: put ; between them."))
    id_ = typer.prompt(_("Id, which messages will show instead (p1)"))
    names = dict(_answers(_("Names in {language}"), (*languages, "ko" if "ko" not in languages else "zh")))
    public = {language: form[0] for language, form in _answers(_("Written instead in {language}"), languages)}
    person = Person(id=id_, names=names, public=public)
    question = _("Look for {form} too? It may be somebody else, or a word")
    also = tuple(form for form in uncertain_of(person) if typer.confirm(question.format(form=form), default=False))
    return Person(id=id_, names=names, public=public, also=also)


def _answers(question: str, languages: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for language in languages:
        answer = typer.prompt(question.format(language=language), default="", show_default=False)
        parts = tuple(part.strip() for part in answer.split(";") if part.strip())
        if parts:
            yield language, parts


def _tell_uncertain(said: Session, person: "Person") -> None:
    from lfnkr_i18n.steps.names.register import uncertain_of

    number = len(uncertain_of(person))
    if number:
        line = ngettext(
            "    {n} more form may be somebody else and is not looked for; `lfnkr names list --reveal` shows it",
            "    {n} more forms may be somebody else and are not looked for; `lfnkr names list --reveal` shows them",
            number,
        )
        said.note(line.format(n=number))


def _warn_of_broad(said: Session, person: "Person") -> None:
    from lfnkr_i18n.steps.names.register import broad_forms

    for form in broad_forms(person):
        where = f"names.{form.language}" if form.language else "also"
        line = ngettext(
            "{id}: a form in {where} is one word of {n} letter; every post in which it stands is stopped",
            "{id}: a form in {where} is one word of {n} letters; every post in which it stands is stopped",
            form.letters,
        )
        said.warn(line.format(id=form.person, where=where, n=form.letters))


def test(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar=_("FILE"), show_default=False, help=_("Any files or folders, inside the project or not.")
        ),
    ],
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.names.searching import search

    said = session(context)
    result = search(said.project(), [Path(file) for file in files])
    certain = [one for one in result.found if not one.uncertain]
    for unread in result.unread:
        said.problem(unread.path, unread.problem)
    if as_json:
        print_json(rows=result.found, problems=result.unread)
    else:
        for one in result.found:
            place = one.path if one.line is None else f"{one.path}:{one.line}"
            line = _("{place}: perhaps {id}") if one.uncertain else "{place}: {id}"
            said.say(line.format(place=place, id=one.person))
        if not certain and not result.unread:
            said.note(_("No listed name."))
        if len(certain) < len(result.found):
            said.note(
                _(
                    "What is perhaps somebody stops no post: `lfnkr names list --reveal` shows these forms; "
                    "write those that are meant into `also` in the register."
                )
            )
    return exit_code(failed=len(result.unread), of=result.files, refused=bool(certain))


def audit(context: typer.Context, as_json: AsJson = False) -> int:
    from lfnkr_i18n.privacy.audit import AuditLog
    from lfnkr_i18n.steps.names.gates import register_place

    said = session(context)
    log = AuditLog(register_place(said.project()))
    found = log.read()
    if as_json:
        from msgspec import to_builtins

        print_json(rows=[to_builtins(record) for record in found.records], broken=found.broken)
    else:
        ends = {record.of: record.status for record in found.records if record.of}
        for record in found.records:
            if record.sending is not None:
                said.say(
                    _line(
                        record.time.isoformat(timespec="seconds"), record.sending, record.size, ends.get(record.number)
                    )
                )
        if not found.records:
            said.note(_("Nothing was sent from here."))
    if found.broken is not None:
        problem = _("this line, or one before it, was changed, taken out or put in, or the end was cut off")
        said.problem(f"{log.path}:{found.broken}", problem)
        return ExitCode.REFUSED
    return ExitCode.DONE


def _line(time: str, sent: "Sending", size: int, status: str | None) -> str:
    amount = _("{segments} segments, {characters} characters, {size} bytes")
    if sent.terms:
        amount = _("{terms} entries of the glossary, {characters} characters, {size} bytes")
    return "  ".join(
        (
            time,
            f"{sent.engine} {sent.host}",
            *((f"{sent.source_language} → {sent.target_language}",) if sent.source_language else ()),
            amount.format(segments=sent.segments, terms=sent.terms, characters=sent.characters, size=size),
            status or _("no answer recorded"),
        )
    )
