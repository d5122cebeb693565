"""What files hold, told from their stamps where that is safe, and from their content elsewhere.

A stamp proves nothing about a file that was read within the same tick of the clock as it was written: another write in
that tick leaves the same stamp (git calls such entries racy). So a stamp is trusted only if the file was read after its
times had passed, by the clock that gave it these times: the file system's own, which is another machine's on a network.
A file from the future is never trusted; every run reads it again.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from lfnkr_i18n.errors import FileError
from lfnkr_i18n.files import file_digest
from lfnkr_i18n.manifest.marks import Marks
from lfnkr_i18n.manifest.pages import Pages
from lfnkr_i18n.reads import Seen, Stamp

_SECOND = 1_000_000_000
_TICK = 20_000_000
"""Nanoseconds that surely lie between two times that a file system tells apart: a Linux kernel's tick is 10 at most."""
_COARSE_TICK = 2 * _SECOND
"""The same where times are whole seconds (FAT counts in twos)."""
_PATIENCE = 0.05
"""Seconds that a run waits at most for the clock to pass what it wrote last."""
_RECENT = 256
"""Files whose looks are kept for whoever asks again: those of a post, and those that many posts look at."""
_OUTSIDE = "\0"
"""Begins the name of a file that is not in the project's folder."""


class _Known(msgspec.Struct, array_like=True, gc=False):
    """What a file held, and the stamp that proves it holds it still."""

    digest: str
    size: int
    modified: int
    changed: int
    inode: int

    @property
    def unsettled(self) -> bool:
        """Whether nothing proves it yet."""
        return (self.size, self.modified, self.changed, self.inode) == _UNSETTLED


_UNSETTLED = (-1, 0, 0, 0)
"""No file's stamp."""


class Fingerprints:
    """The files of a project, each looked at once while it is asked for."""

    def __init__(self, cache: Path) -> None:
        """`cache` is a project's `.lfnkr`; names of files are paths from the project's folder."""
        self._root = f"{os.fspath(cache.parent).rstrip(os.sep)}{os.sep}"
        self._clock, self._tmp = cache / "manifest/clock", cache / "tmp"
        self._known: Pages[_Known] = Pages(_Known, cache / "manifest/files")
        self._now: dict[str, str | None] = {}
        self._asked = Marks()
        self._learned = False
        self._since: int | None = None

    def name(self, path: str) -> str:
        """Return an absolute path as manifests hold it: from the project's folder where it is inside."""
        return path[len(self._root) :] if path.startswith(self._root) else f"{_OUTSIDE}{path}"

    def digest(self, name: str) -> str | None:
        """Return the digest of what a file holds, None where there is none, "" for what is no regular file.

        The file is opened only where its stamp is not the one that is known.
        """
        return self._now[name] if name in self._now else self._look(name)

    def hold(self, looks: Iterable[tuple[str, str | None]]) -> bool:
        """Tell whether files still have the digests that they had; a run asks it twice for every post."""
        now = self._now
        for name, held in looks:
            found = now[name] if name in now else self._look(name)
            if found != held:
                return False
        return True

    def begin(self) -> None:
        """Begin to learn: what is seen from now on is worth its stamp. Raises OSError where nothing can be written."""
        if self._since is None:
            self._since = self._time()

    def learn(self, name: str, seen: Seen) -> None:
        """Take over what some work saw of a file; what changed after we began, or has no stamp, is settled later."""
        self._keep(name, seen.digest)
        self._learned = True
        if seen.digest is None:
            self._known.discard(name)
        elif seen.stamp is not None and _end_of(seen.stamp) < (self._since or 0):
            self._known[name] = _Known(seen.digest, *seen.stamp)
        else:
            self._known[name] = _Known(seen.digest, *_UNSETTLED)

    def save(self) -> None:
        """Keep what was learned, with the stamps that can be trusted. Raises OSError, FileError."""
        if self._learned:
            self._settle()
            self._forget_lost()
            self._known.save(tmp=self._tmp)

    def close(self) -> None:
        """Let go of what earlier runs left."""
        self._known.close()

    def _settle(self) -> None:
        """Read what was learned of young files after their tick, and trust their stamps from now on."""
        stamps = (self._stamp(name) for name, known in self._known.items() if known.unsettled)
        now = self._time_after(max((_end_of(stamp) for stamp in stamps if stamp is not None), default=0))
        for name, known in self._known.items():
            if known.unsettled:
                stamp = self._stamp(name)
                if stamp is None or _end_of(stamp) >= now or self._content(name) != known.digest:
                    self._known.discard(name)
                else:
                    self._known[name] = _Known(known.digest, *stamp)

    def _forget_lost(self) -> None:
        """Forget files that are gone, unless most files were none of this run's business."""
        asked = self._asked.met()
        if len(asked) * 2 > len(self._known):
            for name, known in self._known.items():
                if name not in asked and not known.unsettled and self._stamp(name) is None:
                    self._known.discard(name)

    def _look(self, name: str) -> str | None:
        found = self._found(name)
        self._keep(name, found)
        return found

    def _keep(self, name: str, found: str | None) -> None:
        """Remember for a while what a file holds now, and that it was asked for."""
        if len(self._now) >= _RECENT:
            self._now.clear()
        self._now[name] = found
        self._asked.add(hash(name))

    def _found(self, name: str) -> str | None:
        try:  # all of this is written out: ten thousand posts ask twenty thousand times
            status = os.stat(name[1:] if name[0] == _OUTSIDE else self._root + name)  # noqa: PTH116
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError):
            return ""
        known = self._known.get(name)
        if (
            known is not None
            and status.st_mtime_ns == known.modified
            and status.st_size == known.size
            and status.st_ctime_ns == known.changed
            and status.st_ino == known.inode
        ):
            return known.digest
        found = self._content(name) if stat.S_ISREG(status.st_mode) else ""
        if found:
            self.learn(name, Seen(found))
        return found

    def _time(self) -> int:
        """Return the time on the file system's clock, in nanoseconds."""
        self._clock.parent.mkdir(parents=True, exist_ok=True)
        self._clock.touch()
        return self._clock.stat().st_mtime_ns

    def _time_after(self, moment: int) -> int:
        """Return the time, after `moment` where that is near."""
        now = self._time()
        wait = (moment - now) / _SECOND
        if 0 <= wait < _PATIENCE:
            time.sleep(wait + 0.01)
            now = self._time()
        return now

    def _stamp(self, name: str) -> Stamp | None:
        """Return a file's stamp, None where there is none, or the system does not say."""
        try:
            return Stamp.of(os.stat(self._place(name)))  # noqa: PTH116
        except (OSError, ValueError):
            return None

    def _place(self, name: str) -> str:
        return name[1:] if name[0] == _OUTSIDE else self._root + name

    def _content(self, name: str) -> str:
        try:
            return file_digest(Path(self._place(name)), shown=name)
        except FileError:
            return ""


def _end_of(stamp: Stamp) -> int:
    """Return a time from which on no write leaves this stamp any more."""
    coarse = stamp.modified % _SECOND == 0 == stamp.changed % _SECOND
    return stamp.latest + (_COARSE_TICK if coarse else _TICK)
