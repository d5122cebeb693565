"""Public posts in two languages as pairs: files of the same name, with the same blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from quality_rows import Row

from lfnkr_i18n import read_post
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.model import NO_TERMS, Segment


def pairs_of(english: Path, japanese: Path, *, links: Mapping[str, str]) -> Iterator[Row]:
    """Yield the pairs of both folders, each in both directions.

    Posts whose blocks differ are left out, and blocks that have more sentences in one language: nobody can tell there
    what translates what. `links` are the prefixes of English links → of Japanese ones.
    """
    back = {target: source for source, target in links.items()}
    for file in sorted(english.rglob("*.md*")):
        other = japanese / file.relative_to(english)
        if other.exists():
            for left, right in _aligned(_blocks(file, "en"), _blocks(other, "ja")):
                if left.source != right.source:
                    yield Row("en", left.source, right.source, {"links": links, "kind": left.kind, "terms": NO_TERMS})
                    yield Row("ja", right.source, left.source, {"links": back, "kind": left.kind, "terms": NO_TERMS})


def _blocks(file: Path, language: str) -> list[list[Segment]]:
    try:
        post = read_post(file.read_bytes(), file.name, language=language)
    except LfnkrError:
        return []
    return [list(block) for _, block in groupby(post.segments, key=lambda segment: segment.block)]


def _aligned(english: list[list[Segment]], japanese: list[list[Segment]]) -> Iterator[tuple[Segment, Segment]]:
    if [block[0].kind for block in english] != [block[0].kind for block in japanese]:
        return
    for left, right in zip(english, japanese, strict=True):
        if len(left) == len(right):
            yield from zip(left, right, strict=True)
