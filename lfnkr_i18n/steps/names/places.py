"""Where one person's names are in a project: every place that this program put them, and what is to be done there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.config import SETTINGS_FILE, Project
from lfnkr_i18n.errors import FileError, LfnkrError, RegisterError
from lfnkr_i18n.files import read_file, reason
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.ledgers import open_publications
from lfnkr_i18n.steps.names.fix import post_rewrite
from lfnkr_i18n.steps.names.rewriting import Rewrite, or_id, public_forms, rewrite, what_is_left, without_names
from lfnkr_i18n.steps.selection import select

if TYPE_CHECKING:
    from lfnkr_i18n.privacy import Person, Register
    from lfnkr_i18n.steps.memory.purge import Purged

# What a place is looked through with is imported where it is used: where there is no such file, it is not needed.

_LOCKS = "locks"
_LARGE = 32_000_000
"""Bytes of a cache that is deleted without a look: it can be made again sooner than looked through."""


class Online(msgspec.Struct, frozen=True):
    """A published post that holds the name."""

    post: str
    """Its id, masked."""
    language: str
    path: str
    """Where it was published, masked."""
    _key: tuple[str, str] = ("", "")


class Places:
    """Looks for one person's names, each kind of place in turn."""

    def __init__(self, project: Project, register: Register, listed: Person, *, reveal: bool = False) -> None:
        from lfnkr_i18n.privacy import Matcher, forms_of

        self._project, self._register, self._reveal = project, register, reveal
        self._matcher = Matcher(forms_of(listed))

    def _masked(self, text: str) -> str:
        return self._register.matcher.masked(text)

    def posts(self) -> Iterator[Rewrite]:
        """Yield the posts that hold the name."""
        for file in select(self._project).files:
            found = post_rewrite(self._project, file, self._register, self._matcher, reveal=self._reveal)
            if found is not None:
                yield found

    def catalogs(self) -> Iterator[Rewrite]:
        """Yield the catalogs that hold the name in a text, a comment or the header."""
        for language, post in self._project.catalog_keys():
            path = self._project.catalog_path(post, language)
            shown = self._project.relative(path)
            try:
                found = self._catalog(language, post, path, shown)
            except LfnkrError as error:
                yield Rewrite(self._masked(shown), problem=self._masked(str(error)), post=self._masked(post))
                continue
            if found is not None:
                yield found

    def _catalog(self, language: str, post: str, path: Path, shown: str) -> Rewrite | None:
        from lfnkr_i18n.catalog import LARGEST_CATALOG, open_catalog, parse, serialize
        from lfnkr_i18n.steps.memory.opening import source_language_of

        data = read_file(path, shown=shown, largest=LARGEST_CATALOG) or b""
        if not self._matcher.terms_in(f"{shown}\n{data.decode(errors='replace')}"):
            return None
        catalog = open_catalog(path, shown).catalog
        if catalog is None:
            return None
        source = source_language_of(self._project, catalog, language)
        places = without_names(catalog, self._matcher, self._register, source=source, language=language)
        # Read once more: two entries may have one text now, and the reader unites them.
        old, new = data.decode(errors="replace"), serialize(parse(serialize(catalog), shown)).decode()
        hits = self._matcher.hits(new)
        left = what_is_left(new, hits, public_forms(self._register, language), language)
        if self._matcher.terms_in(shown):
            left.append(_("its path holds the name; it goes with its post's"))
        return rewrite(
            path,
            shown,
            old,
            new,
            matcher=self._register.matcher,
            places=places,
            left=left,
            names={hit.person for hit in hits},
            post=post,
            data=data,
            reveal=self._reveal,
        )

    def memory(self, *, dry_run: bool = True) -> Purged:
        """Return what becomes of the memory; without `dry_run` it does."""
        from lfnkr_i18n.steps.memory.purge import purge_memory

        found = purge_memory(self._project, self._finds, self._instead, dry_run=dry_run)
        files = tuple(
            replace(one, path=self._masked(one.path), problem=one.problem and self._masked(one.problem))
            for one in found.files
        )
        return replace(found, files=files)

    def _finds(self, text: str) -> bool:
        return bool(self._matcher.terms_in(text))

    def _instead(self, text: str, code: str) -> str:
        """Return a text of a memory with public forms, one of no language with ids."""
        from lfnkr_i18n.privacy.replacing import replaced
        from lfnkr_i18n.steps.memory.opening import language_of

        language = language_of(self._project, code) or code
        forms = public_forms(self._register, language) if language else or_id(lambda _person: None)
        return replaced(text, self._matcher, forms).text

    def caches(self, *, index: bool) -> Iterator[str]:
        """Yield the files below `.lfnkr` that hold the name; of a database also those that belong to it.

        With `index` the memory's index is one of them.
        """
        from lfnkr_i18n.steps.memory.opening import INDEX

        cache = self._project.cache
        files = [path for path in sorted(cache.rglob("*")) if path.is_file() and _LOCKS not in path.parts]
        held = [path for path in files if self._holds(path) or (index and path.name == INDEX)]
        for path in files:
            if any(path.name.startswith(one.name) and path.parent == one.parent for one in held):
                yield self._project.relative(path)

    def _holds(self, path: Path) -> bool:
        """Tell whether a file holds the name; a large one is not looked through and may."""
        from lfnkr_i18n.engines.cache import ANSWERS, answers_hold

        try:
            if path.stat().st_size > _LARGE:
                return True
            if path.name == ANSWERS and answers_hold(path, self._finds):
                return True
            return bool(self._matcher.terms_in(path.read_bytes().decode(errors="replace")))
        except OSError:
            return False

    def online(self) -> Iterator[Online]:
        """Yield the published posts that hold the name in their text or their path."""
        history = open_publications(self._project, broken=True).history
        for post, language in history.keys:
            live = history.of(post, language).live
            if live is None:
                continue
            path = self._project.root / live.path
            if path.is_file() and (self._matcher.terms_in(live.path) or self._holds(path)):
                yield Online(self._masked(post), language, self._masked(live.path), (post, language))

    def others(self) -> Iterator[str]:
        """Yield the project's other files that hold the name, with lines: each is somebody's, or a record."""
        root = self._project.root
        places = [root / SETTINGS_FILE, self._project.glossary, *sorted(self._project.locales.rglob("*.jsonl"))]
        for path in places:
            if path.is_file():
                yield from self._told(path)
        recorded = {one.path for one in self.online()}
        folder = root / self._project.output.folder
        for path in sorted(folder.rglob("*")) if folder != root and folder.is_dir() else ():
            shown = self._project.relative(path)
            if path.is_file() and self._masked(shown) not in recorded:
                if self._matcher.terms_in(shown):
                    yield _("{path}: its path holds the name").format(path=self._masked(shown))
                yield from self._told(path)

    def _told(self, path: Path) -> Iterator[str]:
        try:
            hits = self._matcher.hits(path.read_bytes().decode(errors="replace"))
        except OSError as error:
            raise FileError(reason(error), path=self._masked(self._project.relative(path))) from error
        for line in dict.fromkeys(hit.line for hit in hits):
            yield f"{self._masked(self._project.relative(path))}:{line}"

    def sent(self) -> Iterator[str]:
        """Yield which services were sent texts of this project, and how often: any may have held the name."""
        if self._register.path is None:
            return
        from lfnkr_i18n.privacy.audit import AuditLog

        try:
            audit = AuditLog(self._register.path).read()
        except RegisterError as error:
            yield str(error)
            return
        requests = [record.sending for record in audit.records if record.sending is not None]
        for (engine, host), count in sorted(Counter((one.engine, one.host) for one in requests).items()):
            yield _("{engine} ({host}): {n} requests").format(engine=engine, host=host, n=count)
