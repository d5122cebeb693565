"""Why we cannot go on: one tree of errors, each message one line of what, where and what to do.

    LfnkrError
    ├── SettingsError      lfnkr.toml, or the project's folder, cannot be used
    ├── PostError          a source post cannot be read
    ├── CatalogError       a PO file cannot be read
    ├── ExportError        a WordPress export cannot be read
    ├── GlossaryError      a glossary file cannot be read
    ├── TmxError           an imported memory (TMX) cannot be read
    ├── LedgerError        a sign-off or publication record cannot be read
    ├── RegisterError      the register of names at risk cannot be trusted
    │   ├── RegisterMissing    it is not on this machine
    │   └── RegisterEmpty      it lists nobody
    ├── NameFound          a listed name stands in a file that is worked on
    ├── FileError          a file cannot be read or written (disk, permission, a lock)
    │   └── ChangedMeanwhile   somebody saved the file while we worked on it; theirs stays
    ├── NotSealed          what would be sent holds a listed name; only its id is said, and nothing is sent
    ├── EngineError        an engine cannot answer
    │   ├── EngineBusy         it may answer later: ask again
    │   └── EngineStopped      it will not answer in this run: a wrong key, a spent quota, too many failures
    └── UsageError         the command line asks for something that does not exist (exit 2)

A text about a post is a finding, not an error. Messages never quote a post's text: it may hold a name.
"""

from __future__ import annotations

from collections.abc import Iterable

from lfnkr_i18n.messages import gettext as _


class LfnkrError(Exception):
    """We cannot go on; `str(error)` is one line for people."""

    people: tuple[str, ...] = ()
    """Ids, in the names register, of the people whose names were found; then the command line exits 3."""
    place: str = ""
    """Where it is, as the line begins: `path`, `path:line`; empty where it is in no file."""

    def beside(self, path: str) -> str:
        """Return the line for whoever says `path` already: without it, where it is all that is said of the place."""
        return str(self).removeprefix(f"{path}: ")

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild in another process without `__init__`, whose keyword-only arguments pickle does not know."""
        return type(self).__new__, (type(self), *self.args), self.__dict__


class SettingsError(LfnkrError):
    """lfnkr.toml or the project's folder cannot be used as it is."""


class UsageError(LfnkrError):
    """What was asked for does not exist or contradicts itself; the command line exits 2."""


class NotSealed(LfnkrError):  # noqa: N818 - what happened, said plainly
    """What would be sent holds a listed name; `terms` are the ids of the register, never the names."""

    def __init__(self, terms: Iterable[str], *, where: str) -> None:
        self.terms = frozenset(terms)
        self.people = tuple(sorted(self.terms))
        listed = ", ".join(self.people)
        super().__init__(_("{where} holds a listed name ({terms}); nothing was sent").format(where=where, terms=listed))


class EngineError(LfnkrError):
    """An engine cannot answer. The message is ours alone: a service's own words may quote what was sent, or a key."""


class EngineBusy(EngineError):  # noqa: N818
    """An engine may answer later; `after` is how many seconds it asks to wait, or None."""

    def __init__(self, problem: str, *, after: float | None = None) -> None:
        super().__init__(problem)
        self.after = after


class EngineStopped(EngineError):  # noqa: N818
    """An engine will not answer in this run: nothing more is sent to it."""


class PlacedError(LfnkrError):
    """An error at a place in a file: `path` as people know it, `line` and `column` count from 1."""

    def __init__(self, problem: str, *, path: str, line: int | None = None, column: int | None = None) -> None:
        self.place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{self.place}: {problem}")
        self.problem, self.path, self.line = problem, path, line


class PostError(PlacedError):
    """A source post cannot be read."""


class ExportError(PlacedError):
    """A WordPress export cannot be read; nothing was written. `column` counts bytes."""


class CatalogError(PlacedError):
    """A PO file cannot be read; nothing of it was taken and the file is as it was."""


class GlossaryError(PlacedError):
    """A glossary file cannot be read; nothing of it was taken."""


class TmxError(PlacedError):
    """A memory of another tool (TMX) cannot be read; nothing of it was taken."""


class LedgerError(PlacedError):
    """A line of a ledger (sign-offs, publications) cannot be read."""


class RegisterError(LfnkrError):
    """The register of names at risk cannot be used as it is; nothing is checked against half a register."""


class RegisterMissing(RegisterError):  # noqa: N818 - what is the case, said plainly
    """The register that lfnkr.toml names is not on this machine."""


class RegisterEmpty(RegisterError):  # noqa: N818 - what is the case, said plainly
    """The register lists nobody: one that was cut off looks so, and "nobody" is said in lfnkr.toml by a person."""


class NameFound(PlacedError):  # noqa: N818 - what is the case, said plainly
    """A listed name stands in a file; nothing of it was used."""

    def __init__(self, problem: str, *, path: str, people: tuple[str, ...], line: int | None = None) -> None:
        super().__init__(problem, path=path, line=line)
        self.people = people


class FileError(PlacedError):
    """A file cannot be read or written: permissions, a full disk, a lock."""


class ChangedMeanwhile(FileError):  # noqa: N818 - what happened, said plainly
    """Somebody saved the file while we worked on it; their version stays."""
