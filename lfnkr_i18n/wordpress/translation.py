"""A published translation as an item that WordPress's importer adds beside the post it was made from."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from lfnkr_i18n.wordpress.fields import OWN
from lfnkr_i18n.wordpress.model import LANGUAGE_META, SOURCE_META, Item, Term
from lfnkr_i18n.wordpress.polylang import LANGUAGE
from lfnkr_i18n.wordpress.slugs import slugged, stored


def translation_item(
    front_matter: Mapping[str, object],
    body: str,
    *,
    language: str,
    source_title: str,
    categories: Mapping[str, str],
) -> Item:
    """Return the item of a published post.

    It has no id: WordPress gives one. A post that is behind a password comes as a draft, since the password never left
    WordPress. `categories` are names or slugs → language: one of another language gives way to the first of this one.
    """
    own = front_matter.get(OWN)
    own = own if isinstance(own, Mapping) else {}
    title = _text(front_matter.get("title"))
    slug = _text(front_matter.get("slug"))
    guid = _text(own.get("guid"))
    return Item(
        id=0,
        type=_text(own.get("type")) or "post",
        status="draft" if own.get("protected") is True else _text(front_matter.get("status")) or "publish",
        title=title,
        content=body.removeprefix("\n"),
        excerpt=_text(front_matter.get("excerpt")),
        slug=stored(f"{slug}-{language}".lower() if slug.isascii() and slug else slugged(title)),
        # WordPress's importer takes a post of the same title and date for the same post.
        date=_moment(front_matter.get("date"), later=title == source_title),
        author=_text(front_matter.get("author")),
        link=_text(front_matter.get("link")),
        guid=f"{guid}#{language}" if guid else "",
        comments=_text(own.get("comments")) or "closed",
        terms=tuple(_terms(front_matter, own, language, categories)),
        meta=dict(_meta(front_matter, own, language)),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _moment(value: object, *, later: bool) -> datetime | None:
    if isinstance(value, datetime):
        return value + timedelta(seconds=later)
    return datetime.combine(value, time(second=later)) if isinstance(value, date) else None


def _terms(
    front_matter: Mapping[str, object], own: Mapping[str, object], language: str, categories: Mapping[str, str]
) -> Iterator[Term]:
    folded = {name.casefold(): said for name, said in categories.items()}
    own_categories = list(_listed("category", front_matter.get("categories"), own.get("category_slugs")))
    says = [folded.get(html.unescape(term.name).casefold()) or folded.get(term.slug) for term in own_categories]
    yield from (term for term, said in zip(own_categories, says, strict=True) if said in (None, language))
    if language not in says and any(says):
        name = next((name for name, said in categories.items() if said == language), None)
        if name is not None:
            yield Term("category", stored(slugged(name)), html.escape(name, quote=False))
    yield from _listed("post_tag", front_matter.get("tags"), own.get("tag_slugs"))
    if own.get("polylang"):
        yield Term(LANGUAGE, language, language)


def _listed(taxonomy: str, names: object, slugs: object) -> Iterator[Term]:
    """Yield the terms of a list of names; where it was edited, so that the slugs fit no more, slugs of the names."""
    texts = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    known = [str(slug) for slug in slugs] if isinstance(slugs, list) else []
    if len(known) != len(texts):
        known = [slugged(name) for name in texts]
    for name, slug in zip(texts, known, strict=True):
        yield Term(taxonomy, stored(slug), html.escape(name, quote=False))


def _meta(front_matter: Mapping[str, object], own: Mapping[str, object], language: str) -> Iterator[tuple[str, str]]:
    yield LANGUAGE_META, language
    if own.get("id"):
        yield SOURCE_META, str(own["id"])
    if own.get("featured_media"):
        yield "_thumbnail_id", str(own["featured_media"])
    notes = front_matter.get("footnotes")
    if isinstance(notes, list):
        texts = [
            {"content": note.get("footnote", ""), "id": note.get("id", "")}
            for note in notes
            if isinstance(note, Mapping)
        ]
        yield "footnotes", json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
