"""Writing export files: what is written is read as the same, and a translation says what WordPress needs of it."""

from __future__ import annotations

import html
import io
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.formats import front_matter_and_body, read_post
from lfnkr_i18n.wordpress.model import Item, Term
from lfnkr_i18n.wordpress.reader import read_export
from lfnkr_i18n.wordpress.translation import translation_item
from lfnkr_i18n.wordpress.writer import forbidden_character, written
from tests.wordpress.server import WordPress

JAPAN = timezone(timedelta(hours=9))
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\t\n<>&]"), max_size=30
).filter(lambda text: forbidden_character(Item(0, title=text)) is None)
WORD = st.text("abcxyz-%0", min_size=1, max_size=12)
TERM = st.builds(Term, st.sampled_from(["category", "post_tag", "language"]), WORD, TEXT)
ITEM = st.builds(
    Item,
    id=st.just(0),
    type=st.sampled_from(["post", "page"]),
    status=st.sampled_from(["publish", "draft", "future"]),
    title=TEXT,
    content=TEXT,
    excerpt=TEXT,
    slug=WORD,
    date=st.none()
    | st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=JAPAN)),
    author=WORD,
    comments=st.sampled_from(["open", "closed"]),
    terms=st.lists(TERM, max_size=3).map(tuple),
    meta=st.dictionaries(WORD, TEXT, max_size=3),
)


def again(*items: Item) -> list[Item]:
    return list(read_export(io.BytesIO(written(items)), shown="out.xml"))


@given(st.lists(ITEM, max_size=3))
def test_what_is_written_is_read_as_the_same(items: list[Item]) -> None:
    assert again(*items) == items


def test_end_of_cdata_is_split_everywhere() -> None:
    item = Item(
        0, title="a ]]> b", content="]]]]>>]]>", meta={"x": "]]>"}, terms=(Term("category", "a", "]]>"),), author="x"
    )

    assert again(item) == [item]


def test_every_character_that_xml_can_hold() -> None:
    """XML 1.0, production 2."""
    good = [9, 10, 13, *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, sys.maxunicode + 1)]
    assert forbidden_character(Item(0, title="".join(map(chr, good)))) is None
    for number in set(range(0x10000)).difference(good):
        assert forbidden_character(Item(0, title=chr(number))) == chr(number)


@pytest.mark.parametrize("text", ["a\x0bb", "a\x00", "\ufffe", "\x1b[2J"])
def test_what_no_xml_can_hold(text: str) -> None:
    assert (forbidden_character(Item(0, title=text)) or "none") in text
    assert forbidden_character(Item(0, meta={"x": text})) is not None
    assert forbidden_character(Item(0, title="港\t\n\U00020bb7")) is None


FRONT: dict[str, Any] = {
    "title": "パンと塩",
    "lang": "ja",
    "date": datetime(2026, 3, 6, 10, tzinfo=JAPAN),
    "slug": "bread",
    "excerpt": "要約",
    "categories": ["News", "Bread & salt"],
    "tags": ["sea"],
    "status": "publish",
    "author": "aya",
    "link": "https://harbour.example/bread/",
    "footnotes": [{"id": "a1", "footnote": "<em>そこ</em>"}],
    "wordpress": {
        "id": 6,
        "guid": "https://harbour.example/?p=6",
        "type": "page",
        "comments": "open",
        "category_slugs": ["news", "b-s"],
        "tag_slugs": ["sea"],
        "featured_media": 4,
        "polylang": "en",
    },
}


def item_of(
    front: Mapping[str, Any], body: str = "\n<p>パン。</p>\n", *, categories: Mapping[str, str] | None = None
) -> Item:
    return translation_item(front, body, language="ja", source_title="Bread & salt", categories=categories or {})


def test_a_translation() -> None:
    assert item_of(FRONT) == Item(
        0,
        type="page",
        status="publish",
        title="パンと塩",
        content="<p>パン。</p>\n",
        excerpt="要約",
        slug="bread-ja",
        date=datetime(2026, 3, 6, 10, tzinfo=JAPAN),
        author="aya",
        link="https://harbour.example/bread/",
        guid="https://harbour.example/?p=6#ja",
        comments="open",
        terms=(
            Term("category", "news", "News"),
            Term("category", "b-s", "Bread &amp; salt"),
            Term("post_tag", "sea", "sea"),
            Term("language", "ja", "ja"),
        ),
        meta={
            "_lfnkr_lang": "ja",
            "_lfnkr_source": "6",
            "_thumbnail_id": "4",
            "footnotes": '[{"content":"<em>そこ</em>","id":"a1"}]',
        },
    )
    assert json.loads(item_of(FRONT).meta["footnotes"])[0]["id"] == "a1"


def test_a_category_of_the_language() -> None:
    categories = {"News": "en", "お知らせ": "ja", "oshirase": "ja"}

    terms = item_of(FRONT, categories=categories).terms

    assert [term.name for term in terms if term.taxonomy == "category"] == ["Bread &amp; salt", "お知らせ"]


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        pytest.param({"slug": "港"}, "slug", "%e3%83%91%e3%83%b3%e3%81%a8%e5%a1%a9", id="a slug of the title"),
        pytest.param({"slug": ""}, "slug", "%e3%83%91%e3%83%b3%e3%81%a8%e5%a1%a9", id="no slug"),
        pytest.param({"status": "future"}, "status", "future", id="scheduled as its source"),
        pytest.param({"status": None}, "status", "publish", id="no post of WordPress"),
        pytest.param({"wordpress": {"protected": True}}, "status", "draft", id="behind a password"),
        pytest.param({"title": "Bread & salt"}, "date", datetime(2026, 3, 6, 10, 0, 1, tzinfo=JAPAN), id="same title"),
        pytest.param({"date": date(2026, 3, 6)}, "date", datetime(2026, 3, 6), id="a day"),
        pytest.param({"date": None}, "date", None, id="no date"),
        pytest.param(
            {"categories": ["Mended"], "tags": [], "wordpress": {}},
            "terms",
            (Term("category", "mended", "Mended"),),
            id="terms edited by hand",
        ),
        pytest.param({"wordpress": "odd", "footnotes": "odd", "tags": 7}, "guid", "", id="no map where one should be"),
    ],
)
def test_odd_translations(change: dict[str, Any], field: str, value: object) -> None:
    assert getattr(item_of({**FRONT, **change}), field) == value


def site_item(source: Mapping[str, Any], title: str, content: str) -> Item:
    """Return a translation of a post of a real site."""
    return replace(
        item_of({**FRONT, "slug": source["slug"], "title": title}),
        type="post",
        content=content,
        meta={
            "_lfnkr_lang": "ja",
            "_lfnkr_source": str(source["id"]),
            "footnotes": '[{"content":"a \\"b\\"","id":"a1"}]',
        },
    )


def test_a_real_wordpress_takes_it(wordpress: WordPress, tmp_path: Path) -> None:
    source = wordpress.ask("POST", "posts", {"title": "Bread", "content": "x", "status": "publish", "slug": "bread-x"})
    content = "<!-- wp:paragraph -->\n<p>パン \\ 'q' ]]&gt; &amp; ]]> \U00020bb7</p>\n<!-- /wp:paragraph -->\n"
    item = site_item(source, "パン & <em>塩</em> ]]>", content)
    file = tmp_path / "out.xml"
    file.write_bytes(written([item]))

    wordpress.bring_in(file)
    [post] = wordpress.ask("GET", "posts?context=edit&slug=bread-x-ja")

    assert (post["content"]["raw"], post["title"]["raw"]) == (item.content, item.title)
    assert (post["excerpt"]["raw"], post["date_gmt"]) == ("要約", "2026-03-06T01:00:00")
    exported = next(entry for entry in read_export(io.BytesIO(wordpress.export()), shown="e") if entry.id == post["id"])
    assert {key: exported.meta[key] for key in item.meta} == item.meta
    assert exported.is_translation
    for link in (source["link"], post["link"]):
        assert f'<link rel="alternate" hreflang="ja" href="{post["link"]}" />' in wordpress.page(link)
        assert f'<link rel="alternate" hreflang="en-US" href="{source["link"]}" />' in wordpress.page(link)
    assert {(term.slug, term.name) for term in exported.terms} == {
        ("news", "News"),
        ("b-s", "Bread &amp; salt"),
        ("sea", "sea"),
    }


def test_the_page_of_a_translation_says_its_language(wordpress: WordPress) -> None:
    fields = {"title": "Bread", "content": "x", "status": "publish"}
    source, translation = (
        wordpress.ask("POST", "posts", {**fields, "meta": meta})["link"] for meta in ({}, {"_lfnkr_lang": "zh-Hans"})
    )

    assert '<html lang="zh-Hans">' in wordpress.page(translation)
    for link in (source, wordpress.url):
        assert '<html lang="en-US">' in wordpress.page(link)


@pytest.mark.parametrize("guarded", [False, True])
def test_a_title_in_a_list_of_posts_runs_shortcodes_unless_we_write_it(wordpress: WordPress, guarded: bool) -> None:
    title = f"[caption width=300 caption=c{guarded:d}]x[/caption]"
    if guarded:
        post = read_post(b"---\ntitle: Bread\nwordpress:\n  editor: block\n---\n", "a.html", language="en")
        title = str(front_matter_and_body(post.render([title], language="ja"), path="a.html")[0]["title"])
    wordpress.ask("POST", "posts", {"title": title, "content": "x", "status": "publish"})
    content = '<!-- wp:latest-posts {"postsToShow":50} /-->'

    page = wordpress.page(
        wordpress.ask("POST", "pages", {"title": "News", "content": content, "status": "publish"})["link"]
    )

    assert (f'class="wp-caption-text">c{guarded:d}<' in page) is not guarded
    assert (f"[caption width=300 caption=c{guarded:d}]" in html.unescape(page)) is guarded


def test_brought_in_again_a_translation_is_updated(wordpress: WordPress, tmp_path: Path) -> None:
    fields = {"title": "Rain", "content": "x", "status": "publish", "slug": "rain", "date": "2026-03-06T10:00:00"}
    source = wordpress.ask("POST", "posts", fields)
    for title, content in (("Rain", "<p>雨。</p>"), ("大雨", "<p>大雨。</p>"), ("大雨", "<p>大雨。</p>")):
        file = tmp_path / "out.xml"
        file.write_bytes(written([site_item(source, title, content)]))
        wordpress.bring_in(file)

        [post] = wordpress.ask("GET", "posts?context=edit&slug=rain-ja")
        assert (post["title"]["raw"], post["content"]["raw"]) == (title, content)
        assert wordpress.ask("GET", f"posts/{source['id']}?context=edit")["content"]["raw"] == "x"

    exported = wordpress.export().decode()
    assert len(wordpress.ask("GET", f"posts/{post['id']}/revisions?context=edit")) == 1
    assert exported.count(f"<wp:meta_value><![CDATA[{source['id']}]]></wp:meta_value>") == 1


@pytest.mark.parametrize("now", [UTC, JAPAN, None])
def test_dates_come_out_as_they_went_in(now: timezone | None) -> None:
    item = Item(0, date=datetime(2026, 3, 6, 10, tzinfo=now), author="x")

    assert again(item)[0].date == item.date
