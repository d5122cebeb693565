"""`lfnkr sign-off`."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, DryRun, NamedBy, NamedPosts, SomeLanguages
from lfnkr_i18n.cli.printing import print_json
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.work import Tally, ended, silent, work_on
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from lfnkr_i18n.steps.publishing.sign_off import Signed


def sign_off(
    context: typer.Context,
    posts: NamedPosts,
    languages: SomeLanguages,
    by: NamedBy,
    role: Annotated[
        str, typer.Option("--role", metavar=_("ROLE"), show_default=False, help=_("In which role; recorded."))
    ] = "",
    revoke: Annotated[bool, typer.Option("--revoke", help=_("Take the approval back."))] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.publishing import sign_off as step

    said = session(context)
    with work_on(said, posts, languages) as work:
        found = step.sign_off(
            work.project,
            work.selection,
            by=by,
            now=datetime.now(UTC),
            role=role,
            revoke=revoke,
            dry_run=dry_run,
        )
        show = silent if as_json else lambda result: _show(said, result, revoke=revoke, dry_run=dry_run)
        results: list[Signed] = []
        tally = work.report(found, show, label=_("Signing"), tally=Tally(keep=results.append))
    if as_json:
        print_json(rows=results)
    return ended(tally, refused=any(result.refused for result in results))


def _show(said: Session, result: "Signed", *, revoke: bool, dry_run: bool) -> None:
    where = f"{result.post} → {result.language}"
    if result.refused:
        line = _("{post}: not signed: {reasons}")
        said.refusal(line.format(post=where, reasons=_("; ").join(result.reasons)))
        return
    if not result.written:
        line = _("{post}: was not signed") if revoke else _("{post}: was signed already")
    elif dry_run:
        line = _("{post}: approval would be taken back") if revoke else _("{post}: would be signed")
    else:
        line = _("{post}: approval taken back") if revoke else _("{post}: signed")
    count = _(" ({signed} of {needed})").format(signed=result.signed, needed=result.needed) if result.needed else ""
    said.note(line.format(post=where) + count)
