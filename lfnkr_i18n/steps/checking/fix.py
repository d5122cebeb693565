"""Fix: what has one right answer in a translation, as the checks know it, put there; the entry keeps its state."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.files import locked
from lfnkr_i18n.replacing import replace_file
from lfnkr_i18n.steps.checking.check import chosen_names
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.posts import SourcePost, Unreadable, attempt, unreadable
from lfnkr_i18n.steps.selection import Selection


class Fixed(msgspec.Struct, frozen=True):
    """What fixing would do, or did, to one catalog; `problem` says why it could not be looked at."""

    post: str
    path: str
    language: str = ""
    catalog: str = ""
    places: int = 0
    """How many places are (or would be) put right."""
    reviewed: int = 0
    """How many more are in reviewed entries, which only `reviewed=True` touches."""
    diff: str = ""
    """From the catalog as it is to the fixed one, unified, both in our layout."""
    old: bytes = b""
    """The file as it was read."""
    new: bytes = b""
    problem: str | None = None
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found."""


def plan_fixes(
    project: Project,
    selection: Selection,
    *,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    reviewed: bool = False,
) -> Iterator[Fixed]:
    """Yield, for each catalog that holds something to fix, what would be written; nothing is.

    Reviewed entries are left alone unless `reviewed`. Findings that people dismissed are not fixed, nor is an entry in
    which a fix would give the checks something new to say.
    """
    names = chosen_names(project, only, skip)
    for item in unreadable(project, selection):
        yield Fixed(item.post, item.shown, problem=item.message)
    for file in selection.files:
        yield from _plan_post(project, selection, file, names, reviewed=reviewed)


def apply_fixes(project: Project, plan: Fixed) -> bool:
    """Write a planned catalog, unless somebody saved it since it was read (ChangedMeanwhile); tell whether it was."""
    if not plan.places:
        return False
    path = project.catalog_path(plan.post, plan.language)
    with locked(plan.catalog, cache=project.cache):
        return replace_file(path, plan.new, expected=plan.old, tmp=project.tmp, shown=plan.catalog)


def _plan_post(
    project: Project, selection: Selection, file: PostFile, names: Sequence[str], *, reviewed: bool
) -> Iterator[Fixed]:
    source = attempt(project, selection, file)
    if isinstance(source, Unreadable):
        yield Fixed(source.post, source.shown, problem=source.message, names=source.names)
        return
    for language in source.targets:
        if selection.wants(language):
            try:
                plan = _plan(project, source, language, names, reviewed=reviewed)
            except LfnkrError as error:
                yield Fixed(source.id, source.shown, language, problem=str(error), names=error.people)
            else:
                if plan is not None:
                    yield plan


def _plan(project: Project, source: SourcePost, language: str, names: Sequence[str], *, reviewed: bool) -> Fixed | None:
    file = open_gated(project, source.id, language)
    shown = file.shown
    if file.catalog is None or file.data is None:
        return None
    from lfnkr_i18n.catalog import key_of, serialize
    from lfnkr_i18n.steps.checking.mending import put_right, said_of  # with all checks, and there may be no catalog

    before = serialize(file.catalog).decode()
    ask = partial(said_of, project, source, file.catalog, language, names)
    markups = {key_of(segment): segment.markup for segment in source.post.segments}
    places, spared = put_right(ask, file.catalog, markups, reviewed=reviewed)
    if not places and not spared:
        return None
    after = serialize(file.catalog).decode()
    diff = _diff(before, after, shown)
    new = after.encode() if places else file.data
    return Fixed(source.id, source.shown, language, shown, places, spared, diff, file.data, new)


def _diff(before: str, after: str, shown: str) -> str:
    lines = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), shown, shown, n=2)
    return "".join(lines)
