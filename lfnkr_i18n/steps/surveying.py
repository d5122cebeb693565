"""What can be told of posts in each language without the ledgers: counts, words, what the checks find."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.manifest import Done
from lfnkr_i18n.publishing.gates import Counts
from lfnkr_i18n.publishing.history import History
from lfnkr_i18n.publishing.records import Key
from lfnkr_i18n.reads import Reads, noted
from lfnkr_i18n.steps.gone import gone_catalogs, gone_posts
from lfnkr_i18n.steps.mapping import Known, each_language, remembered
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.posts import SourcePost, Unreadable
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

_NONE = Counts()


class Survey(msgspec.Struct, frozen=True):
    """What can be told of a post in a language without the ledgers; a worker hands it back."""

    post: str
    path: str
    catalog: str
    title: str
    source_language: str
    language: str
    empty: bool = False
    """Whether the post is."""
    counts: Counts = _NONE
    words: int = 0
    words_left: int = 0
    errors: int = 0
    warnings: int = 0
    source_digest: str = ""
    catalog_digest: str = ""
    catalog_there: bool = False
    gone: bool = False
    left: bool = False
    """Whether the post is there, and not translated into the language any more."""
    problem: str | None = None
    names: tuple[str, ...] = ()


def surveys(project: Project, selection: Selection, *, executor: Executor | None) -> Iterator[Survey | Unreadable]:
    """Yield what the selected posts are in each target language, in the order of their ids."""
    known = memo(project, "status", Survey)
    return each_language(project, selection, partial(_survey, project), executor=executor, memo=known)


def surveys_of_gone(
    project: Project, selection: Selection, history: History, *, executor: Executor | None
) -> Iterator[Survey]:
    """Yield the same of translations whose posts are gone: those with a catalog, and those that are online."""
    posts = frozenset(_gone(project, selection, history))
    keys = {*gone_catalogs(project, posts), *(key for key in _online(history, posts) if history.of(*key).live)}
    left = sorted(key for key in keys if selection.wants(key[1]))
    if left:
        gone: Known[Key] = Known(memo(project, "gone", Survey), "/".join)
        for found in remembered(partial(_survey_gone, project), left, gone, executor=executor):
            yield from found


def surveys_of_left(
    project: Project, selection: Selection, history: History, found: Iterable[Survey | Unreadable]
) -> Iterator[Survey | Unreadable]:
    """Yield `found`, and behind those of a post what is online of it in languages that it is not translated into now.

    Where a post cannot be read nothing is told of it.
    """
    waiting = deque(selection.files)
    post, told = "", set[str]()  # the post whose surveys come, and its languages that came
    unread: set[str] = set()

    def before(next_post: str | None) -> Iterator[Survey]:
        while waiting and (next_post is None or waiting[0].id < next_post):
            file = waiting.popleft()
            if file.id in unread or (waiting and waiting[0].id == file.id):
                continue
            for language in sorted(history.languages_of(file.id) - (told if file.id == post else set())):
                if selection.wants(language) and _is_left(history, (file.id, language)):
                    found = _gone_catalog(project, file.id, language)
                    yield replace(found, path=file.shown, gone=False, left=True)

    for one in found:
        if isinstance(one, Unreadable):
            unread.add(one.post)
        else:
            if one.post != post:
                yield from before(one.post)
                post, told = one.post, set()
            told.add(one.language)
        yield one
    yield from before(None)


def _online(history: History, posts: Collection[str]) -> set[Key]:
    """Return the (post, language) of some posts that were ever published."""
    return {key for key in history.each_key() if key[0] in posts} if posts else set()


def _is_left(history: History, key: Key) -> bool:
    """Tell whether a translation is online; an original that is published has no catalog."""
    live = history.of(*key).live
    return live is not None and bool(live.catalog)


def _gone(project: Project, selection: Selection, history: History) -> Sequence[str]:
    """Return the posts without a source that were asked for; all where all posts were."""
    if selection.others:
        return selection.others
    return gone_posts(project, selection.files, history) if selection.everything else ()


def _survey(project: Project, source: SourcePost, language: str) -> Survey:
    # Not at the top: where nothing changed nothing is surveyed, and the checks take longer to import than the rest.
    from lfnkr_i18n.catalog import State as EntryState
    from lfnkr_i18n.catalog import key, key_of, live, state_of
    from lfnkr_i18n.languages import count_words
    from lfnkr_i18n.markup.inline import visible_text
    from lfnkr_i18n.model import Severity
    from lfnkr_i18n.steps.checking.findings import findings_of
    from lfnkr_i18n.steps.translation import translation

    shown = project.relative(project.catalog_path(source.id, language))
    head = (source.id, source.shown, shown, source.post.title, source.language, language)
    try:
        today = translation(project, source, language)
        said = findings_of(project, source, today.catalog, language)
    except LfnkrError as error:
        return Survey(*head, catalog_there=True, problem=str(error), names=error.people)
    found = Counter(finding.severity for finding in said.findings)
    words, left = 0, 0
    markups = {key_of(segment): segment.markup for segment in source.post.segments}
    for entry in live(today.catalog):
        shown = visible_text(entry.msgid, markup=markups.get(key(entry), source.post.format.markup))
        count = count_words(shown, source.language)
        words += count
        left += 0 if state_of(entry) is EntryState.REVIEWED else count
    return Survey(
        *head,
        source.post.is_empty,
        today.counts,
        words=words,
        words_left=left,
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
        source_digest=today.source_digest,
        catalog_digest=today.catalog_digest,
        catalog_there=today.file.data is not None,
    )


def _survey_gone(project: Project, key: tuple[str, str]) -> Done[Survey]:
    with noted() as reads:
        found = _gone_catalog(project, *key)
    return Done(Reads(), {"": (found, reads)})


def _gone_catalog(project: Project, post: str, language: str) -> Survey:
    from lfnkr_i18n.steps.translation import counts_of

    shown = project.relative(project.catalog_path(post, language))
    try:
        catalog = open_gated(project, post, language).catalog
    except LfnkrError as error:
        return Survey(post, "", shown, "", "", language, gone=True, problem=str(error), names=error.people)
    counts = counts_of(catalog) if catalog is not None else Counts()
    return Survey(post, "", shown, "", "", language, counts=counts, gone=True)
