"""Measure what looking for listed names costs beside reading a post, in one run.

    python benchmarks/names.py [FILE.md...]

Without files, the posts of this repository. CPU milliseconds, the best of twenty; 10 and 1,000 invented people with a
name in three scripts each. Last, texts of 2 MB that were made to be slow.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from rows import Row, add_option, show

from lfnkr_i18n import read_post
from lfnkr_i18n.privacy import Matcher, Person, Register

_FAMILIES = "Pak Ri Choe Kang Cho Yun Jang Im Han Sin Kwon"
_SYLLABLES = "chol ho min su hye jin kyong nam yong hui sun ok ran mi song il un jong ae chun"
_KANA = "チョル ホ ミン ス ヘ ジン ギョン ナム ヨン ヒ スン オク ラン ミ ソン イル ウン"
_KANJI = "朴李崔姜趙尹張林韓申権哲浩民秀慧珍京南英姫順玉蘭美成一恩"
_HOSTILE = ("a", "<!--", "](", "&amp;", "%25", "（あ）", "Pak ", "chol-", "ミン", "<rt>a</rt>", "\u0301", "|")
_SIZE = 2_000_000
_ROUNDS = 20


def invented(number: int) -> Matcher:
    """Return what finds the names of invented people, the same every time."""
    choose = random.Random(1)
    people = []
    for index in range(number):
        first, second = choose.choices(_SYLLABLES.split(), k=2)
        english = f"{choose.choice(_FAMILIES.split())} {first.title()}-{second}"
        kana = "・".join("".join(choose.choices(_KANA.split(), k=count)) for count in (2, 3))
        kanji = "".join(choose.choices(_KANJI, k=3))
        people.append(Person(id=f"x{index}", names={"en": (english,), "ja": (kana, kanji)}))
    return Register(tuple(people)).matcher


def clocked(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Return the milliseconds of CPU that the fastest of some rounds takes."""
    best = float("inf")
    for _round in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


def rows(files: Sequence[Path]) -> Iterator[Row]:
    """Yield what looking for names takes, beside reading the posts."""
    few, many = invented(10), invented(1000)
    yield Row("names: getting ready to look for 1,000 people", "", f"{clocked(lambda: invented(1000), 3):.0f} ms")
    texts = [path.read_bytes() for path in files]
    reading = sum(clocked(partial(read_post, data, "post.md", language="en")) for data in texts)
    for people, matcher in ((10, few), (1000, many)):
        looking = sum(clocked(partial(matcher.terms_in, data.decode())) for data in texts)
        said = f"{looking / len(texts):.2f} ms a post, {looking / reading:.0%} of reading it"
        yield Row(f"names: looking for {people:,} people in {len(texts)} posts", "", said)
    worst = max(clocked(partial(many.terms_in, piece * (_SIZE // len(piece))), 1) for piece in _HOSTILE)
    yield Row(f"names: the slowest of {len(_HOSTILE)} hostile texts of 2 MB", "", f"{worst / 1000:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    add_option(parser)
    options = parser.parse_args()
    files = options.files or sorted((Path(__file__).parents[1] / "source_posts").rglob("*.md"))
    show(list(rows(files)), as_json=options.rows)


if __name__ == "__main__":
    main()
