"""Look for inputs that break us, guided by coverage (atheris: `pip install atheris`, not needed by the tests).

    python benchmarks/fuzz CORPUS --minutes 60 [TARGET...]

Targets (targets.py; none named: all) take turns in processes of their own, each a fair share of the time. CORPUS keeps
what was learnt for the next run; an input that breaks us, takes over SLOW seconds or eats memory lies in
CORPUS/found/. The summary counts inputs tried and findings.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

from seeds import DICTIONARY, SEEDS

SLOW = 10
"""Seconds that one input of LONGEST bytes may take; instrumented Python is some ten times slower than ours."""

LONGEST = 4096
"""Bytes of an input; growth with size is measured by tests/formats/test_attacks.py instead."""

ROUND = 60
"""Seconds of a target's turn."""


def child(target: str, options: list[str]) -> None:
    """Fuzz one target in this process until the time is up or something breaks."""
    import atheris

    with atheris.instrument_imports(include=["lfnkr_i18n"]):
        from targets import TARGETS
    atheris.Setup([sys.argv[0], *options], TARGETS[target])
    atheris.Fuzz()


def prepare(corpus: Path, target: str) -> Path:
    """Lay out seeds and words of a target; return its corpus."""
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS.get(target, ())):
        (folder / f"seed-{number}").write_bytes(seed)
    escaped = ["".join(f"\\x{byte:02x}" for byte in word.encode()) for word in DICTIONARY]
    (corpus / "words").write_text("".join(f'"{word}"\n' for word in escaped), "ascii")
    return folder


def turn(corpus: Path, target: str, seconds: int) -> tuple[int, list[Path]]:
    """Fuzz a target for some seconds; return how many inputs were tried, and those that broke us."""
    found = corpus / "found"
    found.mkdir(exist_ok=True)
    before = set(found.iterdir())
    command = [sys.executable, str(Path(__file__).parent), "--child", target, str(corpus)]
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={SLOW}",
        f"-max_len={LONGEST}",
        "-rss_limit_mb=2000",
        "-print_final_stats=1",
        f"-dict={corpus / 'words'}",
        f"-artifact_prefix={found / target}-",
        str(prepare(corpus, target)),
    ]
    ended = subprocess.run([*command, "--", *options], capture_output=True, text=True, errors="replace", check=False)
    counts = [*re.findall(r"^#(\d+)\t", ended.stderr, re.M), *re.findall(r"executed_units: (\d+)", ended.stderr)]
    new = sorted(set(found.iterdir()) - before)
    for path in new:
        path.with_suffix(".log").write_text(ended.stderr[-20_000:], "utf-8")
    return max(map(int, counts), default=0), new


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    own, _separator, options = (sys.argv[1:], "", []) if "--" not in sys.argv else _split(sys.argv[1:])
    chosen = parser.parse_intermixed_args(own)
    if chosen.child:
        child(chosen.child, options)
        return
    from targets import TARGETS

    chosen.corpus.mkdir(parents=True, exist_ok=True)
    targets = chosen.targets or list(TARGETS)
    tried = dict.fromkeys(targets, 0)
    broken: dict[str, list[Path]] = {target: [] for target in targets}
    end = time.monotonic() + 60 * chosen.minutes
    while time.monotonic() < end:
        for target in targets:
            left = int(min(ROUND, end - time.monotonic()))
            if left > 0:
                count, new = turn(chosen.corpus, target, left)
                tried[target] += count
                broken[target] += new
                print(f"{target}: {tried[target]} inputs, {len(broken[target])} findings", flush=True)
    print(f"\n{'target':12}{'inputs':>12}{'findings':>10}")
    for target in targets:
        print(f"{target:12}{tried[target]:12}{len(broken[target]):10}")


def _split(words: list[str]) -> tuple[list[str], str, list[str]]:
    place = words.index("--")
    return words[:place], "--", words[place + 1 :]


if __name__ == "__main__":
    main()
