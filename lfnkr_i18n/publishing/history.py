"""What the ledgers say of a post in a language today: published, taken down, signed by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from lfnkr_i18n.publishing.ledger import Action, Copied, Publication, SignOff, ordered
from lfnkr_i18n.publishing.records import Key, Places, Records


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
        last = next((record for record in reversed(self.records) if record.action is Action.TAKEN_DOWN), None)
        if last is None:  # most are never taken down
            return None
        ended = max((record.ends for record in self.records if record.ends), default=None)
        return last if ended is None or last.time > ended else None

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


class History(Records[Publication]):
    """The publications of a project, by post and language and by published path; grows as we publish."""

    def __init__(
        self, data: bytes = b"", placed: Iterable[tuple[int, Publication]] = (), *, scratch: Path | None = None
    ) -> None:
        """Take over a ledger; all is as for `Records`."""
        self._paths = Places()
        self._standing: tuple[Key, Standing] | None = None
        super().__init__(Publication, data, placed, scratch=scratch)

    def _index(self, place: int, record: Publication) -> None:
        super()._index(place, record)
        self._standing = None
        if record.action is Action.PUBLISHED:
            for path in (record.path, *record.pictures):
                self._paths.add(path, place)

    def of(self, post: str, language: str) -> Standing:
        """Return how a post stands in a language."""
        key = post, language
        if self._standing is None or self._standing[0] != key:  # publishing asks several times of one post
            self._standing = key, Standing(tuple(self.records_of(post, language)))
        return self._standing[1]

    def users_of(self, path: str) -> list[Key]:
        """Return the (post, language) whose live publication put a post or a picture at a path."""
        return sorted(key for key in self._left(path) if _uses(self.of(*key).live, path))

    def digests_at(self, path: str) -> frozenset[str]:
        """Return the digests of what publishing last left at a path; any other content is somebody's edit.

        A picture that a post no longer shows is still there, and still ours.
        """
        return frozenset(self._left(path).values())

    def picture_at(self, key: Key, path: str) -> Copied | None:
        """Return the picture that a post's live publication put at a path."""
        live = self.of(*key).live
        return live.pictures.get(path) if live else None

    def _left(self, path: str) -> dict[Key, str]:
        """Return the (post, language) that published something at a path → the digest of what each left there last."""
        found = [self._decode(self._line(place)) for place in self._paths.of(path)]
        left = {}
        for record in found if len(found) == 1 else ordered(found):
            if record.path == path:
                left[record.post, record.language] = record.output
            if path in record.pictures:
                left[record.post, record.language] = record.pictures[path].digest
        return left


def _uses(live: Publication | None, path: str) -> bool:
    return live is not None and (path == live.path or path in live.pictures)


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
