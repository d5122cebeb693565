"""Publish for WordPress: the translations that are published now, in one file that its importer takes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import FileError, LfnkrError, PostError
from lfnkr_i18n.files import read_file
from lfnkr_i18n.formats import front_matter_and_body
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.replacing import replace_file
from lfnkr_i18n.steps.names.gates import gate_published
from lfnkr_i18n.steps.publishing.planning import Outcome, Published
from lfnkr_i18n.wordpress.model import Item
from lfnkr_i18n.wordpress.translation import translation_item
from lfnkr_i18n.wordpress.writer import OURS, forbidden_character, written

_HTML = (".html", ".htm")


class Packed(msgspec.Struct, frozen=True):
    """What a file for WordPress holds."""

    path: str
    posts: int
    written: bool
    """Whether it was written (in a dry run: would be): False where it holds the same already."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Published path → why it is not in it."""


def refuse_place(project: Project, file: Path) -> None:
    """Raise FileError where `pack` could not write its file, NameFound where its path holds a listed name.

    To be asked before anything is published, so that nothing stands published of which the file was refused.
    """
    shown = project.relative(file)
    gate_published(project, shown, b"", {})
    _standing(file, shown)


def pack(project: Project, results: Sequence[Published], file: Path, *, dry_run: bool = False) -> Packed:
    """Put what stands published after a run of `publish` into one file; nothing is asked or rendered again.

    So what a gate held back, or somebody edited by hand, is not in it. The same translations give the same bytes.
    Raises FileError where the file cannot be written, or is something else; NameFound where it holds a listed name.
    """
    shown = project.relative(file)
    old = _standing(file, shown)
    packable = [result for result in results if _stands(result) and not _is_original(project, result)]
    if dry_run:
        return Packed(shown, len(packable), written=bool(packable))
    items: list[Item] = []
    left_out: list[tuple[str, str]] = []
    for result in packable:
        try:
            items.append(_item(project, result))
        except LfnkrError as error:
            left_out.append((result.output, error.beside(result.output)))
    data = written(items)
    gate_published(project, shown, data, {})
    changed = bool(items) and replace_file(file, data, expected=old, tmp=project.tmp, shown=shown)
    return Packed(shown, len(items), changed, tuple(left_out))


def _standing(file: Path, shown: str) -> bytes | None:
    """Return what the file holds already. Raises FileError where that is not an earlier one of ours."""
    old = read_file(file, shown=shown)
    if old is not None and OURS not in old[:1000]:
        raise FileError(_("it is there and was not written by publish --wxr; choose another name"), path=shown)
    return old


def _stands(result: Published) -> bool:
    """Tell whether a post stands published as we wrote it."""
    return result.problem is None and result.outcome in (Outcome.PUBLISHED, Outcome.UP_TO_DATE)


def _is_original(project: Project, result: Published) -> bool:
    """Tell whether it is a post in its own language (`publish.originals`), which WordPress has already."""
    if not project.settings.publish.originals:
        return False
    folder = result.path.removeprefix("source_posts/").partition("/")[0]
    if folder in project.settings.project.languages:
        return folder == result.language
    front_matter, _body = _parts(project, result.path)
    said = front_matter.get("lang", front_matter.get("language", project.settings.project.source_language))
    return str(said) == result.language


def _item(project: Project, result: Published) -> Item:
    if not result.output.lower().endswith(_HTML):
        raise PostError(_("WordPress needs an HTML post"), path=result.output)
    front_matter, body = _parts(project, result.output)
    source, _body = _parts(project, result.path)
    item = translation_item(
        front_matter,
        body.replace("\r\n", "\n"),
        language=result.language,
        source_title=str(source.get("title", "")),
        categories=project.settings.wordpress.languages,
    )
    forbidden = forbidden_character(item)
    if forbidden is not None:
        problem = _("a character that no XML file can hold (U+{code:04X}); delete it from the translation")
        raise PostError(problem.format(code=ord(forbidden)), path=result.output)
    return item


def _parts(project: Project, shown: str) -> tuple[dict[str, object], str]:
    data = read_file(project.root / shown, shown=shown)
    if data is None:
        raise FileError(_("it vanished while we worked; run the command again"), path=shown)
    front_matter, body = front_matter_and_body(data, path=shown)
    return dict(front_matter), body
