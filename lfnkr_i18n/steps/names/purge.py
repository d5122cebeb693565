"""Purge: a name that was listed too late is found wherever this program put it, and taken out after showing how.

Posts and catalogs get the public form, caches that hold the name are deleted, published posts are taken down. What
cannot be reached from here is told: other files, the history of git, services that were sent a text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.catalog import LARGEST_CATALOG, open_catalog, parse, serialize
from lfnkr_i18n.config import SETTINGS_FILE, Project
from lfnkr_i18n.engines.cache import ANSWERS, answers_hold
from lfnkr_i18n.errors import FileError, LfnkrError, RegisterError, UsageError
from lfnkr_i18n.files import read_file, reason
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.privacy import Matcher, Register, forms_of
from lfnkr_i18n.privacy.audit import AuditLog
from lfnkr_i18n.privacy.replacing import replaced
from lfnkr_i18n.steps.ledgers import open_publications
from lfnkr_i18n.steps.memory.opening import INDEX, language_of, source_language_of
from lfnkr_i18n.steps.memory.purge import Purged, PurgedFile, purge_memory
from lfnkr_i18n.steps.names.fix import post_rewrite
from lfnkr_i18n.steps.names.gates import register_of, register_place
from lfnkr_i18n.steps.names.rewriting import Rewrite, or_id, public_forms, rewrite, what_is_left, without_names
from lfnkr_i18n.steps.publishing.unpublish import unpublish
from lfnkr_i18n.steps.selection import select

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


class Purge(msgspec.Struct, frozen=True):
    """Where a person's names are in a project, and what is to be done about each place."""

    person: str
    rewrites: tuple[Rewrite, ...]
    """Posts, then catalogs, that would change or that a person has to change."""
    memories: tuple[PurgedFile, ...]
    """Imported memories that would change, or that a person has to look at."""
    caches: tuple[str, ...]
    """Files below `.lfnkr` that would be deleted."""
    online: tuple[Online, ...]
    by_hand: tuple[str, ...]
    """Other files of the project that hold it, with lines."""
    sent: tuple[str, ...]
    """Services that were sent texts, as the audit log tells."""

    @property
    def nothing(self) -> bool:
        """Whether the name is nowhere."""
        return not (self.rewrites or self.memories or self.caches or self.online or self.by_hand)

    @property
    def left(self) -> bool:
        """Whether something stays for a person to do, once everything else is done."""
        waiting = any(one.left or one.problem for one in self.rewrites)
        return waiting or bool(self.by_hand or any(one.problem for one in self.memories))


def plan_purge(project: Project, person: str, *, reveal: bool = False) -> Purge:
    """Return where a person's names are; nothing is changed. UsageError: nobody of that id is listed.

    Raises RegisterMissing, RegisterError, SettingsError where there is no register.
    """
    register_place(project)
    register = register_of(project)
    listed = register.person(person)
    if listed is None:
        known = ", ".join(one.id for one in register.people) or _("nobody")
        raise UsageError(_("{person}: not in the names register; it lists {known}").format(person=person, known=known))
    look = _Look(project, register, Matcher(forms_of(listed)), reveal)
    memory = look.memory()
    return Purge(
        person,
        (*look.posts(), *look.catalogs()),
        memory.files,
        tuple(look.caches(index=memory.pairs > 0)),
        tuple(look.online()),
        tuple(look.others()),
        tuple(look.sent()),
    )


def carry_out(project: Project, plan: Purge, *, by: str, now: datetime) -> list[str]:
    """Do what a plan says, what readers see first; return what could not be done, masked, a sentence each.

    Published posts are taken down and that is recorded, where somebody (`by`) answers for it. Each file is written
    whole or stays; a second run does what the first one did not get to.
    """
    mask = register_of(project).matcher.masked
    problems = []
    if by:
        reason_ = _("a name of {person} got out").format(person=plan.person)
        for one in plan.online:
            posts = select(project, [one._key[0]], [one._key[1]], also=[one._key[0]])
            for result in unpublish(project, posts, by=by, reason=reason_, now=now):
                problems += [f"{one.path}: {result.problem}"] if result.problem else []
    for change in plan.rewrites:
        try:
            change.apply(project)
        except LfnkrError as error:
            problems.append(str(error))
    problems += _purged_memory(project, plan)
    for name in plan.caches:
        try:
            (project.root / name).unlink(missing_ok=True)
        except OSError as error:
            problems.append(f"{name}: {reason(error)}")
    return [mask(problem) for problem in problems]


def _purged_memory(project: Project, plan: Purge) -> list[str]:
    """Take the name out of the memory; return what could not be done and was not foreseen.

    Its index is emptied before it is deleted, since not every system deletes a file that is in use.
    """
    register = register_of(project)
    listed = register.person(plan.person)
    if listed is None:
        return []
    try:
        files = _Look(project, register, Matcher(forms_of(listed)), False).memory(dry_run=False).files
    except LfnkrError as error:
        return [str(error)]
    foreseen = {one.path for one in plan.memories if one.problem}
    return [f"{one.path}: {one.problem}" for one in files if one.problem and one.path not in foreseen]


class _Look:
    """Looks for one person's names in every place of a project."""

    def __init__(self, project: Project, register: Register, matcher: Matcher, reveal: bool) -> None:
        self._project, self._register, self._matcher, self._reveal = project, register, matcher, reveal

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
        language = language_of(self._project, code) or code
        forms = public_forms(self._register, language) if language else or_id(lambda _person: None)
        return replaced(text, self._matcher, forms).text

    def caches(self, *, index: bool) -> Iterator[str]:
        """Yield the files below `.lfnkr` that hold the name; of a database also those that belong to it.

        With `index` the memory's index is one of them.
        """
        cache = self._project.cache
        files = [path for path in sorted(cache.rglob("*")) if path.is_file() and _LOCKS not in path.parts]
        held = [path for path in files if self._holds(path) or (index and path.name == INDEX)]
        for path in files:
            if any(path.name.startswith(one.name) and path.parent == one.parent for one in held):
                yield self._project.relative(path)

    def _holds(self, path: Path) -> bool:
        """Tell whether a file holds the name; a large one is not looked through and may."""
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
        try:
            audit = AuditLog(self._register.path).read()
        except RegisterError as error:
            yield str(error)
            return
        requests = [record.sending for record in audit.records if record.sending is not None]
        for (engine, host), count in sorted(Counter((one.engine, one.host) for one in requests).items()):
            yield _("{engine} ({host}): {n} requests").format(engine=engine, host=host, n=count)
