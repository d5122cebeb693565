"""The front matter of an imported post, and the digest by which an edit is known."""

from __future__ import annotations

from datetime import datetime

from lfnkr_i18n.wordpress.fields import fields_of, identities, stamped, text_digest
from lfnkr_i18n.wordpress.model import Item, Term


def test_fields_of_a_post() -> None:
    item = Item(
        6,
        title="Bread & salt",
        content="<!-- wp:paragraph --><p>Bread.</p><!-- /wp:paragraph -->",
        excerpt="Short.",
        slug="%e6%b8%af",
        date=datetime(2026, 3, 6, 10),
        author="aya",
        link="https://harbour.example/bread/",
        guid="https://harbour.example/?p=6",
        terms=(
            Term("category", "news", "News"),
            Term("post_tag", "b-s", "bread &amp; salt"),
            Term("language", "en", ""),
        ),
        meta={"_thumbnail_id": "4", "footnotes": '[{"content":"See <em>there</em>.","id":"a1"}]', "_edit_lock": "1"},
        group={"en": 6, "ja": 7},
    )

    assert fields_of(item, "en") == {
        "title": "Bread & salt",
        "lang": "en",
        "date": datetime(2026, 3, 6, 10),
        "slug": "港",
        "excerpt": "Short.",
        "categories": ["News"],
        "tags": ["bread & salt"],
        "status": "publish",
        "author": "aya",
        "link": "https://harbour.example/bread/",
        "footnotes": [{"id": "a1", "footnote": "See <em>there</em>."}],
        "wordpress": {
            "id": 6,
            "guid": "https://harbour.example/?p=6",
            "type": "post",
            "editor": "block",
            "category_slugs": ["news"],
            "tag_slugs": ["b-s"],
            "featured_media": 4,
            "polylang": "en",
            "translations": {"en": 6, "ja": 7},
        },
    }


def test_what_is_not_public_is_confidential_and_its_password_stays_there() -> None:
    draft, protected = fields_of(Item(1, status="draft"), "en"), fields_of(Item(1, protected=True), "en")

    assert draft["confidential"] is protected["confidential"] is True
    assert protected["wordpress"] == {"id": 1, "type": "post", "editor": "classic", "protected": True}


def test_footnotes_that_are_none_of_wordpress() -> None:
    for text in ("{", "7", '["a"]', '{"a": 1}', '[{"id": "a"}]'):
        assert "footnotes" not in fields_of(Item(1, meta={"footnotes": text}), "en"), text


POST = b"---\nwordpress:\n  id: 6\n  imported: v1-0123456789abcdef0123456789abcdef\n---\n\nBread.\n"


def test_digest_counts_neither_itself_nor_line_ends() -> None:
    windows = POST.replace(b"\n", b"\r\n")

    assert text_digest(windows) == text_digest(POST) == text_digest(stamped(POST, f"v1-{'f' * 32}"))
    assert text_digest(POST + b"!") != text_digest(POST)
    assert stamped(windows, f"v1-{'f' * 32}").replace(b"\r\n", b"\n") == stamped(POST, f"v1-{'f' * 32}")


def test_a_post_is_known_by_its_guid_or_by_its_number_on_its_site() -> None:
    there = set(identities(6, "https://old.example/?p=6", "https://www.harbour.example/a/"))

    assert there & set(identities(6, "https://old.example/?p=6", "https://new.example/a/"))
    assert there & set(identities(6, "", "http://harbour.example/another-slug/"))
    assert not there & set(identities(6, "", "https://new.example/a/"))
    assert not there & set(identities(7, "", "https://harbour.example/a/"))
    assert not set(identities(0, "", ""))
