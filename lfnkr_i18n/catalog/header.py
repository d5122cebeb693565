"""The header of our catalogs: what we say there; whatever else a tool wrote stays."""

from __future__ import annotations

import codecs

from lfnkr_i18n.catalog.model import Catalog
from lfnkr_i18n.catalog.writer import CONTENT_TYPE
from lfnkr_i18n.languages import primary
from lfnkr_i18n.patterns import lazy

POST_FIELD = "X-Lfnkr-Post"
"""Names the post's id."""

SEGMENTER_FIELD = "X-Lfnkr-Segmenter"
"""Names the unit and the rules that cut the post into segments."""

SOURCE_FIELD = "X-Source-Language"
"""The language of the msgids, in Poedit's field for it."""

_CHARSET = lazy(r"charset=([^\s;]+)")


def header_fields(
    old: Catalog | None, *, post: str, source_language: str, language: str, segmenter: str, project_name: str
) -> dict[str, str]:
    """Return the fields of a catalog's header: those of `old` in their order with ours brought up to date.

    A tool's own spelling stays where it says the same: `ja_JP` for `ja`, `utf-8` for `UTF-8`.
    PO-Revision-Date is never ours: it would make a difference where there is none.
    """
    fields = {} if old is None else {name: value for name, value in old.metadata.items() if name or value}
    project = fields.get("Project-Id-Version", "").strip()
    if project in ("", "PACKAGE VERSION"):
        fields["Project-Id-Version"] = " ".join(project_name.split())
    if primary(fields.get("Language", "").strip() or "-") != primary(language):
        fields["Language"] = language
    fields.setdefault("MIME-Version", "1.0")
    if not _is_utf8(fields.get("Content-Type", "")):
        fields["Content-Type"] = CONTENT_TYPE
    fields["Content-Transfer-Encoding"] = "8bit"
    fields[SOURCE_FIELD] = source_language
    fields[POST_FIELD] = post
    fields[SEGMENTER_FIELD] = segmenter
    return fields


def _is_utf8(content_type: str) -> bool:
    found = _CHARSET.search(content_type)
    try:
        return found is not None and codecs.lookup(found[1]).name == "utf-8"
    except LookupError:
        return False
