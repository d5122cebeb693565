"""Measure whether WordPress's own parser sees the same blocks in translations of real posts as in the posts.

    python benchmarks/block_lists.py FOLDER...

Each HTML post is rendered untouched, and with words around every segment that would open, end and break blocks, tags
and attributes if they were written as they are. Needs PHP and WordPress's files, as the tests do (tools/setup.sh test).

identity  rendered without a translation, the post is byte for byte the same
verified  the comparison before publishing finds no fault with the plain words
blocks    names, order, nesting and attributes of all blocks are the source's, texts that people read aside
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' view of WordPress

from lfnkr_i18n import read_post
from lfnkr_i18n.formats.html.block_json import is_text
from tests.wordpress.server import MISSING, parse_blocks, parser_installed

PLAIN = "訳"
HARMFUL = ('a "b" \\ -- c', "--> <!-- /wp:paragraph --> <!-- wp:x --> } -->", "</p> & &lt; [gallery] ]]>")


def outline(blocks: list[dict[str, Any]]) -> list[object]:
    """Return what of blocks must stay the same."""
    return [
        (
            block["blockName"],
            _settings(block["blockName"] or "", block["attrs"] or {}, ()),
            [content is None for content in block["innerContent"]],
            outline(block["innerBlocks"]),
        )
        for block in blocks
    ]


def _settings(name: str, value: Any, path: tuple[str, ...]) -> Any:
    """Return attributes without the texts that people read."""
    if isinstance(value, dict):
        return {key: _settings(name, inner, (*path, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_settings(name, inner, (*path, str(index))) for index, inner in enumerate(value)]
    return "" if isinstance(value, str) and is_text(name, path, {}) else value


def measure(path: Path) -> tuple[bool, bool, bool]:
    """Return whether identity, verification and the block list hold for one post."""
    data = path.read_bytes()
    post = read_post(data, path.name, language="en")
    same = post.render([None] * len(post.segments), language="ja") == data
    before = outline(parse_blocks(data.decode()))
    rendered = [
        post.render([f"{words}{segment.source}{words}" for segment in post.segments], language="ja")
        for words in (PLAIN, *HARMFUL)
    ]
    kept = all(outline(parse_blocks(one.decode())) == before for one in rendered)
    return same, not post.verify(rendered[0]), kept


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    chosen = options.parse_args()
    if not parser_installed():
        sys.exit(MISSING)
    print("folder | posts | identity | verified | blocks")
    print("---|---:|---:|---:|---:")
    for folder in chosen.folders:
        results = {path: measure(path) for path in sorted(folder.rglob("*.html"))}
        counts = [sum(result[index] for result in results.values()) for index in range(3)]
        print(" | ".join([folder.name, *map(str, (len(results), *counts))]))
        for path, result in results.items():
            if not all(result):
                print(f"{path}: {result}", file=sys.stderr)


if __name__ == "__main__":
    main()
