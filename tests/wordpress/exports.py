"""Export files as WordPress writes them, of a few invented posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
	<title>Harbour news</title>
	<link>https://harbour.example</link>
	<wp:wxr_version>1.2</wp:wxr_version>
"""
TAIL = "</channel>\n</rss>\n"


def cdata(text: str) -> str:
    """Return a text as WordPress's `wxr_cdata` writes it."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def item(
    number: int,
    title: str = "A title",
    content: str = "<p>Words of a post.</p>",
    *,
    slug: str | None = None,
    day: str = "2026-03-06",
    type_: str = "post",
    status: str = "publish",
    excerpt: str = "",
    password: str = "",
    terms: Sequence[tuple[str, str, str]] = (),
    meta: Mapping[str, str] | None = None,
    site: str = "https://harbour.example",
) -> str:
    """Return one item; `terms` are (taxonomy, slug, name). The site's clock is nine hours ahead of GMT."""
    name = f"post-{number}" if slug is None else slug
    fields = {
        "title": cdata(title),
        "link": f"{site}/{day.replace('-', '/')}/{name}/",
        "dc:creator": cdata("aya"),
        "guid": f"{site}/?p={number}",
        "content:encoded": cdata(content),
        "excerpt:encoded": cdata(excerpt),
        "wp:post_id": str(number),
        "wp:post_date": cdata(f"{day} 10:00:00"),
        "wp:post_date_gmt": cdata(f"{day} 01:00:00"),
        "wp:post_name": cdata(name),
        "wp:status": cdata(status),
        "wp:post_type": cdata(type_),
        "wp:post_password": cdata(password),
    }
    lines = [f"\t\t<{tag}>{text}</{tag}>" for tag, text in fields.items()]
    lines += [
        f'\t\t<category domain="{taxonomy}" nicename="{slug}">{cdata(name)}</category>'
        for taxonomy, slug, name in terms
    ]
    lines += [
        f"\t\t<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in (meta or {}).items()
    ]
    return "\n".join(["\t<item>", *lines, "\t</item>", ""])


def group(slug: str, posts: Mapping[str, int]) -> str:
    """Return the row of a group of translations, language → post id, as Polylang has it exported."""
    pairs = "".join(f's:{len(language)}:"{language}";i:{number};' for language, number in posts.items())
    fields = {
        "taxonomy": "post_translations",
        "slug": slug,
        "description": f"a:{len(posts)}:{{{pairs}}}",
    }
    return (
        f"<wp:term>{''.join(f'<wp:term_{key}>{cdata(text)}</wp:term_{key}>' for key, text in fields.items())}</wp:term>"
    )


def export(*parts: str) -> bytes:
    """Return an export of rows and items."""
    return (HEAD + "".join(parts) + TAIL).encode()
