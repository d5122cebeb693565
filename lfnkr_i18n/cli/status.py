"""`lfnkr status`."""

from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, Jobs, Languages, Posts
from lfnkr_i18n.cli.outcome import ExitCode, exit_code
from lfnkr_i18n.cli.printing import as_mapping, print_csv, print_json, printable
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.states import state_label
from lfnkr_i18n.cli.work import work_on
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lfnkr_i18n.steps.status import Status, StatusRow


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
        seen = _Seen(work.selection.named)
        rows = seen.rows(step.told(work.project, work.selection, executor=work.executor))
        table = step.Rows()
        if as_json:
            print_json(rows=rows, totals=seen.totals.summed, problems=lambda: seen.problems)
        elif as_csv:
            print_csv(step.StatusRow.__struct_fields__, (tuple(as_mapping(row).values()) for row in rows))
        elif as_markdown:
            for line in markdown(rows):
                said.say(line)
        else:
            table.extend(rows)
        work.warn_in_vain(seen.posts)
    for problem in seen.problems:
        said.problem(problem.path, problem.problem)
    if not (as_json or as_csv or as_markdown) and (table or work.selection.everything):
        show_status(said, step.Status(table, seen.totals.summed()), name=work.project.settings.project.name)
    return seen.exit_code(fail_if_incomplete=fail_if_incomplete)


def show_status(said: Session, found: "Status", *, name: str) -> None:
    """Show the table on a terminal, or that there is nothing to show; `name` is the project's."""
    if not found.rows:
        said.say(_("No posts to translate yet: put one into source_posts and run `lfnkr extract`."))
        return
    from lfnkr_i18n.cli.status_table import print_status

    print_status(found, name=name)


class _Seen:
    """What is told of rows behind them, while they are handed on."""

    def __init__(self, named: "Collection[str]") -> None:
        from lfnkr_i18n.steps.status import Totals

        self.totals = Totals()
        self.problems: list[Problem] = []
        self.posts: set[str] = set()
        """Posts that stand on the command line, and have rows."""
        self._named = named

    def rows(self, told: "Iterable[StatusRow | Problem]") -> "Iterator[StatusRow]":
        """Yield the rows."""
        for one in told:
            if isinstance(one, Problem):
                self.problems.append(one)
                continue
            self.totals.add(one)
            if one.post in self._named:
                self.posts.add(one.post)
            yield one

    def exit_code(self, *, fail_if_incomplete: bool) -> ExitCode:
        """Return how the command ends."""
        refused = any(problem.names for problem in self.problems) or (fail_if_incomplete and self.totals.incomplete)
        problems = len(self.problems)
        return exit_code(failed=problems, of=problems + self.totals.rows, refused=refused)


def markdown(rows: "Iterable[StatusRow]") -> "Iterator[str]":
    """Yield the lines of a table for a wiki page or an issue."""
    header = (_("Post"), _("To"), _("Reviewed"), _("State"), _("Next step"))
    cells = (
        (row.title or row.post, row.language, f"{row.reviewed}/{row.segments}", state_label(row.state), row.next)
        for row in rows
    )
    for line in chain([header, ("---", "---", "---:", "---", "---")], cells):
        yield "| " + " | ".join(_cell(cell) for cell in line) + " |"


def _cell(text: str) -> str:
    return " ".join(printable(text).splitlines()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
