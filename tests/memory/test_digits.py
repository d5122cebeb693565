"""Digits are adapted where they correspond one to one, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.memory.digits import adapted, numbers_in, without_digits


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        pytest.param(
            "We helped 15 families.", "We helped 12 families.", "12家族を支援しました。", "15家族を支援しました。",
            id="one number",
        ),
        pytest.param(
            "From 5 to 3 people.", "From 3 to 5 people.", "3人から5人まで。", "5人から3人まで。",
            id="two numbers change places",
        ),
        pytest.param(
            "On September 25 we met.", "On September 24 we met.", "9月24日に会いました。", "9月25日に会いました。",
            id="the month's own number stays",
        ),
        pytest.param(
            "9月24日に15家族と会いました。", "9月24日に12家族と会いました。", "On September 24 we met 12 families.",
            "On September 24 we met 15 families.", id="a number that stays need not be in the target",
        ),
        pytest.param(
            "We helped 15 families.", "We helped 12 families.", "１２家族を支援しました。", "１５家族を支援しました。",
            id="full width stays full width",
        ),
        pytest.param(
            "2,500 people came.", "1,200 people came.", "1200人が来ました。", "2500人が来ました。",
            id="commas as the target writes them",
        ),
        pytest.param(
            "2500人が来ました。", "1200人が来ました。", "1,200 people came.", "2,500 people came.",
            id="commas come where the target has them",
        ),
        pytest.param(
            "See [2021](https://example.org/2021).", "See [2020](https://example.org/2020).",
            "[2020](https://example.org/2020)をご覧ください。", None, id="a number that stands twice",
        ),
        pytest.param("In 2021 we began.", "In 2020 we began.", "令和2年に始めました。", None, id="an era's year"),
        pytest.param(
            "In 2021 we began.", "In 2020 we began.", "2020年（令和2年）に始めました。", None,
            id="a number of the target's own",
        ),
        pytest.param("15 families came.", "12 families came.", "十二家族が来ました。", None, id="kanji numerals"),
        pytest.param("130,000 people fled.", "120,000 people fled.", "12万人が逃れました。", None, id="ten thousands"),
        pytest.param("3月に会います。", "5月に会います。", "We meet in May.", None, id="a month by its name"),
        pytest.param("第3回の集まり", "第4回の集まり", "The 4th meeting", None, id="an ordinal would read 3th"),
        pytest.param("12 of 15 came.", "12 of 12 came.", "12人中12人が来ました。", None, id="which of two is meant"),
        pytest.param("We met 12 families.", "We helped 12 families.", "12家族を支援。", None, id="other words"),
        pytest.param("Same 12.", "Same 12.", "何でも", "何でも", id="equal texts"),
        pytest.param("१५ people", "12 people", "12人", None, id="digits of other scripts are words to us"),
    ],
)  # fmt: skip
def test_adapted(text: str, source: str, target: str, expected: str | None) -> None:
    assert adapted(text, source, target) == expected


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("１２ and 1,200 and 1200", ["12", "1200", "1200"]),
        ("12,34", ["12", "34"]),
        ("2020.4.15", ["2020", "4", "15"]),
        ("十二", []),
    ],
)
def test_numbers(text: str, numbers: list[str]) -> None:
    assert sorted(numbers_in(text).elements()) == sorted(numbers)


WORDS = st.lists(st.sampled_from(["We ", "helped ", "家族", "を", "7", "12", "３", ",", "1,200"]), max_size=12).map(
    "".join
)


@given(WORDS, WORDS, WORDS)
def test_only_digits_of_the_target_change(text: str, source: str, target: str) -> None:
    answer = adapted(text, source, target)
    if answer is not None:
        assert without_digits(answer).replace(",", "") == without_digits(target).replace(",", "")


@given(st.lists(st.integers(10, 99), min_size=4, max_size=4, unique=True))
def test_adapting_there_and_back_is_the_target(numbers: list[int]) -> None:
    first, second, third, fourth = numbers
    source, other = f"{first} of {second}", f"{third} of {fourth}"
    there = adapted(other, source, f"{second}人のうち{first}人")
    assert there == f"{fourth}人のうち{third}人"
    assert adapted(source, other, there) == f"{second}人のうち{first}人"
