"""Status: where every post is on its way into every language, and who does what next."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add, attrgetter
from typing import TYPE_CHECKING, Any, overload

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.publishing.gates import refusals
from lfnkr_i18n.publishing.history import History, signers
from lfnkr_i18n.publishing.states import PostState, post_state
from lfnkr_i18n.steps.checking.disabled import refuse_unknown_checks
from lfnkr_i18n.steps.ledgers import SignOffs, open_publications
from lfnkr_i18n.steps.next_step import next_step
from lfnkr_i18n.steps.posts import Unreadable
from lfnkr_i18n.steps.problems import Problem, problem_of
from lfnkr_i18n.steps.selection import Selection
from lfnkr_i18n.steps.surveying import Survey, surveys, surveys_of_gone, surveys_of_left

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


class Rows(Sequence[StatusRow]):
    """Rows held as bytes, each a value while somebody looks at it: a table goes over them twice."""

    def __init__(self, rows: Iterable[StatusRow] = ()) -> None:
        self._rows: list[bytes] = []
        self.extend(rows)

    def extend(self, rows: Iterable[StatusRow]) -> None:
        """Take in rows, behind the others."""
        self._rows.extend(map(_ENCODE, rows))

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]  # as of every sequence that grows

    @overload
    def __getitem__(self, place: int) -> StatusRow: ...
    @overload
    def __getitem__(self, place: slice) -> Rows: ...
    def __getitem__(self, place: int | slice) -> StatusRow | Rows:
        if isinstance(place, slice):
            return Rows(map(_DECODE, self._rows[place]))
        return _DECODE(self._rows[place])


_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(StatusRow).decode


class Totals:
    """The sums of rows that come in the order of their posts, and how many are in which state."""

    def __init__(self) -> None:
        self.rows = self.posts = 0
        self._sums = [0] * len(_SUMMED)
        self._states: Counter[PostState] = Counter()
        self._last = ""

    def add(self, row: StatusRow) -> None:
        """Take in a row."""
        self.posts += not self.rows or row.post != self._last
        self._last = row.post
        self.rows += 1
        self._states[row.state] += 1
        self._sums = list(map(add, self._sums, _SUMMED_OF(row)))

    @property
    def incomplete(self) -> bool:
        """Whether anything is left to translate or review."""
        sums = self._named()
        return sums["reviewed"] < sums["segments"]

    def summed(self) -> dict[str, Any]:
        """Return the numbers by their names."""
        states = {state.value: self._states[state] for state in PostState if self._states[state]}
        return {"posts": self.posts, "rows": self.rows, **self._named(), "states": states}

    def _named(self) -> dict[str, int]:
        return dict(zip(_SUMMED, self._sums, strict=True))


_SUMMED = ("segments", "untranslated", "draft", "stale", "reviewed", "words", "words_left", "errors", "warnings")
_SUMMED_OF = attrgetter(*_SUMMED)


class Status(msgspec.Struct, frozen=True):
    """The whole table."""

    rows: Sequence[StatusRow]
    totals: Mapping[str, Any]
    """As `Totals.summed`."""
    problems: tuple[Problem, ...] = ()
    """Files that could not be read, so that their rows are missing or empty."""


def status(project: Project, selection: Selection, *, executor: Executor | None = None) -> Status:
    """Return all that `told` tells."""
    rows, sums, problems = Rows(), Totals(), []
    for one in told(project, selection, executor=executor):
        if isinstance(one, Problem):
            problems.append(one)
        else:
            rows.extend([one])
            sums.add(one)
    return Status(rows, sums.summed(), tuple(problems))


def told(project: Project, selection: Selection, *, executor: Executor | None = None) -> Iterator[StatusRow | Problem]:
    """Yield a row for every selected post and target language, in the order of the posts, and what cannot be read.

    A post whose catalog cannot be read has a row of zeros.
    """
    refuse_unknown_checks(project)
    ledgers = _Ledgers(project)
    yield from ledgers.problems
    gone = list(surveys_of_gone(project, selection, ledgers.history, executor=executor))
    waiting = deque(gone)
    for found in surveys_of_left(project, selection, ledgers.history, surveys(project, selection, executor=executor)):
        if isinstance(found, Unreadable):
            yield Problem(found.shown, found.message, found.names)
            continue
        while waiting and waiting[0].post < found.post:
            yield ledgers.row(waiting.popleft())
        if found.problem is not None:
            yield problem_of(found, found.problem)
        yield ledgers.row(found)
    yield from (problem_of(found, found.problem) for found in gone if found.problem is not None)
    yield from map(ledgers.row, waiting)


class _Ledgers:
    """What is recorded, joined with what the posts are."""

    def __init__(self, project: Project) -> None:
        self._needed = project.settings.publish.sign_offs
        self.problems: list[Problem] = []
        """What of it cannot be read."""
        self.history = self._publications(project)
        """What was published."""
        self._sign_offs = SignOffs(project)
        self.problems += map(_problem, self._sign_offs.problems)

    def _publications(self, project: Project) -> History:
        try:
            return open_publications(project).history
        except LfnkrError as error:
            self.problems.append(_problem(error))
            return open_publications(project, broken=True).history

    def row(self, found: Survey) -> StatusRow:
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
        counts, live, state = found.counts, standing.live, PostState.SOURCE_GONE
        if not found.gone:
            refused = bool(said) or found.problem is not None
            state = post_state(counts, live, source=found.source_digest, catalog=found.catalog_digest, refused=refused)
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
                state,
                said,
                counts=counts,
                standing=standing,
                catalog=found.catalog_there,
                left=found.left,
                problem=found.problem,
            ),
        )


def _problem(error: LfnkrError) -> Problem:
    return Problem(error.place, error.beside(error.place))
