"""What the ledgers say of a post in a language today: published, taken down, signed by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from lfnkr_i18n.publishing.ledger import Action, Copied, Publication, SignOff

Key = tuple[str, str]
"""A post and a language."""


class Standing(msgspec.Struct, frozen=True):
    """A post in a language as its publications leave it."""

    records: tuple[Publication, ...] = ()
    """Everything recorded of it, the oldest first."""

    @property
    def down(self) -> Publication | None:
        """The taking down that holds, or None.

        Only a publication that knew of it ends it: one made on another branch, before the two were merged, does not,
        whatever its time. A name that got out must not come back by a merge.
        """
        ended = max((record.ends for record in self.records if record.ends), default=None)
        for record in reversed(self.records):
            if record.action is Action.TAKEN_DOWN:
                return record if ended is None or record.time > ended else None
        return None

    @property
    def live(self) -> Publication | None:
        """The last publication, or None where there is none or it was taken down."""
        return None if self.down else self.last

    @property
    def last(self) -> Publication | None:
        """The last publication, also where it was taken down since."""
        return next((record for record in reversed(self.records) if record.action is Action.PUBLISHED), None)

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path it was ever published at, the latest first."""
        return tuple(dict.fromkeys(record.path for record in reversed(self.records) if record.path))

    @property
    def pictures(self) -> Mapping[str, frozenset[str]]:
        """Every picture ever published with it → the digests it had."""
        digests: dict[str, frozenset[str]] = {}
        for record in self.records:
            for path, picture in record.pictures.items():
                digests[path] = digests.get(path, frozenset()) | {picture.digest}
        return digests


class History:
    """The publications of a project, by post and language and by published path; grows as we publish."""

    def __init__(self, records: Iterable[Publication] = ()) -> None:
        """Take in records as `ledger.read` gives them: the oldest first."""
        self._standings: dict[Key, Standing] = {}
        self._left: dict[str, dict[Key, str]] = defaultdict(dict)
        grouped: dict[Key, list[Publication]] = defaultdict(list)
        for record in records:
            grouped[record.post, record.language].append(record)
            self._index(record)
        self._standings = {key: Standing(tuple(group)) for key, group in grouped.items()}

    def add(self, record: Publication) -> None:
        """Take in a record that is later than those of its post and language."""
        key = record.post, record.language
        self._standings[key] = Standing((*self.of(*key).records, record))
        self._index(record)

    def of(self, post: str, language: str) -> Standing:
        """Return how a post stands in a language."""
        return self._standings.get((post, language), Standing())

    @property
    def keys(self) -> list[Key]:
        """Every (post, language) that anything is recorded of, in order."""
        return sorted(self._standings)

    def users_of(self, path: str) -> list[Key]:
        """Return the (post, language) whose live publication put a post or a picture at a path."""
        return sorted(key for key in self._left.get(path, ()) if _uses(self._standings[key].live, path))

    def digests_at(self, path: str) -> frozenset[str]:
        """Return the digests of what publishing last left at a path; any other content is somebody's edit.

        A picture that a post no longer shows is still there, and still ours.
        """
        return frozenset(self._left.get(path, {}).values())

    def picture_at(self, key: Key, path: str) -> Copied | None:
        """Return the picture that a post's live publication put at a path."""
        live = self.of(*key).live
        return live.pictures.get(path) if live else None

    def _index(self, record: Publication) -> None:
        key = record.post, record.language
        if record.action is Action.PUBLISHED:
            self._left[record.path][key] = record.output
            for path, picture in record.pictures.items():
                self._left[path][key] = picture.digest


def _uses(live: Publication | None, path: str) -> bool:
    return live is not None and (path == live.path or path in live.pictures)


def by_post(ledgers: Mapping[str, Iterable[SignOff]]) -> dict[Key, list[SignOff]]:
    """Return the sign-offs in the ledger of each language, by post and language: `signers` of a post need no others."""
    found: dict[Key, list[SignOff]] = defaultdict(list)
    for language, records in ledgers.items():
        for record in records:
            found[record.post, language].append(record)
    return dict(found)


def signers(records: Iterable[SignOff], post: str, language: str, *, source: str, catalog: str) -> tuple[SignOff, ...]:
    """Return the sign-offs that hold for exactly this source and these translations, one a person, by person.

    Only a person's last word counts: who approved a text, then another, no longer stands for the first.
    """
    said = {record.by: record for record in records if (record.post, record.language) == (post, language)}
    return tuple(
        record
        for _person, record in sorted(said.items())
        if record.action is Action.SIGNED and (record.source, record.catalog) == (source, catalog)
    )
