"""The checks of style: they follow the house where it says something, and are silent where it does not."""

from __future__ import annotations

import pytest

from lfnkr_i18n.checks import CHECKS, findings
from lfnkr_i18n.house import NO_STYLE, HouseStyle
from lfnkr_i18n.model import Finding, Pair, Severity
from tests.checks.cases import OTHER, planted
from tests.timing import within

STYLE = (
    "style-mix", "punctuation", "digit-width", "spacing", "ellipsis", "honorifics", "date-form", "sentence-count",
    "doubled-words",
)  # fmt: skip

FIXED = ("punctuation", "digit-width", "spacing", "ellipsis")
"""Checks whose findings have one right answer."""


def said(
    check: str, style: HouseStyle, source: str, target: str, language: str = "en", kind: str = "paragraph"
) -> list[Finding]:
    """What one check says of a pair in a house."""
    pair = Pair(source, target, language, OTHER[language], kind, style=style)
    return list(findings(pair, {check: CHECKS[check]}))


def fixed(check: str, style: HouseStyle, source: str, target: str, language: str = "en") -> str:
    """The target with every replacement that a check knows."""
    for finding in reversed(said(check, style, source, target, language)):
        assert finding.target_span is not None
        assert finding.replacement is not None
        target = target[: finding.target_span.start] + finding.replacement + target[finding.target_span.end :]
    return target


@pytest.mark.parametrize(("check", "pair"), [(check, pair) for check in STYLE for pair in planted(check)])
def test_planted_mistakes_are_found(check: str, pair: Pair) -> None:
    assert all(finding.severity is Severity.WARNING for finding in findings(pair, {check: CHECKS[check]}))
    assert list(CHECKS[check](pair))


@pytest.mark.parametrize(("check", "pair"), [(check, pair) for check in FIXED for pair in planted(check)])
def test_what_is_replaced_is_as_the_house_writes(check: str, pair: Pair) -> None:
    once = fixed(check, pair.style, pair.source, pair.target, pair.source_language)
    assert once != pair.target
    assert said(check, pair.style, pair.source, once, pair.source_language) == []


@pytest.mark.parametrize(("check", "pair"), [(check, pair) for check in STYLE for pair in planted(check)])
def test_without_a_house_style_nothing_is_said(check: str, pair: Pair) -> None:
    assert said(check, NO_STYLE, pair.source, pair.target, pair.source_language) == []


@pytest.mark.parametrize(
    ("style", "target", "kind"),
    [
        pytest.param(
            HouseStyle(voice="desu-masu"), "「もう終わった。」と彼は言いました。", "paragraph", id="a quotation"
        ),
        pytest.param(HouseStyle(voice="desu-masu"), "家族に会った。", "heading 2", id="a heading"),
        pytest.param(HouseStyle(voice="desu-masu"), "家族との出会い。", "paragraph", id="a noun"),
        pytest.param(HouseStyle(voice="desu-masu"), "お電話ください。", "paragraph", id="ください"),
        pytest.param(HouseStyle(voice="desu-masu"), "すてきなあなた。", "paragraph", id="あなた"),
        pytest.param(HouseStyle(voice="desu-masu"), "家を建てる活動です。", "paragraph", id="in the middle"),
        pytest.param(HouseStyle(voice="de-aru"), "道は閉ざされている。", "paragraph", id="the other house"),
        pytest.param(HouseStyle(voice="de-aru"), "「行きます。」と彼は言った。", "paragraph", id="speech"),
    ],
)
def test_voices_that_are_right(style: HouseStyle, target: str, kind: str) -> None:
    assert said("style-mix", style, "The road is closed.", target, kind=kind) == []


@pytest.mark.parametrize(
    ("style", "language", "target", "right"),
    [
        pytest.param(HouseStyle(punctuation="、。"), "en", "はい,家です.", "はい、家です。", id="ASCII marks"),
        pytest.param(HouseStyle(punctuation="，．"), "en", "はい、家です。", "はい，家です．", id="another house"),
        pytest.param(HouseStyle(punctuation="、。"), "en", "資料(PDF)を。", "資料（PDF）を。", id="brackets in pairs"),
        pytest.param(HouseStyle(punctuation="、。"), "en", "ﾊﾞｽで行く。", "バスで行く。", id="half-width katakana"),
        pytest.param(HouseStyle(punctuation="、。"), "en", "1,500円、3.5キロ、example.jp", None, id="numbers, names"),
        pytest.param(HouseStyle(punctuation="、。"), "en", "UN (WFP) です。", None, id="brackets among Latin"),
        pytest.param(HouseStyle(punctuation="、。"), "en", "`関数(引数)`です。", None, id="code"),
        pytest.param(HouseStyle(punctuation="、。"), "ja", "Yes、it is。", "Yes, it is.", id="in English"),
        pytest.param(HouseStyle(quotes="「」"), "en", '"はい"と“いいえ”', "「はい」と「いいえ」", id="corner quotes"),
        pytest.param(HouseStyle(english_quotes="curly"), "ja", "\"It's\" (\"so\")", "“It’s” (“so”)", id="curly quotes"),
        pytest.param(HouseStyle(english_quotes="straight"), "ja", "“It’s”", "\"It's\"", id="straight quotes"),
        pytest.param(HouseStyle(english_quotes="curly"), "ja", "the '90s", "the ’90s", id="a decade"),
    ],
)  # fmt: skip
def test_punctuation(style: HouseStyle, language: str, target: str, right: str | None) -> None:
    assert fixed("punctuation", style, "-", target, language) == (right or target)


@pytest.mark.parametrize(
    ("style", "language", "target", "right"),
    [
        pytest.param(HouseStyle(ellipsis="……"), "en", "雨...雪・・・風…", "雨……雪……風……", id="dots"),
        pytest.param(HouseStyle(ellipsis="……"), "en", "`a...b`とfoo...bar", None, id="code and names"),
        pytest.param(HouseStyle(dash="――"), "en", "雨—雪──風", "雨――雪――風", id="dashes"),
        pytest.param(HouseStyle(dash="――"), "en", "3―5日、わーーい", None, id="ranges and long vowels"),
        pytest.param(HouseStyle(english_ellipsis="..."), "ja", "Rain… snow", "Rain... snow", id="in English"),
        pytest.param(HouseStyle(english_ellipsis="…"), "ja", "Rain... snow....", "Rain… snow....", id="with a stop"),
    ],
)
def test_dots_and_dashes(style: HouseStyle, language: str, target: str, right: str | None) -> None:
    assert fixed("ellipsis", style, "-", target, language) == (right or target)


@pytest.mark.parametrize(
    ("style", "language", "target", "right"),
    [
        pytest.param(HouseStyle(spacing="none"), "en", "毎日 Twitter を 12 回", "毎日Twitterを12回", id="none"),
        pytest.param(HouseStyle(spacing="space"), "en", "毎日Twitterを12回", "毎日 Twitter を 12 回", id="space"),
        pytest.param(HouseStyle(spacing="none"), "en", "雨 が　　降る", "雨が降る", id="between Japanese"),
        pytest.param(HouseStyle(spacing="none"), "en", "本当？　はい", None, id="behind a question mark"),
        pytest.param(HouseStyle(spacing="none"), "en", "a@example.org まで", None, id="behind an address"),
        pytest.param(HouseStyle(spacing="none"), "en", "`make run` を", None, id="behind code"),
        pytest.param(HouseStyle(spacing="none"), "ja", "Rain  and snow , wind", "Rain and snow, wind", id="in English"),
        pytest.param(HouseStyle(spacing="none"), "ja", "Wait ... what", None, id="dots"),
    ],
)
def test_spacing(style: HouseStyle, language: str, target: str, right: str | None) -> None:
    assert fixed("spacing", style, "-", target, language) == (right or target)


def test_headings_set_blanks_where_they_like() -> None:
    assert said("spacing", HouseStyle(spacing="none"), "Trip, day 2", "調査の旅 2日目", kind="heading 2") == []


@pytest.mark.parametrize(
    ("width", "target", "right"),
    [("half", "１２家族、３．５トン", "12家族、3.5トン"), ("full", "12家族、3.5トン、A4", "１２家族、３．５トン、A4")],
)
def test_digits(width: str, target: str, right: str) -> None:
    assert fixed("digit-width", HouseStyle(digits=width), "-", target) == right  # type: ignore[arg-type]  # a row


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Mr. Tanaka spoke.", "田中さんが話しました。"),
        ("Dr. Tanaka and Ms. Sato spoke.", "田中博士と佐藤さんが話しました。"),
        ("Mr. Tanaka thanked everybody.", "田中さんは皆様に感謝しました。"),
        ("Ms. Sato, the ambassador, spoke.", "佐藤大使が話しました。"),
        ("Tanaka spoke.", "田中が話しました。"),
    ],
)
def test_honorifics_that_are_right(source: str, target: str) -> None:
    assert said("honorifics", HouseStyle(honorifics="さん"), source, target) == []


@pytest.mark.parametrize(
    ("dates", "target"),
    [
        ("western", "令和6年（2024年）4月"),
        ("western", "2024年（令和6年）"),
        ("era", "令和6年（2024年）"),
        ("era", "1990年代"),
    ],
)
def test_both_ways_to_count_years_side_by_side(dates: str, target: str) -> None:
    assert said("date-form", HouseStyle(dates=dates), "April 2024", target) == []  # type: ignore[arg-type]  # a row


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("ja", "They had had no bread, and she knew that that was so."),
        ("ja", "New York, New Zealand"),
        ("en", "そのものの形、日本でできること、共ににぎわい、いろいろ、ますます"),
        ("en", "私ががんばる、なににノーと言うか"),
    ],
)
def test_words_that_may_stand_twice(language: str, target: str) -> None:
    assert said("doubled-words", HouseStyle(doubled_words=True), "-", target, language) == []


def test_one_sentence_more_or_less_is_fine() -> None:
    style = HouseStyle(sentence_count=True)
    assert said("sentence-count", style, "It rained. We waited.", "雨が降り、待ちました。") == []
    assert said("sentence-count", style, "It rained and we waited.", "雨です。待ちました。") == []


EVERYTHING = HouseStyle(
    "desu-masu", "、。", "half", "none", "「」", "curly", "……", "...", "――", "さん", "western",
    sentence_count=True, doubled_words=True,
)  # fmt: skip


@pytest.mark.parametrize("check", STYLE)
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "piece", ["a ", "(", "「", '"', ".", "…", "１", "1", "　", " ", "令和", "を", "あ(", "a' ", "Mr. T "]
)
def test_long_texts_take_linear_time(check: str, language: str, piece: str) -> None:
    text = piece * (20_000 // len(piece))
    with within(seconds=2):
        said(check, EVERYTHING, text, text, language)
