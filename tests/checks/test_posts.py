"""Checks that look at a whole post, and at its images."""

from __future__ import annotations

import pytest

from lfnkr_i18n.checks import PlacedPair, check_pair, post_findings
from lfnkr_i18n.checks.anchors import anchor_of
from lfnkr_i18n.house import HouseStyle
from lfnkr_i18n.model import Pair, Severity
from tests.timing import within

STYLE = HouseStyle(name_forms=True)
Row = tuple[str, str, str]
"""Kind, source and target of a pair."""


def placed(rows: list[Row], source_language: str = "en", target_language: str = "ja") -> list[PlacedPair]:
    return [
        PlacedPair(number, number, Pair(source, target, source_language, target_language, kind, style=STYLE))
        for number, (kind, source, target) in enumerate(rows)
    ]


def said(rows: list[Row]) -> list[tuple[str, int | None]]:
    """Which check speaks of which segment; all of them only warn."""
    found = list(post_findings(placed(rows)))
    assert {finding.severity for finding in found} <= {Severity.WARNING}
    return [(finding.check, finding.segment) for finding in found]


def p(source: str, target: str) -> Row:
    return "paragraph", source, target


LAW = ("heading 2", "What the *law* says", "法律の定め")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([p("[See](#what-the-law-says)", "[参照](#what-the-law-says)"), LAW], [0], id="translated heading"),
        pytest.param([LAW, p("[See](#What-the-law-says)", "[参照](#What-the-law-says)")], [1], id="other case"),
        pytest.param([p("[See](#what-the-law-says)", "[参照](#法律の定め)"), LAW], [], id="the heading's new anchor"),
        pytest.param([p("[See](#law)", "[参照](#law)"), LAW], [], id="an anchor of somebody else's making"),
        pytest.param([p("[See](#top)", "[参照](#top)")], [], id="no heading at all"),
        pytest.param([p("[See](#a)", "[参照](#a)"), ("heading 2", "A", "A")], [], id="a heading that is the same"),
        pytest.param([p("[See](#a)", "[参照](#a)"), ("heading 2", "A", "")], [], id="a heading not translated yet"),
        pytest.param([p("[See](#a)", ""), ("heading 2", "A", "ア")], [], id="a link not translated yet"),
        pytest.param(
            [p("[See](#a)", "[参照](#a)"), ("heading 2", '<a id="a"></a>A', '<a id="a"></a>ア')], [], id="its own id"
        ),
        pytest.param([p("[See](/b#what-the-law-says)", "[参照](/b#what-the-law-says)"), LAW], [], id="other page"),
    ],
)
def test_link_targets(rows: list[Row], expected: list[int]) -> None:
    assert said(rows) == [("link-targets", segment) for segment in expected]


def test_a_heading_of_two_sentences_has_one_anchor() -> None:
    link = Pair("[See](#who-came-how-many)", "[参照](#who-came-how-many)", "en", "ja")
    first, second = (
        Pair(*texts, "en", "ja", "heading 2") for texts in (("Who came?", "誰が？"), ("How many?", "何人？"))
    )
    pairs = [PlacedPair(0, 0, link), PlacedPair(1, 1, first), PlacedPair(2, 1, second)]
    assert [finding.check for finding in post_findings(pairs)] == ["link-targets"]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("The first winter", "the-first-winter"),
        ("Q&A: who, where?", "qa-who-where"),
        ("A `code` name", "a-code-name"),
        ("第1章　はじめに", "第1章はじめに"),
        ("  two  blanks ", "two--blanks"),
    ],
)
def test_anchors_are_those_of_github(heading: str, anchor: str) -> None:
    assert anchor_of([heading]) == anchor


@pytest.mark.parametrize(
    ("source", "target", "speaks"),
    [
        pytest.param("She lives in the north.", "北部（35.6895, 139.6917）に住む。", True, id="coordinates"),
        pytest.param("She lives at 35.6895, 139.6917.", "35.6895, 139.6917に住む。", False, id="the source's own"),
        pytest.param("She lives in the north.", "北緯３５°４１′に住む。", True, id="degrees, full width"),
        pytest.param("She has a passport.", "旅券番号はTK1234567です。", True, id="passport"),
        pytest.param("Her passport is TK1234567.", "旅券番号はTK1234567です。", False, id="passport of the source"),
        pytest.param("She is thirty.", "1994年5月3日生まれ。", True, id="birthday"),
        pytest.param("She is thirty.", "生年月日：1994/5/3", True, id="birthday with a label"),
        pytest.param("She was born on May 3, 1994.", "1994年5月3日生まれ。", False, id="birthday of the source"),
        pytest.param("It was founded on May 3.", "5月3日に設立されました。", False, id="another day"),
        pytest.param("Version 3.11.2, 12.5%", "3.11.2、12.5%", False, id="decimals"),
        pytest.param("The rate was 1.2345.", "率は1.2345、前年は1.1111でした。", False, id="two short decimals"),
        pytest.param("She lives in the north.", "北部の青葉区山手町2-14-3に住む。", True, id="address"),
        pytest.param(
            "She lives in the north.", "北部に住む（〒０１２－３４５６）。", True, id="postal code, full width"
        ),
        pytest.param("Come to 14 Harbour Street.", "ハーバー通り14番地へ。", False, id="address of the source"),
        pytest.param("The town met on May 3, 2024.", "町議会は2024-05-03に開かれた。", False, id="a day after a town"),
        pytest.param("She needs a passport.", "旅券の発給は2024年です。", False, id="a passport and a year"),
    ],
)
def test_personal_data(source: str, target: str, speaks: bool) -> None:
    assert said([p(source, target)]) == ([("personal-data", 0)] if speaks else [])


def test_what_any_sentence_of_the_post_tells_may_be_told() -> None:
    assert said([p("Her birthday was near.", "誕生日が近い。"), p("She is thirty.", "5月3日生まれの30歳。")]) == []


def test_a_span_is_in_the_target() -> None:
    (finding,) = post_findings(placed([p("North.", "北：３５.６８９５，１３９.６９１７")]))
    assert finding.target_span is not None
    assert (finding.target_span.start, finding.target_span.end) == (2, 18)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "piece", ["1.2345, ", "passport A1", "[a](#", "生年月日 ", "![a", "5月3日", "1°", '<img alt="']
)
def test_long_texts_take_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    list(post_findings(placed([p(text, text), ("heading 1", text, text)])))
    alt(text, text)


def alt(source: str, target: str, kind: str = "paragraph") -> int:
    found = check_pair(source, target, source_language="en", target_language="ja", kind=kind)
    return sum(finding.check == "alt" for finding in found)


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        pytest.param("![A lane](a.png) here", "ここに![路地](a.png)", 0, id="translated"),
        pytest.param("![A lane](a.png) here", "ここに![](a.png)", 1, id="missing"),
        pytest.param("![A lane](a.png) here", "ここに![lane.png](a.png)", 1, id="a file's name"),
        pytest.param("![A lane](a.png) here", "ここに![IMG_2034](a.png)", 1, id="a camera's name"),
        pytest.param("![](a.png) here", "ここに![](a.png)", 0, id="the source has none either"),
        pytest.param("![a.png](a.png) here", "ここに![a.png](a.png)", 0, id="the source's is a file's name"),
        pytest.param("![A](a.png) ![B](b.png)", "![](b.png)![あ](a.png)", 1, id="other order"),
        pytest.param("![A][lane] here", "ここに![][lane]", 1, id="reference"),
        pytest.param('<img src="a.png" alt="A lane"> here', 'ここに<img src="a.png" alt="">', 1, id="HTML"),
        pytest.param('<img src="a.png" alt="A lane"> here', 'ここに<img src="a.png" alt="路地">', 0, id="HTML, good"),
    ],
)
def test_alt(source: str, target: str, count: int) -> None:
    assert alt(source, target) == count


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [("A lane", "路地", 0), ("A lane", "lane.jpg", 1), ("lane.jpg", "lane.jpg", 0), ("A lane", "IMG_2034", 1)],
)
def test_alt_of_its_own(source: str, target: str, count: int) -> None:
    assert alt(source, target, "image alt") == count


def name_rows(*texts: tuple[str, str]) -> list[Row]:
    return [p(source, target) for source, target in texts]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            name_rows(("So Clara came.", "クララが来た。"), ("Then Clara left.", "クレーラは去った。")),
            [1],
            id="two forms",
        ),
        pytest.param(
            name_rows(
                ("So Clara came.", "クレーラが来た。"),
                ("Then Clara left.", "クララは去った。"),
                ("Now Clara rests.", "今クララは休む。"),
            ),
            [0],
            id="the usual one is right",
        ),
        pytest.param(
            name_rows(("So Clara came.", "クララが来た。"), ("Then Clara left.", "")), [], id="not translated"
        ),
        pytest.param(
            name_rows(("So Clara came.", "クララが来た。"), ("Then Clara left.", "彼女は去った。")), [], id="left out"
        ),
        pytest.param(
            name_rows(("So Clara came.", "クララが来た。"), ("Then Conor left.", "コナーは去った。")),
            [],
            id="two people",
        ),
        pytest.param(
            name_rows(("Bread is hot.", "ブレッドは熱い。"), ("Bread is cold.", "ブレイドは冷たい。")),
            [],
            id="no names",
        ),
        pytest.param(name_rows(("See `Clara`.", "`クララ`を。"), ("See `Clara`.", "`クレーラ`を。")), [], id="in code"),
    ],
)
def test_name_forms(rows: list[Row], expected: list[int]) -> None:
    assert [one for one in said(rows) if one[0] == "name-forms"] == [("name-forms", segment) for segment in expected]


def test_name_forms_from_japanese() -> None:
    rows = name_rows(("そこへクララが来た。", "So Clara came."), ("クララは去った。", "Then Klara left."))
    (finding,) = post_findings(placed(rows, "ja", "en"))
    assert finding.message == "`クララ` is `Klara` here and `Clara` elsewhere in the post; choose one"


def test_a_long_post_full_of_names_takes_linear_time() -> None:
    rows = name_rows(*[("So Clara and Conor and Martha came.", "クララとコナーとマルタが来た。")] * 2000)
    with within(seconds=10):
        assert said(rows) == []
