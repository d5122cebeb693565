"""The HTML scanner: slices that lose nothing, cut where a browser's tokenizer cuts."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest
from html5lib._tokenizer import HTMLTokenizer  # type: ignore[import-untyped]
from html5lib.constants import tokenTypes  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.markup.html import TokenKind, tokens
from tests.timing import cpu

LETTERS = [*"<>/=\"'!-?[] \n\ta`é語", " href=", " alt='", ' title="', " Alt=x", " ALT"]
TAGS = ["<b>", "<p", "</p", "<a<b", "<İ", "/>", "</>", "</", "<?x", "<noscript>", "<iframe>", "</iframe>"]
DECLARATIONS = ["<!doctype", "<!DOCTYPE>", "<![CDATA[", "]]>"]
COMMENTS = ["<!--", "-->", "--!>", "<!-->", "<!--->", "<!---!>"]
RAW = ["<script>", "<script", "</script>", "</SCRIPT/", "<style>", "</style", "<xmp>", "</xmp>"]
TITLES = ["<title>", "</title>", "<textarea>", "</textarea/>"]
PIECES = st.sampled_from([*LETTERS, *TAGS, *DECLARATIONS, *COMMENTS, *RAW, *TITLES])
HTML = st.lists(PIECES, max_size=30).map("".join)


HtmlTokens: TypeAlias = list[tuple[str, str, dict[str, str]]]
"""Kind (start, end, text, comment, doctype); tag name or text; attributes."""

KIND = {number: name for name, number in tokenTypes.items()}
RAW_TEXT = dict.fromkeys(("style", "xmp", "iframe", "noembed", "noframes"), "rawtextState")
RCDATA = dict.fromkeys(("title", "textarea"), "rcdataState")
STATES = {**RAW_TEXT, **RCDATA, "script": "scriptDataState", "plaintext": "plaintextState"}


def browser_tokens(text: str) -> HtmlTokens:
    """Return what html5lib's tokenizer, driven as its parser would, sees in `text`; touching texts are joined."""
    tokenizer = HTMLTokenizer(text)
    found: HtmlTokens = []
    for token in tokenizer:
        kind = KIND[token["type"]]
        if kind in ("StartTag", "EmptyTag"):
            found.append(("start", token["name"], first_of_each(token["data"])))
            if state := STATES.get(token["name"]):
                tokenizer.state = getattr(tokenizer, state)
        elif kind == "EndTag":
            found.append(("end", token["name"], {}))
        elif kind in ("Characters", "SpaceCharacters"):
            if found and found[-1][0] == "text":
                found[-1] = ("text", found[-1][1] + token["data"], {})
            else:
                found.append(("text", token["data"], {}))
        elif kind in ("Comment", "Doctype"):
            found.append((kind.lower(), "", {}))
    return found


def first_of_each(attributes: Any) -> dict[str, str]:
    first: dict[str, str] = {}
    for name, value in attributes.items() if hasattr(attributes, "items") else attributes:
        first.setdefault(name, value)
    return first


def ours(text: str) -> HtmlTokens:
    """Say what `tokens` found in the words of the oracle."""
    found: HtmlTokens = []
    for token in tokens(text):
        match token.kind:
            case TokenKind.START:
                values = {item.name: text[item.value_start : item.value_end] for item in token.attributes}
                found.append(("start", token.name, values))
            case TokenKind.END:
                found.append(("end", token.name, {}))
            case TokenKind.TEXT | TokenKind.RAW:
                before = found.pop()[1] if found and found[-1][0] == "text" else ""
                found.append(("text", before + text[token.start : token.end], {}))
            case TokenKind.COMMENT | TokenKind.PROCESSING if text[token.start : token.end] != "</>":
                found.append(("comment", "", {}))
            case TokenKind.DECLARATION:
                found.append(("doctype", "", {}))
    return found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("plain", id="text"),
        pytest.param("<p class=a id='b' title=\"c > d\">x</p>", id="attributes"),
        pytest.param("<a href=x/>y", id="slash in an unquoted value"),
        pytest.param("<br/><br /><br / >", id="self-closing"),
        pytest.param("<a b=1 B=2 b>", id="of two with one name the first counts"),
        pytest.param("<a =b==c =d>", id="equals signs"),
        pytest.param("<a b = 'c'd=e\"f'g>", id="no blank after a quote"),
        pytest.param("<a b= >c", id="no value"),
        pytest.param("<a<b>c", id="bracket in a tag name"),
        pytest.param("a < b <3 </ c></></", id="brackets that open nothing"),
        pytest.param("<P>a</P x=y/>", id="capitals, end tag with attributes"),
        pytest.param("<!--a--><!--><!---><!--a--!>b<!-- <!-- --> -->", id="comments"),
        pytest.param("<!--!>a-->b<!---!>c-->d", id="a bang that ends no comment"),
        pytest.param("<!x><?php 1 > 2 ?><![CDATA[a>b]]>", id="bogus comments"),
        pytest.param("<!DOCTYPE html PUBLIC 'a>b'>c", id="a bracket ends a document type"),
        pytest.param("<title>a<b>&</title >c", id="title"),
        pytest.param("<textarea></textareas></TEXTAREA>x", id="textarea"),
        pytest.param("<script>if (a</b/) '</script>'</script>", id="script ends at the first end tag"),
        pytest.param("<script><!-- <script> </script> --> </script>a", id="script within a comment within a script"),
        pytest.param("<script><!--> <script></script>a", id="a script's comment that closes at once"),
        pytest.param("<style>a > b</style><xmp><b></xmp><noembed><i></noembed>", id="raw text"),
        pytest.param("<noscript><img></noscript>", id="noscript holds markup"),
        pytest.param("a<plaintext><b></plaintext>", id="plaintext never ends"),
        pytest.param("a<p title='b", id="unclosed quote"),
        pytest.param("a<p title", id="unclosed tag"),
        pytest.param("a<!-- b", id="unclosed comment"),
        pytest.param("<title>a<b", id="unclosed title"),
    ],
)
def test_agrees_with_html5lib(text: str) -> None:
    assert ours(text) == browser_tokens(text)


@settings(max_examples=200, deadline=None)
@given(HTML)
def test_agrees_with_html5lib_on_made_up_html(text: str) -> None:
    assert ours(text) == browser_tokens(text)


@settings(max_examples=200, deadline=None)
@given(HTML | st.text())
def test_slices_joined_are_the_text(text: str) -> None:
    found = list(tokens(text))
    assert "".join(text[token.start : token.end] for token in found) == text
    assert all(token.start < token.end for token in found)


@settings(max_examples=200, deadline=None)
@given(HTML)
def test_attributes_lie_within_their_tag(text: str) -> None:
    for token in tokens(text):
        end = token.start
        for item in token.attributes:
            assert end < item.start <= item.value_start <= item.value_end <= item.end < token.end
            assert text[item.start : item.end].lower().startswith(item.name.lower()) or not item.name.isascii()
            end = item.end - 1


def test_offsets_of_a_value() -> None:
    text = '<img src=a.png alt="A boat">'
    alt = next(tokens(text)).attributes[1]
    assert (alt.name, text[alt.value_start : alt.value_end], alt.quote) == ("alt", "A boat", '"')
    assert text[alt.start : alt.end] == 'alt="A boat"'


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("<svg><title><b/></title></svg>", "start start start end end", id="svg: title holds markup"),
        pytest.param("<svg><![CDATA[a > b]]></svg>", "start cdata end", id="svg: CDATA"),
        pytest.param("<svg><style>a<b></style></svg>", "start start text start end end", id="svg: style"),
        pytest.param("<svg><p><![CDATA[a>", "start start comment", id="a paragraph ends svg"),
        pytest.param("<svg><desc><style>a<b></style>", "start start start raw end", id="desc holds HTML"),
        pytest.param("<svg/><style><b>", "start start raw", id="an empty svg"),
        pytest.param("<math><mi><title><b></title>", "start start start raw end", id="mi holds HTML"),
        pytest.param("<svg></p><title><b>", "start end start raw", id="an end tag that ends svg"),
        pytest.param("<math></svg><style>a<b>", "start end start text start", id="an end tag of another"),
    ],
)
def test_svg_and_math_have_rules_of_their_own(text: str, kinds: str) -> None:
    assert [token.kind.value for token in tokens(text)] == kinds.split()


UNITS = ["<", "</", "<!", "<a ", "<a>", '<a b="', "<b x='", "a=", "<a b c", " ", "<a\n", "<!--", "-->", "<![CDATA["]
RAW_UNITS = ["<script>", "<script><!--", "<title>", "<svg>", "</svg>", "<svg><p>", "<math></x>"]


@pytest.mark.parametrize("unit", [*UNITS, *RAW_UNITS])
@pytest.mark.parametrize("head", ["", "<a ", "<script>", "<svg>"])
def test_time_is_linear(head: str, unit: str) -> None:
    """Ten times the text may take twenty times as long: a quadratic rule takes a hundred."""
    small, large = (head + unit * (size // len(unit)) for size in (20_000, 200_000))
    assert cpu(lambda: list(tokens(large))) < 20 * cpu(lambda: list(tokens(small))) + 0.5
