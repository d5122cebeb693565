"""The checks that ask the glossary: where they speak, what they point at, and when they know better."""

from __future__ import annotations

import pytest

from lfnkr_i18n.checks import CHECKS, check_pair, findings
from lfnkr_i18n.glossary import Glossary
from lfnkr_i18n.model import NO_TERMS, Finding, Pair, Severity, Term

GLOSSARY = Glossary(
    [
        Term({"en": ("refugee",), "ja": ("難民",)}, {"ja": ("不法移民",), "en": ("illegal migrant",)}),
        Term({"en": ("refugee status",), "ja": ("難民認定", "難民の地位")}),
        Term({"en": ("exile",), "ja": ("亡命者",)}),
        Term({"en": ("asylum seeker",), "ja": ("庇護希望者",)}, {"ja": ("亡命者",)}),
        Term({"en": ("shelter",)}),
        Term({"en": ("LFNKR",)}, keep=True),
        Term({}, {"en": ("the poor",), "ja": ("貧民",)}),
    ]
)


def said(check: str, source: str, target: str, language: str = "en") -> list[Finding]:
    other = "ja" if language == "en" else "en"
    return list(findings(Pair(source, target, language, other, terms=GLOSSARY), {check: CHECKS[check]}))


def test_a_term_is_pointed_at_where_it_stands_in_the_source() -> None:
    (finding,) = said("glossary", "He has **refugee** status; a refugee rests.", "彼は避難者です。難民ではない。")
    assert finding.severity is Severity.WARNING
    assert finding.source_span is not None
    assert (finding.source_span.start, finding.source_span.end) == (9, 25)
    assert finding.message == (
        "`refugee status` is `難民認定` or `難民の地位` in the glossary; the translation says something else"
    )


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param("Two refugees, a refugee", "二人の難民と一人の難民", id="several times"),
        pytest.param("The refugee status", "難民認定", id="the longest alone is asked for"),
        pytest.param(
            "`refugee` and <https://example.org/refugee>", "`refugee`と<https://example.org/refugee>", id="code"
        ),
        pytest.param("[us](/refugee) {{ refugee }}", "[私たち](/refugee) {{ refugee }}", id="addresses, templates"),
        pytest.param("The shelter is open.", "家は開いています。", id="nobody said what it is called"),
        pytest.param("A refugee came.", "", id="not translated"),
        pytest.param("A refugee came.", "<EMPTY>", id="left out on purpose"),
    ],
)
def test_the_glossary_is_silent(source: str, target: str) -> None:
    assert said("glossary", source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "pieces"),
    [
        pytest.param("They came.", "不法移民が来た。", ["不法移民"], id="brought in"),
        pytest.param('He said "illegal migrants".', "「不法移民」と言った。", [], id="the author's word"),
        pytest.param("A refugee came.", "不**法移**民が来た。", ["不**法移**民"], id="through markup"),
        pytest.param("The asylum seeker came.", "亡命者が来た。", ["亡命者"], id="right for something else"),
        pytest.param("The exile came.", "亡命者が来た。", [], id="right here"),
        pytest.param("The asylum seeker and the exile", "庇護希望者と亡命者", [], id="both"),
        pytest.param("The poet came.", "亡命者が来た。", [], id="right or wrong: nobody knows"),
        pytest.param("They have nothing.", "貧民です。", ["貧民"], id="a row without a term"),
    ],
)
def test_forbidden_terms(source: str, target: str, pieces: list[str]) -> None:
    found = said("forbidden-terms", source, target)
    assert {finding.severity for finding in found} <= {Severity.ERROR}
    spans = [finding.target_span for finding in found]
    assert [target[span.start : span.end] for span in spans if span] == pieces


def test_what_to_write_instead() -> None:
    (finding,) = said("forbidden-terms", "They came.", "不法移民が来た。")
    assert finding.message == "the glossary forbids `不法移民`; write `難民`"
    (finding,) = said("forbidden-terms", "何もない人たち。", "The poor.", "ja")
    assert finding.message == "the glossary forbids `the poor`"


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("LFNKR came.", "LFNKRが来た。", 0),
        ("LFNKR came.", "ＬＦＮＫＲが来た。", 0),
        ("LFNKR and LFNKR came.", "LFNKRが来た。", 0),
        ("LFNKR came.", "lfnkrが来た。", 1),
        ("LFNKR came.", "LFNKRSが来た。", 1),
        ("LFNKR came.", "基金が来た。", 1),
        ("`LFNKR` came.", "それが来た。", 0),
    ],
)
def test_do_not_translate(source: str, target: str, count: int) -> None:
    found = said("do-not-translate", source, target)
    assert [finding.severity for finding in found] == [Severity.ERROR] * count


def test_without_a_glossary_nothing_is_asked() -> None:
    assert not NO_TERMS
    languages = {"source_language": "en", "target_language": "ja"}
    assert check_pair("A refugee came.", "避難者が来た。", **languages) == []  # type: ignore[arg-type]  # two words
    (finding,) = check_pair("A refugee came.", "避難者が来た。", **languages, terms=GLOSSARY)  # type: ignore[arg-type]
    assert finding.check == "glossary"


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        pytest.param("ふるさと便りを読む。", "Read ふるさと便り.", "ja", id="kana in English"),
        pytest.param("ふるさと便り", "ふるさと便り", "ja", id="all of it"),
        pytest.param("a house by the sea", "a house by the sea", "en", id="a title in lower case"),
        pytest.param("He read a house by the sea.", "彼はa house by the seaを読んだ。", "en", id="left on purpose"),
    ],
)
def test_what_is_not_translated_is_no_residue(source: str, target: str, language: str) -> None:
    kept = Glossary([Term({"ja": ("ふるさと便り",)}, keep=True), Term({"en": ("a house by the sea",)}, keep=True)])
    other = "ja" if language == "en" else "en"
    found = list(findings(Pair(source, target, language, other, terms=kept)))
    assert found == []
    assert list(findings(Pair(source, target, language, other))) != []
