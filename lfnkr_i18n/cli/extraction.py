"""`lfnkr extract`."""

from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, DryRun, Jobs, Languages, Posts
from lfnkr_i18n.cli.printing import print_json
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.work import about, all_failed, ended, silent, work_on
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lfnkr_i18n.steps.extract import Extracted


def extract(
    context: typer.Context,
    posts: Posts = None,
    languages: Languages = None,
    frozen: Annotated[
        bool, typer.Option("--frozen", help=_("Write nothing; exit 3 if a catalog is not up to date."))
    ] = False,
    dry_run: DryRun = False,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps import extract as step

    said = session(context)
    with work_on(said, posts, languages, jobs) as work:
        found = step.extract(work.project, work.selection, dry_run=dry_run or frozen, executor=work.executor)
        show = silent if as_json else lambda result: show_extracted(said, result, asked=frozen)
        results = work.report(found, show, label=_("Extracting"))
    if as_json:
        print_json(rows=results)
    else:
        sum_up_extracted(said, results, dry_run=dry_run or frozen)
    return ended(results, refused=frozen and any(result.written for result in results))


def show_extracted(said: Session, result: "Extracted", *, asked: bool = False) -> None:
    """Print what happened to a catalog; one that stays as it is only with -v. With `asked`, -q does not hide it."""
    where = f"{result.post} → {result.language}"
    if not result.written:
        if result.language:
            said.detail(about(where, _("unchanged")))
        return
    counts = (
        (result.added, ngettext("{n} added", "{n} added", result.added)),
        (result.changed, ngettext("{n} changed", "{n} changed", result.changed)),
        (result.removed, ngettext("{n} removed", "{n} removed", result.removed)),
    )
    what = _(", ").join(text.format(n=count) for count, text in counts if count)
    tell = said.say if asked else said.note
    tell(about(where, what or _("only order, layout or notes")))


def sum_up_extracted(said: Session, results: "Sequence[Extracted]", *, dry_run: bool) -> None:
    """Print how many catalogs were written, or that all are up to date."""
    if all_failed(results):
        return
    catalogs = sum(bool(result.language) and result.problem is None for result in results)
    written = sum(result.written for result in results)
    if not written:
        said.note(ngettext("{n} catalog, up to date.", "{n} catalogs, all up to date.", catalogs).format(n=catalogs))
    elif dry_run:
        line = ngettext("{n} catalog of {all} would be written.", "{n} catalogs of {all} would be written.", written)
        said.note(line.format(n=written, all=catalogs))
    else:
        line = ngettext("{n} catalog of {all} written.", "{n} catalogs of {all} written.", written)
        said.note(line.format(n=written, all=catalogs))
