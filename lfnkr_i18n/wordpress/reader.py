"""An export file (WXR 1.0 to 1.2), item by item: what is read is given away before the next piece is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import BinaryIO

from lfnkr_i18n.errors import ExportError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.wordpress.model import EMPTY_GROUP, Item, Term
from lfnkr_i18n.wordpress.polylang import GROUPS, group_of
from lfnkr_i18n.wordpress.strict_xml import feed

VERSIONS = ("1.0", "1.1", "1.2")

_DIGITS = 20
"""Digits that no post's number reaches: MySQL's are of 64 bits, and Python refuses to read 4,300 and more."""
_ITEM = ("rss", "channel", "item")
_RSS_FIELDS = ("title", "link", "guid")
"""Fields of RSS itself; podcasts, feeds and galleries have elements of these names in their own namespaces."""
_TERM = ("rss", "channel", "term")
_META = (*_ITEM, "postmeta")


def read_export(stream: BinaryIO, *, shown: str) -> Iterator[Item]:
    """Yield the items of an export in the order of the file; memory is that of the largest item.

    Elements are told by their local names: versions and plugins write several namespaces. Raises ExportError at the
    first thing that is wrong, with line and column; what was yielded before is as it stands in the file.
    """
    reader = _Reader(shown)
    for _piece in feed(stream, reader, shown=shown):
        yield from reader.taken()
    yield from reader.taken()
    reader.finish()


class _Reader:
    """The target of the parser: collects one item at a time."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._path: list[str] = []
        self._text: list[str] = []
        self._fields: dict[str, str] = {}
        self._meta: dict[str, str] = {}
        self._pair: dict[str, str] = {}
        self._terms: list[Term] = []
        self._attributes: dict[str, str] = {}
        self._groups: dict[str, Mapping[str, int]] = {}
        self._items: list[Item] = []
        self._version = ""
        self._namespace = ""

    def taken(self) -> Iterator[Item]:
        """Yield the items that are complete, once."""
        items, self._items = self._items, []
        yield from items

    def finish(self) -> None:
        """Refuse a file that came to its end and was no export."""
        if not self._version:
            problem = _("not a WordPress export: it names no WXR version; get one from Tools > Export in WordPress")
            raise ExportError(problem, path=self._shown)

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """Go into an element."""
        name = _local(tag)
        if not self._path and name != "rss":
            problem = _("not a WordPress export: it begins with <{tag}>; get one from Tools > Export in WordPress")
            raise ExportError(problem.format(tag=name), path=self._shown)
        self._path.append(name)
        self._text, self._attributes = [], attrib
        if tuple(self._path) == _ITEM:
            self.finish()
            self._namespace = tag.removesuffix(name)
            self._fields, self._meta, self._terms = {}, {}, []
        elif tuple(self._path) in (_META, _TERM):
            self._pair = {}

    def data(self, data: str) -> None:
        """Take text; CDATA sections come in pieces, so do their ends."""
        self._text.append(data)

    def end(self, tag: str) -> None:
        """Come out of an element."""
        path, text = tuple(self._path), "".join(self._text)
        self._path.pop()
        self._text = []
        parent, name = path[:-1], path[-1]
        if parent == _ITEM:
            self._field(tag, name, text)
        elif parent in (_META, _TERM):
            self._pair[name] = text
        elif path == ("rss", "channel", "wxr_version"):
            self._version = self._known(text.strip())
        elif path == _TERM:
            self._group()
        elif path == _ITEM:
            self._items.append(self._item())

    def _known(self, version: str) -> str:
        if version not in VERSIONS:
            problem = _("WXR version {version}; this program knows {known}")
            raise ExportError(problem.format(version=version[:20], known=", ".join(VERSIONS)), path=self._shown)
        return version

    def _field(self, tag: str, name: str, text: str) -> None:
        if name == "postmeta":
            self._meta[self._pair.get("meta_key", "")] = self._pair.get("meta_value", "")
        elif name == "category":
            taxonomy = self._attributes.get("domain", "")  # none: WXR 1.0 and feeds name each category twice
            if taxonomy and "nicename" in self._attributes:
                taxonomy = "post_tag" if taxonomy == "tag" else taxonomy
                self._terms.append(Term(taxonomy, self._attributes["nicename"], text))
        elif name not in _RSS_FIELDS or tag == f"{self._namespace}{name}":
            # <content:encoded> and <excerpt:encoded> differ by their namespace only.
            self._fields["excerpt" if name == "encoded" and "/excerpt" in tag else name] = text

    def _group(self) -> None:
        if self._pair.get("term_taxonomy") == GROUPS:
            self._groups[self._pair.get("term_slug", "")] = group_of(self._pair.get("term_description", ""))

    def _item(self) -> Item:
        field = self._fields.get
        groups = [self._groups.get(term.slug, EMPTY_GROUP) for term in self._terms if term.taxonomy == GROUPS]
        return Item(
            id=_number(field("post_id", "")),
            type=field("post_type", "post"),
            status=field("status", "publish"),
            title=field("title", ""),
            content=field("encoded", ""),
            excerpt=field("excerpt", ""),
            slug=field("post_name", ""),
            date=_date(field("post_date", ""), field("post_date_gmt", "")),
            author=field("creator", ""),
            link=field("link", "").strip(),
            guid=field("guid", "").strip(),
            comments=field("comment_status", ""),
            protected=bool(field("post_password", "")),
            terms=tuple(self._terms),
            meta=dict(self._meta),
            group=groups[0] if groups else EMPTY_GROUP,
        )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < _DIGITS else 0


def _date(local: str, gmt: str) -> datetime | None:
    """Return a date on the site's clock, with its offset where GMT is told too; None for `0000-00-00 00:00:00`."""
    here, there = _time(local), _time(gmt)
    if here is None:
        return None
    if there is None:
        return here
    offset = here - there
    if abs(offset) > timedelta(hours=15) or offset.seconds % 60:
        return there.replace(tzinfo=UTC)  # the two contradict each other: GMT is what WordPress goes by
    return here.replace(tzinfo=timezone(offset))


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
