"""Posts that somebody made to break us: any size takes linear time, any bytes come back, no translation raises."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from lfnkr_i18n.errors import PostError
from lfnkr_i18n.formats import Post, read_post
from tests.timing import cpu, within

# fmt: off
BLOCKS = ["> ", ">", "- ", "1. ", "# ", " ##", "---\n", "===\n", "```\n", "~~~\n", "    ", "\t", "|a|b|\n|-|-|\n",
          "|", "- [ ] "]
INLINE = ["*", "**", "_", "~~", "`", "``", "[", "]", "](u)", "![", "[r]", "[r][]", "][r]", "[^n]", "<http://a.b>",
          "a@b.cd", "$$", "<b>", "</b>", "<br>"]
LINES = ['[r]: /x "t t"\n', "[^n]: note. two.\n", ": d\n", "*[A]: b\n", ":::tip T\n", ":::\n", "[TOC]\n", "[!NOTE]",
         "---\ntitle: x y\n---\n", "import x from 'y'\n"]
CODE = ["<div>", "</div>\n", "<img alt='a b'>", "<!--", "-->", "<pre>", "</pre>", "<script>", '<a href="',
        '<Comp p="q">', "{{ x }}", "{% raw %}", "{% endraw %}", "{", "}", "{/* c */}"]
BREAKS = ["\n", "\n\n", "  \n", "\\\n", "\r\n", "\r", "\u2028", "\x0b", "\x0c", "\x85", "\xa0", "\u3000", "\ufeff",
          "\x00", "\\"]
WORDS = ["a", "b c. D e.", "Hello there. ", "語。", "「本。」", "です", "&amp;", "&", "\\*", "!", "😀", '"']
HOSTILE = ["訳", "# a", "- b", "> c", "| d |", "*e", "`f", "[g", "[訳](v)", "<div>", "<!--", "\\", "***", "==",
           "--- ", "1. h", "a\nb", "a  \nb", "", " ", "    z", "[r]", "[^n]", "[^n]: q", "{{", "{% raw %}", "&",
           "~~~", "```", "<EMPTY>", ":::"]
CONTAINERS = [("> ", "> "), (">", ">"), ("- ", "  "), ("1. > ", "   > "), ("> - ", ">   "), ("[^n]: ", "    "),
              (">\t", ">\t")]
# fmt: on
MARKDOWN = st.lists(st.sampled_from([*BLOCKS, *INLINE, *LINES, *CODE, *BREAKS, *WORDS]), max_size=25).map("".join)
QUICKLY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def made_up_post(data: bytes, path: str = "a.md", *, language: str = "en") -> Post:
    """Read a post; one that happens to begin with broken front matter is no example."""
    try:
        return read_post(data, path, language=language)
    except PostError:
        reject()


def unchanged(post: Post) -> list[bytes]:
    """Return a post rendered without translations, and with translations equal to their sources."""
    equal = [segment.source for segment in post.segments]
    return [post.render([None] * len(equal), language="ja"), post.render(equal, language="ja")]


@QUICKLY
@given(MARKDOWN, st.sampled_from(["a.md", "a.mdx"]), st.sampled_from(["en", "ja"]))
def test_made_up_markdown_comes_back(text: str, path: str, language: str) -> None:
    data = text.encode()
    post = made_up_post(data, path, language=language)
    assert unchanged(post) == [data, data]
    assert post.verify(data) == []
    assert all(segment.source.strip() == segment.source != "" for segment in post.segments)


@QUICKLY
@given(MARKDOWN, st.sampled_from(CONTAINERS), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))
def test_made_up_markdown_comes_back_from_any_container(
    text: str, container: tuple[str, str], line_end: str, mark: str
) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first, further = container
    data = (mark + line_end.join([first + lines[0], *(further + line for line in lines[1:])])).encode()
    assert unchanged(made_up_post(data)) == [data, data]


@QUICKLY
@given(MARKDOWN.filter(lambda text: "\x00" not in text), st.data())
def test_no_translation_raises(text: str, data: st.DataObject) -> None:
    post = made_up_post(text.encode())
    translations: list[str | None] = []
    for segment in post.segments:
        made = data.draw(st.none() | st.sampled_from(HOSTILE))
        translations.append(data.draw(st.sampled_from([made, f"{made}{segment.source}", f"{segment.source}{made}"])))
    rendered = post.render(translations, language="ja")
    post.verify(rendered)
    assert rendered in unchanged(read_post(rendered, "a.md", language="ja"))


@QUICKLY
@given(MARKDOWN, MARKDOWN, st.sampled_from(["a.md", "a.mdx"]))
def test_no_markup_as_translation_raises(text: str, words: str, path: str) -> None:
    post = made_up_post(text.encode(), path, language="ja")
    post.verify(post.render([words.replace("\x00", "")] * len(post.segments), language="en"))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"caf\xe9", id="not UTF-8"),
        pytest.param(b"\xff\xfea\x00", id="UTF-16"),
        pytest.param(b"---\na: " + b"[" * 50_000 + b"\n---\nx", id="YAML: unclosed lists"),
        pytest.param(b"---\na: " + b"[" * 5_000 + b"]" * 5_000 + b"\n---\nx", id="YAML: 5,000 lists deep"),
        pytest.param(b"+++\na = " + b"[" * 5_000 + b"]" * 5_000 + b"\n+++\nx", id="TOML: 5,000 lists deep"),
        pytest.param(b'{"a": ' + b"[" * 5_000 + b"]" * 5_000 + b"}\nx", id="JSON: 5,000 lists deep"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(PostError, match=r"^a\.md:\d+: "):
        read_post(data, "a.md", language="en")


Made = Callable[[int], str]

SIZES: dict[str, tuple[Made, int]] = {
    "one line of letters": (lambda n: "a" * n, 2_000_000),
    "one line of blanks": (lambda n: "a" + " " * n + "b", 2_000_000),
    "sentences": (lambda n: "Go now. " * n, 200_000),
    "Japanese sentences": (lambda n: "行く。" * n, 200_000),
    "open quotations": (lambda n: "「あ。" * n, 200_000),
    "quotes deep": (lambda n: ">" * n + " a", 10_000),
    "lists deep": (lambda n: "- " * n + "a", 10_000),
    "emphasis deep": (lambda n: "*a " * n + "b*" * n, 10_000),
    "emphasis never closed": (lambda n: "*a " * n, 200_000),
    "brackets deep": (lambda n: "[" * n + "a" + "]" * n, 10_000),
    "brackets never closed": (lambda n: "[" * n, 1_000_000),
    "links never closed": (lambda n: "[a](<b" * n, 100_000),
    "images deep": (lambda n: "![" * n + "a" + "](b)" * n, 10_000),
    "code never closed": (lambda n: "`a" * n, 200_000),
    "backticks of all lengths": (lambda n: "".join("`" * i + " " for i in range(n)), 2_000),
    "backslashes": (lambda n: "\\" * n, 1_000_000),
    "ampersands": (lambda n: "&a" * n, 500_000),
    "braces": (lambda n: "{" * n, 1_000_000),
    "templates never closed": (lambda n: "{{ a " * n, 100_000),
    "template blocks never closed": (lambda n: "{% raw %}" * n + " a", 50_000),
    "dollars": (lambda n: "$$" * n, 300_000),
    "e-mail without end": (lambda n: "a" * n + "@", 1_000_000),
    "divs deep": (lambda n: "<div>" * n + "a" + "</div>" * n, 10_000),
    "divs over blank lines": (lambda n: "<div>\n\n" * n + "a\n\n" + "</div>\n\n" * n, 10_000),
    "tags never closed": (lambda n: "x " + "<b>a. " * n, 100_000),
    "angle brackets": (lambda n: "<" * n, 1_000_000),
    "an attribute never closed": (lambda n: '<div a="' + "x" * n, 1_000_000),
    "HTML lines": (lambda n: "<div>\n" + "<p>x\n" * n, 20_000),
    "attribute quotes": (lambda n: '<a b="' * n, 200_000),
    "comments never closed": (lambda n: "x <!--" * n, 100_000),
    "scripts never closed": (lambda n: "<script>\n\n" * n, 30_000),
    "paragraphs": (lambda n: "Hello you.\n\n" * n, 40_000),
    "definitions": (lambda n: "".join(f"[a{i}]: /u{i}\n" for i in range(n)), 50_000),
    "definitions, each used": (
        lambda n: "".join(f"[a{i}]: /u{i}\n" for i in range(n)) + "".join(f"\nSee [a{i}].\n" for i in range(n)),
        10_000,
    ),
    "one reference, many uses": (lambda n: "[a] " * n + "\n\n[a]: /x\n", 50_000),
    "footnotes": (lambda n: "".join(f"x[^{i}]\n\n[^{i}]: Note {i}.\n\n" for i in range(n)), 10_000),
    "table rows": (lambda n: "|a|b|\n|-|-|\n" + "|c.|d|\n" * n, 15_000),
    "table columns": (lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|c" * n + "|\n", 10_000),
    "HTML cells in one line": (lambda n: "<td>a. b</td>" * n, 20_000),
    "hard breaks": (lambda n: "a  \n" * n, 40_000),
    "lone carriage returns": (lambda n: "a\r" * n, 100_000),
    "soft breaks in a quote": (lambda n: "> a b.\n" * n, 100_000),
    "one long front-matter value": (lambda n: "---\ntitle: " + "a b. " * n + "\n---\nx", 200_000),
    "many front-matter values": (lambda n: "---\nitems:\n" + "- title: v w\n" * n + "---\nx", 20_000),
}

TRANSLATIONS = {
    "blanks": "a" + " " * 300_000 + "b",
    "dashes": "-" * 300_000 + "x",
    "brackets": "[" * 50_000,
    "emphasis never closed": "*a" * 50_000,
    "braces": "{{" * 50_000,
}


def seconds(text: str) -> float:
    """Return the CPU time of the whole way: read, render unchanged, render translated, verify."""
    data = text.encode()
    language = "ja" if "。" in text[:100] else "en"

    def travel() -> None:
        post = read_post(data, "a.md", language=language)
        assert post.render([None] * len(post.segments), language="ja") == data
        post.verify(post.render([f"訳{segment.source}" for segment in post.segments], language="ja"))

    return cpu(travel)


@pytest.mark.parametrize("name", SIZES)
def test_eight_times_the_post_takes_no_more_than_sixteen_times_as_long(name: str) -> None:
    """A quadratic rule takes sixty-four times; a quarter of a second is forgiven to small sizes."""
    made, size = SIZES[name]
    assert seconds(made(size // 20)) < 16 * seconds(made(size // 160)) + 0.25


@pytest.mark.slow
@pytest.mark.parametrize("name", SIZES)
def test_full_size_ends_in_seconds(name: str) -> None:
    made, size = SIZES[name]
    assert seconds(made(size)) < 60  # on any machine, however busy


@pytest.mark.parametrize("name", TRANSLATIONS)
def test_translations_of_any_size_too(name: str) -> None:
    post = read_post(b"Hello **you** [a][b] `c` <b>door</b>. Next one.\n\n[b]: /x\n", "a.md", language="en")
    with within(seconds=10):
        post.verify(post.render([TRANSLATIONS[name], *[None] * (len(post.segments) - 1)], language="ja"))
