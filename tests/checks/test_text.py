"""The checks of how a translation is written: planted mistakes are found, what looks like one is not."""

from __future__ import annotations

import pytest

from lfnkr_i18n.checks import CHECKS, findings
from lfnkr_i18n.model import Finding, Pair
from tests.checks.cases import OTHER, planted

PLANTED = ("unchanged", "residual", "bare-url", "line-breaks", "stray-characters", "chatter")


def said(check: str, source: str, target: str, language: str = "en", **options: object) -> list[Finding]:
    """What one check says of a pair."""
    pair = Pair(source, target, language, OTHER[language], **options)  # type: ignore[arg-type]  # a row's options
    return list(findings(pair, {check: CHECKS[check]}))


def marked(check: str, source: str, target: str, language: str = "en", **options: object) -> list[str | None]:
    """The pieces of the target that one check points at."""
    spans = [finding.target_span for finding in said(check, source, target, language, **options)]
    return [target[span.start : span.end] if span else None for span in spans]


@pytest.mark.parametrize(("check", "pair"), [(check, pair) for check in PLANTED for pair in planted(check)])
def test_planted_mistakes_are_found(check: str, pair: Pair) -> None:
    assert list(CHECKS[check](pair))


@pytest.mark.parametrize("check", PLANTED)
def test_a_pair_without_a_translation_is_for_the_check_empty(check: str) -> None:
    for target in ("", " \n", "<EMPTY>"):
        assert said(check, "Where did the families go?", target) == []


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        pytest.param("en", "LFNKR News", "LFNKR News", id="a name"),
        pytest.param("en", "Bank of Korea", "Bank of Korea", id="an organisation"),
        pytest.param("en", "Ludwig van B.", "Ludwig van B.", id="a person"),
        pytest.param("en", "pp. 12-14", "pp. 12-14", id="pages"),
        pytest.param("en", "`make all the things`", "`make all the things`", id="code"),
        pytest.param("en", "info@example.org", "info@example.org", id="an address"),
        pytest.param("en", "OK", "ＯＫ", id="letters of another width"),
        pytest.param("ja", "田中一郎", "田中一郎", id="a name in kanji"),
        pytest.param("ja", "2024年", "2024年", id="a year"),
    ],
)
def test_what_stays_the_same_in_every_language(language: str, source: str, target: str) -> None:
    assert said("unchanged", source, target, language) == []


@pytest.mark.parametrize(
    ("language", "source", "target", "pieces"),
    [
        pytest.param("en", "She works for the Bank of Korea now.", "今はthe Bank of Koreaで働く。", [], id="a name"),
        pytest.param("en", "Read the book *a house by the sea*.", "*a house by the sea*を。", [], id="a title"),
        pytest.param("en", 'She said "a house by the sea".', "彼女は「a house by the sea」と。", [], id="quoted"),
        pytest.param("en", "Go [to the list of schools](/a).", "[to the list of schools](/a)へ。", [], id="a link"),
        pytest.param("en", "Type `make all the old things`.", "`make all the old things`と。", [], id="code"),
        pytest.param("en", "We saw a red dog.", "犬a dog was redを見た。", [], id="not the source's words"),
        pytest.param(
            "en", "So we all walked home.", "so we all walked home、と。", ["so we all walked home"], id="left"
        ),
        pytest.param("ja", "東京都庁舎前", "the 東京都庁舎前", ["東京都庁舎前"], id="six kanji"),
        pytest.param("ja", "東京都庁前", "the 東京都庁前", [], id="five kanji"),
        pytest.param("ja", "会の名は東京人権擁護会です。", "It is called 「東京人権擁護会」.", [], id="quoted kanji"),
    ],
)
def test_residual(language: str, source: str, target: str, pieces: list[str]) -> None:
    assert marked("residual", source, target, language) == pieces


@pytest.mark.parametrize(
    ("source", "target", "pieces"),
    [
        ("See https://example.org/a.", "https://example.org/a をご覧ください。", []),
        ("See https://example.org/a.", "<https://example.org/a>をご覧ください。", []),
        ("See [us](https://example.org/a).", "[私たち](https://example.org/a)をご覧ください。", []),
        ("Type `https://example.org/a`.", "`https://example.org/a`と打ちます。", []),
        ("See https://example.org/a.", "参照：https://example.org/a", []),
        ("See https://example.org/a.", "https://example.org/aを参照。", ["https://example.org/aを"]),
    ],
)
def test_bare_url(source: str, target: str, pieces: list[str]) -> None:
    assert marked("bare-url", source, target) == pieces


@pytest.mark.parametrize(
    ("source", "target", "kind", "count"),
    [
        pytest.param("First  \nsecond", "最初  \n次", "paragraph", 0, id="hard break kept"),
        pytest.param("First  \nsecond", "最初、次", "paragraph", 0, id="hard break lost: the check structure says so"),
        pytest.param("A long line", "長い\n行", "paragraph", 0, id="in prose a line's end is a blank"),
        pytest.param("A long line\n", "長い行", "front matter", 0, id="at the end"),
        pytest.param("Type `\\n` here", "ここに`\\n`と打つ", "paragraph", 0, id="in code"),
        pytest.param("First\nsecond", "最初\n次", "front matter", 0, id="kept in a value"),
        pytest.param("First\nsecond", "最初、次", "front matter", 1, id="lost in a value"),
    ],
)
def test_line_breaks(source: str, target: str, kind: str, count: int) -> None:
    assert len(said("line-breaks", source, target, kind=kind)) == count


@pytest.mark.parametrize(
    ("source", "target", "pieces"),
    [
        pytest.param("Hi \U0001f468\u200d\U0001f467", "やあ\U0001f468\u200d\U0001f467", [], id="emoji"),
        pytest.param("A heart \u2764\ufe0f", "ハート\u2764\ufe0f", [], id="a selector"),
        pytest.param("Mr. Katsuragi", "葛\U000e0100城さん", [], id="a variant of a kanji"),
        pytest.param("A\u00a0blank", "空\u00a0白", [], id="a blank that does not break"),
        pytest.param("Soft\u00adhyphen", "ソフト\u00adハイフン", [], id="the source has it too"),
        pytest.param("She visited the “café”.", "彼女は“café”を訪ねた。", [], id="accents and curly quotes"),
        pytest.param("The thread got caught.", "糸が縺れました。", [], id="a rare kanji"),
        pytest.param("What????", "何????", [], id="question marks of the source"),
        pytest.param("We met.", "会い\u200bました。", ["\u200b"], id="zero width"),
    ],
)  # fmt: skip
def test_stray_characters(source: str, target: str, pieces: list[str]) -> None:
    assert marked("stray-characters", source, target) == pieces


def test_what_is_invisible_can_go_and_what_was_lost_cannot() -> None:
    (invisible,) = said("stray-characters", "We met.", "会い\u200bました。")
    (lost,) = said("stray-characters", "We met.", "会い\ufffdした。")
    assert (invisible.replacement, lost.replacement) == ("", None)


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        pytest.param("ja", "もちろん、会いました。", "Sure, we met.", id="sure"),
        pytest.param("ja", "翻訳：田中", "Translation: Tanaka", id="a translator"),
        pytest.param("en", "Translation: Aya T.", "翻訳：アヤ・T", id="a translator in Japanese"),
        pytest.param("en", "Here is the Korean translation of the law.", "以下は法律の韓国語訳です。", id="about one"),
        pytest.param("ja", "写真はここです。", "Here is the photo.", id="here is"),
        pytest.param("en", "Understood.", "承知しました。", id="understood"),
        pytest.param("en", "The following words are hers.", "以下は彼女の言葉です。", id="the following"),
        pytest.param("en", "(Note: names are changed.)", "（注：名前は変えてあります。）", id="a note"),
    ],
)
def test_words_about_translating_may_be_the_source_s(language: str, source: str, target: str) -> None:
    assert said("chatter", source, target, language) == []
