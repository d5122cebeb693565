"""Which offers a post can be published with."""

from __future__ import annotations

import pytest

from lfnkr_i18n.formats import read_post
from lfnkr_i18n.steps.drafting.saving import Offers, fit

POST = read_post(
    b"# Winter\n\nSee [us](/en/). See *this*. Snow.\n\nSee `code`.\n\n- Tea\n- [Soup](/s)\n", "winter.md", language="en"
)
GOOD = {
    "Winter": "冬",
    "See [us](/en/).": "[私たち](/en/)。",
    "See *this*.": "*これ*。",
    "Snow.": "雪。",
    "See `code`.": "`code`。",
    "Tea": "お茶",
    "[Soup](/s)": "[汁](/s)",
}


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"See `code`.": "コード。"},
        {"See [us](/en/).": "私たち。", "See `code`.": "コード。", "[Soup](/s)": "汁"},
        {"See [us](/en/).": "私たち。", "See *this*.": "これ。"},
        dict.fromkeys(GOOD, "![絵](x.png)"),
    ],
    ids=["none", "one", "several", "two of a block", "all"],
)
def test_only_what_breaks_the_post_is_left_out(bad: dict[str, str]) -> None:
    offers: Offers = {(None, source): (text, "m") for source, text in {**GOOD, **bad}.items()}
    fitting = fit(POST, offers, "ja")
    assert {source for _, source in fitting} == GOOD.keys() - bad.keys()
