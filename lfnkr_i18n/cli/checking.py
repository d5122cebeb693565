"""`lfnkr check`."""

from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, Jobs, Languages, Posts
from lfnkr_i18n.cli.outcome import ExitCode
from lfnkr_i18n.cli.printing import print_json
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.work import ended, silent, work_on
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lfnkr_i18n.steps.check import Checked


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
    list_checks: Annotated[bool, typer.Option("--list", help=_("List the names of the checks."))] = False,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps import check as step

    said = session(context)
    if list_checks:
        return _list(said, as_json=as_json)
    with work_on(said, posts, languages, jobs) as work:
        found = step.check(work.project, work.selection, only=only or (), skip=skip or (), executor=work.executor)
        show = silent if as_json else lambda result: show_checked(said, result)
        results = work.report(found, show, label=_("Checking"))
    errors = count(results, "error")
    if as_json:
        _print_json(results)
    else:
        sum_up_checked(said, results)
    return ended(results, refused=bool(errors))


def count(results: "Sequence[Checked]", severity: str) -> int:
    """Return how many findings of a severity there are."""
    return sum(placed.finding.severity == severity for result in results for placed in result.findings)


def show_checked(said: Session, result: "Checked") -> None:
    """Print the findings of a catalog, one line each, as editors know them from compilers."""
    for placed in result.findings:
        finding = placed.finding
        said.say(f"{placed.path}:{placed.line}: {finding.severity} {finding.check}: {finding.message}")


def sum_up_checked(said: Session, results: "Sequence[Checked]") -> None:
    """Print how many findings there are, in how many catalogs."""
    errors, warnings = count(results, "error"), count(results, "warning")
    catalogs = sum(bool(result.catalog) for result in results)
    dismissed = sum(len(result.dismissed) for result in results)
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
    from lfnkr_i18n.steps.findings import known_names

    if as_json:
        print_json(checks=known_names())
    else:
        for name in known_names():
            said.say(name)
    return ExitCode.DONE


def _print_json(results: "Sequence[Checked]") -> None:
    """Print a row a finding, and what could not be checked."""
    rows = [
        {
            "post": result.post,
            "language": result.language,
            "path": placed.path,
            "line": placed.line,
            "severity": placed.finding.severity,
            "check": placed.finding.check,
            "message": placed.finding.message,
        }
        for result in results
        for placed in result.findings
    ]
    problems = [{"path": result.path, "problem": result.problem} for result in results if result.problem is not None]
    print_json(rows=rows, problems=problems)
