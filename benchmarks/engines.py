"""Requests and seconds for 1,000 segments, against services on this machine that take 100 ms to answer.

    python benchmarks/engines.py

Compares a whole `lfnkr draft` (memory, questions, checks, rendering, saving) with one request a segment, as
deep-translator's `translate_batch` makes them. Seconds are by the clock: it is waiting that is measured.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rows import Row, add_option, show

from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.steps.drafting.account import Account
from lfnkr_i18n.steps.drafting.draft import draft
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.selection import select

sys.path.insert(0, str(Path(__file__).parents[1]))  # the services of the tests

from tests.engines.services import ChatService, DeepLService, GoogleService, LibreTranslateService, Service

POSTS, SEGMENTS = 20, 50
LATENCY = 0.1
SAMPLE = 50
"""Segments that are asked one by one; the figure for 1,000 is that times twenty."""

SERVICES: dict[str, tuple[type[Service], str]] = {
    "deepl": (DeepLService, '[engines.deepl]\nurl = "{url}"\n'),
    "openai": (ChatService, '[engines.openai]\nurl = "{url}"\nmodel = "m"\n'),
    "libretranslate": (LibreTranslateService, '[engines.libretranslate]\nurl = "{url}"\n'),
}


def sentences(post: int) -> list[str]:
    """Return the sentences of an invented post."""
    return [f"In village {post} we met family {number} and heard what they need." for number in range(SEGMENTS)]


def project(folder: Path, engine: str, table: str) -> Project:
    """Return a project with the posts, extracted."""
    (folder / "lfnkr.toml").write_text(f'[draft]\nengines = ["{engine}"]\n{table}', encoding="utf-8")
    posts = folder / "source_posts/en"
    posts.mkdir(parents=True)
    for post in range(POSTS):
        (posts / f"post-{post:02}.md").write_text("\n\n".join(sentences(post)), encoding="utf-8")
    made = open_project(folder)
    for _ in extract(made, select(made)):
        pass
    return made


def ours(engine: str) -> tuple[int, int, float]:
    """Return segments drafted, requests and seconds of a whole run."""
    kind, table = SERVICES[engine]
    service = kind()
    service.latency = LATENCY
    with tempfile.TemporaryDirectory() as folder:
        made = project(Path(folder), engine, table.format(url=service.url))
        start = time.perf_counter()
        drafted = sum(result.machine for result in draft(made, select(made), account=Account()))
        seconds = time.perf_counter() - start
    service.close()
    return drafted, len(service.got), seconds


def one_by_one() -> tuple[int, int, float]:
    """Return the same of deep-translator, one request a segment."""
    import deep_translator.constants
    from deep_translator import GoogleTranslator

    service = GoogleService()
    service.latency = LATENCY
    deep_translator.constants.BASE_URLS["GOOGLE_TRANSLATE"] = f"{service.url}/m"
    texts = sentences(0)[:SAMPLE]
    start = time.perf_counter()
    found = GoogleTranslator(source="en", target="ja").translate_batch(texts)
    seconds = time.perf_counter() - start
    service.close()
    times = POSTS * SEGMENTS // SAMPLE
    return len(found) * times, len(service.got) * times, seconds * times


FEWER = 20
"""How many times fewer requests are asked for, of services that take several texts at once."""


def rows() -> Iterator[Row]:
    """Yield what 1,000 segments take."""
    os.environ["DEEPL_API_KEY"] = DeepLService.key
    _, requests, seconds = one_by_one()
    yield Row("drafts of 1,000 segments, one by one", "", f"{requests:,} requests, {seconds:.0f} s")
    for engine in SERVICES:
        drafted, asked, taken = ours(engine)
        if drafted != POSTS * SEGMENTS:
            raise SystemExit(f"{engine}: {drafted} segments drafted")
        times = requests / asked
        said = f"{asked} requests ({times:.0f} × fewer), {taken:.1f} s"
        yield Row(f"drafts of 1,000 segments, {engine}", f"≥ {FEWER} × fewer requests", said, times >= FEWER)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_option(parser)
    show(list(rows()), as_json=parser.parse_args().rows)


if __name__ == "__main__":
    main()
