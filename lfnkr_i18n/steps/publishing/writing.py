"""Writing rendered posts: pictures, files, records, in this order, and of several posts together.

What flushing to the disk, locking and recording cost is paid once for a group of posts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from operator import attrgetter
from typing import NamedTuple

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import ChangedMeanwhile, LfnkrError
from lfnkr_i18n.filenames import one_path
from lfnkr_i18n.files import digest, read_file
from lfnkr_i18n.publishing.publications import Publications
from lfnkr_i18n.publishing.records import Key
from lfnkr_i18n.replacing import Staged, drop, flush_together, put_in_place, replace_file, stage_file
from lfnkr_i18n.steps.mapping import CHUNK, TOGETHER
from lfnkr_i18n.steps.publishing.copying import copy_picture
from lfnkr_i18n.steps.publishing.planning import Change, Outcome, Planner, Published, changed
from lfnkr_i18n.steps.publishing.rendering import Rendered, read_now


class Asked(NamedTuple):
    """A rendered post that is to be published."""

    item: Rendered
    named: bool
    """Whether the post stands on the command line."""

    def failed(self, problem: str, names: tuple[str, ...]) -> Published:
        """Return that it could not be published, and why."""
        item = self.item
        return Published(
            item.post,
            item.path,
            item.language,
            item.output,
            Outcome.FAILED,
            named=self.named,
            problem=problem,
            names=names,
        )


def groups(asked: Iterable[Asked]) -> Iterator[list[Asked]]:
    """Yield posts that can be written together, in order: few at a time, no two of which want one path.

    So none of them looks at a file, or a picture, that another one of its group is about to write.
    """
    group: list[Asked] = []
    paths: set[str] = set()
    size = 0
    for one in asked:
        own = {one_path(path) for path in (one.item.output, *one.item.pictures) if path}
        if group and (len(group) == CHUNK or size > TOGETHER or not own.isdisjoint(paths)):
            yield group
            group, paths, size = [], set(), 0
        group.append(one)
        paths |= own
        size += len(one.item.data or b"")
    if group:
        yield group


class _Step(msgspec.Struct):
    """A post on its way to the disk."""

    asked: Asked
    result: Published | None = None
    """What came of it, or will when it is written; None: that is not known yet."""
    change: Change | None = None
    """What is still to be written."""
    staged: Staged | None = None
    """Its file, beside its place; None where that holds what it should already."""

    @property
    def key(self) -> Key:
        """The post and the language."""
        return self.asked.item.key

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Let what goes wrong be the result, so that the other posts go on."""
        try:
            yield
        except LfnkrError as error:
            self.result, self.change = self.asked.failed(str(error), error.people), None
            if self.staged is not None:
                drop(self.staged)


class Writer:
    """Publishes rendered posts of one project, group by group."""

    def __init__(self, project: Project, planner: Planner, publications: Publications, *, dry_run: bool) -> None:
        self._project, self._planner, self._dry_run = project, planner, dry_run
        self._publications = publications

    def publish(self, group: Sequence[Asked]) -> Iterator[Published]:
        """Publish a group of posts, unless a gate says no; nothing is written where nothing changed."""
        steps = [_Step(asked) for asked in group]
        for step in steps:
            with step.attempt():
                self._look(step)
        self._write([step for step in steps if step.result is None])
        return (step.result for step in steps if step.result is not None)

    def _look(self, step: _Step) -> None:
        """Settle what can be told without a lock: most posts are up to date, or not ready."""
        item, named = step.asked
        if item.problem is not None:
            step.result = step.asked.failed(item.problem, item.names)
        elif self._dry_run:
            step.result, _change = self._planner.plan(item, named=named)
        elif self._publications.intended(*item.key) is None:
            with suppress(LfnkrError):  # it comes again, unless another run puts it right
                found, _change = self._planner.plan(item, named=named)
                if found.outcome in (Outcome.UP_TO_DATE, Outcome.NOT_READY):
                    step.result = found

    def _write(self, steps: Sequence[_Step]) -> None:
        """Write posts, held against other runs meanwhile: files beside their places, then all that readers see."""
        with ExitStack() as held:
            for step in sorted(steps, key=attrgetter("key")):  # in one order, or two runs wait for each other
                with step.attempt():
                    held.enter_context(self._publications.alone(*step.key))
            for step in steps:
                with step.attempt():
                    self._stage(step)
            flush_together([step.staged for step in steps if step.staged is not None])
            placed: list[_Step] = []
            try:
                for step in steps:
                    with step.attempt():
                        if self._placed(step):
                            placed.append(step)
            finally:
                self._record(placed)

    def _stage(self, step: _Step) -> None:
        """Look again, now that nobody else writes it, and write its file beside its place."""
        if step.result is not None:
            return
        item, named = step.asked
        known = self._recover(item)
        step.result, change = self._planner.plan(item, known, named=named)
        if change is None:
            return
        data = self._planner.data(item)
        if data != change.old:
            step.staged = stage_file(
                change.path, data, expected=change.old, tmp=self._project.tmp, shown=item.output, together=True
            )
        step.change = change

    def _recover(self, item: Rendered) -> frozenset[str]:
        """Finish what a crashed run began; return the digests of pictures that it may have left unrecorded."""
        intent = self._publications.intended(*item.key)
        if intent is None:
            return frozenset()
        data = read_file(self._project.root / intent.path, shown=intent.path)
        standing = self._publications.history.of(*item.key)
        if data is not None and digest(data) == intent.output and intent not in standing.records:
            self._publications.record(intent)
        self._publications.settle(*item.key)
        return frozenset(picture.digest for picture in intent.pictures.values())

    def _placed(self, step: _Step) -> bool:
        """Let pictures and file take their places; the intent stands while the record is missing."""
        item, change = step.asked.item, step.change
        if change is None:
            return False
        if read_now(self._project, item) != item.read:
            raise changed(item)
        if change.record is not None:
            self._publications.intend(change.record)
        for copy in change.copies.changed:
            copy_picture(self._project, copy)
        if step.staged is not None:
            self._put_in_place(step.staged)
        return True

    def _put_in_place(self, staged: Staged) -> None:
        try:
            put_in_place(staged)
        except ChangedMeanwhile:  # or the files could not be flushed together: alone it says why
            tmp = self._project.tmp
            replace_file(staged.path, staged.data, expected=staged.expected, tmp=tmp, shown=staged.shown)

    def _record(self, placed: Sequence[_Step]) -> None:
        """Record what stands in its place: from now on it is published."""
        new = [(step, step.change.record) for step in placed if step.change is not None]
        records = {step.key: record for step, record in new if record is not None}
        try:
            self._publications.record(*records.values())
        except LfnkrError as error:
            for step in placed:
                step.result = step.asked.failed(str(error), error.people)
            return
        for key in records:
            self._publications.settle(*key)
