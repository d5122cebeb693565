"""The real WordPress of the tests: it starts, holds what it is given, and exports it."""

from __future__ import annotations

import pytest

from tests.wordpress import server
from tests.wordpress.server import WordPress, parse_blocks

BLOCKS = """<!-- wp:paragraph {"align":"center"} -->
<p class="has-text-align-center">Harbour &amp; 港 \U00020bb7</p>
<!-- /wp:paragraph -->"""


@pytest.mark.skipif(not server.parser_installed(), reason=server.MISSING)
def test_blocks_are_those_of_wordpress() -> None:
    [block] = parse_blocks(BLOCKS)

    assert block["blockName"] == "core/paragraph"
    assert block["attrs"] == {"align": "center"}
    assert "港 \U00020bb7" in block["innerHTML"]


def test_site_gives_back_what_it_was_given(wordpress: WordPress) -> None:
    post = wordpress.ask("POST", "posts", {"title": "Harbour & sea", "content": BLOCKS, "status": "publish"})
    again = wordpress.ask("GET", f"posts/{post['id']}?context=edit")

    assert again["content"]["raw"] == BLOCKS
    assert b"<title><![CDATA[Harbour & sea]]></title>" in wordpress.export()
