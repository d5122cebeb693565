"""`lfnkr draft`."""

from typing import TYPE_CHECKING

import typer

from lfnkr_i18n.cli.options import AsJson, DryRun, Jobs, Languages, Posts
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.work import ended, print_results, silent, work_on
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lfnkr_i18n.steps.draft import Drafted


def draft(
    context: typer.Context,
    posts: Posts = None,
    languages: Languages = None,
    dry_run: DryRun = False,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps import draft as step

    said = session(context)
    with work_on(said, posts, languages, jobs) as work:
        found = step.draft(work.project, work.selection, dry_run=dry_run, executor=work.executor)
        show = silent if as_json else lambda result: show_drafted(said, result)
        results = work.report(found, show, label=_("Drafting"))
    if as_json:
        print_results(results)
    else:
        sum_up_drafted(said, results, dry_run=dry_run)
    return ended(results)


def show_drafted(said: Session, result: "Drafted") -> None:
    """Print what a catalog got; one that got nothing only with -v."""
    where = f"{result.post} → {result.language}"
    if result.filled:
        line = _("{post}: {exact} from equal texts, {similar} from similar ones, {left} left")
        said.note(line.format(post=where, exact=result.exact, similar=result.similar, left=result.left))
    elif result.language:
        line = _("{post}: nothing to draft, {left} left") if result.left else _("{post}: nothing to draft")
        said.detail(line.format(post=where, left=result.left))


def sum_up_drafted(said: Session, results: "Sequence[Drafted]", *, dry_run: bool) -> None:
    """Print how much was drafted, and how much is left to translate."""
    filled = sum(result.filled for result in results)
    left = sum(result.left for result in results)
    line = (
        ngettext("{n} segment would be drafted", "{n} segments would be drafted", filled)
        if dry_run
        else ngettext("{n} segment drafted", "{n} segments drafted", filled)
    )
    rest = ngettext("{n} left to translate", "{n} left to translate", left)
    said.note(_("{done}, {rest}.").format(done=line.format(n=filled), rest=rest.format(n=left)))
