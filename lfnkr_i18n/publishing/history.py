"""What the ledgers say of a post in a language today: published, taken down, signed by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from lfnkr_i18n.publishing.ledger import Action, Publication, SignOff
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


class _Counted(dict[Key, "str | None"]):
    """Something of posts, and how many have the same."""

    def __init__(self) -> None:
        super().__init__()
        self.count: Counter[str | None] = Counter()

    def put(self, key: Key, value: str | None) -> None:
        """Note what a post has now."""
        self.drop(key)
        self[key] = value
        self.count[value] += 1

    def drop(self, key: Key) -> None:
        """Note that a post has nothing."""
        if key in self:
            self.count[self.pop(key)] -= 1


class _Users:
    """The (post, language) that published something at one path: thousands of posts may show one picture."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.live = _Counted()
        """Whose live publication put something there → where that comes from; None: the post itself."""
        self._left = _Counted()
        """All of them → the digest of what each left there last."""

    def __contains__(self, key: Key) -> bool:
        return key in self._left

    def note(self, key: Key, standing: Standing) -> None:
        """Take in how a post stands now."""
        live = standing.live
        if live is not None and _uses(live, self._path):
            picture = live.pictures.get(self._path)
            self.live.put(key, picture.origin if picture else None)
        else:
            self.live.drop(key)
        for record in reversed(standing.records):
            if record.action is Action.PUBLISHED and _uses(record, self._path):
                picture = record.pictures.get(self._path)
                self._left.put(key, picture.digest if picture else record.output)
                return

    def rival(self, key: Key, origin: str) -> Key | None:
        """Return the first other one whose live publication put something of another origin there."""
        own = self.live.get(key, origin)
        if self.live.count[origin] + (own != origin) == len(self.live):
            return None
        return min(other for other, theirs in self.live.items() if other != key and theirs != origin)

    def digests(self) -> frozenset[str]:
        """Return the digests of what was left there last."""
        return frozenset(digest for digest, count in self._left.count.items() if digest is not None and count)


class History(Records[Publication]):
    """The publications of a project, by post and language and by published path; grows as we publish."""

    def __init__(
        self, data: bytes = b"", placed: Iterable[tuple[int, Publication]] = (), *, scratch: Path | None = None
    ) -> None:
        """Take over a ledger; all is as for `Records`."""
        self._paths = Places()
        self._standing: tuple[Key, Standing] | None = None
        self._users: dict[str, _Users] = {}
        super().__init__(Publication, data, placed, scratch=scratch)

    def _index(self, place: int, record: Publication) -> None:
        super()._index(place, record)
        self._standing = None
        if record.action is Action.PUBLISHED:
            for path in (record.path, *record.pictures):
                self._paths.add(path, place)

    def add(self, record: Publication) -> None:
        """Take in a record."""
        super().add(record)
        key = record.post, record.language
        for path, users in self._users.items():
            if key in users or _uses(record, path):
                users.note(key, self.of(*key))

    def of(self, post: str, language: str) -> Standing:
        """Return how a post stands in a language."""
        key = post, language
        if self._standing is None or self._standing[0] != key:  # publishing asks several times of one post
            self._standing = key, Standing(tuple(self.records_of(post, language)))
        return self._standing[1]

    def users_of(self, path: str) -> list[Key]:
        """Return the (post, language) whose live publication put a post or a picture at a path."""
        return sorted(self._users_at(path).live)

    def digests_at(self, path: str) -> frozenset[str]:
        """Return the digests of what publishing last left at a path; any other content is somebody's edit.

        A picture that a post no longer shows is still there, and still ours.
        """
        return self._users_at(path).digests()

    def rival_at(self, path: str, key: Key, origin: str) -> Key | None:
        """Return another (post, language) whose live publication put at a path what does not come from `origin`."""
        return self._users_at(path).rival(key, origin)

    def _users_at(self, path: str) -> _Users:
        users = self._users.pop(path, None)
        if users is None:
            users = _Users(path)
            records = (self._decode(self._line(place)) for place in self._paths.of(path))
            for key in {(record.post, record.language) for record in records if _uses(record, path)}:
                users.note(key, self.of(*key))
        self._users[path] = users  # behind the others: the first one was asked for longest ago
        if len(self._users) > _ASKED_LATELY:
            del self._users[next(iter(self._users))]
        return users


_ASKED_LATELY = 32
"""Paths whose users are held: those of a few posts, and those of pictures that many posts show."""


def _uses(record: Publication, path: str) -> bool:
    return path == record.path or path in record.pictures


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
