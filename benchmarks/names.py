"""Measure what looking for listed names costs beside reading a post, in one run.

    python benchmarks/names.py [FILE.md...]

Without files, the posts of this repository. CPU milliseconds, the best of twenty; 10 and 1,000 invented people with a
name in three scripts each. Last, texts of 2 MB that were made to be slow.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

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


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    root = Path(__file__).parents[1] / "source_posts"
    files = parser.parse_args(arguments).files or sorted(root.rglob("*.md"))
    few, many = invented(10), invented(1000)
    print(f"{'building, 1,000 people':<34}{clocked(lambda: invented(1000), 3):8.1f} ms")
    texts = [path.read_bytes() for path in files]
    reading = sum(clocked(partial(read_post, data, "post.md", language="en")) for data in texts)
    for label, matcher in (("10 people", few), ("1,000 people", many)):
        looking = sum(clocked(partial(matcher.terms_in, data.decode())) for data in texts)
        print(f"{f'{len(files)} posts, {label}':<34}{looking:8.2f} ms, {looking / reading:.0%} of reading them")
    for piece in _HOSTILE:
        text = piece * (_SIZE // len(piece))
        print(f"{f'2 MB of {piece!r}':<34}{clocked(partial(many.terms_in, text), 1):8.0f} ms")


if __name__ == "__main__":
    main()
