"""What each check says of a pair, as rows: wrong ones by the check that speaks, good ones in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from lfnkr_i18n.checks import CHECKS, check_pair, findings
from lfnkr_i18n.model import Finding, Pair
from tests.timing import within

GOOD = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parents[1] / "files/checks/good_pairs.tsv").read_text("utf-8").splitlines()
]
OTHER = {"en": "ja", "ja": "en"}


HERE = {"empty", "structure", "urls", "emphasis", "wrong-script"}
"""The checks that this file is about; the others have files of their own."""


def found(source: str, target: str, language: str = "en", **options: object) -> list[tuple[str, str]]:
    """The checks of this file that speak, each with its severity's first letter."""
    return [(f.check, f.severity[0]) for f in all_found(source, target, language, **options) if f.check in HERE]


def all_found(source: str, target: str, language: str = "en", **options: object) -> list[Finding]:
    pair = Pair(source, target, language, OTHER[language], **options)  # type: ignore[arg-type]  # a row's options
    return list(findings(pair))


@pytest.mark.parametrize(("language", "source", "target"), GOOD)
def test_good_pairs_pass_in_silence(language: str, source: str, target: str) -> None:
    assert all_found(source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param("See [us](/a).", "私たちをご覧ください。", ["structure"], id="lost link"),
        pytest.param("See us.", "[私たち](/a)をご覧ください。", ["structure"], id="link of the target's own"),
        pytest.param("![Map](a.png) here", "ここに地図", ["structure"], id="lost image"),
        pytest.param("Type `make run`.", "`make rum`と打ちます。", ["structure", "structure"], id="changed code"),
        pytest.param("Type `make`.", "makeと打ちます。", ["structure"], id="code without its marks"),
        pytest.param("Note[^1] this.", "ご注意ください。", ["structure"], id="lost footnote"),
        pytest.param("Note[^1] this.", "ご注意ください[^2]。", ["structure"] * 2, id="other footnote"),
        pytest.param("By {{ page.author }}.", "著者より。", ["structure"], id="lost template code"),
        pytest.param("<b>We</b> met.", "私たちは会いました。", ["structure"] * 2, id="lost tags"),
        pytest.param('<i class="x">We</i>', '<i class="y">私たち</i>', ["structure"] * 2, id="changed attribute"),
        pytest.param('<a title="We">a</a> b', '<a title="私たち">あ</a>', [], id="a text attribute may differ"),
        pytest.param("First<br>second", "第一、第二", ["structure"], id="lost line break tag"),
        pytest.param("First  \nsecond", "最初、次", ["structure"], id="lost hard break"),
        pytest.param("[a](/a) and [b](/b)", "[い](/b)と[あ](/a)", [], id="links change order"),
        pytest.param("See [Foo][foo].", "[フー][foo]をご覧ください。", [], id="reference link"),
        pytest.param("See [Foo][foo].", "[フー]をご覧ください。", ["structure"], id="lost label"),
        pytest.param("<https://a.example>", "[例](https://a.example)", ["structure"] * 2, id="autolink as a link"),
        pytest.param('See [us](/a "Home").', '[私たち](/a "家")へ。', [], id="a title's words may differ"),
        pytest.param('See [us](/a "Home").', "[私たち](/a)へ。", ["structure"] * 2, id="lost title"),
    ],
)  # fmt: skip
def test_structure(source: str, target: str, expected: list[str]) -> None:
    assert [check for check, _ in found(source, target)] == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param("See [us](/en/a).", "[私たち](/en/b)へ。", [("urls", "e")], id="other address"),
        pytest.param("See [us](/en/a).", "[私たち](/ja/a)へ。", [], id="a pair of the link map"),
        pytest.param("See [us](/en/a).", "[私たち](/en/a)へ。", [], id="the source's own: publishing maps it"),
        pytest.param("See [us](/english).", "[私たち](/jaglish)へ。", [("urls", "e")], id="no prefix of the map"),
        pytest.param("See https://example.org/x.", "https://example.org/xを参照。", [], id="bare, text right after"),
        pytest.param("See https://example.org/x.", "参照：https://example.org/y", [("urls", "e")], id="other"),
        pytest.param('<a href="/a">We</a>', '<a href="/b">私たち</a>', [("urls", "e")], id="in a tag"),
        pytest.param('<a href="/en/a">We</a>', '<a href="/ja/a">私たち</a>', [], id="in a tag, mapped"),
        pytest.param("[a](/x) [b](/x)", "[あ](/x)といい", [("structure", "e")], id="one of two"),
        pytest.param("[a](/%E6%97%A5)", "[あ](/日)", [], id="percent-encoded"),
        pytest.param("Type `https://a.example`.", "`https://a.example`と打つ。", [], id="in code"),
        pytest.param("[a](/en/x) [b](/ja/x)", "[あ](/ja/x) [い](/ja/x)", [], id="one mapped, one as it was"),
        pytest.param("[a](#how-to-help)", "[あ](#できること)", [], id="a heading's anchor is translated"),
        pytest.param("[a](/en/x/#how)", "[あ](/ja/x/#方法)", [], id="a heading of another page"),
        pytest.param("[a](/en/x/#how)", "[あ](/ja/y/#方法)", [("urls", "e")], id="another page"),
        pytest.param("[a](/x#how)", "[あ](/x)", [("urls", "e")], id="lost anchor"),
        pytest.param("[a](https://a.example/#b)", "[あ](https://a.example/#c)", [("urls", "e")], id="not ours"),
        pytest.param("[a]({% link en/x.md %})", "[あ]({% link ja/x.md %})", [], id="mapped in template code"),
        pytest.param("{% link en/x.md %}", "{% link ja/y.md %}", [("structure", "e")] * 2, id="other page there"),
    ],
)  # fmt: skip
def test_urls(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert found(source, target, links={"/en/": "/ja/"}) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param("This is **key** news.", "これは**「重要」**なお知らせ。", [("emphasis", "w")], id="stars show"),
        pytest.param("**Give.** Everyone", "**ご寄付。**皆様", [("emphasis", "w")], id="stars show after a full stop"),
        pytest.param("This is **key** news.", "これは<strong>「重要」</strong>なお知らせ。", [], id="a tag instead"),
        pytest.param("This is **key** news.", "これは重要なお知らせ。", [("emphasis", "e")], id="lost"),
        pytest.param("This is key news.", "これは**重要**なお知らせ。", [("emphasis", "e")], id="added"),
        pytest.param("**a** b *c*", "*あ* い **う**", [], id="other order"),
        pytest.param("**a**", "*あ*", [("emphasis", "w")], id="strong became emphasis"),
        pytest.param("***a***", "**あ**", [("emphasis", "w")], id="both became strong"),
        pytest.param("**a** *b*", "**あ** **い**", [("emphasis", "w")], id="one of two became strong"),
        pytest.param("~~a~~ b", "あ b", [("emphasis", "e")], id="lost strike-out"),
        pytest.param("2 * 3 and **so**", "2 * 3と**そう**", [], id="a star that is one"),
        pytest.param("2 * 3 and **so**", "2 * 3とそう", [("emphasis", "e")], id="a star that is one is no repair"),
    ],
)  # fmt: skip
def test_emphasis(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert found(source, target) == expected


@pytest.mark.parametrize(
    ("target", "alone", "expected"),
    [
        pytest.param(" \n", True, ["empty"], id="white space"),
        pytest.param("", True, ["empty"], id="nothing"),
        pytest.param("<EMPTY>", True, ["empty"], id="deliberately nothing, alone"),
        pytest.param("<EMPTY>", False, [], id="deliberately nothing, beside another sentence"),
        pytest.param("<!-- later -->", True, ["empty"], id="nothing that shows"),
        pytest.param("はい。", True, [], id="text"),
    ],
)
def test_empty(target: str, alone: bool, expected: list[str]) -> None:
    assert [check for check, _ in found("Yes.", target, alone=alone) if check == "empty"] == expected


@pytest.mark.parametrize(
    ("language", "source", "target", "expected"),
    [
        pytest.param("en", "We met the families.", "We met the families.", True, id="left in English"),
        pytest.param("en", "We met the families.", "1 2 3", True, id="no letters"),
        pytest.param("en", "Thank you.", "Merci.", True, id="a short sentence in another language"),
        pytest.param("en", "LFNKR Newsletter 12", "LFNKR Newsletter 12", False, id="a name"),
        pytest.param("en", "info@example.org", "info@example.org", False, id="a mail address"),
        pytest.param("en", "See https://example.org/a-b", "https://example.org/a-b", False, id="an address"),
        pytest.param("en", "`make all the things`", "`make all the things`", False, id="code"),
        pytest.param("en", "pp. 12-14", "pp. 12-14", False, id="an abbreviation"),
        pytest.param("en", '— Aya, ["How we live"](/a)', '— Aya, ["How we live"](/a)', False, id="a title cited"),
        pytest.param("en", '["How we live"](/a) is out.', '["How we live"](/a) is out.', True, id="what is said of it"),
        pytest.param("en", "2020", "2020", False, id="a number"),
        pytest.param("ja", "家族に会いました。", "家族に会いました。", True, id="left in Japanese"),
        pytest.param("ja", "家族に会いました。", "We met 家族に.", True, id="a rest of Japanese"),
        pytest.param("ja", "「家族」に会いました。", 'We met "かぞく" (カゾク).', False, id="quoted"),
        pytest.param("ja", "金さん", "Mr. Kim (김)", False, id="in parentheses"),
        pytest.param("ja", "金さん", "Mr. 김", True, id="hangul"),
        pytest.param("ja", "田中さん", "Mr. 田中", False, id="kanji of a name"),
        pytest.param("ja", "[こちら](/ほん)へ", "Go [here](/ほん)", False, id="in an address"),
        pytest.param("ja", "家族に会いました。", "12 people", False, id="English needs no special letter"),
    ],
)
def test_wrong_script(language: str, source: str, target: str, expected: bool) -> None:
    assert ("wrong-script" in [check for check, _ in found(source, target, language)]) == expected


def test_other_languages() -> None:
    pair = Pair("We met the families.", "家族に会いました。", "en", "zh")
    assert list(findings(pair)) == []
    korean = Pair("We met the families.", "家族に会いました。", "en", "ko-KR")
    assert [finding.check for finding in findings(korean)] == ["wrong-script"]
    kept = Pair("The word ふるさと means home.", "Le mot ふるさと veut dire foyer.", "en", "fr")
    assert list(findings(kept)) == []


def test_spans_are_characters_of_source_and_target() -> None:
    (missing,) = (f for f in all_found("家族と`code`に", "with families", "ja") if f.check == "structure")
    assert missing.source_span is not None
    assert "家族と`code`に"[missing.source_span.start : missing.source_span.end] == "`code`"
    (extra,) = (f for f in all_found("with families", "家族と`code`に", "en") if f.check == "structure")
    assert extra.target_span is not None
    assert "家族と`code`に"[extra.target_span.start : extra.target_span.end] == "`code`"


def test_untranslated_pairs_are_for_the_gates() -> None:
    assert [
        finding.check for finding in check_pair("[a](/b) **c**", "", source_language="en", target_language="ja")
    ] == ["empty"]


def test_of_several_links_the_one_that_is_lost_is_named_once() -> None:
    found = check_pair(
        "[a](/a), [b](/b), [c](/c)", "[あ](/a)、い、[う](/c)", source_language="en", target_language="ja"
    )
    assert [finding.message for finding in found] == ["the link to `/b` is missing in the translation"]


def test_only_the_checks_that_were_asked_for_speak() -> None:
    pair = Pair("See [us](/a).", "We see.", "en", "ja")
    assert {finding.check for finding in findings(pair)} >= {"structure", "wrong-script"}
    assert {finding.check for finding in findings(pair, {"urls": CHECKS["urls"]})} == {"urls"}


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1,",
        "[a](/b) ",
        "`a` ",
        "*a* ",
        "**",
        "<b>a</b> ",
        "https://a.example ",
        "「",
        '"',
        "a@",
        "a.",
        "[",
        "![",
        "\\",
        "あ",
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    with within(seconds=3):
        found = all_found(text, text)
    assert "structure" not in [finding.check for finding in found]
