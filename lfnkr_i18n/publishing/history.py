"""What the ledgers say of a post in a language today: published, taken down, signed by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lfnkr_i18n.publishing.ledger import Action, Publication, SignOff


@dataclass(frozen=True, slots=True)
class Standing:
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
            for path, content in record.pictures.items():
                digests[path] = digests.get(path, frozenset()) | {content}
        return digests


@dataclass(frozen=True, slots=True)
class History:
    """The publications of a project, by post and language."""

    standings: Mapping[tuple[str, str], Standing]

    def of(self, post: str, language: str) -> Standing:
        """Return how a post stands in a language."""
        return self.standings.get((post, language), Standing())

    def users_of(self, path: str) -> list[tuple[str, str]]:
        """Return the (post, language) whose live publication put a post or a picture at a path."""
        return [
            key
            for key, standing in self.standings.items()
            if (live := standing.live) and (path == live.path or path in live.pictures)
        ]


def history(records: Iterable[Publication]) -> History:
    """Return the records of `ledger.read`, grouped; their order is kept."""
    grouped: dict[tuple[str, str], list[Publication]] = defaultdict(list)
    for record in records:
        grouped[record.post, record.language].append(record)
    return History({key: Standing(tuple(group)) for key, group in grouped.items()})


def last_words(records: Iterable[SignOff], post: str, language: str) -> list[SignOff]:
    """Return what each person said last of a post in a language, by person.

    Only the last counts: who approved a text, then another, no longer stands for the first.
    """
    said = {record.by: record for record in records if (record.post, record.language) == (post, language)}
    return [said[person] for person in sorted(said)]


def signers(records: Iterable[SignOff], post: str, language: str, *, source: str, catalog: str) -> tuple[SignOff, ...]:
    """Return the sign-offs that hold for exactly this source and these translations, one a person."""
    return tuple(
        record
        for record in last_words(records, post, language)
        if record.action is Action.SIGNED and (record.source, record.catalog) == (source, catalog)
    )
