"""The check `numbers`: values are compared, and good translations pass in silence."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.checks import check_pair, english_numbers, japanese_numbers
from lfnkr_i18n.checks.numbers import same_numbers
from lfnkr_i18n.model import Pair
from tests.timing import within


def said(english: str, japanese: str) -> list[str]:
    """What the check says from English to Japanese; the other way round it must find as much."""
    there = list(same_numbers(Pair(english, japanese, "en", "ja")))
    back = list(same_numbers(Pair(japanese, english, "ja", "en")))
    assert len(there) == len(back)
    return [remark.message for remark in there]


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("From 1959 to 1984", "1959年から84年まで"),
        ("versions `<= 0.1.5`", "0.1.5以前"),
        ("at 12:00:00 UTC on 2013-11-22", "2013-11-22 21:00:00（日本時間）に"),
        ("We helped 12 families.", "１２家族を支援しました。"),
        ("We helped 12 families.", "十二家族を支援しました。"),
        ("We helped twelve families.", "12家族を支援しました。"),
        ("1,200 people", "1200人"),
        ("10,000 people", "1万人"),
        ("35,000 people", "3万5千人"),
        ("35,000 people", "3.5万人"),
        ("1.2 million people", "120万人"),
        ("320 million yen", "3億2千万円"),
        ("5 billion yen", "50億円"),
        ("20,000 to 30,000 people", "2〜3万人"),
        ("2 to 3 million people", "200万から300万人"),
        ("half a million people", "50万人"),
        ("a thousand letters", "1000通の手紙"),
        ("three hundred and fifty people", "350人"),
        ("one hundred and two hundred", "100と200"),
        ("Twenty-one days", "21日間"),
        ("the 21st century", "21世紀"),
        ("the twenty-first session", "第21回会期"),
        ("the 3rd trip", "三回目の旅"),
        ("the third trip", "第3回の旅"),
        ("April 15, 2024", "令和6年4月15日"),
        ("In 2019", "令和元年に"),
        ("In 1995", "平成7年に"),
        ("May 1", "5月1日"),
        ("Sept. 24", "9月24日"),
        ("January 14 to 19", "1月14日〜19日"),
        ("2020-05-01", "2020年5月1日"),
        ("3.11", "3月11日"),
        ("9/24", "9月24日"),
        ("in the 1990s", "90年代に"),
        ("in the '90s", "1990年代に"),
        ("in the nineties", "1990年代に"),
        ("2019–20", "2019〜2020年"),
        ("at 5 p.m.", "17時に"),
        ("at 5 p.m.", "午後5時に"),
        ("2 to 4 pm", "14時から16時まで"),
        ("14:00–16:00", "午後2時〜4時"),
        ("3:30", "3時半"),
        ("at noon", "12時に"),
        ("30%", "3割"),
        ("50 percent", "半分"),
        ("one third", "3分の1"),
        ("two-thirds", "3分の2"),
        ("a decade ago", "10年前"),
        ("two decades ago", "20年前"),
        ("a century ago", "100年前"),
        ("half a century", "50年"),
        ("a dozen people", "12人"),
        ("3 dozen eggs", "36個の卵"),
        ("2.5 years", "2年半"),
        ("18 months", "1年半"),
        ("12 months", "一年"),
        ("7 days", "一週間"),
        ("90 minutes", "1時間半"),
        ("48 hours", "二日間"),
        ("both of them", "2人とも"),
        ("They married.", "2人は結婚しました。"),
        ("twice a year", "年2回"),
        ("A family came.", "1家族が来ました。"),
        ("another year", "もう1年"),
        ("teenagers", "10代の若者"),
        ("in her thirties", "30代"),
        ("in her 30s", "三十代"),
        ("COVID-19", "新型コロナ"),
        ("Q3 2020", "2020年第3四半期"),
        ("the G7", "主要7か国"),
        ("100% volunteers", "全員がボランティア"),
        ("24/7", "年中無休"),
        ("+81-3-1234-5678", "03-1234-5678"),
        ("Tom &#38; Aya", "トムとアヤ"),
        ("[a](/2020/05) day", "[ある](/2020/05)日"),
        ("see https://example.org/2020", "参照：https://example.org/2021"),
        ("`a1 2` code", "`a1 2`コード"),
        ("the note[^12]", "注[^12]"),
        ("five or six people", "5、6人"),
        ("a week", "7日間"),
        ("Part II", "その2"),
        ("a tenfold rise", "10倍に増加"),
        ("There are ways to help:", "支援の方法は3つあります。"),
        ("No numbers here", "一緒に、万一、千葉、三重、八百屋"),
    ],
)
def test_good_translations_pass_in_silence(english: str, japanese: str) -> None:
    assert said(english, japanese) == []


@pytest.mark.parametrize(
    ("english", "japanese", "expected"),
    [
        ("We helped 12 families.", "15家族を支援しました。", ["12 in the source, 15 in the translation"]),
        ("We helped 12 families.", "家族を支援しました。", ["the number 12 is missing in the translation"]),
        ("We helped families.", "12家族を支援しました。", ["the number 12 is not in the source"]),
        ("We helped twelve families.", "15家族を支援しました。", ["the number 15 is not in the source"]),
        ("12 families", "十五家族", ["the number 12 is missing in the translation"]),
        ("10,000 people", "10万人", ["10,000 in the source, 10万 in the translation"]),
        ("1.2 million people", "12万人", ["1.2 in the source, 12万 in the translation"]),
        ("35,000 people", "3万6千人", ["35,000 in the source, 3万6千 in the translation"]),
        ("April 15, 2024", "令和5年4月15日", ["2024 in the source, 5 in the translation"]),
        ("April 15", "4月16日", ["15 in the source, 16 in the translation"]),
        ("April 15", "5月15日", ["the number 5 is not in the source"]),
        ("in 2019", "2091年に", ["2019 in the source, 2091 in the translation"]),
        ("at 5 p.m.", "18時に", ["5 in the source, 18 in the translation"]),
        ("30%", "13%", ["30 in the source, 13 in the translation"]),
        ("30%", "3%", ["30 in the source, 3 in the translation"]),
        ("1 of 5", "2つ、5つのうち", ["1 in the source, 2 in the translation"]),
        ("Yen 1,500", "1,550円", ["1,500 in the source, 1,550 in the translation"]),
        ("the 21st century", "20世紀", ["21 in the source, 20 in the translation"]),
        ("two decades", "30年", ["the number 30 is not in the source"]),
        ("12 and 15", "13と16", ["12 in the source, 13 in the translation", "15 in the source, 16 in the translation"]),
    ],
)
def test_planted_mistakes(english: str, japanese: str, expected: list[str]) -> None:
    assert said(english, japanese) == expected


def test_spans_are_in_both_texts() -> None:
    (finding,) = check_pair("We helped 12 families.", "１５家族を支援。", source_language="en", target_language="ja")
    assert finding.check == "numbers"
    assert finding.source_span is not None
    assert finding.target_span is not None
    assert (finding.source_span.start, finding.source_span.end) == (10, 12)
    assert (finding.target_span.start, finding.target_span.end) == (0, 2)


def test_of_other_languages_only_plain_contradictions_are_reported() -> None:
    """We do not know their number words."""
    assert not list(same_numbers(Pair("12 families", "douze familles", "en", "fr")))
    assert [remark.message for remark in same_numbers(Pair("12 families", "13 familles", "en", "fr"))] == [
        "12 in the source, 13 in the translation"
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇二四", 2024),
        ("千二百", 1200),
        ("三千五百万", 35_000_000),
        ("一億二千三百四十五万六千七百八十九", 123_456_789),
        ("百万", 1_000_000),
        ("2億3千万", 230_000_000),
        ("1万2,000", 12_000),
        ("十", 10),
    ],
)
def test_japanese_values(text: str, value: int) -> None:
    assert Fraction(value) in japanese_numbers.values(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three hundred and fifty thousand", 350_000),
        ("one million two hundred thousand", 1_200_000),
        ("ninety-nine", 99),
        ("thirty-eighth", 38),
        ("2.5 million", 2_500_000),
        ("35K", 35_000),
    ],
)
def test_english_values(text: str, value: int) -> None:
    assert Fraction(value) in english_numbers.values(text)


@given(st.integers(2, 10**9))
def test_a_number_is_itself_in_every_form(number: int) -> None:
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for written in (str(number), f"{number:,}", wide, _in_man(number)):
        assert said(f"In all {number:,} things", f"全部で{written}個") == []


def _in_man(number: int) -> str:
    """Write a number as Japanese newspapers do: 3億2万15."""
    parts = []
    for unit, sign in ((10**8, "億"), (10**4, "万"), (1, "")):
        part, number = divmod(number, unit)
        if part:
            parts.append(f"{part}{sign}")
    return "".join(parts)


@given(st.text(alphabet="0123456789,.:/-〇一二十百千万億年月日時半割人 %sphKm'和昭令", max_size=30))
def test_any_text_is_the_same_as_itself(text: str) -> None:
    for language in ("en", "ja", "ko"):
        assert not list(same_numbers(Pair(text, text, language, language)))


@pytest.mark.parametrize(
    "piece",
    ["1", "一", "万", "1万", "1,", "1.", "十1", "1〜", "令和", "one hundred and ", "1-", "百", "1,234", "9 to "],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    with within(seconds=3):
        list(same_numbers(Pair(text, text, "en", "ja")))
