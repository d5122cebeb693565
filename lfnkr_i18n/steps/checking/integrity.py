"""The check `catalog`: a PO file on the disk is the one of its post, in its language, with the texts of today.

What else a PO file must be (readable, UTF-8, one entry a text, no conflict marks) its reader asks for: a file that is
not so is reported with its line, by every command, and left as it is. Publishing brings a catalog up to date in memory,
so that only `lfnkr check` asks this.
"""

from __future__ import annotations

from collections.abc import Iterator

import polib

from lfnkr_i18n.catalog import key, key_of, live
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext
from lfnkr_i18n.model import Finding, Severity
from lfnkr_i18n.steps.checking.names import CATALOG
from lfnkr_i18n.steps.posts import SourcePost


def integrity(source: SourcePost, catalog: polib.POFile, language: str) -> Iterator[Finding]:
    """Yield where a catalog is not the post's of today: another language, texts that it lacks or has too many."""
    named = catalog.metadata.get("Language", "").strip()
    if primary(named or "-") != primary(language):
        message = _("the header names the language `{named}`, the folder `{language}`; `lfnkr extract` sets it")
        yield Finding(CATALOG, Severity.ERROR, message.format(named=named, language=language))
    wanted = {key_of(segment): index for index, segment in reversed([*enumerate(source.post.segments)])}
    present = {key(entry) for entry in live(catalog)}
    missing = len(wanted.keys() - present)
    if missing:
        message = ngettext(
            "{n} text of the post is not in the catalog; run `lfnkr extract`",
            "{n} texts of the post are not in the catalog; run `lfnkr extract`",
            missing,
        )
        yield Finding(CATALOG, Severity.ERROR, message.format(n=missing))
    left = len(present - wanted.keys())
    if left:
        message = ngettext(
            "{n} text of the catalog is not in the post any more; run `lfnkr extract`",
            "{n} texts of the catalog are not in the post any more; run `lfnkr extract`",
            left,
        )
        yield Finding(CATALOG, Severity.WARNING, message.format(n=left))
