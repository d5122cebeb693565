"""Which terms stand in a text: the longest, in whatever form English gives them, contained in Japanese."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.glossary import Glossary, holds
from lfnkr_i18n.model import Term
from tests.timing import cpu

GLOSSARY = Glossary(
    [
        Term({"en": ("refugee",), "ja": ("難民",)}),
        Term({"en": ("refugee status",), "ja": ("難民認定", "難民の地位")}),
        Term({"en": ("asylum seeker",), "ja": ("庇護希望者",)}),
        Term({"en": ("seek asylum",), "ja": ("庇護を求める",)}),
        Term({"en": ("detain",), "ja": ("収容する",)}),
        Term({"en": ("family",), "ja": ("家族",)}),
        Term({"en": ("Human Rights Day",), "ja": ("世界人権デー",)}),
        Term({"en": ("US",), "ja": ("米国",)}),
        Term({"en": ("arms",), "ja": ("武器",)}),
        Term({"en": ("building",), "ja": ("建物",)}),
        Term({"en": ("build",), "ja": ("建てる",)}),
        Term({"en": ("R&D",), "ja": ("研究開発",)}),
        Term({"en": ("LFNKR",)}, keep=True),
        Term({"ja": ("ボランティア",), "en": ("volunteer",)}),
    ]
)


def pieces(text: str, language: str) -> list[str]:
    """What of a text is a term."""
    found = GLOSSARY.occurrences(text, language)
    return [text[one.span.start : one.span.end] for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A refugee came.", ["refugee"], id="as written"),
        pytest.param("Refugees came. REFUGEES!", ["Refugees", "REFUGEES"], id="plural, any case"),
        pytest.param("The refugee's and refugees’ rights", ["refugee's", "refugees’"], id="possessive"),
        pytest.param("She has refugee status.", ["refugee status"], id="the longest"),
        pytest.param("She has refugee\nstatus.", ["refugee\nstatus"], id="over a line's end"),
        pytest.param("asylum-seekers", ["asylum-seekers"], id="hyphen"),
        pytest.param("They were seeking asylum, or sought asylum.", ["seeking asylum", "sought asylum"], id="verb"),
        pytest.param("They came for asylum. Seekers came.", [], id="not over a full stop"),
        pytest.param("Detained, detaining, detains, detainee", ["Detained", "detaining", "detains"], id="-ed, -ing"),
        pytest.param("Two families, one family's", ["families", "family's"], id="-ies"),
        pytest.param("On Human Rights Day and human rights day", ["Human Rights Day"], id="capitals are wanted"),
        pytest.param("ON HUMAN RIGHTS DAY", ["HUMAN RIGHTS DAY"], id="a heading in capitals"),
        pytest.param("The US helped us.", ["US"], id="a word that is another one in lower case"),
        pytest.param("An arm, two arms", ["arms"], id="a plural is no singular"),
        pytest.param("The building was built by building", ["building", "building"], id="itself before its base"),
        pytest.param("In R&D, R & D", ["R&D", "R & D"], id="signs"),
        pytest.param("LFNKR's office", ["LFNKR's"], id="what is not translated"),
        pytest.param("Lfnkr, refugeeism, antirefugee", [], id="parts of words"),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert pieces(text, "en") == expected


def test_the_nearest_form_is_the_one_that_counts() -> None:
    found = GLOSSARY.occurrences("The building we build", "en")
    assert [one.form for one in found] == ["building", "build"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("難民が来た。", ["難民"], id="contained"),
        pytest.param("難民認定者", ["難民認定"], id="the longest"),
        pytest.param("ﾎﾞﾗﾝﾃｨｱとボランティアセンター", ["ﾎﾞﾗﾝﾃｨｱ", "ボランティア"], id="width"),
        pytest.param("LFNKRの事務所、ＬＦＮＫＲ", ["LFNKR", "ＬＦＮＫＲ"], id="Latin letters"),
        pytest.param("困難　民主", [], id="white space parts words"),
        pytest.param("XLFNKR", [], id="part of a Latin word"),
    ],
)
def test_japanese(text: str, expected: list[str]) -> None:
    assert pieces(text, "ja") == expected


def test_regional_languages_use_the_forms_of_their_language() -> None:
    assert [one.form for one in GLOSSARY.occurrences("refugees", "en-GB")] == ["refugee"]
    assert not GLOSSARY.occurrences("refugees", "fr")


@pytest.mark.parametrize(
    ("text", "form", "language", "expected"),
    [
        ("Human rights day", "Human Rights Day", "en", True),
        ("a refugee camp", "refugees", "en", False),
        ("the refugees", "refugee", "en", True),
        ("難民 申請者", "難民申請", "ja", True),
        ("難", "難民", "ja", False),
    ],
)
def test_what_a_translation_holds(text: str, form: str, language: str, *, expected: bool) -> None:
    assert holds(text, [form], language) is expected


def test_forbidden_forms_and_those_that_are_right_for_another_term() -> None:
    migrant = Term({"en": ("migrant",), "ja": ("移民",)}, {"ja": ("不法移民",), "en": ("illegal",)})
    exile = Term({"en": ("exile",), "ja": ("亡命者",)})
    seeker = Term({"en": ("asylum seeker",), "ja": ("庇護希望者",)}, {"ja": ("亡命者",)})
    act = Term({"en": ("Illegal Migration Act",)})
    glossary = Glossary([migrant, exile, seeker, act])
    (found,) = glossary.avoided("不法移民と", "ja")
    assert (found.form, found.terms, found.permitting) == ("不法移民", (migrant,), ())
    (found,) = glossary.avoided("亡命者です", "ja")
    assert (found.terms, found.permitting) == ((seeker,), (exile,))
    assert not glossary.avoided("the Illegal Migration Act", "en")
    assert [one.form for one in glossary.avoided("Illegal!", "en")] == ["illegal"]


def test_hints_for_engines() -> None:
    glossary = Glossary(
        [
            Term({"en": ("refugee",), "ja": ("難民", "避難民")}, {"ja": ("流民",)}, note="As the law says."),
            Term({"en": ("LFNKR",)}, keep=True),
            Term({"en": ("camp",)}, {"ja": ("収容所",)}),
        ]
    )
    hints = glossary.hints(["LFNKR helps refugees.", "A refugee left the camp."], "en", "ja")
    assert [(hint.source, hint.target, hint.others, hint.avoid, hint.keep, hint.note) for hint in hints] == [
        ("LFNKR", "LFNKR", (), (), True, ""),
        ("refugee", "難民", ("避難民",), ("流民",), False, "As the law says."),
        ("camp", "", (), ("収容所",), False, ""),
    ]
    assert glossary.entries("en", "ja") == {"refugee": "難民", "LFNKR": "LFNKR"}
    assert glossary.entries("ja", "en") == {"難民": "refugee", "避難民": "refugee", "LFNKR": "LFNKR"}


@given(st.text(alphabet="refug est’'s-難民ﾎﾞ \n*", max_size=40), st.sampled_from(["en", "ja"]))
def test_occurrences_stand_in_the_text_in_order(text: str, language: str) -> None:
    spans = [one.span for one in GLOSSARY.occurrences(text, language)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_ten_thousand_terms_cost_a_text_no_more_than_ten(language: str) -> None:
    form = "group number {n} of many" if language == "en" else "難民集団{n}号"
    text = (" and ".join(form.format(n=n) for n in range(0, 10_000, 5)) + ".") * 2

    def seconds(count: int) -> float:
        glossary = Glossary(Term({language: (form.format(n=n),)}) for n in range(count))
        glossary.occurrences("x", language)
        return cpu(lambda: glossary.occurrences(text, language))

    assert seconds(10_000) < 10 * seconds(10) + 0.1
