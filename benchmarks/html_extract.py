"""Measure how long it takes to make catalogs of HTML posts, beside translate-toolkit's html2po.

    python benchmarks/html_extract.py [--posts 300] [--language en|ja] [--html2po PATH]

The posts are those of corpus.py as HTML: every other one with block comments, the rest as the classic editor
keeps them. Both programs read all of them in one process and write a catalog for each; CPU time, start-up included.
html2po writes paragraphs, lfnkr sentences; html2po knows nothing of what it wrote before.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus import post
from markdown_it import MarkdownIt

_BLOCK = re.compile(r"^<(p|h2|ul|blockquote|table)\b.*?</\1>$", re.DOTALL | re.MULTILINE)
_NAMES = {"p": "paragraph", "h2": "heading", "ul": "list", "blockquote": "quote", "table": "table"}


def html_post(number: int, language: str) -> str:
    """Return a post as WordPress keeps it, its front matter as it is."""
    _empty, front, body = post(number, language).split("---\n", 2)
    html = MarkdownIt("commonmark").enable("table").render(body)
    if number % 2:
        html = re.sub(r"</?p>", "", html.replace("\n</p>", "</p>\n").replace("</p>\n", "\n\n"))
    else:
        html = _BLOCK.sub(lambda m: f"<!-- wp:{_NAMES[m[1]]} -->\n{m[0]}\n<!-- /wp:{_NAMES[m[1]]} -->\n", html)
    return f"---\n{front}---\n{html}"


def cpu(command: Sequence[str | Path]) -> float:
    """Return the seconds of CPU that a program takes, with those that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(list(map(str, command)), check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=300)
    parser.add_argument("--language", choices=("en", "ja"), default="en")
    parser.add_argument("--html2po", type=Path, help="the peer's program, in an environment of its own")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        posts = folder / "source_posts" / options.language
        posts.mkdir(parents=True)
        (folder / "lfnkr.toml").write_text(f'[project]\nsource_language = "{options.language}"\n', encoding="utf-8")
        size = 0
        for number in range(options.posts):
            text = html_post(number, options.language)
            (posts / f"post-{number:05}.html").write_text(text, encoding="utf-8")
            size += len(text.encode())
        lfnkr = Path(sys.executable).parent / "lfnkr"
        ours = cpu([lfnkr, "-C", folder, "-q", "extract", "-j", "1"]) * 1000 / options.posts
        print(f"{options.posts} posts of {size / options.posts / 1000:.1f} kB, {options.language}")
        again = cpu([lfnkr, "-C", folder, "-q", "extract", "-j", "1"]) * 1000 / options.posts
        print(f"lfnkr extract: {ours:.1f} ms a post, {again:.2f} where nothing changed")
        if options.html2po is not None:
            peer = cpu([options.html2po, "--progress=none", posts, folder / "peer"]) * 1000 / options.posts
            print(f"html2po:       {peer:.1f} ms a post: {peer / ours:.1f} and {peer / again:.1f} times as long")


if __name__ == "__main__":
    main()
