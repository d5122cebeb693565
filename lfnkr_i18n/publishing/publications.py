"""The ledger of publications as a run uses it: read once, added to, and other runs' lines noticed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from lfnkr_i18n.errors import FileError, LfnkrError
from lfnkr_i18n.files import digest, locked, read_file, reason
from lfnkr_i18n.publishing import ledger
from lfnkr_i18n.publishing.history import History
from lfnkr_i18n.publishing.ledger import Publication

_FOLDER = "publishing"


class Publications:
    """`locales/publications.jsonl`, and the intents beside the cache that make a crash harmless.

    A published file is written first and recorded then. Before either, the record is left as an *intent* in
    `.lfnkr/publishing`. A run that finds an intent knows what a crashed run was doing: if the published file is the
    one intended, the record is added now; if not, the file was never written and nothing happened. So a file of ours
    is never taken for somebody's edit. Without the cache the worst is one needless question about such a file.
    """

    def __init__(self, path: Path, *, shown: str, cache: Path, broken: bool = False) -> None:
        """Read the ledger; with `broken` what of it can be read, else LedgerError for a line that cannot."""
        self._path, self._shown, self._cache, self._broken = path, shown, cache, broken
        self._seen: tuple[int, int] | None = None
        self._intents = self._find_intents()
        self.history = History(scratch=cache)
        self.refresh()

    def refresh(self) -> None:
        """Read the ledger again where another run, or git, has changed it since."""
        seen = self._signature()
        if seen == self._seen:
            return
        self.history, self._seen = self._read(), seen

    def _read(self) -> History:
        try:
            data = read_file(self._path, shown=self._shown) or b""
        except LfnkrError:
            if not self._broken:
                raise
            return History()
        if self._broken:
            return History(data, ledger.salvaged(data, Publication), scratch=self._cache)
        return History(data, ledger.placed(data, Publication, shown=self._shown), scratch=self._cache)

    def record(self, *publications: Publication) -> None:
        """Add records to the ledger, with one write."""
        if not publications:
            return
        with locked(self._shown, cache=self._cache):
            self.refresh()
            ledger.append(self._path, *publications, shown=self._shown)
            for publication in publications:
                self.history.add(publication)
            self._seen = self._signature()

    @contextlib.contextmanager
    def alone(self, post: str, language: str) -> Iterator[None]:
        """Hold a post in a language against other runs, and know what they recorded before."""
        with locked(f"{_FOLDER}/{language}/{post}", cache=self._cache):
            self.refresh()
            yield

    def intend(self, publication: Publication) -> None:
        """Leave a word of what is about to be written. A lost or torn one is harmless, so it is not flushed."""
        path = self._intent_path(publication.post, publication.language)
        data = ledger.encode(publication).encode()
        try:
            try:
                path.write_bytes(data)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        except OSError as error:
            raise FileError(reason(error), path=f".lfnkr/{_FOLDER}") from error

    def intended(self, post: str, language: str) -> Publication | None:
        """Return what a crashed run was about to write of a post, or None."""
        if not self._intents:
            return None
        path = self._intent_path(post, language)
        if path.name not in self._intents:
            return None
        with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
            return msgspec.json.decode(path.read_bytes(), type=Publication)
        return None

    def settle(self, post: str, language: str) -> None:
        """Forget the intent: it was carried out and recorded, or never happened."""
        path = self._intent_path(post, language)
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        self._intents.discard(path.name)

    def _intent_path(self, post: str, language: str) -> Path:
        return self._cache / _FOLDER / f"{digest(f'{language}/{post}'.encode())}.json"

    def _find_intents(self) -> set[str]:
        try:
            return {path.name for path in (self._cache / _FOLDER).iterdir()}
        except OSError:
            return set()

    def _signature(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns
