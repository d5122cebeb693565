"""The parser's byte ranges as characters of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.markup.inline_events import definitions, events

LONG = "雪が降りました。😀é" * 50

ROWS = [
    ("Snow *fell*.", ["Snow ", "fell", "."]),
    ("雪が*降りました*。", ["雪が", "降りました", "。"]),
    (f"{LONG}*é*{LONG}", [LONG, "é", LONG]),
    (f"# {LONG}\n\n> {LONG} **冬**\n> a", [LONG, f"{LONG} ", "冬", "a"]),
]


@pytest.mark.parametrize(("text", "shown"), ROWS)
@pytest.mark.parametrize("before", ["", "a", "前"])
def test_ranges_are_characters_of_the_whole_text(text: str, shown: list[str], before: str) -> None:
    whole = before + text
    found = [event for event in events(whole, len(before)) if event[0] == "Text"]
    assert [whole[start:end] for _, start, end, _ in found] == shown
    assert [value for *_, value in found] == shown


@given(st.lists(st.text(st.sampled_from("aé雪😀。 \u3000"), max_size=300).map(str.strip), max_size=8))
def test_every_text_stands_where_its_range_says(texts: list[str]) -> None:
    text = "\n\n".join(f"b{one}" for one in texts)
    for kind, start, end, value in events(text):
        if kind == "Text":
            assert text[start:end] == value


def test_a_definition_behind_long_text() -> None:
    text = f"{LONG}\n\n[基金]: https://example.org/ '冬'\n"
    (found,) = definitions(text)
    assert text[found.start : found.end].strip() == "[基金]: https://example.org/ '冬'"
    assert (found.label, found.title) == ("基金", "冬")
