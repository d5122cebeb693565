"""Catalogs that somebody made to break us: eight times the size takes no more than sixteen times as long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lfnkr_i18n.catalog import live, merge, parse, serialize
from lfnkr_i18n.model import Segment
from tests.timing import cpu

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'

Made = Callable[[int], str]

FILES: dict[str, tuple[Made, int]] = {
    "entries": (lambda n: "".join(f'\nmsgid "m{i}"\nmsgstr "t{i}"\n' for i in range(n)), 20_000),
    "entries without blank lines": (lambda n: "".join(f'msgid "m{i}"\nmsgstr "t"\n' for i in range(n)), 20_000),
    "obsolete texts of one msgid": (lambda n: "".join(f'#~ msgid "m"\n#~ msgstr "t{i}"\n' for i in range(n)), 20_000),
    "live ones after their obsolete ones": (
        lambda n: (
            "".join(f'#~ msgid "m{i}"\n#~ msgstr "t"\n' for i in range(n))
            + "".join(f'msgid "m{i}"\nmsgstr "u"\n' for i in range(n))
        ),
        20_000,
    ),
    "twins": (lambda n: "".join(f'# c{i}\n#. d{i}\n#: e{i}\nmsgid "m"\nmsgstr "t"\n' for i in range(n)), 10_000),
    "lines of a header": (lambda n: "".join(f'"line {i}\\n"\n' for i in range(n)), 50_000),
    "strings of one text": (lambda n: 'msgid ""\n' + '"ab"\n' * n + 'msgstr ""\n', 100_000),
    "strings on one line": (lambda n: "msgid " + '"ab" ' * n + '\nmsgstr ""\n', 100_000),
    "escapes": (lambda n: 'msgid "' + '\\"' * n + '"\nmsgstr ""\n', 500_000),
    "comments": (lambda n: "".join(f"# c{i}\n" for i in range(n)) + 'msgid "m"\nmsgstr ""\n', 50_000),
    "references": (lambda n: "#:" + "".join(f" a{i}:{i}" for i in range(n)) + '\nmsgid "m"\nmsgstr ""\n', 50_000),
    "flags": (lambda n: "#," + "".join(f" f{i}," for i in range(n)) + '\nmsgid "m"\nmsgstr ""\n', 20_000),
}


@pytest.mark.parametrize("name", FILES)
def test_reading_and_writing_grows_with_the_file(name: str) -> None:
    made, size = FILES[name]
    large, small = ((HEAD + made(count)).encode() for count in (size, size // 8))
    assert cpu(lambda: serialize(parse(large, "a.po"))) < 16 * cpu(lambda: serialize(parse(small, "a.po"))) + 0.25


EDITS: dict[str, tuple[Callable[[int], list[str]], Callable[[int], list[str]], int]] = {
    "nothing": (lambda n: [f"We met {i}." for i in range(n)], lambda n: [f"We met {i}." for i in range(n)], 4000),
    "every text": (
        lambda n: [f"We met {i}." for i in range(n)],
        lambda n: [f"We met {i} men." for i in range(n)],
        4000,
    ),
    "the order": (lambda n: [f"We met {i}." for i in range(n)], lambda n: [f"We met {n - i}." for i in range(n)], 4000),
    "all joined": (lambda n: [f"S{i}." for i in range(n)], lambda n: [" ".join(f"S{i}." for i in range(n))], 16_000),
    "all split": (lambda n: [" ".join(f"S{i}." for i in range(n))], lambda n: [f"S{i}." for i in range(n)], 16_000),
    "a long text": (lambda n: ["word " * n + "a"], lambda n: ["word " * n + "b"], 200_000),
}


def merged_again(name: str, size: int) -> float:
    before, after, _size = EDITS[name]

    def merged(old: object, texts: list[str]) -> object:
        segments = [Segment(text, "paragraph", None, n, n) for n, text in enumerate(texts)]
        return merge(
            old,  # type: ignore[arg-type]  # a catalog, or None
            segments,
            post="a",
            path="a.md",
            source_language="en",
            language="ja",
            segmenter="1",
            project_name="x",
        ).catalog

    old = merged(None, before(size))
    for number, entry in enumerate(live(old)):  # type: ignore[arg-type]  # it is a catalog
        entry.msgstr = f"訳{number}。"
    return cpu(lambda: merged(old, after(size)))


@pytest.mark.parametrize("name", EDITS)
def test_merging_grows_with_the_post(name: str) -> None:
    size = EDITS[name][2]
    assert merged_again(name, size) < 16 * merged_again(name, size // 8) + 0.25
