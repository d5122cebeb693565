from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import yaml

from lfnkr_i18n.errors import PostError
from lfnkr_i18n.formats.front_matter import Syntax, find, read, with_keys, yaml_text
from tests.timing import within


def values_of(post: str) -> list[tuple[str, str]]:
    front = read(post.encode(), path="post.md")
    return [(value.path, value.text) for value in front.values] if front else []


def retitled(post: str, text: str) -> str:
    data = post.encode()
    front = read(data, path="post.md")
    assert front is not None
    (value,) = front.values
    return (data[: value.span.start] + front.replacement(value, text) + data[value.span.end :]).decode()


@pytest.mark.parametrize(
    ("post", "syntax", "inner", "body"),
    [
        pytest.param("---\na: 1\n---\nText", Syntax.YAML, "a: 1\n", "Text", id="YAML"),
        pytest.param("---\na: 1\n...\nText", Syntax.YAML, "a: 1\n", "Text", id="YAML closed by dots"),
        pytest.param("--- \na: 1\n---\t\nText", Syntax.YAML, "a: 1\n", "Text", id="blanks after the delimiters"),
        pytest.param("---\n---\nText", Syntax.YAML, "", "Text", id="empty"),
        pytest.param("---\r\na: 1\r\n---\r\nText", Syntax.YAML, "a: 1\r\n", "Text", id="CRLF"),
        pytest.param("---\ra: 1\r---\rText", Syntax.YAML, "a: 1\r", "Text", id="lone CR"),
        pytest.param("\ufeff---\na: 1\n---\nText", Syntax.YAML, "a: 1\n", "Text", id="byte-order mark"),
        pytest.param("---\na: 1\n---", Syntax.YAML, "a: 1\n", "", id="nothing behind it"),
        pytest.param("+++\na = 1\n+++\nText", Syntax.TOML, "a = 1\n", "Text", id="TOML"),
        pytest.param('{"a": "}"}\nText', Syntax.JSON, '{"a": "}"}', "Text", id="JSON"),
        pytest.param('{\n"a": {"b": []}\n}', Syntax.JSON, '{\n"a": {"b": []}\n}', "", id="JSON on several lines"),
        pytest.param('\ufeff{"a": 1}  \r\nText', Syntax.JSON, '{"a": 1}', "Text", id="JSON behind a byte-order mark"),
    ],
)
def test_find(post: str, syntax: Syntax, inner: str, body: str) -> None:
    data = post.encode()
    block = find(data)
    assert block is not None
    assert block.syntax is syntax
    assert data[block.inner.start : block.inner.end].decode() == inner
    assert data[block.end :].decode() == body


@pytest.mark.parametrize(
    "post",
    [
        pytest.param("Text\n---\na: 1\n---\n", id="not on the first line"),
        pytest.param("---\na: 1\nText", id="never closed"),
        pytest.param("---\n  ---\n", id="closing line indented"),
        pytest.param("----\na: 1\n----\n", id="four hyphens"),
        pytest.param("--- a: 1\n---\n", id="text behind the delimiter"),
        pytest.param("+++\na = 1\n---\n", id="other closing line"),
        pytest.param("{{ note }}\n", id="template"),
        pytest.param("{: .note}\n", id="attribute list"),
        pytest.param('{"a": 1} is how JSON looks\n', id="JSON in prose"),
        pytest.param('{"a": [1, 2\n', id="JSON never closed"),
        pytest.param("", id="empty post"),
    ],
)
def test_no_front_matter(post: str) -> None:
    assert find(post.encode()) is None
    assert read(post.encode(), path="post.md") is None


@pytest.mark.parametrize("inner", ["Some words\n", "- a\n- b\n", "Some [words\n", "* a\n  * b\n", "~\n"])
def test_text_between_two_rules_is_body(inner: str) -> None:
    assert read(f"---\n{inner}---\n".encode(), path="post.md") is None


@pytest.mark.parametrize(
    ("post", "values"),
    [
        pytest.param("---\nTitle: A\nauthor: B\n---\n", [("Title", "A")], id="chosen by key, in any case"),
        pytest.param(
            "---\ncaption: [a, 1, yes, 2024-01-02, b]\n---\n",
            [("caption[0]", "a"), ("caption[4]", "b")],
            id="only strings, through lists",
        ),
        pytest.param(
            "---\ngallery:\n- {src: x.jpg, alt: A}\n- src: y.jpg\n  alt: B\n---\n",
            [("gallery[0].alt", "A"), ("gallery[1].alt", "B")],
            id="in maps in lists",
        ),
        pytest.param("---\ntitle:\n  en: A\n  title: B\n---\n", [("title.title", "B")], id="the last key decides"),
        pytest.param("---\ntitle: ''\nexcerpt: ' '\nalt:\n---\n", [], id="blank values are not text"),
        pytest.param("---\ntitle: A\ntitle: B\n---\n", [("title", "A"), ("title", "B")], id="duplicate keys, both"),
        pytest.param("---\ntitle: &t A\nalt: *t\n---\n", [], id="an aliased scalar stays"),
        pytest.param("---\na: &a {title: A}\nb: *a\n---\n", [], id="so does one in an aliased map"),
        pytest.param("---\ntitle: &t A\nalt: B\n---\n", [("title", "A"), ("alt", "B")], id="an anchor is no alias"),
        pytest.param("---\ntitle: !!str 12\nalt: !foreign A\n---\n", [("title", "12")], id="tags"),
        pytest.param("---\n? [title]\n: A\n---\n", [], id="a list as key has no name"),
        pytest.param("---\ntitle: |\n  One\n  two\n---\n", [("title", "One\ntwo\n")], id="block scalar"),
        pytest.param(
            '+++\ntitle = "A"\n[[gallery]]\nalt = "B"\n[[gallery]]\nalt = "C"\n[a.b]\nc.caption = ["D"]\n+++\n',
            [("title", "A"), ("gallery[0].alt", "B"), ("gallery[1].alt", "C"), ("a.b.c.caption[0]", "D")],
            id="TOML tables",
        ),
        pytest.param(
            "+++\n[[a]]\n[[a.b]]\nalt='A'\n[[a.b]]\nalt='B'\n[[a]]\n[[a.b]]\nalt='C'\n+++\n",
            [("a[0].b[0].alt", "A"), ("a[0].b[1].alt", "B"), ("a[1].b[0].alt", "C")],
            id="TOML arrays of tables in arrays of tables",
        ),
        pytest.param(
            '{"title": "A", "x": {"caption": ["B", 1, {"src": "C", "alt": "D"}]}, "alt": "\\ud800"}',
            [("title", "A"), ("x.caption[0]", "B"), ("x.caption[2].alt", "D")],
            id="JSON, but for half a character",
        ),
    ],
)
def test_text_values(post: str, values: list[tuple[str, str]]) -> None:
    assert values_of(post) == values


def test_spans_are_bytes_and_lines_are_those_of_the_post() -> None:
    data = "\ufeff---\r\n# 👪\r\ntitle: 家\r\ncaption:\r\n - 'い'\r\n---\r\n".encode()
    front = read(data, path="post.md")
    assert front is not None
    assert [(data[v.span.start : v.span.end].decode(), v.line) for v in front.values] == [("家", 3), ("'い'", 5)]


@pytest.mark.parametrize(
    ("post", "plain"),
    [
        pytest.param(
            "---\na: 1\nb: 1.5\nc: yes\nd: ~\ne: 2024-05-01\nf: x\ng: [1, {h: y}]\n---\n",
            {"a": 1, "b": 1.5, "c": True, "d": None, "e": date(2024, 5, 1), "f": "x", "g": [1, {"h": "y"}]},
            id="types",
        ),
        pytest.param(
            "---\na: 2024-05-01T10:00:00Z\n---\n", {"a": datetime(2024, 5, 1, 10, tzinfo=UTC)}, id="date with time"
        ),
        pytest.param("---\na: 2024-13-45\n---\n", {"a": "2024-13-45"}, id="a date that does not exist, as written"),
        pytest.param("---\na: !!python/object:os.system x\n---\n", {"a": "x"}, id="foreign tag, as written"),
        pytest.param("---\na: !!python/object/apply:os.system [x]\n---\n", {"a": ["x"]}, id="foreign tag on a list"),
        pytest.param("---\na: !!int x\n---\n", {"a": "x"}, id="tag that does not fit"),
        pytest.param("---\nno: yes\n1: a\n---\n", {"no": True, "1": "a"}, id="keys are as written"),
        pytest.param("---\na: 1\na: 2\n---\n", {"a": 2}, id="the last of two wins"),
        pytest.param(
            "---\nbase: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\n---\n",
            {"base": {"x": 1, "y": 2}, "c": {"x": 1, "y": 3}},
            id="merged defaults",
        ),
        pytest.param("---\n# only a comment\n---\n", {}, id="no key"),
        pytest.param("+++\na = 2024-05-01\nb.c = 1\n+++\n", {"a": date(2024, 5, 1), "b": {"c": 1}}, id="TOML"),
        pytest.param('{"a": null, "b": [1.5]}\n', {"a": None, "b": [1.5]}, id="JSON"),
    ],
)
def test_plain_values(post: str, plain: dict[str, object]) -> None:
    front = read(post.encode(), path="post.md")
    assert front is not None
    assert front.plain == plain


@pytest.mark.parametrize(
    ("post", "message"),
    [
        pytest.param("---\ntitle: a: b\n---\n", "post.md:2: its front matter (YAML)", id="YAML, two colons"),
        pytest.param('---\na: 1\ntitle: "a\n---\n', "post.md:3: its front matter (YAML)", id="YAML, open quote"),
        pytest.param("---\na: 1\nb: \x01\n---\n", "post.md:3: its front matter (YAML)", id="YAML, control character"),
        pytest.param("---\na: *b\n---\n", "post.md:2: its front matter (YAML)", id="YAML, alias for nothing"),
        pytest.param("---\na: &a [*a]\n---\n", "post.md:2: its front matter (YAML)", id="YAML, alias in itself"),
        pytest.param("---\na: 1\n--- b\n---\n", "second YAML document", id="YAML, second document"),
        pytest.param("+++\na = 1\na = 2\n+++\n", "post.md:3: its front matter (TOML)", id="TOML, key twice"),
        pytest.param("+++\na = 1\ntitle = 'a\n+++\n", "post.md:4: its front matter (TOML)", id="TOML, open quote"),
        pytest.param('{"title": "a",}\n', "post.md:1: its front matter (JSON)", id="JSON, comma at the end"),
        pytest.param('{"title": 1' + "0" * 5000 + "}\n", "post.md:1: its front matter (JSON)", id="JSON, long number"),
        pytest.param("+++\na = 1" + "0" * 5000 + "\n+++\n", "its front matter (TOML)", id="TOML, long number"),
    ],
)
def test_what_cannot_be_read_says_where(post: str, message: str) -> None:
    with pytest.raises(PostError) as caught:
        read(post.encode(), path="post.md")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("loader", [pytest.param(yaml_text.LOADER, id="libyaml"), yaml.SafeLoader])
@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("title: Bread: twelve loaves", "holds `: ` needs quotes", id="colon"),
        pytest.param("title: 'Bread", "a quotation mark is not closed", id="open quote"),
        pytest.param("title: 'The kitchen's bread'", "behind a closing quotation mark", id="apostrophe"),
        pytest.param('title: "Bread" and soup', "behind a closing quotation mark", id="quoted beginning"),
        pytest.param("title: [Urgent] Bread", "behind a closing quotation mark or bracket", id="bracket"),
        pytest.param("title: [a, b", "a bracket is not closed", id="open bracket"),
        pytest.param("title: @kitchen", "begins with `@`", id="at sign"),
        pytest.param("\ttitle: Bread", "a tab", id="tab"),
        pytest.param("title: *Bread*", "begins with `*`", id="star"),
        pytest.param("title: - Bread", "begins with `- `", id="hyphen"),
        pytest.param("title: Bread\nand soup\nb: 1", "a line has no `key: `", id="no key"),
        pytest.param('title: "a\\q"', "a backslash", id="backslash"),
    ],
)
def test_mistakes_in_yaml_are_told_in_plain_words(
    line: str, words: str, loader: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_text, "LOADER", loader)
    with pytest.raises(PostError) as caught:
        read(f"---\n{line}\n---\n".encode(), path="post.md")
    assert words in str(caught.value)


def test_invalid_utf_8_says_its_byte() -> None:
    with pytest.raises(PostError, match="not UTF-8 at byte 11"):
        read(b"---\ntitle: \xff\n---\n", path="post.md")


LAUGHS = "".join(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 40))


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(lambda n: "---\na: " + "[" * n + "\n---\n", id="YAML lists"),
        pytest.param(lambda n: "---\n" + "".join(f"{' ' * i}a:\n" for i in range(2000)) + "---\n", id="YAML maps"),
        pytest.param(lambda n: "---\na: " + "- " * n + "\n---\n", id="YAML hyphens"),
        pytest.param(lambda n: f"---\nk0: &a0 [1, 1]\n{LAUGHS}---\n", id="YAML billion laughs"),
        pytest.param(lambda n: "+++\na = " + "[" * n + "\n+++\n", id="TOML lists"),
        pytest.param(lambda n: "+++\na = " + "{a=" * n + "\n+++\n", id="TOML tables"),
        pytest.param(lambda n: "+++\n" + "a." * n + "a = 1\n+++\n", id="TOML dotted key"),
        pytest.param(lambda n: "+++\n[" + "a." * n + "a]\n+++\n", id="TOML dotted table"),
        pytest.param(lambda n: "+++\nb = {" + '"a" . ' * n + "a = 1}\n+++\n", id="TOML dotted key in a table"),
        pytest.param(lambda n: '{"a":' * n + "1" + "}" * n + "\n", id="JSON objects"),
        pytest.param(lambda n: '{"a":' + "[" * n + "]" * n + "}\n", id="JSON lists"),
    ],
)
def test_bombs_are_refused_at_once(bomb: Callable[[int], str]) -> None:
    with within(seconds=5), pytest.raises(PostError):
        read(bomb(200_000).encode(), path="post.md")


@pytest.mark.parametrize(
    "post",
    [
        pytest.param("---\ntitle: " + "1:" * 200_000 + "1\n---\n", id="YAML base 60"),
        pytest.param("---\ntitle: '" + "''" * 500_000 + "'\n---\n", id="YAML quotes"),
        pytest.param("---\n" + "title: a\n" * 20_000 + "---\n", id="YAML many keys"),
        pytest.param("---\ncaption: [" + "a, " * 20_000 + "a]\n---\n", id="YAML long list"),
        pytest.param("---\ncaption:\n" + "- |-\n  a\n" * 10_000 + "---\n", id="YAML many blocks"),
        pytest.param('+++\ntitle = "' + '\\"' * 500_000 + '"\n+++\n', id="TOML quotes"),
        pytest.param("+++\ncaption = [" + "'a', " * 5_000 + "]\n+++\n", id="TOML long list"),
        pytest.param('{"caption": [' + '"a", ' * 20_000 + '"a"]}\n', id="JSON long list"),
        pytest.param('{"title": "' + '\\"' * 500_000 + '"}\n', id="JSON quotes"),
        pytest.param('{"title": "' + '\\"' * 500_000 + "\n", id="JSON open quote"),
        pytest.param("---\n" + "--- \t" * 400_000, id="never closed"),
        pytest.param("---\n" + ("---" + " " * 2000 + "x\n") * 500, id="nearly closed"),
    ],
)
def test_long_front_matter_takes_linear_time(post: str) -> None:
    with within(seconds=5):
        front = read(post.encode(), path="post.md")
        if front is not None:
            for value in front.values:
                front.replacement(value, "new")


@pytest.mark.parametrize(
    ("post", "text", "expected"),
    [
        pytest.param("---\ntitle: A # c\n---\n", "家族", "---\ntitle: 家族 # c\n---\n", id="plain stays plain"),
        pytest.param("---\ntitle: A\n---\n", "It's: B", "---\ntitle: 'It''s: B'\n---\n", id="plain that cannot"),
        pytest.param("---\ntitle: A\n---\n", "1e3", "---\ntitle: '1e3'\n---\n", id="a number for YAML 1.2"),
        pytest.param("---\ntitle: 'A'\n---\n", "B\nC", '---\ntitle: "B\\nC"\n---\n', id="single that cannot"),
        pytest.param("---\ntitle: A\n---\n", "\x1b\u2028", '---\ntitle: "\\x1b\\u2028"\n---\n', id="controls escaped"),
        pytest.param(
            "---\ntitle: |2- # c\n    A\n---\n", " B\nC", "---\ntitle: |2- # c\n   B\n  C\n---\n", id="literal block"
        ),
        pytest.param("---\ntitle: | # c\n  A\n---\n", "B", '---\ntitle: "B" # c\n---\n', id="other end: quoted"),
        pytest.param(
            "---\r\ntitle: >\r\n  A\r\n  b\r\n---\r\n",
            "B\nC\n",
            "---\r\ntitle: >\r\n  B\r\n\r\n  C\r\n---\r\n",
            id="folded block, CRLF",
        ),
        pytest.param("+++\ntitle = 'A'\n+++\n", "It's", '+++\ntitle = "It\'s"\n+++\n', id="TOML literal that cannot"),
        pytest.param(
            '+++\ntitle = """\nA"""\n+++\n',
            'B "C"\n+++\n',
            '+++\ntitle = """\nB "C"\n\\u002B++\n"""\n+++\n',
            id="TOML lines",
        ),
        pytest.param('{"title": "A"}\n', 'B "家"', '{"title": "B \\"家\\""}\n', id="JSON"),
    ],
)
def test_how_a_text_is_written(post: str, text: str, expected: str) -> None:
    assert retitled(post, text) == expected


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_what_no_file_can_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="NUL"):
        retitled("---\ntitle: A\n---\n", text)


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        pytest.param("---\na: 1\nlang: en\n---\nB", "---\na: 1\nlang: ja\n---\nB", id="in its place"),
        pytest.param("---\na: 1\n---\nB", "---\nlang: ja\na: 1\n---\nB", id="before the first key"),
        pytest.param("---\r\n# c\r\n  a: 1\r\n---\r\n", "---\r\n# c\r\n  lang: ja\r\n  a: 1\r\n---\r\n", id="indented"),
        pytest.param('---\nlang: "en" # c\n---\n', '---\nlang: "ja" # c\n---\n', id="quotes and comment stay"),
        pytest.param("---\nlang: # c\na: 1\n---\n", "---\nlang: ja # c\na: 1\n---\n", id="no value yet"),
        pytest.param("---\nlang: >-\n  en\n---\n", "---\nlang: ja\n---\n", id="a block"),
        pytest.param("---\nx: {lang: en}\n---\n", "---\nlang: ja\nx: {lang: en}\n---\n", id="only the top level"),
        pytest.param("---\nlang: en\nlang: fr\n---\n", "---\nlang: ja\nlang: ja\n---\n", id="standing twice"),
        pytest.param("---\n---\n", "---\nlang: ja\n---\n", id="empty"),
        pytest.param("---\n# c\n---\n", "---\n# c\nlang: ja\n---\n", id="only a comment"),
        pytest.param("---\n{a: 1}\n---\n", "---\n{lang: ja, a: 1}\n---\n", id="in braces"),
        pytest.param("+++\na = 1\n[b]\n+++\n", '+++\nlang = "ja"\na = 1\n[b]\n+++\n', id="TOML, before the tables"),
        pytest.param("+++\nlang = 'en'\n+++\n", "+++\nlang = 'ja'\n+++\n", id="TOML, in its place"),
        pytest.param("+++\nlang = 1\n+++\n", '+++\nlang = "ja"\n+++\n', id="TOML, another type"),
        pytest.param('{"a": 1}\n', '{"lang": "ja", "a": 1}\n', id="JSON"),
        pytest.param('{\n  "a": 1\n}\n', '{\n  "lang": "ja",\n  "a": 1\n}\n', id="JSON on lines"),
        pytest.param("{}\n", '{"lang": "ja"}\n', id="JSON, empty"),
        pytest.param('{"lang": null}\n', '{"lang": "ja"}\n', id="JSON, in its place"),
        pytest.param("No front matter", "No front matter", id="no front matter"),
        pytest.param("---\nwords\n---\n", "---\nwords\n---\n", id="two rules"),
        pytest.param("---\nlang: 'ja'\n---\n", "---\nlang: 'ja'\n---\n", id="as it should be"),
    ],
)
def test_with_keys(post: str, expected: str) -> None:
    assert with_keys(post.encode(), {"lang": "ja"}, path="post.md").decode() == expected


@pytest.mark.parametrize("post", ["---\nlang:\n- en\n---\n", "+++\n[lang]\na = 1\n+++\n", '{"lang": {}}\n'])
def test_a_key_that_holds_more_than_a_text_is_refused(post: str) -> None:
    with pytest.raises(PostError, match="`lang` cannot be set"):
        with_keys(post.encode(), {"lang": "ja"}, path="post.md")


def test_setting_no_number_that_is_not_one() -> None:
    assert with_keys(b"---\na: .nan\n---\n", {"lang": "ja"}, path="post.md") == b"---\nlang: ja\na: .nan\n---\n"
