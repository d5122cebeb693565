"""`lfnkr check`."""

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.fixing import fix
from lfnkr_i18n.cli.options import AsJson, DryRun, Jobs, Languages, Posts
from lfnkr_i18n.cli.outcome import ExitCode
from lfnkr_i18n.cli.outlet import masked
from lfnkr_i18n.cli.printing import print_json
from lfnkr_i18n.cli.saving import save
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.work import Tally, ended, silent, work_on
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lfnkr_i18n.config import Project
    from lfnkr_i18n.steps.checking.checked import Checked

FORMATS = ("text", "json", "github", "sarif", "html")


def check(
    context: typer.Context,
    posts: Posts = None,
    languages: Languages = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar=_("NAME"), help=_("Only this check; repeatable."))
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option("--skip", metavar=_("NAME"), help=_("Not this check; repeatable."))
    ] = None,
    list_checks: Annotated[
        bool, typer.Option("--list", help=_("List the names of the checks; with -v, what each looks for."))
    ] = False,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(FORMATS), help=_("How to write what was found (default: text).")),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", metavar=_("FILE"), help=_("Write it to this file; - is stdout."))
    ] = None,
    mend: Annotated[
        bool, typer.Option("--fix", help=_("Put right what has one right answer, after showing the difference."))
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help=_("With --fix: write without asking, reviewed translations too."))
    ] = False,
    dry_run: DryRun = False,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.checking import check as step

    said = session(context)
    chosen = _chosen(form, as_json=as_json)
    if list_checks:
        return _list(said, as_json=as_json)
    if mend:
        if form or output or as_json:
            raise UsageError(_("--fix shows a difference; leave out --format, --output and --json"))
        with work_on(said, posts, languages) as work:
            return fix(work, only=only or (), skip=skip or (), yes=yes, dry_run=dry_run)
    with work_on(said, posts, languages, jobs) as work:
        found = step.check(work.project, work.selection, only=only or (), skip=skip or (), executor=work.executor)
        streams = chosen == "text" and output in (None, "-")
        show = (lambda one: show_checked(said, one)) if streams else silent
        results: list[Checked] = []
        tally = Tally(checked_counts, silent if streams else results.append)
        work.report(found, show, label=_("Checking"), tally=tally)
        if not streams:
            _write(said, work.project, results, chosen, output, dry_run=dry_run)
    if chosen in ("text", "github") or output not in (None, "-"):
        sum_up_checked(said, tally)
    return ended(tally, refused=bool(tally.counts["error"]))


def _chosen(form: str | None, *, as_json: bool) -> str:
    """Return the format that the options ask for."""
    if form is not None and form not in FORMATS:
        raise UsageError(_("--format {form}: choose one of {known}").format(form=form, known=", ".join(FORMATS)))
    if as_json and form not in (None, "json"):
        raise UsageError(_("choose one of --json and --format"))
    return "json" if as_json else form or "text"


def _write(
    said: Session, project: "Project", results: "Sequence[Checked]", form: str, output: str | None, *, dry_run: bool
) -> None:
    """Write the report to the file, whole or not at all, or to stdout."""
    from lfnkr_i18n.cli.reports import Report, written

    text = written(Report(tuple(results), project.settings.project.name, datetime.now().astimezone()), form)
    if output is None or output == "-":
        typer.echo(text, nl=False)
    else:
        save(project, output, masked(text).encode(), option="--output", dry_run=dry_run)
        if dry_run:
            said.note(_("{path} would be written.").format(path=output))


def checked_counts(result: "Checked") -> "Counter[str]":
    """Return what is summed up of a result; findings by their severity."""
    counts = Counter(str(placed.finding.severity) for placed in result.findings)
    counts["catalogs"] = bool(result.catalog) and result.problem is None
    counts["dismissed"] = len(result.dismissed)
    return counts


def show_checked(said: Session, result: "Checked") -> None:
    """Print the findings of a catalog, one line each, as editors know them from compilers."""
    from lfnkr_i18n.cli.reports.lines import line

    for placed in result.findings:
        said.say(line(placed))


def sum_up_checked(said: Session, tally: "Tally[Checked]") -> None:
    """Print how many findings there are, in how many catalogs."""
    if tally.all_failed:
        return
    errors, warnings = tally.counts["error"], tally.counts["warning"]
    catalogs, dismissed = tally.counts["catalogs"], tally.counts["dismissed"]
    line = _("{catalogs} checked: {errors}, {warnings}.")
    if dismissed:
        line = _("{catalogs} checked: {errors}, {warnings}, {dismissed} dismissed.")
    said.note(
        line.format(
            dismissed=dismissed,
            catalogs=ngettext("{n} catalog", "{n} catalogs", catalogs).format(n=catalogs),
            errors=ngettext("{n} error", "{n} errors", errors).format(n=errors),
            warnings=ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
        )
    )


def _list(said: Session, *, as_json: bool) -> int:
    from lfnkr_i18n.checks.descriptions import described
    from lfnkr_i18n.steps.checking.names import known_names

    if as_json:
        print_json(checks=known_names(), descriptions={name: described(name) for name in known_names()})
    else:
        for name in known_names():
            said.say(f"{name}: {described(name)}" if said.verbose else name)
    return ExitCode.DONE
