"""`lfnkr import`: an export file of WordPress."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, DryRun
from lfnkr_i18n.cli.outcome import exit_code
from lfnkr_i18n.cli.printing import print_json
from lfnkr_i18n.cli.progress import watched
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lfnkr_i18n.config import Project
    from lfnkr_i18n.steps.importing.import_posts import Import
    from lfnkr_i18n.steps.importing.plan import Wish


def import_(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar=_("FILE"), show_default=False, help=_("What Tools > Export in WordPress gave."))
    ],
    statuses: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar=_("STATUS"),
            help=_("Also posts that are not public: draft, pending, future, private, password; repeatable."),
        ),
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar=_("TYPE"), help=_("Also this post type, as wp_block or event; repeatable.")),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar=_("LANG"), help=_("Of posts whose language nothing in the file tells.")),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help=_("Of posts edited here and in WordPress, take WordPress's text."))
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help=_("Of posts edited here and in WordPress, keep the text that stands here."))
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.importing import import_posts as step

    said = session(context)
    if overwrite and keep:
        raise UsageError(_("--overwrite and --keep contradict each other; say one of them"))
    project = said.project()
    wish = _wish(project, statuses or (), types or (), language)
    found = _looked_at(said, project, Path(file), wish, ask=not as_json)
    results = list(
        watched(
            step.import_posts(project, found, overwrite=overwrite, keep=keep, dry_run=dry_run),
            total=len(found.places),
            session=said,
            post=lambda result: result.path,
            label=_("Importing"),
        )
    )
    if as_json:
        print_json(rows=results, skipped=found.skipped)
    else:
        from lfnkr_i18n.cli.import_report import show

        show(said, results, found.skipped, dry_run=dry_run)
    named = any(result.names for result in results)
    failed = found.unknown + sum(result.problem is not None for result in results)
    return exit_code(failed=failed, of=len(results) + found.unknown, refused=named)


def _wish(project: "Project", statuses: "Sequence[str]", types: "Sequence[str]", language: str | None) -> "Wish":
    from lfnkr_i18n.steps.importing.plan import STATUSES, Wish

    for status in statuses:
        if status not in STATUSES:
            problem = _("--status {status}: there are {known}")
            raise UsageError(problem.format(status=status, known=", ".join(STATUSES)))
    if language is not None:
        _known(project, language)
    return Wish(("publish", *statuses), ("post", "page", *types), language or "")


def _known(project: "Project", language: str) -> None:
    known = project.settings.project.languages
    if language not in known:
        problem = _("--language {language}: not a language of this project; it has {known}")
        raise UsageError(problem.format(language=language, known=", ".join(known)))


def _looked_at(said: Session, project: "Project", file: Path, wish: "Wish", *, ask: bool) -> "Import":
    """Look at the export; where nothing tells some posts' language, ask whoever sits there, once."""
    from msgspec.structs import replace

    from lfnkr_i18n.steps.importing.import_posts import look_at

    found = look_at(project, file, wish)
    if not (found.unknown and ask and said.on_terminal):
        return found
    question = ngettext("{n} post tells no language.", "{n} posts tell no language.", found.unknown)
    choices = ", ".join(project.settings.project.languages)
    answer = typer.prompt(
        _("{question} Which is it: {choices}? (Enter leaves them out)").format(
            question=question.format(n=found.unknown), choices=choices
        ),
        default="",
        show_default=False,
    ).strip()
    if not answer:
        return found
    _known(project, answer)
    return look_at(project, file, replace(wish, language=answer))
