"""Reading export files: what a real WordPress wrote, old versions, and what must be refused."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.errors import ExportError
from lfnkr_i18n.wordpress.model import Item
from lfnkr_i18n.wordpress.reader import read_export
from tests.wordpress.exports import HEAD, TAIL, cdata, export, group, item

FILES = Path(__file__).parents[1] / "files" / "wordpress"
JAPAN = timezone(timedelta(hours=9))


def read(data: bytes) -> list[Item]:
    return list(read_export(io.BytesIO(data), shown="export.xml"))


def refusal(data: bytes) -> str:
    with pytest.raises(ExportError) as caught:
        read(data)
    return str(caught.value)


def test_export_of_a_real_site() -> None:
    items = {entry.id: entry for entry in read((FILES / "export.xml").read_bytes())}

    assert [entry.type for entry in items.values()] == ["attachment", "wp_block", *["post"] * 10]
    hard = items[7]
    assert hard.title == 'Hard <em>cases</em>: "quotes", 5 < 7 & ]]>'
    assert hard.content.count("]]>") == 3
    visit = items[6]
    assert visit.date == datetime(2026, 3, 6, 10, tzinfo=JAPAN)
    assert [(term.taxonomy, term.slug, term.name) for term in visit.terms] == [
        ("post_tag", "children-youth", "children &amp; youth"),
        ("category", "news", "News"),
    ]
    assert visit.meta["_thumbnail_id"] == "4"
    assert visit.excerpt == "Twelve volunteers, one day, forty children."
    assert items[12].status == "future"
    assert items[14].slug.startswith("%ef%bc%92")
    assert "\r" not in items[11].content


OLD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:wp="http://wordpress.org/export/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<wp:wxr_version>1.0</wp:wxr_version>
<item><title>Bread &amp; salt</title><dc:creator>aya</dc:creator>
<category><![CDATA[News]]></category><category domain="category" nicename="news"><![CDATA[News]]></category>
<category domain="tag"><![CDATA[sea]]></category><category domain="tag" nicename="sea"><![CDATA[sea]]></category>
<content:encoded><![CDATA[Bread.]]></content:encoded><wp:post_id>3</wp:post_id>
<wp:post_date>2009-05-01 09:00:00</wp:post_date><wp:post_date_gmt>2009-05-01 00:00:00</wp:post_date_gmt>
<wp:post_name>bread</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:comment><wp:comment_content><![CDATA[Nice]]></wp:comment_content><wp:post_type>not mine</wp:post_type></wp:comment>
</item></channel></rss>"""


def test_first_version() -> None:
    [entry] = read(OLD.encode())

    assert (entry.title, entry.content, entry.type) == ("Bread & salt", "Bread.", "post")
    assert [(term.taxonomy, term.slug) for term in entry.terms] == [("category", "news"), ("post_tag", "sea")]
    assert entry.date == datetime(2009, 5, 1, 9, tzinfo=JAPAN)


def test_namespaces_are_those_of_no_plugin() -> None:
    foreign = export(item(1, excerpt="Short.")).replace(b"http://wordpress.org/", b"https://wordpress.org/")

    assert [(entry.id, entry.excerpt) for entry in read(foreign)] == [(1, "Short.")]


def test_titles_and_links_of_plugins_are_not_the_posts() -> None:
    spaces = b'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    plugins = b"<itunes:title>Episode 4</itunes:title><atom:link href='https://harbour.example/feed'/></item>"
    with_them = export(item(1)).replace(b"<rss ", b"<rss " + spaces + b" ").replace(b"</item>", plugins)

    assert read(with_them) == read(export(item(1)))


def test_rss_may_have_a_namespace_of_its_own() -> None:
    named = export(item(1)).replace(b"<rss ", b'<rss xmlns="http://backend.userland.com/rss2" ')

    assert read(named) == read(export(item(1)))


def test_groups_of_translations() -> None:
    row = group("pll_1", {"ja": 4, "en": 5})
    terms = [("language", "ja", "日本語"), ("post_translations", "pll_1", "pll_1")]

    assert [entry.group for entry in read(export(row, item(4, terms=terms), item(6)))] == [{"ja": 4, "en": 5}, {}]


@pytest.mark.parametrize(
    ("local", "gmt", "date"),
    [
        pytest.param("2026-03-06 10:00:00", "2026-03-06 01:00:00", datetime(2026, 3, 6, 10, tzinfo=JAPAN), id="both"),
        pytest.param("2026-03-06 10:00:00", "0000-00-00 00:00:00", datetime(2026, 3, 6, 10), id="a draft has no GMT"),
        pytest.param("0000-00-00 00:00:00", "0000-00-00 00:00:00", None, id="none"),
        pytest.param("2026-03-09 10:00:00", "2026-03-06 01:00:00", datetime(2026, 3, 6, 1, tzinfo=UTC), id="at odds"),
    ],
)
def test_dates(local: str, gmt: str, date: datetime | None) -> None:
    data = export(item(1)).replace(b"2026-03-06 10:00:00", local.encode()).replace(b"2026-03-06 01:00:00", gmt.encode())

    assert read(data)[0].date == date


def test_blank_lines_before_the_declaration_are_skipped_and_counted() -> None:
    assert [entry.id for entry in read(b"\n \r\n" + export(item(1)))] == [1]
    assert refusal(b"\n\n" + HEAD.encode() + b"<item>\x0b").startswith("export.xml:14:7: a control character (U+000B)")


XML = HEAD.replace("\n", " ")
BROKEN = [
    pytest.param(b"", "export.xml: the file is empty", id="empty"),
    pytest.param(b"\x1f\x8b\x08\x00", "export.xml: a compressed file; unpack it first", id="compressed"),
    pytest.param(b"PK\x03\x04zip", "export.xml: a compressed file; unpack it first", id="a zip"),
    pytest.param(b"hello", "export.xml:1:1: not an XML file", id="no XML"),
    pytest.param(
        b"<html><p>Log in</p></html>", "export.xml: not a WordPress export: it begins with <html>", id="a page"
    ),
    pytest.param(
        b"<rss><channel><item/></channel></rss>", "export.xml: not a WordPress export: it names no", id="a feed"
    ),
    pytest.param(export().replace(b">1.2<", b">2.0<"), "export.xml: WXR version 2.0; this program knows", id="version"),
    pytest.param(export(item(1))[:-60], "export.xml:25:20: the file ends too early", id="cut short"),
    pytest.param(export(item(1))[:500], "the file ends too early: it was not saved whole", id="cut short in a text"),
    pytest.param((XML + "<item><title>a ]]> b").encode(), "`]]>` inside a text", id="bare end of CDATA"),
    pytest.param((XML + "<item><title>a&nbsp;b").encode(), "an HTML entity outside CDATA", id="entity"),
    pytest.param(
        (XML + "<item><title>a\n\x1fb").encode(), "export.xml:2:1: a control character (U+001F)", id="control"
    ),
    pytest.param(
        (XML + "<item><title>a&#11;b").encode(), "cannot be in a file of this encoding", id="control by number"
    ),
    pytest.param(XML.encode() + b"<item><title>a\xff\xfe", "cannot be in a file of this encoding", id="not UTF-8"),
    pytest.param(XML.replace("UTF-8", "x-none").encode(), "not an XML file that can be read", id="unknown encoding"),
    pytest.param(
        export(item(1, "é")).replace(b"UTF-8", b"ISO-8859-1"),
        "export.xml:1:1: it says that it is in ISO-8859-1, and is in UTF-8",
        id="another encoding than it says",
    ),
    pytest.param(XML.replace("UTF-8", "UTF-16").encode(), "export.xml:1:", id="UTF-16 it is not"),
    pytest.param(
        (XML + "<item><title><![CDATA[a ]]> <b>c</b></p>]]></title>").encode(),
        "often a `]]>` in a post",
        id="bare end of CDATA before a tag",
    ),
    pytest.param((XML + "<item><title>a</item>").encode(), "not well-formed XML (Opening and ending", id="misnested"),
    pytest.param((XML + "<a>" * 300).encode(), "a text of more than 10 MB, or tags 256 deep", id="too deep"),
    pytest.param(
        XML.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "aaa">]><rss', 1).encode(),
        "export.xml:1:41: it has a DOCTYPE",
        id="entities",
    ),
    pytest.param(XML.replace("<rss", '<!DOCTYPE rss SYSTEM "/etc/passwd"><rss', 1).encode(), "a DOCTYPE", id="DTD"),
]


@pytest.mark.parametrize(("data", "said"), BROKEN)
def test_refused_in_one_line(data: bytes, said: str) -> None:
    message = refusal(data)

    assert said in message
    assert "\n" not in message
    assert message.startswith("export.xml:")


def test_a_number_that_no_post_has_is_none() -> None:
    [found] = read(export(item(7).replace(">7<", ">" + "7" * 5000 + "<")))
    assert found.id == 0


@pytest.mark.parametrize("open_", ["<title>", "<title><![CDATA["])
def test_huge_text_is_refused(open_: str) -> None:
    assert "a text of more than 10 MB" in refusal((XML + "<item>" + open_ + "x" * 50_000_000).encode())


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], include_characters="\t\n"), max_size=40)
    )
)
def test_texts_come_out_as_they_went_in(texts: list[str]) -> None:
    clean = [text.replace("\ufffe", "").replace("\uffff", "") for text in texts]
    items = read(export(*(item(number, "t", text) for number, text in enumerate(clean, start=1))))

    assert [entry.content for entry in items] == clean


def test_other_encodings() -> None:
    data = export(item(1, "港の便り")).replace(b"UTF-8", b"EUC-JP").decode().encode("euc-jp")

    assert read(data)[0].title == "港の便り"


MEASURE = """
import sys
from lfnkr_i18n.wordpress.reader import read_export
print(sum(1 for _ in read_export(open(sys.argv[1], "rb"), shown="big.xml")))
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the measurement needs Linux")
def test_200_megabytes_take_the_memory_of_one_post(tmp_path: Path) -> None:
    big = tmp_path / "big.xml"
    one = item(1, content="<p>Words of a post.</p>\n" * 800).encode()
    with big.open("wb") as stream:
        stream.write(HEAD.encode())
        for _ in range(200_000_000 // len(one)):
            stream.write(one)
        stream.write(TAIL.encode())

    ended = subprocess.run([sys.executable, "-c", MEASURE, big], capture_output=True, check=True, text=True)
    items, kilobytes = map(int, ended.stdout.split())

    assert items == 200_000_000 // len(one)
    assert kilobytes < 60_000


def test_cdata_is_split_as_wordpress_splits_it() -> None:
    assert cdata("a ]]> b") == "<![CDATA[a ]]]]><![CDATA[> b]]>"
