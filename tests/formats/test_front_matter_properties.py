"""Any text put at the place of a value is read back exactly, and nothing else changes.

Oracles: PyYAML's safe_load, tomllib and json read what we wrote.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.formats.front_matter import FrontMatter, read, with_keys, yaml_text

YAML = {
    "plain": "title: A plain title\ndate: 2024-05-01\n",
    "plain with comment": "title: A plain title  # not text\nlast: 1\n",
    "plain over lines": "title: A plain title\n  over two lines\nlast: 1\n",
    "plain on its own line": "title:\n  A plain title\nlast: 1\n",
    "single": "title: 'It''s a title'\nlast: 1\n",
    "double": 'title: "A \\"title\\""\nlast: 1\n',
    "double over lines": 'title: "A title\n  over \\\n  lines"\nlast: 1\n',
    "literal": "title: |\n  One line\n  and another\nlast: 1\n",
    "literal without end": "title: |-\n  One line\n\n   indented\nlast: 1\n",
    "literal with all ends": "title: |+\n  One line\n\n\nlast: 1\n",
    "literal with indent given": "title: |2 # comment\n    One line\n  two\nlast: 1\n",
    "folded": "title: >\n  One line\n  and another\nlast: 1\n",
    "folded without end": "title: >-\n    One line\n    and another\n\n    paragraph\nlast: 1\n",
    "flow list": "caption: [one, 'two', \"three\", 4]\nlast: 1\n",
    "flow map": "gallery: {src: a.jpg, alt: An image, n: 1}\n",
    "block list": "caption:\n- one\n- 'two'\n-   three # c\n",
    "list of maps": "gallery:\n  - src: a.jpg\n    alt: An image\n  - {src: b.jpg, alt: another}\n",
    "deep": "a:\n  b:\n    - c:\n        title: |\n          Deep\n          text\n        alt: >-\n          Folded\n",
    "anchor and tag": "title: !!str &t  # comment\n  A title\ncaption: &c\n - one\nlast: 1\n",
    "duplicate": "title: one\ntitle: two\nlast: 1\n",
    "whole in braces": '{title: one, "caption": ["two", three], last: 1}\n',
    "block at the end": "last: 1\ntitle: |-\n  text\n",
}
TOML = {
    "basic": 'title = "A \\"title\\""  # comment\nlast = 2024-05-01\n',
    "literal": "title = 'A title'\nlast = 1\n",
    "multi-line basic": 'title = """\nOne\ntwo \\\n  three"""\nlast = 1\n',
    "multi-line basic, no first line end": 'title = """One\n\\ttwo"""\nlast = 1\n',
    "multi-line literal": "title = '''\nOne\n'two'\n'''\nlast = 1\n",
    "quotes at the end": 'title = """He said "A".""""\nlast = 1\n',
    "list": "caption = ['a', \"b\", # c ]\n  '''c''', ]\nlast = 1\n",
    "inline table": 'photo = { src = "a.jpg", alt = "An image", n = [1, 2.5] }\n',
    "dotted and quoted keys": 'a."b.c".title = "A"\n"caption" = "B"\n\'alt\' = \'C\'\nlast = 1\n',
    "array of tables": (
        'last = 1\n[params]\ntitle = "A"\n[[gallery]]\nalt = "a"\n[[gallery]]\nalt = "b"\n[gallery.more]\nalt="c"\n'
    ),
}
JSON = {
    "one line": '{"title": "A", "date": "2024-05-01", "n": 1.50}',
    "many lines": '{\n  "last": null,\n  "title": "A \\"title\\" \\u5bb6"\n}',
    "nested": '{"gallery": [{"src": "a.jpg", "alt": "A"}, {"alt": ["B", ["C"]]}], "title": {"title": "D", "x": "}"}}',
}
LAYOUTS = [
    *(pytest.param("---\n{}---\nBody\n", text, id=f"YAML {name}") for name, text in YAML.items()),
    *(pytest.param("+++\n{}+++\nBody\n", text, id=f"TOML {name}") for name, text in TOML.items()),
    *(pytest.param("{}\nBody\n", text, id=f"JSON {name}") for name, text in JSON.items()),
]

# fmt: off
HOSTILE = [
    "a: b", "a #b", "#a", "- a", "? a", ": a", "a:", "[a", "]", "{a}", "a, b", "&a", "*a", "!a", "|", ">", "%a",
    "@a", "`a", "'", "''", '"', '""', '"""', "'''", "\\", "\\n", "a\\", "---", "...", "--- a", "~", "null", "yes",
    "No", "2024-05-01", "1", "1.5", "0x1f", "12:30:00", "1e3", "=", "<<", "<EMPTY>", "true", " a", "a ", "\ta",
    "a\t", "a\nb", "a\n\nb", "\na", "a\n", "a\n\n", "a\n  b", "  a\nb", "a\r\nb", "a\rb", "a\x85b", "a\u2028b",
    "a\u2029b", "\ufeffa", "a\u00a0", "\u3000家", "家 # 「本」: これ", "👪", "a\x1bb", "\x7f", "\ufffe", "+++",
    "a\n+++\nb",
    "a\n---\nb", "a\n...\nb", "=\"a\"", "a = 'b'", "# a\n# b", "a\n#b", "a,\nb", "a: |\n  b", "{{ a }}", "{% a %}",
    "\x1f", "a '''b''' \"\"\"c\"\"\"", "x" * 1100 + ": y",
]
# fmt: on

TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12),
    st.text(st.sampled_from(" \t\n\r:#-'\"\\|>[]{},&*!?%@`.=+~a家\x85\u2028\ufeff"), max_size=12),
)
LINE_ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


Leaf = tuple[str, object]


def inner_of(data: bytes) -> str:
    """Return the front matter without its delimiters, found in the simplest way."""
    fence, _, rest = re.sub("\r\n|\r", "\n", data.decode()).partition("\n")
    return rest[: re.search(f"^{re.escape(fence)}$", rest, re.MULTILINE).start()]  # type: ignore[union-attr]


def leaves(data: bytes) -> list[Leaf]:
    """Return (path, value) of everything below maps and lists, as another reader sees it; duplicate keys too."""
    if data.startswith(b"---"):
        node = yaml.compose(inner_of(data), Loader=yaml.SafeLoader)
        return list(_of_node("", node)) if node else []
    if data.startswith(b"+++"):
        return list(_of_value("", tomllib.loads(inner_of(data))))
    return list(_of_value("", json.JSONDecoder().raw_decode(data.decode())[0]))


def _of_node(path: str, node: yaml.Node) -> Iterator[Leaf]:
    if isinstance(node, yaml.MappingNode):
        for key, item in node.value:
            yield from _of_node(f"{path}.{key.value}" if path else key.value, item)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _of_node(f"{path}[{index}]", item)
    else:
        yield path, node.value if node.tag.endswith(":str") else (node.tag, node.value)


def _of_value(path: str, value: object) -> Iterator[Leaf]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _of_value(f"{path}.{key}" if path else key, item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _of_value(f"{path}[{index}]", item)
    else:
        yield path, value


def replaced(before: list[Leaf], front: FrontMatter, texts: list[str]) -> list[Leaf]:
    """Return the leaves with the text values replaced, in their order."""
    after = list(before)
    position: dict[str, int] = {}
    for value, text in zip(front.values, texts, strict=True):
        number = after.index((value.path, value.text), position.get(value.path, 0))
        after[number] = (value.path, text)
        position[value.path] = number + 1
    return after


def edited(data: bytes, front: FrontMatter, texts: dict[int, str]) -> bytes:
    """Put texts at the places of some values, by their number."""
    parts, position = [], 0
    for number, value in enumerate(front.values):
        if number in texts:
            parts += [data[position : value.span.start], front.replacement(value, texts[number])]
            position = value.span.end
    return b"".join([*parts, data[position:]])


@pytest.mark.parametrize(("frame", "inner"), LAYOUTS)
@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(TEXTS, min_size=8, max_size=8), st.sampled_from(sorted(LINE_ENDS)))
def test_any_text_is_read_back_exactly(frame: str, inner: str, texts: list[str], line_end: str) -> None:
    data = frame.replace("{}", inner).replace("\n", line_end).encode()
    front = read(data, path="post.md")
    assert front is not None
    texts = texts[: len(front.values)]
    new = edited(data, front, dict(enumerate(texts)))
    assert leaves(new) == replaced(leaves(data), front, texts)


@pytest.mark.parametrize(("frame", "inner"), LAYOUTS)
def test_every_hostile_text_is_read_back_exactly(frame: str, inner: str) -> None:
    data = frame.replace("{}", inner).encode()
    front = read(data, path="post.md")
    assert front is not None
    for text in HOSTILE:
        new = edited(data, front, dict.fromkeys(range(len(front.values)), text))
        assert leaves(new) == replaced(leaves(data), front, [text] * len(front.values))


@pytest.mark.parametrize(("frame", "inner"), LAYOUTS)
def test_its_own_text_gives_the_same_bytes(frame: str, inner: str) -> None:
    for line_end in LINE_ENDS:
        data = frame.replace("{}", inner).replace("\n", line_end).encode()
        front = read(data, path="post.md")
        assert front is not None
        assert front.values
        assert edited(data, front, {number: value.text for number, value in enumerate(front.values)}) == data


@pytest.mark.parametrize(("frame", "inner"), LAYOUTS)
@settings(max_examples=30, deadline=None, derandomize=True)
@given(TEXTS, st.sampled_from(["lang", "new key", "last", "日本"]))
def test_a_key_is_set_to_any_text(frame: str, inner: str, text: str, key: str) -> None:
    data = frame.replace("{}", inner).encode()
    new = with_keys(data, {key: text}, path="post.md")
    before = [leaf for leaf in leaves(data) if leaf[0] != key]
    assert sorted(map(repr, leaves(new))) == sorted(map(repr, [*before, (key, text)]))
    assert new.endswith(b"\nBody\n")


@pytest.mark.parametrize("inner", [pytest.param(text, id=name) for name, text in YAML.items()])
def test_the_pure_python_parser_gives_the_same(inner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = f"---\n{inner}---\n".encode()
    fast = read(data, path="post.md")
    assert fast is not None
    with_libyaml = [fast.replacement(value, text) for value in fast.values for text in HOSTILE]
    monkeypatch.setattr(yaml_text, "LOADER", yaml.SafeLoader)
    slow = read(data, path="post.md")
    assert slow == fast
    assert [slow.replacement(value, text) for value in slow.values for text in HOSTILE] == with_libyaml
