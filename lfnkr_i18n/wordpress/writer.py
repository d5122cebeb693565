"""Items written as an export file (WXR 1.2) that WordPress's importer takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.wordpress.model import Item

OURS = b"<!-- Translations published by lfnkr. "
"""What our own files begin with, behind the XML declaration."""

_HEAD = f"""\
<?xml version="1.0" encoding="UTF-8" ?>
{OURS.decode()}To bring them into a site: Tools > Import > WordPress. -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
"""
_TAIL = "</channel>\n</rss>\n"
# XML 1.0, section 2.2. What it allows would say the same, and take 5 ms to compile.
_FORBIDDEN = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def forbidden_character(item: Item) -> str | None:
    """Return the first character of an item that no XML file can hold; None where all can be written."""
    texts = [item.title, item.content, item.excerpt, *item.meta.values(), *(term.name for term in item.terms)]
    found = next((match for text in texts if (match := _FORBIDDEN.search(text))), None)
    return found[0] if found else None


def written(items: Sequence[Item]) -> bytes:
    """Return an export file of items; the same items give the same bytes."""
    lines = [*_channel(items), *(line for item in items for line in _item(item))]
    return (_HEAD + "\n".join(lines) + "\n" + _TAIL).encode()


def _channel(items: Sequence[Item]) -> Iterator[str]:
    link = urlsplit(next((item.link for item in items if item.link), ""))
    site = escape(f"{link.scheme}://{link.netloc}" if link.netloc else "")
    yield f"\t<title>lfnkr</title>\n\t<link>{site}</link>\n\t<wp:wxr_version>1.2</wp:wxr_version>"
    yield f"\t<wp:base_site_url>{site}</wp:base_site_url>\n\t<wp:base_blog_url>{site}</wp:base_blog_url>"
    for author in dict.fromkeys(item.author for item in items if item.author):
        login = _cdata(author)
        yield f"\t<wp:author><wp:author_login>{login}</wp:author_login>"
        yield f"\t<wp:author_display_name>{login}</wp:author_display_name></wp:author>"


def _item(item: Item) -> Iterator[str]:
    yield "\t<item>"
    yield f"\t\t<title>{_cdata(item.title)}</title>"
    yield f"\t\t<link>{escape(item.link)}</link>"
    yield f"\t\t<dc:creator>{_cdata(item.author)}</dc:creator>"
    yield f'\t\t<guid isPermaLink="false">{escape(item.guid)}</guid>'
    yield f"\t\t<content:encoded>{_cdata(item.content)}</content:encoded>"
    yield f"\t\t<excerpt:encoded>{_cdata(item.excerpt)}</excerpt:encoded>"
    for name, text in _fields(item):
        yield f"\t\t<wp:{name}>{text}</wp:{name}>"
    for term in item.terms:
        attributes = f"domain={quoteattr(term.taxonomy)} nicename={quoteattr(term.slug)}"
        yield f"\t\t<category {attributes}>{_cdata(term.name)}</category>"
    for key, value in item.meta.items():
        yield f"\t\t<wp:postmeta><wp:meta_key>{_cdata(key)}</wp:meta_key>"
        yield f"\t\t<wp:meta_value>{_cdata(value)}</wp:meta_value></wp:postmeta>"
    yield "\t</item>"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    yield "post_id", str(item.id)
    if item.date is not None:
        yield "post_date", _cdata(f"{item.date:%Y-%m-%d %H:%M:%S}")
        # Without an offset WordPress makes GMT from the site's own clock.
        gmt = f"{item.date.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if item.date.tzinfo else "0000-00-00 00:00:00"
        yield "post_date_gmt", _cdata(gmt)
    yield "comment_status", _cdata(item.comments)
    yield "ping_status", _cdata("closed")
    yield "post_name", _cdata(item.slug)
    yield "status", _cdata(item.status)
    yield "post_parent", "0"
    yield "menu_order", "0"
    yield "post_type", _cdata(item.type)
    yield "post_password", _cdata("")
    yield "is_sticky", "0"


def _cdata(text: str) -> str:
    """Return a text in CDATA, as WordPress's own export writes it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
