"""Which language an item is in: what its site says, else what its letters say."""

from __future__ import annotations

import pytest

from lfnkr_i18n.wordpress.languages import language_by_script, language_said
from lfnkr_i18n.wordpress.model import Item, Term
from tests.timing import within

LANGUAGES = ("en", "ja", "zh-Hans", "ko", "fr")
CATEGORIES = {"Japanese": "ja", "oshirase": "ja", "News": "en"}


@pytest.mark.parametrize(
    ("item", "language"),
    [
        pytest.param(Item(1, meta={"_lfnkr_lang": "ja"}), "ja", id="our meta"),
        pytest.param(Item(1, meta={"_lfnkr_lang": "ja_JP"}), "ja", id="a locale"),
        pytest.param(Item(1, terms=(Term("language", "en", "English"),)), "en", id="Polylang's term"),
        pytest.param(Item(1, terms=(Term("language", "de", "Deutsch"),)), "de", id="a language we do not have"),
        pytest.param(Item(5, group={"ja": 4, "en": 5}), "en", id="Polylang's group"),
        pytest.param(Item(1, terms=(Term("category", "x", "Japanese"),)), "ja", id="category by name"),
        pytest.param(Item(1, terms=(Term("category", "oshirase", "お知らせ"),)), "ja", id="category by slug"),
        pytest.param(
            Item(1, terms=(Term("category", "x", "Japanese"), Term("category", "news", "News"))), None, id="at odds"
        ),
        pytest.param(Item(1, meta={"_lfnkr_lang": "en"}, terms=(Term("language", "ja", ""),)), "en", id="ours first"),
        pytest.param(Item(1, terms=(Term("post_tag", "x", "Japanese"),)), None, id="a tag says nothing"),
    ],
)
def test_what_the_site_says(item: Item, language: str | None) -> None:
    assert language_said(item, LANGUAGES, CATEGORIES) == language


@pytest.mark.parametrize("piece", ["<", "<a ", "[a", "[/a ", "https://", "a@", "あ", "a.", "&#", "&amp"])
def test_hostile_texts_take_no_longer(piece: str) -> None:
    with within(seconds=2):
        language_by_script(Item(1, content=piece * 100_000), LANGUAGES)


@pytest.mark.parametrize(
    ("text", "languages", "language"),
    [
        pytest.param("The office is closed.", ("en", "ja"), "en", id="Latin letters"),
        pytest.param("事務局はお休みです。", ("en", "ja"), "ja", id="kana"),
        pytest.param("活動報告", ("en", "ja"), "ja", id="kanji only"),
        pytest.param("活動報告", ("ja", "zh"), None, id="kanji only, and Chinese could be meant"),
        pytest.param("報告はこちら", ("zh", "ja"), "ja", id="kana are not Chinese"),
        pytest.param("사무실은 휴무입니다.", ("en", "ja", "ko"), "ko", id="hangul"),
        pytest.param("The office is closed.", ("en", "fr", "ja"), None, id="two languages in Latin letters"),
        pytest.param(
            "LFNKRのNPO法人化とPCの寄贈について、Web会議でお話しします。", ("en", "ja"), "ja", id="Latin words"
        ),
        pytest.param(
            "Our drive in December (年末年始の活動) went very well, thanks to all of you.",
            ("en", "ja"),
            "en",
            id="a Japanese name",
        ),
        pytest.param("The drive went well. 年末年始の活動は順調でした。", ("en", "ja"), None, id="half and half"),
        pytest.param('<a href="https://example.org/a/long/link/">報告</a>', ("en", "ja"), "ja", id="markup is no text"),
        pytest.param('[caption id="attachment_4" align="left"]寄贈式[/caption]', ("en", "ja"), "ja", id="shortcodes"),
        pytest.param("12 / 2026", ("en", "ja"), None, id="no letters"),
        pytest.param("&#28207;&#12398;", ("en", "ja"), "ja", id="entities"),
    ],
)
def test_what_the_letters_say(text: str, languages: tuple[str, ...], language: str | None) -> None:
    assert language_by_script(Item(1, content=text), languages) == language
