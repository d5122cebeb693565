"""An HTML post and posts of WordPress's two editors, from source to published, as people type it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.projects import SETTINGS, catalog, translate

PICTURE = b"\xff\xd8\xff\xd9"
"""A JPEG file with nothing in it."""

PAGE = """\
---
title: Tea &amp; talk
---
<h2 class="x">Tea &amp; talk</h2>
<p>We met <b>twelve</b> families.
They <a href="https://example.org/">told us</a> their stories.</p>
<p><img src="door.jpg" alt="A door"></p>
"""
BLOCK = """\
<!-- wp:heading -->
<h2 class="wp-block-heading">Winter drive</h2>
<!-- /wp:heading -->

<!-- wp:more {"customText":"Read on"} -->
<!--more Read on-->
<!-- /wp:more -->

<!-- wp:search {"label":"Search \\u0026 find","showLabel":false} /-->
"""
CLASSIC = """\
Dear friends,

We sent <em>310</em> coats.
Thank you.

[gallery ids="1,2"]
"""
JAPANESE = {
    "Tea & talk": "お茶 & お話",
    "We met <b>twelve</b> families.": "<b>十二</b>の家族に会いました。",
    'They <a href="https://example.org/">told us</a> their stories.': (
        '<a href="https://example.org/">話を聞かせて</a>もらいました。'
    ),
    "A door": "「扉」<1>",
    "Winter drive": "冬の支援",
    "Read on": "続きを読む",
    "Search & find": '"探す" & 見つける',
    "Dear friends,": "皆さま、",
    "We sent <em>310</em> coats.": "コートを<em>310</em>着送りました。",
    "Thank you.": "ありがとうございました。",
}


@pytest.fixture
def html_project(tmp_path: Path) -> Path:
    posts = tmp_path / "source_posts" / "en"
    posts.mkdir(parents=True)
    (tmp_path / "lfnkr.toml").write_text(SETTINGS, "utf-8")
    for name, text in (("page.html", PAGE), ("block.html", BLOCK), ("classic.htm", CLASSIC)):
        (posts / name).write_text(text, "utf-8")
    (posts / "door.jpg").write_bytes(PICTURE)
    return tmp_path


def test_from_source_to_published(lfnkr: Run, html_project: Path) -> None:
    extracted = lfnkr("extract")
    assert extracted.out == (
        "block → ja: 3 added\nclassic → ja: 3 added\npage → ja: 5 added\n3 catalogs of 3 written.\n"
    )
    assert lfnkr("publish", "page").code == 3  # nothing is translated yet
    for post in ("page", "block", "classic"):
        translate(html_project, post, "ja", JAPANESE)
        subprocess.run(
            ["msgfmt", "--check", "-o", "-", catalog(html_project, post, "ja")], check=True, capture_output=True
        )
    checked = lfnkr("check")
    assert (checked.code, checked.out) == (0, "3 catalogs checked: 0 errors, 0 warnings.\n")
    assert lfnkr("publish").code == 0
    published = html_project / "published" / "ja"
    assert (
        (published / "page.html").read_text("utf-8")
        == """\
---
lang: ja
title: お茶 &amp; お話
---
<h2 class="x">お茶 &amp; お話</h2>
<p><b>十二</b>の家族に会いました。<a href="https://example.org/">話を聞かせて</a>もらいました。</p>
<p><img src="door.jpg" alt="「扉」&lt;1&gt;"></p>
"""
    )
    assert (
        (published / "block.html").read_text("utf-8")
        == """\
<!-- wp:heading -->
<h2 class="wp-block-heading">冬の支援</h2>
<!-- /wp:heading -->

<!-- wp:more {"customText":"続きを読む"} -->
<!--more 続きを読む-->
<!-- /wp:more -->

<!-- wp:search {"label":"\\u0022探す\\u0022 \\u0026 見つける","showLabel":false} /-->
"""
    )
    assert (
        (published / "classic.htm").read_text("utf-8")
        == """\
皆さま、

コートを<em>310</em>着送りました。
ありがとうございました。

[gallery ids="1,2"]
"""
    )
    assert (published / "door.jpg").read_bytes() == PICTURE
    assert lfnkr("publish").out == "0 posts published, 0 not ready.\n"


def test_a_lost_tag_is_found_and_not_published(lfnkr: Run, html_project: Path) -> None:
    lfnkr("extract")
    translate(html_project, "page", "ja", JAPANESE | {"We met <b>twelve</b> families.": "*十二*の家族に会いました。"})
    checked = lfnkr("check", "page")
    assert checked.code == 3
    assert "structure: the HTML tag `<b>` is missing in the translation" in checked.out
    assert lfnkr("publish", "page").code == 3
    assert not (html_project / "published").exists()


def test_a_source_that_changes_keeps_its_translations(lfnkr: Run, html_project: Path) -> None:
    lfnkr("extract")
    translate(html_project, "page", "ja", JAPANESE)
    post = html_project / "source_posts" / "en" / "page.html"
    post.write_text(PAGE.replace("&amp;", "&#38;").replace("twelve", "fifteen"), "utf-8")
    assert lfnkr("extract", "page").out.startswith("page → ja: 1 changed\n")
    shown = lfnkr("diff", "page", "-l", "ja").out
    assert "twelve" in shown
    assert "fifteen" in shown
    assert "<b>十二</b>の家族に会いました。" in shown


def test_a_remark_on_a_block_says_where_in_the_source(lfnkr: Run, html_project: Path) -> None:
    post = html_project / "source_posts" / "en" / "block.html"
    post.write_text(f'{BLOCK}\n<!-- wp:block {{"ref":5}} /-->\n', "utf-8")
    lfnkr("extract", "block")
    line = BLOCK.count("\n") + 2
    assert f"warning blocks: line {line} of the source: reusable block 5 is a post of its own" in lfnkr("check").out
