"""`lfnkr publish` and `lfnkr unpublish`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, By, DryRun, Jobs, Languages, NamedBy, NamedPosts, Posts
from lfnkr_i18n.cli.printing import JsonRows, print_json
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.work import Tally, about, ended, silent, work_on
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lfnkr_i18n.config import Project
    from lfnkr_i18n.steps.publishing.publish import Published
    from lfnkr_i18n.steps.publishing.unpublish import Unpublished
    from lfnkr_i18n.steps.publishing.wxr import Packed


def publish(
    context: typer.Context,
    posts: Posts = None,
    languages: Languages = None,
    allow_drafts: Annotated[
        bool,
        typer.Option("--allow-drafts", help=_("Publish drafts and stale texts too, the rest in the source language.")),
    ] = False,
    no_check: Annotated[bool, typer.Option("--no-check", help=_("Publish in spite of what the checks find."))] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help=_("Replace a published file that somebody edited since."))
    ] = False,
    by: By = None,
    wxr: Annotated[
        str | None,
        typer.Option(
            "--wxr", metavar=_("FILE"), help=_("Put what stands published into a file that WordPress imports.")
        ),
    ] = None,
    dry_run: DryRun = False,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.publishing import publish as step

    said, rows = session(context), JsonRows()
    results: list[Published] = []

    def keep(result: "Published") -> None:
        if as_json:
            rows.append(result)
        if wxr is not None:
            results.append(result)

    with work_on(said, posts, languages, jobs) as work:
        if wxr is not None:
            _refuse_place(work.project, wxr)
        found = step.publish(
            work.project,
            work.selection,
            now=datetime.now(UTC),
            allow_drafts=allow_drafts,
            no_check=no_check,
            overwrite=overwrite,
            by=by or "",
            dry_run=dry_run,
            executor=work.executor,
        )
        show = silent if as_json else lambda result: show_published(said, result)
        tally = work.report(found, show, label=_("Publishing"), tally=Tally(published_counts, keep))
    packed = _packed(said, work.project, results, wxr, dry_run=dry_run) if wxr is not None else None
    if as_json:
        print_json(rows=rows, **({} if packed is None else {"wxr": packed}))
    else:
        sum_up_published(said, tally, dry_run=dry_run)
        _show_packed(said, packed, dry_run=dry_run)
    return ended(tally, refused=bool(tally.counts["refused"]))


def _refuse_place(project: "Project", file: str) -> None:
    from lfnkr_i18n.steps.publishing.wxr import refuse_place

    if not file:
        raise UsageError(_("--wxr: name a file"))
    refuse_place(project, Path(file))


def _packed(said: Session, project: "Project", results: "Sequence[Published]", file: str, *, dry_run: bool) -> "Packed":
    from lfnkr_i18n.steps.publishing.wxr import pack

    packed = pack(project, results, Path(file), dry_run=dry_run)
    for path, why in packed.left_out:
        said.warn(_("{path} is not in {file}: {why}").format(path=path, file=packed.path, why=why))
    return packed


def _show_packed(said: Session, packed: "Packed | None", *, dry_run: bool) -> None:
    """Print what the file for WordPress holds."""
    if packed is None:
        return
    posts = ngettext("{n} post", "{n} posts", packed.posts).format(n=packed.posts)
    if not packed.posts:
        said.note(_("Nothing stands published: no file for WordPress was written."))
    elif dry_run:
        said.note(_("{path} would be written: {posts} for WordPress.").format(path=packed.path, posts=posts))
    elif packed.written:
        said.note(_("{path} written: {posts} for WordPress.").format(path=packed.path, posts=posts))
    else:
        said.note(_("{path}: {posts} for WordPress, unchanged.").format(path=packed.path, posts=posts))


def show_published(said: Session, result: "Published") -> None:
    """Print what became of one post in one language; what is up to date only with -v.

    -q does not hide why a named post is not ready: that ends with exit code 3.
    """
    where = f"{result.post} → {result.language}"
    if result.outcome == "published":
        said.note(about(where, result.output))
    elif result.outcome == "up to date":
        if said.verbose:  # it is what most results say
            said.detail(about(where, _("up to date")))
    elif result.outcome == "edited by hand":
        for reason in result.reasons:
            said.warn(reason)
        said.note(result.diff.rstrip("\n"))
    else:
        tell = said.say if result.named else said.note
        tell(_("{post}: not ready: {reasons}").format(post=where, reasons=_("; ").join(result.reasons)))
    for warning in result.warnings:
        said.warn(about(where, warning))


def published_counts(result: "Published") -> dict[str, int]:
    """Return what is summed up of a result."""
    refused = result.refused
    return {"written": result.outcome == "published", "waiting": refused, "refused": refused and result.named}


def sum_up_published(said: Session, tally: "Tally[Published]", *, dry_run: bool) -> None:
    """Print how many were published, and how many are not ready."""
    if tally.all_failed:
        return
    written, waiting = tally.counts["written"], tally.counts["waiting"]
    line = (
        ngettext("{n} post would be published", "{n} posts would be published", written)
        if dry_run
        else ngettext("{n} post published", "{n} posts published", written)
    )
    rest = ngettext("{n} not ready", "{n} not ready", waiting)
    said.note(_("{done}, {rest}.").format(done=line.format(n=written), rest=rest.format(n=waiting)))


def unpublish(
    context: typer.Context,
    posts: NamedPosts,
    by: NamedBy,
    reason: Annotated[str, typer.Option("--reason", metavar=_("TEXT"), show_default=False, help=_("Why; recorded."))],
    languages: Languages = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.publishing import unpublish as step

    said = session(context)
    with work_on(said, posts, languages, gone=True, whatever_the_register=True) as work:
        found = step.unpublish(
            work.project, work.selection, by=by, reason=reason, now=datetime.now(UTC), dry_run=dry_run
        )
        show = silent if as_json else lambda result: _show_unpublished(said, result, dry_run=dry_run)
        results: list[Unpublished] = []
        tally = work.report(found, show, label=_("Taking down"), tally=Tally(keep=results.append))
    if as_json:
        print_json(rows=results)
    else:
        for result in results:
            if result.problem is not None:
                _show_removed(said, result, dry_run=dry_run)
    if not as_json and any(path.lower().endswith((".html", ".htm")) for result in results for path in result.removed):
        said.say(_("If it was imported into WordPress, take it down there too."))
    return ended(tally)


def _show_removed(said: Session, result: "Unpublished", *, dry_run: bool) -> None:
    where = f"{result.post} → {result.language}"
    for path in result.removed:
        line = _("{post}: would delete {path}") if dry_run else _("{post}: deleted {path}")
        said.note(line.format(post=where, path=path))


def _show_unpublished(said: Session, result: "Unpublished", *, dry_run: bool) -> None:
    where = f"{result.post} → {result.language}"
    _show_removed(said, result, dry_run=dry_run)
    for path in result.kept:
        said.note(_("{post}: {path} stays, other posts show it").format(post=where, path=path))
    if not result.removed:
        line = (
            _("{post}: nothing was online; recorded all the same") if result.recorded else _("{post}: was down already")
        )
        said.note(line.format(post=where))
