"""A progress bar for work that takes a while, on stderr, for those who watch."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from lfnkr_i18n.cli.session import Session

Result = TypeVar("Result")

PATIENCE = 0.7
"""Seconds of work before a bar appears: a flash of it would only confuse."""


def watched(
    results: Iterable[Result], *, total: int, session: Session, post: Callable[[Result], str], label: str
) -> Iterator[Result]:
    """Yield `results`; after PATIENCE a bar counts the posts done out of `total`.

    Several results of one post, next to each other, count once.
    """
    if not session.shows_progress or total < 2:
        yield from results
        return
    start, done, last = time.monotonic(), 0, ""
    source = iter(results)
    for result in source:
        done, last = done + (post(result) != last), post(result)
        yield result
        if time.monotonic() - start > PATIENCE:
            break
    yield from _with_bar(source, done=done, last=last, total=total, post=post, label=label)


def _with_bar(
    results: Iterator[Result],
    *,
    done: int,
    last: str,
    total: int,
    post: Callable[[Result], str],
    label: str,
) -> Iterator[Result]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    result = next(results, None)
    if result is None:
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    # Lines printed meanwhile stand above the bar, but only a terminal's: a redirected stdout keeps its lines.
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task(label, total=total, completed=done)
        while result is not None:
            bar.advance(task, post(result) != last)
            last = post(result)
            yield result
            result = next(results, None)
