"""Markup as inline codes: every kind becomes one, and the text is never another than it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lfnkr_i18n.memory.tmx.codes import Code, Part, Role, coded
from lfnkr_i18n.model import Markup


def shown(parts: list[Part]) -> str:
    """Codes in braces: begin `{1:**`, end `**:1}`, alone `{1 x}`, broken `{1? x}`."""

    def one(part: Part) -> str:
        if isinstance(part, str):
            return part
        return {
            Role.BEGIN: f"{{{part.number}:{part.text}",
            Role.END: f"{part.text}:{part.number}}}",
            Role.ALONE: f"{{{part.number} {part.text}}}",
            Role.BROKEN: f"{{{part.number}? {part.text}}}",
        }[part.role]

    return "".join(map(one, parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("plain", "plain", id="none"),
        pytest.param("a **b** c", "a {1:**b**:1} c", id="bold"),
        pytest.param("***b***", "{1:*{2:**b**:2}*:1}", id="bold and italic"),
        pytest.param("[us](/en/ 'home')", "{1:[us](/en/ 'home'):1}", id="link"),
        pytest.param("[**us**][Foo]", "{1:[{2:**us**:2}][Foo]:1}", id="link by reference"),
        pytest.param("see <https://a.example/>", "see {1:<https://a.example/>:1}", id="address as link"),
        pytest.param("`a*b*`", "{1 `a*b*`}", id="code"),
        pytest.param("fact[^1]", "fact{1 [^1]}", id="footnote"),
        pytest.param("![a](c.png)", "{1:![a](c.png):1}", id="image"),
        pytest.param("<b>x</b><br>", "{1:<b>x</b>:1}{2 <br>}", id="tags"),
        pytest.param("x</i> <b>", "x{1? </i>} {2? <b>}", id="halves"),
        pytest.param("<b>x <i>y</b>", "{1:<b>x {2? <i>}y</b>:1}", id="an unclosed tag within another"),
        pytest.param("{{ page.author }} wrote", "{1 {{ page.author }}} wrote", id="template"),
        pytest.param(r"2 \* 3 &amp; 4", r"2 \* 3 &amp; 4", id="escapes are text"),
    ],
)
def test_parts(text: str, expected: str) -> None:
    assert shown(coded(text, "")[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a *b* <b>c</b><br>", "a *b* {1:<b>c</b>:1}{2 <br>}", id="tags only"),
        pytest.param("<a href='x'>c <i>", "{1? <a href='x'>}c {2? <i>}", id="halves"),
        pytest.param("a<!-- b -->c &amp;", "a{1 <!-- b -->}c &amp;", id="comment"),
        pytest.param("1 < 2", "1 < 2", id="no markup"),
    ],
)
def test_parts_of_html(text: str, expected: str) -> None:
    assert shown(coded(text, "", Markup.HTML)[0]) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param("**a** [b](/x)", "[乙](/x)と**甲**", "{2:[乙](/x):2}と{1:**甲**:1}", id="another order"),
        pytest.param("[b](/en/)", "[乙](/ja/)", "{1:[乙](/ja/):1}", id="the link to the translation"),
        pytest.param("[a](/1) [b](/2)", "[乙](/2)[甲](/1)", "{2:[乙](/2):2}{1:[甲](/1):1}", id="two links"),
        pytest.param("a", "**甲**", "{1:**甲**:1}", id="one more"),
        pytest.param("**a**", "`x`**甲**", "{2 `x`}{1:**甲**:1}", id="one more before"),
        pytest.param("**a** **b**", "**甲**", "{1:**甲**:1}", id="one less"),
    ],
)
def test_a_translations_codes_have_the_numbers_of_the_sources(source: str, target: str, expected: str) -> None:
    assert shown(coded(source, target)[1]) == expected


MARKUP = st.text(alphabet="ab *_`[]()<>!/\\&{}^~\n家", max_size=24)


@given(MARKUP, MARKUP, st.sampled_from(Markup))
def test_joined_the_parts_are_the_text(source: str, target: str, markup: Markup) -> None:
    for text, parts in zip((source, target), coded(source, target, markup), strict=True):
        assert "".join(part if isinstance(part, str) else part.text for part in parts) == text
        codes = [part for part in parts if isinstance(part, Code)]
        begun = [code.number for code in codes if code.role is Role.BEGIN]
        ended = [code.number for code in codes if code.role is Role.END]
        assert sorted(begun) == sorted(ended)
        heads = [code.number for code in codes if code.role is not Role.END]
        assert len(set(heads)) == len(heads)
