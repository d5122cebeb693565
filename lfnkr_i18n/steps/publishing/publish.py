"""Publish: reviewed translations into published posts, each whole, recorded, and never over somebody's edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.publishing.ledger import Waiver
from lfnkr_i18n.steps import people
from lfnkr_i18n.steps.checking.disabled import refuse_unknown_checks
from lfnkr_i18n.steps.ledgers import all_sign_offs, open_publications
from lfnkr_i18n.steps.mapping import each_language
from lfnkr_i18n.steps.names.gates import require_register
from lfnkr_i18n.steps.posts import SourcePost, Unreadable, attempt, languages_of
from lfnkr_i18n.steps.publishing.planning import Order, Outcome, Planner, Published
from lfnkr_i18n.steps.publishing.rendering import Places, Rendered, path_problems, rendered
from lfnkr_i18n.steps.publishing.writing import Asked, Writer, groups
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import Selection
from lfnkr_i18n.temporary import sweep

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["Outcome", "Published", "publish"]


def publish(
    project: Project,
    selection: Selection,
    *,
    now: datetime,
    allow_drafts: bool = False,
    no_check: bool = False,
    overwrite: bool = False,
    by: str = "",
    dry_run: bool = False,
    executor: Executor | None = None,
) -> Iterator[Published]:
    """Publish what is ready; yield one result a post and language, in the order of the posts.

    Workers read, check and render; this process writes and records, one post after the other. Raises UsageError for a
    waiver without `by` and for a person that lfnkr.toml does not list, LedgerError for a ledger that cannot be read.
    """
    require_register(project)
    refuse_unknown_checks(project)
    waived = _waivers(allow_drafts=allow_drafts, no_check=no_check)
    if by or waived:
        by = people.named(project, by, what=_waiver_option(waived))
    order = Order(now=now, by=by, waived=waived, overwrite=overwrite, dry_run=dry_run)
    if not dry_run:
        sweep(project.tmp)
    places = path_problems(project, frozen=dry_run)
    work = partial(rendered, project, waived, places, frozen=dry_run)
    render = partial(_rendered_anew, project, selection, work)
    publications = open_publications(project)
    planner = Planner(project, order, publications, all_sign_offs(project), render)
    writer = Writer(project, planner, publications, dry_run=dry_run)
    known = None if waived else memo(project, "publish", Rendered, again=_without_data, frozen=dry_run)
    about = partial(_path_problems_of, places, project.settings.project.languages)
    languages = partial(languages_of, project)
    results = each_language(project, selection, work, languages=languages, executor=executor, memo=known, context=about)
    for group in groups(_asked(selection, result) for result in results):
        yield from writer.publish(group)


def _asked(selection: Selection, result: Rendered | Unreadable) -> Asked:
    if isinstance(result, Unreadable):
        result = Rendered(result.post, result.shown, problem=result.message, names=result.names)
    return Asked(result, result.post in selection.named)


def _without_data(result: Rendered) -> Rendered:
    """Return what is worth remembering: the published file itself holds the bytes."""
    return replace(result, data=None)


def _path_problems_of(places: Places, languages: Sequence[str], file: PostFile) -> object:
    return [places[file.id, language] for language in languages if (file.id, language) in places]


def _rendered_anew(
    project: Project, selection: Selection, work: Callable[[SourcePost, str], Rendered], item: Rendered
) -> Rendered:
    """Render a post again that is remembered without its bytes."""
    [file] = (file for file in selection.files if file.shown == item.path)
    source = attempt(project, selection, file)
    return item if isinstance(source, Unreadable) else work(source, item.language)


def _waivers(*, allow_drafts: bool, no_check: bool) -> tuple[Waiver, ...]:
    chosen = {Waiver.DRAFTS: allow_drafts, Waiver.CHECKS: no_check}
    return tuple(waiver for waiver in Waiver if chosen[waiver])


def _waiver_option(waived: tuple[Waiver, ...]) -> str:
    if Waiver.DRAFTS in waived:
        return "--allow-drafts"
    return "--no-check" if waived else "publish"
