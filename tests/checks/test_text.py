"""The checks of how a translation is written: planted mistakes are found, what looks like one is not."""

from __future__ import annotations

import pytest

from lfnkr_i18n.checks import CHECKS, findings
from lfnkr_i18n.model import Finding, Pair, Span
from tests.checks.cases import OTHER, good, planted
from tests.timing import within

PLANTED = (
    "unchanged",
    "residual",
    "bare-url",
    "line-breaks",
    "stray-characters",
    "chatter",
    "quotes",
    "end-mark",
    "length",
    "look-alikes",
    "ruby",
)


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


@pytest.mark.parametrize(("check", "pair"), [(check, pair) for check in PLANTED for pair in good(check)])
def test_good_translations_pass_in_silence(check: str, pair: Pair) -> None:
    assert list(CHECKS[check](pair)) == []


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


@pytest.mark.parametrize("piece", ["x", "x-", "Ab'"])
def test_a_word_of_any_length(piece: str) -> None:
    with within(seconds=2):  # minutes, while a run of words was looked for from each of its letters
        marked("residual", "We came home.", f"{piece * 50_000}家", "en")


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


@pytest.mark.parametrize(
    ("language", "source", "target", "pieces"),
    [
        pytest.param("en", 'He said "go (now)".', "彼は「行け（今）」と言った。", [], id="nested"),
        pytest.param("en", "It’s the dogs’ home.", "『犬』の家です。", [], id="apostrophes"),
        pytest.param("en", "a) first", "a) 最初", [], id="list letters"),
        pytest.param("en", "The rest: 1) bread and 2) rice", "残り：1) パンと 2) 米", [], id="numbers in a sentence"),
        pytest.param("en", "See (page 12).", "（12ページ）を参照。", [], id="a number in brackets"),
        pytest.param("en", "Great :-) thanks!", "素晴らしい :-) ありがとう！", [], id="a smile"),
        pytest.param("en", "He is 6'2\" tall.", "身長6'2\"です。", [], id="inches"),
        pytest.param("en", "We call it the river of dogs.", "「犬の川」と呼びます。", [], id="Japanese quotes more"),
        pytest.param("en", 'She said "go.', "彼女は「行けと。", [], id="the source does not close it either"),
        pytest.param("en", "See (the [map]).", "（[地図]を参照）", [], id="square brackets"),
        pytest.param("en", "Type `(` here (now).", "ここに`(`と打つ（今）。", [], id="in code"),
        pytest.param("ja", "「川からの手紙」展を開きました。", "We held the exhibition *Letters*.", [], id="a title"),
        pytest.param("en", "The school (a hut) is new.", "その学校（小屋」は新しい。", ["（"], id="closed by another"),
        pytest.param("en", '"Go," she said.', "「行け」と」言った。", ["」"], id="one too many"),
    ],
)
def test_quotes(language: str, source: str, target: str, pieces: list[str]) -> None:
    assert marked("quotes", source, target, language) == pieces


@pytest.mark.parametrize(
    ("language", "source", "target", "kind"),
    [
        pytest.param("en", "Who will help?", "誰が助けるのでしょうか。", "paragraph", id="a question in か"),
        pytest.param("en", "We did it!", "やりました。", "paragraph", id="not so loud"),
        pytest.param("en", "We did it.", "ついに完成。", "paragraph", id="ends in a noun"),
        pytest.param("en", "We met the families.", "家族との出会い", "list item", id="a noun in a list"),
        pytest.param("en", "How you can help", "どうすれば助けられるか？", "paragraph", id="an indirect question"),
        pytest.param("en", "What is a refugee?", "難民とは", "paragraph", id="a question in とは"),
        pytest.param("en", "Who are we?", "私たちについて", "heading 2", id="a heading need not ask"),
        pytest.param("en", "Thank you for coming to see us", "お越しくださりありがとう。", "paragraph", id="no label"),
        pytest.param(
            "en", 'Ask: "Who are we?"', "「私たちは誰？」と問いましょう。", "paragraph", id="a question inside"
        ),
        pytest.param("en", "Bring these things:", "次のものをお持ちください。", "paragraph", id="a colon"),
        pytest.param("en", "We met (in Osaka).", "会いました（大阪で）。", "paragraph", id="a bracket"),
        pytest.param("en", "Where? (In Osaka.)", "どこ？（大阪）", "paragraph", id="a bracket behind the mark"),
        pytest.param("en", "Thank you. 😊", "ありがとうございます。😊", "paragraph", id="an emoji"),
        pytest.param("en", "**We met.**", "**会いました。**", "paragraph", id="emphasis"),
        pytest.param("en", "Letters, Vol. 2, etc.", "手紙 第2巻など", "heading 2", id="an abbreviation"),
        pytest.param("ja", "会いました。", "We met at 5 p.m.", "paragraph", id="an abbreviation ends it"),
        pytest.param("ja", "会いました！", "We met.", "paragraph", id="quieter in English"),
        pytest.param("en", "Tokyo, Japan", "東京、日本", "paragraph", id="no mark at all"),
        pytest.param("en", "2024.", "2024年", "list item", id="a number"),
    ],
)
def test_ends_that_differ_and_are_right(language: str, source: str, target: str, kind: str) -> None:
    assert said("end-mark", source, target, language, kind=kind) == []


def test_a_mark_of_the_other_language_can_be_replaced() -> None:
    (finding,) = said("end-mark", "We went home.", "家に帰りました.")
    assert (finding.target_span, finding.replacement) == (Span(7, 8), "。")
    (finding,) = said("end-mark", "家に帰りました。", "We went home。", "ja")
    assert (finding.target_span, finding.replacement) == (Span(12, 13), ".")


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("en", "We thank you for all of this.", "ありがとう。"),
        ("en", "Thank you!", "このたびは誠にありがとうございました。"),
        ("en", "Write to info@example.org.", "info@example.org までご連絡ください。"),
        ("ja", "世界人権宣言第13条第2項", "Article 13, paragraph 2 of the Universal Declaration of Human Rights"),
        ("en", "Run `make all --with many --and more options`.", "`make all --with many --and more options`を。"),
    ],
)  # fmt: skip
def test_lengths_that_differ_and_are_right(language: str, source: str, target: str) -> None:
    assert said("length", source, target, language) == []


@pytest.mark.parametrize(
    ("source", "target", "pieces"),
    [
        pytest.param("5 µm, π and Ω", "5 μm、πとΩ", [], id="signs"),
        pytest.param("Mr. Иванов came.", "Ивановさんが来た。", [], id="a word in Cyrillic"),
        pytest.param("Her strength as a communicator", "コミュニケーション力アップ", [], id="力 as a word"),
        pytest.param("word of mouth", "カスタマー口コミ", [], id="口コミ"),
        pytest.param("in 3 countries", "3カ国とアジア二カ国", [], id="counters"),
        pytest.param("from Seoul to Busan", "ソウル－プサン間", [], id="a dash between towns"),
        pytest.param("He went by bus.", "ソウルへバスで行った。", [], id="へ as a particle"),
        pytest.param("All toilets", "すべてのトイレ、食べログ", [], id="べ as a syllable"),
        pytest.param("Number one in Asia", "アジア一の川", [], id="一 as a number"),
        pytest.param("a robot for people", "人ロボット", [], id="ロ begins a word"),
        pytest.param("camera", "カメラと力メラ", ["力"], id="力 for カ"),
        pytest.param("to school", "学校ヘ行く", ["ヘ"], id="ヘ for へ"),
        pytest.param("effort", "努カ", ["カ"], id="カ for 力"),
    ],
)
def test_look_alikes(source: str, target: str, pieces: list[str]) -> None:
    assert marked("look-alikes", source, target) == pieces


def test_what_a_look_alike_stands_for() -> None:
    (finding,) = said("look-alikes", "The school", "F\u0430cebookの学校")
    assert (finding.target_span, finding.replacement) == (Span(1, 2), "a")


@pytest.mark.parametrize(
    ("language", "source", "target"),
    [
        ("ja", "<ruby>川<rt>かわ</rt></ruby>", "river"),
        ("ja", "｜川《かわ》は広い。", "The river is wide."),
        ("en", "The river", "<ruby>川<rp>（</rp><rt>かわ</rt><rp>）</rp></ruby>"),
        ("en", "The river", "<ruby>川<rt>かわ</rt>岸<rt>ぎし</ruby>"),
        ("en", "The river bank", "｜川岸《かわぎし》と国境《こっきょう》"),
        ("en", "*Letters*", "《川からの手紙》と《モモ》"),
        ("en", "a | b", "あ | い"),
    ],
)
def test_ruby_is_whole_or_gone(language: str, source: str, target: str) -> None:
    assert said("ruby", source, target, language) == []


@pytest.mark.parametrize("check", PLANTED)
@pytest.mark.parametrize(
    "piece",
    ["a ", "(", "「", '"', "<ruby>", "<ruby>a<rt>b", "《", "ア", "力", "ヘ", "あ", "?", "![", "「)", "縺", "\n", "…"],
)
def test_long_texts_take_linear_time(check: str, piece: str) -> None:
    text = piece * (20_000 // len(piece))
    with within(seconds=1):
        said(check, "We met.", text)
