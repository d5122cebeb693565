"""What one post tells that is compared with other posts, read from the disk.

Only what a reviewer has passed counts. A catalog or post that cannot be read tells nothing: what is wrong with it has
its own finding.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import polib

from lfnkr_i18n.catalog import State, key, live, state_of
from lfnkr_i18n.checks import PlacedPair, usual_forms
from lfnkr_i18n.config import PostFile, Project, post_data
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.formats import KINDS, front_matter_and_body
from lfnkr_i18n.languages import is_cjk
from lfnkr_i18n.manifest import Done
from lfnkr_i18n.markup.inline import visible_text
from lfnkr_i18n.model import EMPTY, Markup, Pair
from lfnkr_i18n.reads import Reads, noted
from lfnkr_i18n.steps.checking.facts import Facts, Said, entry_digest, packed, text_digest
from lfnkr_i18n.steps.names.gates import matcher_of, open_gated
from lfnkr_i18n.steps.posts import language_of
from lfnkr_i18n.steps.selection import Selection

_LONG = 25
"""Columns from which a text is long: five English words, a dozen Japanese characters."""


def told(project: Project, selection: Selection, file: PostFile) -> Done[Facts | None]:
    """Return what a post tells, by language."""
    parts: dict[str, tuple[Facts | None, Reads] | None] = dict.fromkeys(project.settings.project.languages)
    with noted() as head:
        language, slug = _head(project, file)
    for target in parts:
        if not selection.wants(target):
            continue
        with noted() as reads:
            if target == language:
                parts[target] = Facts(file.id, file.shown, target, slug=slug, original=True), reads
            else:
                parts[target] = _of_catalog(project, file, language, target, slug), reads
    return Done(head, parts)


def _head(project: Project, file: PostFile) -> tuple[str, Said | None]:
    """Return a post's language and its own slug; no language where that cannot be told."""
    try:
        data = post_data(file)
        values, _body = front_matter_and_body(data or b"", path=file.shown)
        language = language_of(project, file, values)
    except LfnkrError:
        return "", None
    slug = values.get("slug")
    if not isinstance(slug, str) or not slug.strip() or matcher_of(project).terms_in(slug):
        return language, None
    return language, _slug(slug)


def _slug(slug: str, line: int = 0, entry: int | None = None) -> Said:
    return Said(unicodedata.normalize("NFC", slug.strip().strip("/").casefold()), slug.strip(), line, entry)


def _of_catalog(project: Project, file: PostFile, language: str, target: str, slug: Said | None) -> Facts | None:
    """Return what a post's catalog tells; None where there is none that can be read."""
    try:
        opened = open_gated(project, file.id, target)
    except LfnkrError:
        return None
    if opened.catalog is None:
        return None
    markup = KINDS[file.suffix].markup
    entries = [entry for entry in live(opened.catalog) if not entry.msgid_plural]
    for entry in entries:
        if (entry.msgctxt or "").casefold() == "slug" and entry.msgstr.strip():
            slug = _slug(entry.msgstr, entry.linenum or 1, entry_digest(key(entry)))
    reviewed = [entry for entry in entries if state_of(entry) is State.REVIEWED and entry.msgstr.strip() != EMPTY]
    return Facts(
        file.id,
        file.shown,
        target,
        packed(_text(entry) for entry in reviewed if _is_long(entry.msgid, markup)),
        tuple(_names(project, reviewed, markup, (language, target))),
        slug,
    )


def _text(entry: polib.POEntry) -> Said:
    what = entry_digest(key(entry))
    return Said(what, text_digest(_read(entry.msgstr)), entry.linenum or 1, what)


def _names(
    project: Project, entries: list[polib.POEntry], markup: Markup, languages: tuple[str, str]
) -> Iterator[Said]:
    """Yield the form of each name that the entries use most, where the house asks for one."""
    style = project.settings.style
    if not style.name_forms or not languages[0]:
        return
    pairs = [
        PlacedPair(number, number, Pair(entry.msgid, entry.msgstr, *languages, style=style, markup=markup))
        for number, entry in enumerate(entries)
    ]
    for name, form, number in usual_forms(pairs):
        yield Said(name, form, entries[number].linenum or 1, entry_digest(key(entries[number])))


def _is_long(text: str, markup: Markup) -> bool:
    if 2 * len(text) < _LONG:
        return False
    shown = visible_text(text, markup=markup)
    return len(shown) >= _LONG or len(shown) + sum(map(is_cjk, shown)) >= _LONG


def _read(text: str) -> str:
    """Return what of a translation makes a difference to its readers."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_READ)


class _Read(dict[int, int | None]):
    """What becomes of a character that is read, for `str.translate`: nothing of a sign, a space or a control."""

    def __missing__(self, code: int) -> int | None:
        read = self[code] = None if unicodedata.category(chr(code))[0] in "CPZ" else code
        return read


_READ = _Read()
