"""Answers of pure functions, kept from run to run for whoever asks the same: each is proved by its question's digest.

A step's `Memo` knows what one step made of files; answers are for what several steps ask on the way, in any process.
Each lies in a file of its own, so that workers need no hand-over; the last answer about a subject takes the place of
the one before.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from lfnkr_i18n.files import digest
from lfnkr_i18n.manifest.program import program_digest
from lfnkr_i18n.manifest.storage import encoded, load, store

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Answers(Generic[Question, Answer]):
    """What a function made of its argument, which has to be all that bears on it: the question."""

    def __init__(
        self,
        cache: Path,
        name: str,
        kind: Any,
        *,
        shown: Callable[[Any], object],
        keeps: Callable[[Answer], bool] = lambda _answer: True,
    ) -> None:
        """`cache` is a project's `.lfnkr`, `kind` the answers' type; `keeps` tells which of them may lie on the disk.

        `shown` returns, of what MessagePack does not know in a question, something it does, another for what may be
        answered otherwise.
        """
        self._folder, self._tmp = cache / "manifest" / name, cache / "tmp"
        self._kind, self._keeps = tuple[str, kind], keeps
        self._encode = msgspec.msgpack.Encoder(enc_hook=shown).encode

    def of(
        self, subject: str, question: Question, answer: Callable[[Question], Answer], *, frozen: bool = False
    ) -> Answer:
        """Return `answer(question)`, as it was given before where somebody asked the same about this subject last.

        With `frozen` nothing is written.
        """
        try:
            asked = digest(program_digest().encode() + self._encode(question))
        except UnicodeEncodeError:  # it holds bytes that are no text
            return answer(question)
        path = self._folder / digest(subject.encode())
        kept = load(path, self._kind)
        if kept is not None and kept[0] == asked:
            known: Answer = kept[1]
            return known
        given = answer(question)
        if not frozen and self._keeps(given):
            with contextlib.suppress(
                OSError, UnicodeEncodeError
            ):  # no place to write; it quotes bytes that are no text
                store(path, [encoded((asked, given))], tmp=self._tmp)
        return given
