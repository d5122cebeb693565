"""Items: what an export file says of one post, page, attachment or whatever else a site has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

import msgspec

LANGUAGE_META = "_lfnkr_lang"
"""Post meta: the post's language. Written by `publish --wxr` and by the plugin in tools/wordpress."""
SOURCE_META = "_lfnkr_source"
"""Post meta of a translation: WordPress id of the post it was made from."""

EMPTY_GROUP: Mapping[str, int] = MappingProxyType({})
_NO_META: Mapping[str, str] = MappingProxyType({})


class Term(msgspec.Struct, frozen=True):
    """A category, tag or other term of an item."""

    taxonomy: str
    """`category`, `post_tag`, `language`, …"""
    slug: str
    """As WordPress stores it: percent-encoded where it is not ASCII."""
    name: str
    """As WordPress stores it: HTML, so `&` is `&amp;`."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an export; texts are as WordPress stores them, their line ends LF (XML knows no other)."""

    id: int
    """WordPress's own number; 0 where the file has none."""
    type: str = "post"
    """`post`, `page`, `attachment`, `nav_menu_item`, …"""
    status: str = "publish"
    """`publish`, `future`, `draft`, `pending`, `private`, `trash`, `inherit`, …"""
    title: str = ""
    """May hold tags and a bare `&`."""
    content: str = field(default="", repr=False)
    excerpt: str = field(default="", repr=False)
    slug: str = ""
    """As WordPress stores it: percent-encoded where it is not ASCII; drafts may have none."""
    date: datetime | None = None
    """When it was (or will be) published, on the site's clock; with its offset where the file tells it."""
    author: str = ""
    """Login name."""
    link: str = ""
    guid: str = ""
    """An address that WordPress never changes, also where the site moves."""
    comments: str = ""
    """`open` or `closed`."""
    protected: bool = False
    """Whether readers need a password."""
    terms: tuple[Term, ...] = ()
    meta: Mapping[str, str] = field(default_factory=lambda: _NO_META, repr=False)
    """Post meta; of a key that stands there twice the last value."""
    group: Mapping[str, int] = field(default_factory=lambda: EMPTY_GROUP)
    """Polylang's group of translations, this item among them: language slug → WordPress id."""

    @property
    def is_translation(self) -> bool:
        """Whether lfnkr made it from another post (`SOURCE_META`)."""
        return self.meta.get(SOURCE_META, "").strip() not in ("", "0")

    def terms_of(self, taxonomy: str) -> tuple[Term, ...]:
        """Return the terms of one taxonomy, in their order."""
        return tuple(term for term in self.terms if term.taxonomy == taxonomy)
