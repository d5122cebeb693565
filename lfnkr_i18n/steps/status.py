"""Status: where every post is on its way into every language, and who does what next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.manifest import Done
from lfnkr_i18n.publishing.gates import Counts, refusals
from lfnkr_i18n.publishing.history import History, signers
from lfnkr_i18n.publishing.publications import Publications
from lfnkr_i18n.publishing.states import PostState, post_state
from lfnkr_i18n.reads import Reads, noted
from lfnkr_i18n.steps.checking.disabled import refuse_unknown_checks
from lfnkr_i18n.steps.gone import gone_catalogs, gone_posts
from lfnkr_i18n.steps.ledgers import SignOffs, open_publications
from lfnkr_i18n.steps.mapping import Item, Known, each_language, remembered
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.next_step import next_step
from lfnkr_i18n.steps.posts import SourcePost, Unreadable
from lfnkr_i18n.steps.problems import Problem, problem_of
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor


class StatusRow(msgspec.Struct, frozen=True):
    """One post in one target language. Other people's scripts read these names: only ever add to them."""

    post: str
    path: str
    """The source post."""
    catalog: str
    title: str
    source_language: str
    language: str
    segments: int
    untranslated: int
    draft: int
    stale: int
    reviewed: int
    words: int
    """Words of the source, characters where it is written without spaces."""
    words_left: int
    """Those of entries that are not reviewed."""
    errors: int
    warnings: int
    sign_offs: int
    sign_offs_needed: int
    state: PostState
    published_at: str | None
    """When the live publication was made, ISO 8601 in UTC; None: not published, or taken down."""
    next: str
    """Who does what, in one sentence."""


class Status(msgspec.Struct, frozen=True):
    """The whole table."""

    rows: tuple[StatusRow, ...]
    totals: Mapping[str, object]
    problems: tuple[Problem, ...] = ()
    """Files that could not be read, so that their rows are missing or empty."""


_NONE = Counts()


class _Survey(msgspec.Struct, frozen=True):
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
    problem: str | None = None
    names: tuple[str, ...] = ()


def status(project: Project, selection: Selection, *, executor: Executor | None = None) -> Status:
    """Return a row for every selected post and target language, and the totals.

    What cannot be read is among the problems; a post whose catalog cannot be read has a row of zeros.
    """
    refuse_unknown_checks(project)
    problems: list[Problem] = []
    ledgers = _Ledgers(project, problems)
    rows = []
    for found in _surveys(project, selection, ledgers.history, executor):
        if isinstance(found, Unreadable):
            problems.append(Problem(found.shown, found.message, found.names))
            continue
        if found.problem is not None:
            problems.append(problem_of(found, found.problem))
        rows.append(ledgers.row(found))
    rows.sort(key=lambda row: row.post)  # stable: languages stay in the order of lfnkr.toml
    return Status(tuple(rows), totals(rows), tuple(problems))


def totals(rows: Sequence[StatusRow]) -> dict[str, object]:
    """Return the sums of the rows, and how many are in which state."""
    summed = ("segments", "untranslated", "draft", "stale", "reviewed", "words", "words_left", "errors", "warnings")
    states = Counter(row.state for row in rows)
    return {
        "posts": len({row.post for row in rows}),
        "rows": len(rows),
        **{name: sum(getattr(row, name) for row in rows) for name in summed},
        "states": {state.value: states[state] for state in PostState if states[state]},
    }


def _surveys(
    project: Project, selection: Selection, history: History, executor: Executor | None
) -> Iterator[_Survey | Unreadable]:
    known = memo(project, "status", _Survey)
    yield from each_language(project, selection, partial(_survey, project), executor=executor, memo=known)
    left = [key for key in gone_catalogs(project, _gone(project, selection, history)) if selection.wants(key[1])]
    if left:
        gone = Known(memo(project, "gone", _Survey), _item_of)
        for found in remembered(partial(_survey_gone, project), left, gone, executor=executor):
            yield from found


def _item_of(key: tuple[str, str]) -> Item:
    return Item("/".join(key))


def _gone(project: Project, selection: Selection, history: History) -> Sequence[str]:
    """Return the posts without a source that were asked for; all where all posts were."""
    if selection.others:
        return selection.others
    return gone_posts(project, selection.files, history) if selection.everything else ()


def _survey(project: Project, source: SourcePost, language: str) -> _Survey:
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
        return _Survey(*head, catalog_there=True, problem=str(error), names=error.people)
    found = Counter(finding.severity for finding in said.findings)
    words, left = 0, 0
    markups = {key_of(segment): segment.markup for segment in source.post.segments}
    for entry in live(today.catalog):
        shown = visible_text(entry.msgid, markup=markups.get(key(entry), source.post.format.markup))
        count = count_words(shown, source.language)
        words += count
        left += 0 if state_of(entry) is EntryState.REVIEWED else count
    return _Survey(
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


def _survey_gone(project: Project, key: tuple[str, str]) -> Done[_Survey]:
    with noted() as reads:
        found = _gone_catalog(project, *key)
    return Done(Reads(), {"": (found, reads)})


def _gone_catalog(project: Project, post: str, language: str) -> _Survey:
    from lfnkr_i18n.steps.translation import counts_of

    shown = project.relative(project.catalog_path(post, language))
    try:
        catalog = open_gated(project, post, language).catalog
    except LfnkrError as error:
        return _Survey(post, "", shown, "", "", language, gone=True, problem=str(error), names=error.people)
    counts = counts_of(catalog) if catalog is not None else Counts()
    return _Survey(post, "", shown, "", "", language, counts=counts, gone=True)


class _Ledgers:
    """What is recorded, joined with what the posts are."""

    def __init__(self, project: Project, problems: list[Problem]) -> None:
        self._needed = project.settings.publish.sign_offs
        self._publications = _publications(project, problems)
        self._sign_offs = SignOffs(project)
        problems += map(_problem, self._sign_offs.problems)

    @property
    def history(self) -> History:
        """What was published."""
        return self._publications.history

    def row(self, found: _Survey) -> StatusRow:
        """Return the row of a post in a language."""
        standing = self.history.of(found.post, found.language)
        signed = signers(
            self._sign_offs.of(found.post, found.language),
            found.post,
            found.language,
            source=found.source_digest,
            catalog=found.catalog_digest,
        )
        said = refusals(
            found.counts,
            errors=found.errors,
            signed=len(signed),
            needed=self._needed,
            taken_down=standing.down is not None,
            empty=found.empty,
        )
        state = PostState.SOURCE_GONE
        if not found.gone:
            refused = bool(said) or found.problem is not None
            state = post_state(
                found.counts, standing, source=found.source_digest, catalog=found.catalog_digest, refused=refused
            )
        counts, live = found.counts, standing.live
        return StatusRow(
            found.post,
            found.path,
            found.catalog,
            found.title,
            found.source_language,
            found.language,
            counts.segments,
            counts.untranslated,
            counts.draft,
            counts.stale,
            counts.reviewed,
            found.words,
            found.words_left,
            found.errors,
            found.warnings,
            len(signed),
            self._needed,
            state,
            live.time.isoformat() if live else None,
            next_step(
                state, said, counts=counts, standing=standing, catalog=found.catalog_there, problem=found.problem
            ),
        )


def _publications(project: Project, problems: list[Problem]) -> Publications:
    try:
        return open_publications(project)
    except LfnkrError as error:
        problems.append(_problem(error))
        return open_publications(project, broken=True)


def _problem(error: LfnkrError) -> Problem:
    return Problem(error.place, error.beside(error.place))
