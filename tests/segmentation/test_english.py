"""English: what our layer adds to sentencex. A bar shows where a row is cut."""

from __future__ import annotations

import pytest

from lfnkr_i18n.segmentation import OPAQUE, sentence_spans, split_sentences

BRACKETS = [
    "I was born there. | (I am mixed-race.) | I am tall.",
    "(I am mixed-race.) | I am tall.",
    "(See No. 48 for photos.) | The village is small.",
    "Rice, salt, etc. | (See the list.) | They ran.",
    "At 5 p.m. (Japan time) we left.",
    "We met Acme Inc. (Tokyo) there.",
    "He left.) | She stayed.",
    "He left.) and she stayed.",
    "The report [Photo: a friend.] came late.",
    "He (J. Kim) left. | So (it seems. | Or not they.",
]
QUOTATIONS = [
    "He lives in Washington, D.C. | “I loved it,” he said.",
    "We came from Osaka. | “I loved it,” she said.",
    "“Hello. How are you?” she said. | Then she left.",
    "“He left.” | “Good,” she said.",
    "He said “Go.” | (Nobody did.) | Then we sat.",
    "He met Mr. “Big” Kim.",
    "It’s over.’ | He left.",
]
ABBREVIATIONS = [
    "They saw Ms. Park. | She left.",
    "Call Tel. 03-1234-5678. | We wait.",
    "It costs approx. ¥320,000. | We pay.",
    "He read it in Vol. 3. | It was long.",
    "A survey of Prov. Example was made. | It rained.",
    "K. M. was here. | Kim S. graduated.",
    "Held in Sept. Mr. Lee came.",
    "It was in Sept. 2014. | He came.",
]
LABELS = [
    "Hepatitis is tested in lab C. | Results take a day.",
    "Take vitamin D. | Sleep well.",
    "We asked Kim S. Park about it.",
    "He is in room J. M. Smith booked.",
]
LISTS = [
    "1. Send it. | 2. Wait. | 3. Go.",
    "1) Boil the water. | 2) Add the rice.",
    "a. Send it. | b. Wait.",
    "(1) Send | (2) Wait | (3) Go",
    "i. One is here. | ii. Two is here. | iii. Three.",
    "ii. Two is here. | iii. Three is here. | iv. Four.",
    "II] One is here. | III] Two.",
    "• Send it | • Wait",
    "• 9. item | • 10. item",
    "1. See page 2. | It is long.",
    "1. Send it.",
    "IV. The law.",
]
MARKS = [
    "...and so. | Go.",
    "What?! ... | No.",
    "Great! | 🎉 See you. 🎉",
    "Wow! ! ! | Go",
    "feat!: drop the old form. | Done.",
    "He said no!, then left. | We sat.",
    "It fell.[1] | Then it rose.",
    "Visit www.example.org/a.html. | Write to a.b@example.org. | Thanks.",
    "I use Yahoo! News daily. | You too?",
    f"Run {OPAQUE}. | {OPAQUE} does it. | Done.",
]


@pytest.mark.parametrize("row", BRACKETS + QUOTATIONS + ABBREVIATIONS + LABELS + LISTS + MARKS)
def test_cut(row: str) -> None:
    sentences = row.split(" | ")
    assert split_sentences(row.replace(" | ", " "), "en") == sentences


def test_a_hard_break_is_a_boundary() -> None:
    assert split_sentences("Dear\nfriends and\n\nfamily", "en") == ["Dear", "friends and", "family"]


def test_settings_add_abbreviations_and_names() -> None:
    text = "See Abt. Nord for Wow! Magazine. It is new."
    assert len(split_sentences(text, "en")) == 4
    spans = sentence_spans(text, "en", abbreviations=["Abt."], no_break=["Wow! Magazine"])
    assert [text[span.start : span.end] for span in spans] == ["See Abt. Nord for Wow! Magazine.", "It is new."]


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        pytest.param("fr", "M. Petit est là. Il parle.", ["M. Petit est là.", "Il parle."], id="French"),
        pytest.param("de", "Er kam am 3. Mai. Es war kalt.", ["Er kam am 3. Mai.", "Es war kalt."], id="German"),
        pytest.param("ko", "안녕하세요. 저는 갑니다. 네!", ["안녕하세요.", "저는 갑니다.", "네!"], id="Korean"),
        pytest.param("zh", "你好。今天天气好！", ["你好。", "今天天气好！"], id="Chinese"),
        pytest.param("pt-BR", "Olá. Tudo bem?", ["Olá.", "Tudo bem?"], id="with a region"),
        pytest.param("tlh", "Qapla. Heghlu.", ["Qapla.", "Heghlu."], id="unknown: as English"),
        pytest.param("", "Hello. Go.", ["Hello.", "Go."], id="no language"),
    ],
)
def test_other_languages(language: str, text: str, sentences: list[str]) -> None:
    assert split_sentences(text, language) == sentences
