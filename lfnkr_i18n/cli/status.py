"""`lfnkr status`."""

from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, Jobs, Languages, Posts
from lfnkr_i18n.cli.outcome import exit_code
from lfnkr_i18n.cli.printing import as_mapping, print_csv, print_json, printable
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.work import work_on
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from lfnkr_i18n.steps.status import Status


def status(
    context: typer.Context,
    posts: Posts = None,
    languages: Languages = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=_("Print CSV, for spreadsheets."))] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help=_("Print a Markdown table."))] = False,
    fail_if_incomplete: Annotated[
        bool, typer.Option("--fail-if-incomplete", help=_("Exit 3 while anything is left to translate or review."))
    ] = False,
    jobs: Jobs = None,
) -> int:
    from lfnkr_i18n.steps import status as step

    if as_json + as_csv + as_markdown > 1:
        raise UsageError(_("choose one of --json, --csv and --markdown"))
    said = session(context)
    with work_on(said, posts, languages, jobs, gone=True) as work:
        found = step.status(work.project, work.selection, executor=work.executor)
        work.warn_in_vain([row.post for row in found.rows])
    for problem in found.problems:
        said.problem(problem.path, problem.problem)
    if as_json:
        print_json(rows=found.rows, totals=found.totals, problems=found.problems)
    elif as_csv:
        print_csv(step.StatusRow.__struct_fields__, (tuple(as_mapping(row).values()) for row in found.rows))
    elif as_markdown:
        said.say(markdown(found))
    elif found.rows or work.selection.everything:
        show_status(said, found, name=work.project.settings.project.name)
    incomplete = any(row.reviewed < row.segments for row in found.rows)
    problems = len(found.problems)
    named = any(problem.names for problem in found.problems)
    return exit_code(
        failed=problems, of=problems + len(found.rows), refused=named or (fail_if_incomplete and incomplete)
    )


def show_status(said: Session, found: "Status", *, name: str) -> None:
    """Show the table on a terminal, or that there is nothing to show; `name` is the project's."""
    if not found.rows:
        said.say(_("No posts to translate yet: put one into source_posts and run `lfnkr extract`."))
        return
    from lfnkr_i18n.cli.status_table import print_status

    print_status(found, name=name)


def markdown(found: "Status") -> str:
    """Return the table for a wiki page or an issue."""
    from lfnkr_i18n.cli.status_table import state_label

    header = (_("Post"), _("To"), _("Reviewed"), _("State"), _("Next step"))
    rows = [
        (row.title or row.post, row.language, f"{row.reviewed}/{row.segments}", state_label(row.state), row.next)
        for row in found.rows
    ]
    lines = [header, ("---", "---", "---:", "---", "---"), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(printable(text).splitlines()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
