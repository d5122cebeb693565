"""`lfnkr extract`."""

from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, DryRun, Jobs, Languages, Posts
from lfnkr_i18n.cli.printing import JsonRows, print_json
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.work import Tally, about, ended, silent, work_on
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
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

    said, rows = session(context), JsonRows()
    with work_on(said, posts, languages, jobs) as work:
        found = step.extract(work.project, work.selection, dry_run=dry_run or frozen, executor=work.executor)
        show = silent if as_json else lambda result: show_extracted(said, result, asked=frozen)
        tally = Tally(extracted_counts, rows.append if as_json else silent)
        work.report(found, show, label=_("Extracting"), tally=tally)
    if as_json:
        print_json(rows=rows)
    else:
        sum_up_extracted(said, tally, dry_run=dry_run or frozen)
    return ended(tally, refused=frozen and bool(tally.counts["written"]))


def show_extracted(said: Session, result: "Extracted", *, asked: bool = False) -> None:
    """Print what happened to a catalog; one that stays as it is only with -v. With `asked`, -q does not hide it."""
    where = f"{result.post} → {result.language}"
    if not result.written:
        if result.language and said.verbose:  # it is what most results say
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


def extracted_counts(result: "Extracted") -> dict[str, int]:
    """Return what is summed up of a result."""
    return {"catalogs": bool(result.language) and result.problem is None, "written": result.written}


def sum_up_extracted(said: Session, tally: "Tally[Extracted]", *, dry_run: bool) -> None:
    """Print how many catalogs were written, or that all are up to date."""
    if tally.all_failed:
        return
    catalogs, written = tally.counts["catalogs"], tally.counts["written"]
    if not written:
        said.note(ngettext("{n} catalog, up to date.", "{n} catalogs, all up to date.", catalogs).format(n=catalogs))
    elif dry_run:
        line = ngettext("{n} catalog of {all} would be written.", "{n} catalogs of {all} would be written.", written)
        said.note(line.format(n=written, all=catalogs))
    else:
        line = ngettext("{n} catalog of {all} written.", "{n} catalogs of {all} written.", written)
        said.note(line.format(n=written, all=catalogs))
