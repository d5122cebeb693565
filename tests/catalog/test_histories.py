"""Long histories of one post: edited, drafted, reviewed, sent through other tools; no text of a person is lost."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lfnkr_i18n.catalog import Catalog, State, live, merge, parse, serialize, set_draft, state_of
from lfnkr_i18n.catalog.doubles import on_one_line
from lfnkr_i18n.model import Segment
from tests.catalog.conftest import msgcat, needs_gettext

SENTENCES = [
    "We met 12 families.",
    "We met 15 families.",
    "They left the camp.",
    "They never left the camp.",
    "Rice came.",
    "Rice came. They left the camp.",
    "Thank you for your letters.",
    "Thank you for your long letters to us.",
    "船が出た。",
    "Go.",
]
POSTS = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from([None, None, "title"])), max_size=7)
STEPS = st.one_of(
    POSTS.map(lambda rows: ("post", rows)),
    POSTS.map(lambda rows: ("post", rows)),
    st.tuples(st.just("person"), st.integers(0, 6), st.booleans()),
    st.tuples(st.just("person"), st.integers(0, 6), st.booleans()),
    st.tuples(st.just("doubt"), st.integers(0, 6)),
    st.tuples(st.just("note"), st.integers(0, 6)),
    st.tuples(st.just("draft")),
    st.tuples(st.just("tool")),
)
HISTORIES = st.lists(STEPS, min_size=10, max_size=40)


Tool = Callable[[bytes, bytes], bytes]
"""Gives back a catalog as a tool writes it; the second argument is the same without translations, as a .pot file."""


class History:
    """A catalog through time; `written` is every text that a person wrote and no person replaced."""

    def __init__(self, tool: Tool) -> None:
        self.tool = tool
        self.data: bytes | None = None
        self.segments: list[Segment] = []
        self.written: dict[str, None] = {}
        self.number = 0

    @property
    def catalog(self) -> Catalog:
        assert self.data is not None
        return parse(self.data, "a.po")

    def step(self, step: tuple[object, ...]) -> None:
        if step[0] == "post":
            rows: list[tuple[str, str | None]] = step[1]  # type: ignore[assignment]  # as STEPS makes them
            self.segments = [Segment(text, "paragraph", context, n, n) for n, (text, context) in enumerate(rows)]
            self.merge()
        elif self.data is None:
            return
        elif step[0] == "tool":
            self.data = self.tool(self.data, serialize(self.merged(None)))
            self.merge()
        elif step[0] == "draft":
            self.draft()
        else:
            self.edit(step)

    def merge(self) -> None:
        self.data = serialize(self.merged(None if self.data is None else self.catalog))

    def merged(self, old: Catalog | None) -> Catalog:
        return merge(
            old,
            self.segments,
            post="a",
            path="source_posts/en/a.md",
            source_language="en",
            language="ja",
            segmenter="1",
            project_name="LFNKR",
        ).catalog

    def draft(self) -> None:
        catalog = self.catalog
        for entry in live(catalog):
            if state_of(entry) is State.UNTRANSLATED:
                set_draft(entry, f"機械の訳 {entry.msgid}", "memory 100%")
        self.data = serialize(catalog)

    def edit(self, step: tuple[object, ...]) -> None:
        catalog = self.catalog
        entries = list(live(catalog))
        if not entries:
            return
        entry = entries[int(str(step[1])) % len(entries)]
        self.number += 1
        if step[0] == "person":
            self.written.pop(entry.msgstr, None)  # they saw it, and wrote another
            entry.msgstr = f"人の訳{self.number}"
            self.written[entry.msgstr] = None
            entry.flags = ["fuzzy"] if step[2] else []
        elif step[0] == "doubt" and entry.msgstr:
            entry.flags = ["fuzzy"]
        elif step[0] == "note":
            note = f"覚え書き{self.number}"
            entry.tcomment = "\n".join(filter(None, [entry.tcomment, note]))
            self.written[note] = None
        self.data = serialize(catalog)

    def lost(self) -> list[str]:
        catalog = self.catalog
        kept = {entry.msgstr for entry in catalog}
        comments = "\n".join([catalog.header, *(entry.tcomment for entry in catalog)])
        return [text for text in self.written if text not in kept and on_one_line(text) not in comments]


def by_nothing(data: bytes, pot: bytes) -> bytes:
    return data


def by_msgcat(data: bytes, pot: bytes) -> bytes:
    return msgcat(data)


def by_msgmerge(data: bytes, pot: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old.po"), Path(folder, "new.pot")
        old.write_bytes(data)
        new.write_bytes(pot)
        command = ["msgmerge", "--quiet", "--force-po", str(old), str(new)]
        return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout


def by_polib(data: bytes, pot: bytes) -> bytes:
    return f"{polib.pofile(data.decode(), wrapwidth=78)}\n".encode()


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(HISTORIES)
def test_nothing_that_a_person_wrote_is_ever_lost(steps: list[tuple[object, ...]]) -> None:
    history = History(by_nothing)
    for step in steps:
        history.step(step)
        if history.data is not None:
            assert history.lost() == []


@needs_gettext
@pytest.mark.parametrize("tool", [by_msgcat, by_msgmerge, by_polib])
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(steps=HISTORIES)
def test_nor_on_the_way_through_other_tools(tool: Tool, steps: list[tuple[object, ...]]) -> None:
    through(tool, steps)


@needs_gettext
@pytest.mark.slow
@pytest.mark.parametrize("tool", [by_msgcat, by_msgmerge, by_polib])
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(steps=HISTORIES)
def test_nor_on_many_ways(tool: Tool, steps: list[tuple[object, ...]]) -> None:
    through(tool, steps)


def through(tool: Tool, steps: list[tuple[object, ...]]) -> None:
    history = History(tool)
    for step in steps:
        history.step(step)
        if history.data is not None:
            assert history.lost() == []
