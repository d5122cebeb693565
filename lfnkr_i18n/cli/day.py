"""`lfnkr run`: the day's work in one command."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from lfnkr_i18n.cli.checking import checked_counts, show_checked, sum_up_checked
from lfnkr_i18n.cli.drafting import drafted_counts, print_account, show_drafted, sum_up_drafted, warn_of_engines
from lfnkr_i18n.cli.extraction import extracted_counts, show_extracted, sum_up_extracted
from lfnkr_i18n.cli.options import AsJson, By, DryRun, Jobs, Posts
from lfnkr_i18n.cli.outcome import exit_code
from lfnkr_i18n.cli.printing import JsonRows, print_json
from lfnkr_i18n.cli.publication import published_counts, show_published, sum_up_published
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.status import show_status
from lfnkr_i18n.cli.work import Tally, Work, silent, work_on
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from lfnkr_i18n.steps.drafting.account import Account
    from lfnkr_i18n.steps.drafting.draft import Drafted
    from lfnkr_i18n.steps.run import Day, Result, Stage

Show = Callable[[Session, Any], None]
Counted = Callable[[Any], Mapping[str, int]]

_ROWS = {"extract": "extracted", "draft": "drafted", "check": "checked", "publish": "published"}
"""What the JSON object calls the results of each stage."""


def run(
    context: typer.Context,
    posts: Posts = None,
    by: By = None,
    dry_run: DryRun = False,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps import run as step
    from lfnkr_i18n.steps.drafting.account import Account

    said, account = session(context), Account()
    kept = {stage: JsonRows() for stage in _ROWS} if as_json else {}
    with work_on(said, posts, (), jobs) as work:
        found = step.run(
            work.project,
            work.selection,
            now=datetime.now(UTC),
            by=by or "",
            account=account,
            dry_run=dry_run,
            executor=work.executor,
            watch=partial(_watched, work, shows=_shows(account, dry_run=dry_run), kept=kept),
        )
        work.warn_in_vain([row.post for row in found.status.rows])
    for problem in found.problems:
        said.problem(problem.path, problem.problem)
    warn_of_engines(said, account)
    if as_json:
        print_json(
            **{name: kept[stage] for stage, name in _ROWS.items()},
            status={"rows": iter(found.status.rows), "totals": found.status.totals},
            problems=found.problems,
            engines=list(account.lines.values()),
        )
    else:
        _print_status(said, work, found)
    unasked = len(account.problems) if found.undrafted else 0
    problems = len(found.problems) + unasked
    refused = found.refused or account.names_found
    return exit_code(failed=problems, of=problems + len(found.status.rows), refused=refused)


def _shows(account: "Account", *, dry_run: bool) -> dict[str, tuple[Show, Counted, Show]]:
    """Return, by stage, what prints a result, counts it, and sums the stage up: as the stage's own command does."""

    def sum_up_engines(said: Session, tally: "Tally[Drafted]") -> None:
        sum_up_drafted(said, tally, dry_run=dry_run)
        print_account(said, account, dry_run=dry_run)

    return {
        "extract": (show_extracted, extracted_counts, partial(sum_up_extracted, dry_run=dry_run)),
        "draft": (show_drafted, drafted_counts, sum_up_engines),
        "check": (show_checked, checked_counts, sum_up_checked),
        "publish": (show_published, published_counts, partial(sum_up_published, dry_run=dry_run)),
    }


def _watched(
    work: Work,
    stage: "Stage",
    results: "Iterator[Result]",
    *,
    shows: Mapping[str, tuple[Show, Counted, Show]],
    kept: Mapping[str, JsonRows],
) -> "Iterator[Result]":
    """Yield a stage's results, and print them as they come, unless they are kept; problems are printed at the end."""
    labels = {"extract": _("Extracting"), "draft": _("Drafting"), "check": _("Checking"), "publish": _("Publishing")}
    show, counted, sum_up = shows[stage]
    tally: Tally[Any] = Tally(counted, kept[stage].append if kept else silent)
    for result in work.watch(results, labels[stage]):
        tally.add(result)
        if not kept and result.problem is None:
            show(work.session, result)
        yield result
    if not kept:
        sum_up(work.session, tally)


def _print_status(said: Session, work: Work, found: "Day") -> None:
    if not said.quiet and (found.status.rows or work.selection.everything):
        said.say("")
        show_status(said, found.status, name=work.project.settings.project.name)
