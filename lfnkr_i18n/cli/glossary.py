"""`lfnkr glossary list`, `check`, `import` and `export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, DryRun, Jobs
from lfnkr_i18n.cli.outcome import ExitCode, exit_code
from lfnkr_i18n.cli.printing import print_json
from lfnkr_i18n.cli.saving import save
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from lfnkr_i18n.model import Term
    from lfnkr_i18n.steps.contradictions import Use
    from lfnkr_i18n.steps.glossary import Import


def list_terms(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar=_("WORD"), show_default=False, help=_("Only terms that hold one of these.")),
    ] = None,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.glossary import find_terms

    said = session(context)
    found = find_terms(said.project(), words or ())
    if as_json:
        print_json(rows=found)
        return ExitCode.DONE
    for term in found:
        said.say(shown(term))
    if not found:
        said.note(_("No such term.") if words else _("The glossary is empty: terms are rows of locales/glossary.csv."))
    return ExitCode.DONE


def shown(term: "Term") -> str:
    """Return a term as one line: what it is called, what it must not be called, what people noted."""
    parts = [" = ".join(f"{language} {' | '.join(forms)}" for language, forms in term.forms.items())]
    if term.keep:
        parts.append(_("not translated"))
    parts += [
        _("never {language} {forms}").format(language=language, forms=" | ".join(forms))
        for language, forms in term.forbidden.items()
    ]
    parts += [" ".join(term.note.split())]
    return "; ".join(part for part in parts if part)


def check_terms(context: typer.Context, jobs: Jobs = None, as_json: AsJson = False) -> int:
    from lfnkr_i18n.cli.work import work_on
    from lfnkr_i18n.steps.contradictions import Use, contradicted
    from lfnkr_i18n.steps.glossary import glossary_conflicts
    from lfnkr_i18n.steps.posts import Unreadable

    said = session(context)
    with work_on(said, None, None, jobs) as work:
        wrong = glossary_conflicts(work.project)
        found = list(contradicted(work.project, work.selection, executor=work.executor))
        path = work.project.relative(work.project.glossary)
    uses = [one for one in found if isinstance(one, Use)]
    unreadable = [one for one in found if isinstance(one, Unreadable)]
    for one in unreadable:
        said.problem(one.shown, one.message)
    if as_json:
        print_json(path=path, conflicts=wrong, contradicted=uses)
    else:
        for conflict in wrong:
            said.say(f"{path}:{conflict.line}: {conflict.severity} glossary: {conflict.message}")
        for use in uses:
            said.say(f"{path}:{use.line}: warning glossary: {_contradiction(use)}")
            for place in use.against:
                said.detail(f"    {place}")
        if not wrong and not uses:
            said.note(_("Nothing speaks against the glossary."))
    refused = any(conflict.severity == "error" for conflict in wrong)
    return exit_code(failed=len(unreadable), of=len(unreadable) + 1, refused=refused)


def _contradiction(use: "Use") -> str:
    """Return how many reviewed translations do without what the glossary asks for, and where the first one is."""
    text = ngettext(
        "{m} of {n} reviewed translation of `{form}` into {language} is without `{approved}`, at {place}",
        "{m} of {n} reviewed translations of `{form}` into {language} are without `{approved}`, first at {place}",
        use.entries,
    )
    return text.format(
        m=len(use.against),
        n=use.entries,
        form=use.form,
        language=use.language,
        approved=_("` or `").join(use.approved),
        place=use.against[0],
    )


def import_terms(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar=_("FILE.csv"), show_default=False, help=_("The table to take in."))],
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.glossary import import_glossary

    said = session(context)
    result = import_glossary(said.project(), Path(file), dry_run=dry_run)
    if as_json:
        print_json(**_as_parts(result))
    else:
        _show_import(said, result, dry_run=dry_run)
    return ExitCode.DONE


def _as_parts(result: "Import") -> dict[str, object]:
    changed = [{"before": before, "after": after} for before, after in result.changed]
    return {
        "path": result.path,
        "added": result.added,
        "changed": changed,
        "unchanged": result.unchanged,
        "problems": result.problems,
    }


def _show_import(said: Session, result: "Import", *, dry_run: bool) -> None:
    """Print each row that is new or says more, what speaks against them, and how many there are."""
    for term in result.added:
        said.note(f"+ {shown(term)}")
    for before, after in result.changed:
        said.note(f"- {shown(before)}")
        said.note(f"+ {shown(after)}")
    for conflict in result.problems:
        said.warn(f"{result.path}:{conflict.line}: {conflict.message}")
    line = _("{added} added, {changed} changed, {unchanged} there already.")
    if dry_run:
        line = _("{added} would be added, {changed} changed, {unchanged} there already; nothing was written.")
    said.note(line.format(added=len(result.added), changed=len(result.changed), unchanged=result.unchanged))


def export_terms(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar=_("FILE.csv"), show_default=False, help=_("Where to write; without it, stdout.")),
    ] = None,
    dry_run: DryRun = False,
) -> int:
    from lfnkr_i18n.steps.glossary import export_glossary, find_terms

    said = session(context)
    project = said.project()
    data = export_glossary(project)
    if file is None or file == "-":
        typer.echo(data.decode("utf-8-sig"), nl=False)
        return ExitCode.DONE
    written = save(project, file, data, option="", dry_run=dry_run)
    count = len(find_terms(project))
    line = ngettext("{file}: {n} term", "{file}: {n} terms", count).format(file=file, n=count)
    said.note(line if written else _("{line}; nothing was written").format(line=line))
    return ExitCode.DONE
