"""What a translator sees of a post: `files/*.md` with the expected segments beside them, and rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from lfnkr_i18n.formats import read_post
from lfnkr_i18n.house import Unit
from lfnkr_i18n.model import ReadingRules, Segment

FILES = Path(__file__).parent / "files"
LANGUAGES = {"newsletter": "en", "dayori": "ja"}


def shown(segment: Segment) -> str:
    context = f" ({segment.context})" if segment.context else ""
    return f"{segment.line:>3}  {segment.kind}{context}: {segment.source}"


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_whole_post(name: str) -> None:
    post = read_post((FILES / f"{name}.md").read_bytes(), f"{name}.md", language=LANGUAGES[name])
    expected = (FILES / f"{name}.segments").read_text(encoding="utf-8").splitlines()
    assert [shown(segment) for segment in post.segments] == expected


def sources(text: str, language: str = "en", path: str = "post.md", rules: ReadingRules | None = None) -> list[str]:
    return [segment.source for segment in read_post(text.encode(), path, language=language, rules=rules).segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One\ntwo.\n", ["One two."], id="a soft break is a blank"),
        pytest.param("> One\n> two.\n", ["One two."], id="without the prefix of a quote"),
        pytest.param("> `a\n> b`\n", [], id="only code"),
        pytest.param("> See `a\n> b`.\n", ["See `a b`."], id="a break inside code"),
        pytest.param("One  \ntwo\n", ["One", "two"], id="a hard break parts sentences"),
        pytest.param("**One  \ntwo**\n", ["**One  \ntwo**"], id="but stays inside emphasis"),
        pytest.param("*One. Two.* Three.\n", ["*One. Two.*", "Three."], id="no cut inside emphasis"),
        pytest.param("[One. Two.](u) Three.\n", ["[One. Two.](u)", "Three."], id="nor inside a link"),
        pytest.param("<b>One. Two.</b> Three.\n", ["<b>One. Two.</b>", "Three."], id="nor inside a tag pair"),
        pytest.param("One.[^1] Two.\n\n[^1]: N.\n", ["One.[^1]", "Two.", "N."], id="footnote marks go left"),
        pytest.param("One. **Two.**\n", ["One.", "**Two.**"], id="opening stars go right"),
        pytest.param("\\# A \\*b\n", ["\\# A \\*b"], id="escapes stay as written"),
        pytest.param("A &amp; B&nbsp;C\n", ["A &amp; B&nbsp;C"], id="entities stay as written"),
        pytest.param("[Foo] and ![Bar][]\n\n[foo]: /x\n[bar]: /y\n", ["[Foo][Foo] and ![Bar][Bar]"], id="references"),
        pytest.param("As he said [sic] there.\n", ["As he said [sic] there."], id="brackets that are text"),
        pytest.param("2024\n\n***\n\n`code`\n\n<https://a.example>\n", [], id="nothing to translate"),
        pytest.param("[![Door](a.jpg)](/b)\n", ["Door"], id="a picture alone: its alt text"),
        pytest.param("A ![door](a.jpg) here.\n", ["A ![door](a.jpg) here."], id="among words it stays"),
        pytest.param("<img alt='Door' src=a.jpg>\n", ["Door"], id="a picture as a tag"),
        pytest.param("<div>\n<pre>\n\ncode *a*\n\n</pre>\nText\n</div>\n", ["Text"], id="pre over several blocks"),
        pytest.param("<p>A<br>B <code>x y</code></p>\n", ["A", "B <code>x y</code>"], id="raw HTML"),
        pytest.param("<span>\nA b\n</span>\n", ["A b"], id="a tag that makes the line HTML stays out"),
        pytest.param("By {{ page.a }}. More.\n", ["By {{ page.a }}.", "More."], id="templates stay in the sentence"),
        pytest.param("{% raw %}\n# A *b*\n{% endraw %}\n", [], id="the body of a code block of the site builder"),
        pytest.param("A\n{: .note}\n", ["A"], id="attributes"),
        pytest.param(":::note[Read this]\nText\n:::\n", ["Read this", "Text"], id="container with a title in brackets"),
        pytest.param('!!! tip "Read this"\n', ["Read this"], id="admonition"),
        pytest.param("[TOC]\n", [], id="table of contents"),
        pytest.param("*[NGO]: A group\n", ["A group"], id="abbreviation"),
        pytest.param("> [!NOTE] Title\n> Text\n", ["Title", "Text"], id="a quote of a kind with a title"),
        pytest.param("**嬉しい。**次は走る。\n", ["**嬉しい。**", "次は走る。"], id="stars that show are delimiters"),
    ],
)
def test_segments(text: str, expected: list[str]) -> None:
    assert sources(text, "ja" if "次" in text else "en") == expected


def test_a_soft_break_between_cjk_characters_vanishes() -> None:
    assert sources("東京の\n夏は\nhotだ。\n", "ja") == ["東京の夏は hotだ。"]


def test_a_block_can_be_the_unit() -> None:
    assert sources("One. Two.  \nThree.\n", rules=ReadingRules(unit=Unit.BLOCK)) == ["One. Two.  \nThree."]


def test_imports_and_expressions_of_mdx_are_code() -> None:
    text = "import A from './a'\n\nexport const b = 1\n\nHello {b.c} there. {/* not this */}\n"
    assert sources(text, path="post.mdx") == ["Hello {b.c} there. {/* not this */}"]


def test_further_line_markers() -> None:
    assert sources("Text\n%% aside\n", rules=ReadingRules(line_markers=("%%",))) == ["Text", "aside"]


def test_captions_of_shortcodes() -> None:
    rules = ReadingRules(captions={"figure": ("caption",)})
    text = '{{< figure src="a.jpg" caption="A door" >}}\n\nSee {{< figure caption="it" >}} here.\n'
    assert sources(text, rules=rules) == ["A door", 'See {{< figure caption="it" >}} here.']
    assert sources('{{< figure caption="A door" >}}\n') == []
