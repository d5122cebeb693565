"""The gates that no listed name passes: one for posts, one for catalogs, one for what is published.

What they find is told by the id of the person and the line, never by what stands there. A path may hold a name too,
so paths are masked before they are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from lfnkr_i18n.config import PostFile, Project, catalog_name
from lfnkr_i18n.errors import NameFound, RegisterMissing, SettingsError
from lfnkr_i18n.large_files import looked_into
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from lfnkr_i18n.catalog import CatalogFile
    from lfnkr_i18n.privacy import Hit, Matcher, Person, Register

# `privacy` and `catalog` are imported where they are used: where no register is named and nothing changed, nothing is.


def register_of(project: Project) -> Register:
    """Return the project's names register; an empty one where lfnkr.toml names none, or somebody waived it.

    Raises RegisterMissing where it is not on this machine, RegisterError where it cannot be trusted. It is read again
    when its file changes.
    """
    path = project.register_path
    return _nobody() if path is None else _read(path, register_stamp(project))


@lru_cache(maxsize=1)
def _nobody() -> Register:
    from lfnkr_i18n.privacy import Register

    return Register()


@lru_cache(maxsize=1)
def _nothing() -> Matcher:
    from lfnkr_i18n.privacy import Matcher

    return Matcher()


@lru_cache(maxsize=4)
def _read(path: Path, _state: str) -> Register:
    from lfnkr_i18n.privacy import read_register

    return read_register(path)


def register_stamp(project: Project) -> str:
    """Return what differs whenever the register may have changed; it says nothing of what is in it."""
    path = project.register_path
    if path is None:
        return ""
    from lfnkr_i18n.privacy import register_state

    return register_state(path)


def matcher_of(project: Project) -> Matcher:
    """Return what finds the listed names; nothing is found where the register is not on this machine.

    Then what leaves the machine is refused (`require_register`); the rest of the work goes on. Raises RegisterError.
    """
    if project.register_path is None:
        return _nothing()
    try:
        return register_of(project).matcher
    except RegisterMissing:
        return _nothing()


def people_of(project: Project) -> tuple[Person, ...]:
    """Return the people at risk; nobody where the register is not on this machine, as for `matcher_of`."""
    try:
        return register_of(project).people
    except RegisterMissing:
        return ()


def require_register(project: Project) -> None:
    """Raise RegisterMissing or RegisterError where what makes texts public, or sends them, lacks the named register."""
    if project.register_path is not None:
        register_of(project)


def register_place(project: Project) -> Path:
    """Return where the register lies, for what means nothing without one. Raises SettingsError: there is none."""
    path = project.register_path
    if path is not None:
        return path
    if project.settings.privacy.waived:
        raise SettingsError(_('lfnkr.toml says that there is no register (privacy.names = "none")'))
    raise SettingsError(
        _('lfnkr.toml names no register; set privacy.names, as in names = "~/.config/lfnkr_i18n/names.toml"')
    )


def masked(project: Project, text: str) -> str:
    """Return a text with ids in the place of listed names."""
    return matcher_of(project).masked(text)


def unnamed(project: Project, files: Sequence[PostFile]) -> Sequence[PostFile]:
    """Return the posts whose paths hold no listed name; none is looked for where no register is named."""
    if project.register_path is None:
        return files
    names = matcher_of(project)
    return [file for file in files if not names.terms_in(file.shown)]


def gate_post(project: Project, file: PostFile, data: bytes) -> None:
    """Raise NameFound where a post's path or anything in its file holds a listed name."""
    matcher = matcher_of(project)
    _refuse_path(matcher, file.shown, _("rename the file"))
    advice = _("run `lfnkr names fix {post}`").format(post=file.id)
    _refuse_text(matcher, data, path=file.shown, advice=advice)


def gate_import(project: Project, data: bytes, shown: str) -> None:
    """Raise NameFound where a post that is to come in, or the path that it would have, holds a listed name."""
    matcher = matcher_of(project)
    advice = _("change it where it comes from, and import it again")
    _refuse_path(matcher, shown, advice)
    _refuse_text(matcher, data, path=shown, advice=advice)


def gate_glossary(project: Project, data: bytes, shown: str) -> None:
    """Raise NameFound where a glossary that is to be given to others holds a listed name."""
    _refuse_text(matcher_of(project), data, path=shown, advice=_("take it out of the glossary"))


def gate_memory(project: Project, pieces: Iterable[str], shown: str, target: str) -> None:
    """Raise NameFound where the file of another tool's memory holds a listed name, in a note or in its name too.

    `pieces` overlap by more than a name is long; `target` is where it would lie.
    """
    matcher = matcher_of(project)
    _refuse_path(matcher, target, _("rename the file"))
    people = tuple(sorted(frozenset[str]().union(*map(matcher.terms_in, pieces))))
    if people:
        advice = _("take it out of the memory that it comes from")
        problem = _("a listed name stands here: {people}; {advice}").format(people=", ".join(people), advice=advice)
        raise NameFound(problem, path=matcher.masked(shown), people=people)


def open_gated(project: Project, post: str, language: str) -> CatalogFile:
    """Return a post's catalog. Raises NameFound where any text or comment of it holds a listed name, CatalogError."""
    from lfnkr_i18n.catalog import open_catalog

    shown = catalog_name(post, language)
    return open_catalog(project.root / shown, shown, gate=partial(gate_catalog, project))


def gate_catalog(project: Project, data: bytes, shown: str) -> None:
    """Raise NameFound where a catalog's path, or any text or comment in it, holds a listed name."""
    matcher = matcher_of(project)
    _refuse_path(matcher, shown, _("rename the post"))
    _refuse_text(matcher, data, path=shown, advice=_("`lfnkr names purge` takes it out"))


def gate_published(project: Project, output: str, data: bytes, pictures: Mapping[str, Path]) -> None:
    """Raise NameFound where what would be published holds a listed name: its text, its path, its pictures.

    `pictures` are published paths with the files to copy there. Of these the paths and the metadata are looked at.
    """
    matcher = matcher_of(project)
    for path in (output, *pictures):
        _refuse_path(matcher, path, _("rename it"))
    _refuse_text(matcher, data, path=output, advice=_("change the translation"))
    if matcher:
        for picture in pictures.values():
            _refuse_metadata(project, matcher, picture)


def _refuse_metadata(project: Project, matcher: Matcher, picture: Path) -> None:
    from lfnkr_i18n.pictures import texts_in  # most posts have no picture of their own

    shown = project.relative(picture)
    texts = looked_into(picture, lambda stream: list(texts_in(stream)), shown=shown) or []
    people = tuple(sorted({person for text in texts for person in matcher.terms_in(text)}))
    if people:
        problem = _("its metadata hold a listed name: {people}; take them out of the file")
        raise NameFound(problem.format(people=", ".join(people)), path=matcher.masked(shown), people=people)


def gate_said(project: Project, text: str, *, option: str) -> None:
    """Raise NameFound where what somebody says on the command line, and is recorded, holds a listed name."""
    people = matcher_of(project).terms_in(text)
    if people:
        problem = _("it would be recorded and holds a listed name: {people}; say it without")
        raise NameFound(problem.format(people=", ".join(sorted(people))), path=option, people=tuple(sorted(people)))


def _refuse_path(matcher: Matcher, path: str, advice: str) -> None:
    people = tuple(sorted(matcher.terms_in(path)))
    if people:
        problem = _("its path holds a listed name: {people}; {advice}").format(people=", ".join(people), advice=advice)
        raise NameFound(problem, path=matcher.masked(path), people=people)


def _refuse_text(matcher: Matcher, data: bytes, *, path: str, advice: str) -> None:
    hits = matcher.hits(data.decode(errors="replace"))
    if hits:
        problem = _("a listed name stands here: {people}; {advice}").format(people=told(hits), advice=advice)
        people = tuple(sorted({hit.person for hit in hits}))
        raise NameFound(problem, path=path, line=hits[0].line, people=people)


_FEW = 8
"""Lines that a message names; a reader mends those and asks again."""


def told(hits: Iterable[Hit]) -> str:
    """Return who was found, and in which lines: `p1 (lines 3, 9), p2 (line 12)`."""
    lines: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        if hit.line not in lines[hit.person]:
            lines[hit.person].append(hit.line)
    return ", ".join(f"{person} ({_lines(numbers)})" for person, numbers in sorted(lines.items()))


def _lines(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_FEW])) + (", ..." if len(numbers) > _FEW else "")
    return ngettext("line {lines}", "lines {lines}", len(numbers)).format(lines=shown)
