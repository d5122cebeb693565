"""Whatever a translation holds: publishing refuses it, or WordPress shows what was written and nothing else moves."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from lfnkr_i18n.formats import Post
from lfnkr_i18n.formats.html.editor import Editor
from lfnkr_i18n.markup.inline_tags import EMPHASIS_NAMES
from tests.wordpress import server
from tests.wordpress.hostile import MARKUP, Case, cases, marks, read
from tests.wordpress.server import Shown
from tests.wordpress.sight import Sight, decoded, flat, meant, sight

pytestmark = pytest.mark.skipif(not server.parser_installed(), reason=server.MISSING)

_EMPHASIS = re.compile(rf"</?(?:{'|'.join(sorted(EMPHASIS_NAMES))})>")
Show = Callable[[str, bool], Shown]


@pytest.fixture(scope="module")
def show() -> Iterator[Show]:
    with server.showing() as shown:
        yield shown


@settings(max_examples=200)
@given(cases())
def test_refused_or_shown_as_written(show: Show, case: Case) -> None:
    _judge(show, case)


@pytest.mark.slow
def test_twenty_thousand_times(show: Show) -> None:
    outcomes: Counter[bool] = Counter()

    @settings(max_examples=20_000)
    @given(cases())
    def judged(case: Case) -> None:
        outcomes[_judge(show, case)] += 1

    judged()
    assert outcomes[True] > 10_000  # else little was proved; seen: 15,700


def _judge(show: Show, case: Case) -> bool:
    """Tell whether a post could be published; assert that then WordPress shows it as the promise says."""
    wanted, post = case.wanted, case.post
    texts = [wanted.get(segment.source) for segment in post.segments]
    rendered = post.render(texts, language="ja")
    if post.verify(rendered):
        return False
    classic = case.editor is Editor.CLASSIC
    before = sight(show(_body(post), classic))
    again = read(rendered.decode(), "ja")
    after = sight(show(_body(again), classic))
    lettered = all("始" in text or ("日本" in text and "://" not in text) for text in wanted.values())
    assert after.skeleton == before.skeleton or (not lettered and _paragraphs_aside(after) == _paragraphs_aside(before))
    fields = _fields(show, again)
    assert all(map(set.issubset, _running(fields), _running(_fields(show, post))))
    of_fields = {segment.source for segment in post.segments if segment.context}
    shown = [text for one in (after, *fields) for text in one.texts]
    for number, (source, text) in enumerate(wanted.items()):
        first, last = marks(number)
        if text.startswith(first) and not (source in of_fields and _EMPHASIS.search(text)):
            markup = MARKUP.findall(source)
            found = [one[0] for seen in shown for one in re.finditer(f"{first}.*?{last}", seen, re.DOTALL)]
            assert {_bare(one, markup) for one in found} == {_bare(meant(text, markup), markup)}
    if lettered:  # what shows no letters, or is an address, is no text when it is read again
        assert _read(again, [None] * len(again.segments)) == _read(post, texts)
    return True


def _body(post: Post) -> str:
    return post.text[post.body :]


def _fields(show: Show, post: Post) -> list[Sight]:
    """Return what is seen of a post's fields where a block shows them in a page, in which shortcodes run."""
    front_matter: dict[str, Any] = dict(post.front_matter)
    notes = [note["footnote"] for note in front_matter.get("footnotes", ())]
    fields = [front_matter.get("title", ""), front_matter.get("excerpt", ""), *notes]
    return [sight(show(one, False)) for one in fields]


def _running(fields: list[Sight]) -> list[set[str]]:
    """Return which tags and shortcodes fields have, bare emphasis aside; what is lost is the check `structure`'s."""
    found = [{*one.skeleton["tags"], *one.skeleton["tags in sentences"], *one.skeleton["shortcodes"]} for one in fields]
    return [{one for one in some if one.removesuffix(" []") not in EMPHASIS_NAMES} for some in found]


def _paragraphs_aside(seen: Sight) -> dict[str, object]:
    """Return a skeleton without bare paragraphs: WordPress puts none around shortcodes and nothing else."""
    return {**seen.skeleton, "tags": [one for one in seen.skeleton["tags"] if one != "p []"]}


def _bare(text: str, markup: list[str]) -> str:
    """Return a text as it can be compared: which of two equal tags is the source's, nobody says; nor which dash."""
    for one in markup:
        text = text.replace(flat(html.unescape(one)), "")
    return re.sub("--+", "—", text)


def _read(post: Post, texts: list[str | None]) -> list[tuple[str, str]]:
    """Return kind and text of each block; sentences are cut by another language's rules when they are read again."""
    found: dict[int, tuple[str, str]] = {}
    for segment, text in zip(post.segments, texts, strict=True):
        kind, so_far = found.get(segment.block, (segment.kind, ""))
        found[segment.block] = kind, so_far + (segment.source if text is None else text)
    return [(kind, re.sub("<br ?/?>", "", _bare(flat(decoded(text)), []))) for kind, text in found.values()]
