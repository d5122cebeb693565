"""What the front matter of an imported post says, and how it is known again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from lfnkr_i18n.files import digest
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.wordpress.model import Item
from lfnkr_i18n.wordpress.polylang import LANGUAGE
from lfnkr_i18n.wordpress.slugs import readable

OWN = "wordpress"
"""Front-matter key under which stands what only WordPress, and the next import, need."""
IMPORTED = "imported"
"""Its key for the digest of the whole post as it was imported."""

_IMPORTED_LINE = lazy(rb"^ {2}imported: v1-[0-9a-f]{32}\n", re.MULTILINE)
_IMPORTED_VALUE = lazy(rb"^ {2}imported: v1-[0-9a-f]{32}", re.MULTILINE)
_BLOCK = "<!-- wp:"


def fields_of(item: Item, language: str) -> dict[str, object]:
    """Return the front matter of an item, in the order people read it; what is empty is left out.

    A post that is not public is `confidential`: it must not be sent to a service off this machine.
    """
    categories, tags = item.terms_of("category"), item.terms_of("post_tag")
    fields: dict[str, object] = {
        "title": item.title,
        "lang": language,
        "date": item.date,
        "slug": readable(item.slug),
        "excerpt": item.excerpt,
        "categories": [html.unescape(term.name) for term in categories],
        "tags": [html.unescape(term.name) for term in tags],
        "status": item.status,
        "author": item.author,
        "link": item.link,
        "confidential": item.protected or item.status != "publish",
        "footnotes": footnotes_of(item),
        OWN: _filled(
            {
                "id": item.id,
                "guid": item.guid,
                "type": item.type,
                "editor": "block" if _BLOCK in item.content else "classic",
                "comments": item.comments,
                "protected": item.protected,
                "category_slugs": [readable(term.slug) for term in categories],
                "tag_slugs": [readable(term.slug) for term in tags],
                "featured_media": int(thumbnail)
                if (thumbnail := item.meta.get("_thumbnail_id", "")).isdecimal()
                else 0,
                "polylang": next((term.slug for term in item.terms_of(LANGUAGE)), ""),
                "translations": dict(item.group),
            }
        ),
    }
    return _filled(fields)


def footnotes_of(item: Item) -> list[dict[str, str]]:
    """Return the texts of an item's footnotes (WordPress 6.3 and later), each with its id; none if unreadable."""
    import json

    try:
        notes = json.loads(item.meta.get("footnotes") or "[]")
        return [{"id": str(note["id"]), "footnote": str(note["content"])} for note in notes]
    except (ValueError, TypeError, KeyError):
        return []


def _filled(fields: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value not in ("", None, False, 0, [], {})}


def with_digest(fields: Mapping[str, object], value: str) -> dict[str, object]:
    """Return a front matter that holds the digest of the post it stands in (`text_digest` of it without)."""
    own = fields[OWN]
    return {**fields, OWN: {**(own if isinstance(own, Mapping) else {}), IMPORTED: value}}


def text_digest(data: bytes) -> str:
    """Return the digest of a post without the line that holds it, and whatever its line ends are."""
    return "v1-" + digest(_IMPORTED_LINE.sub(b"", data.replace(b"\r\n", b"\n"), count=1))


def stamped(data: bytes, value: str) -> bytes:
    """Return an imported post with another digest in its line; every other byte is as it was."""
    return _IMPORTED_VALUE.sub(b"  imported: " + value.encode(), data, count=1)


def identities(number: object, guid: object, link: object) -> Iterator[tuple[str, str]]:
    """Yield what tells a post from all others: its guid; its number on its site (two sites count alike).

    A site that moved to another address keeps its guids.
    """
    if isinstance(guid, str) and guid:
        yield "guid", guid
    if isinstance(number, int) and number and isinstance(link, str) and urlsplit(link).netloc:
        yield "id", f"{number}@{_site(link)}"


def _site(link: str) -> str:
    return urlsplit(link).netloc.casefold().removeprefix("www.")
