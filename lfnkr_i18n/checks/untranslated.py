"""Checks `unchanged` and `residual`: nothing of the source is left untranslated, as a whole or in part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lfnkr_i18n.checks.characters import HAN, HIRAGANA, JAPANESE, KATAKANA, unquoted, wording
from lfnkr_i18n.checks.remarks import Remark, constructs_in, is_blank, quoted, visible_text
from lfnkr_i18n.checks.terms import without_kept
from lfnkr_i18n.languages import primary
from lfnkr_i18n.markup.inline import Kind
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_WORD = lazy(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_LOWER = lazy(r"[a-z]{2,}(?:['’-][a-z]+)*")
_IN_NAMES = frozenset(re.findall(r"\w+", "of the and for in on at to by de da di del la le van von bin al vs"))
"""Words in lower case that stand in names of people, books and organisations."""
_HEADING = lazy(
    "about|abstract|access|background|conclusion|contact|contents|details|donate|events|introduction|links|location"
    "|members|news|notes|overview|photos|preface|reports|results|schedule|summary|support|volunteers|welcome",
    re.IGNORECASE,
)
"""Words that are a whole heading and no name."""

_KANA = lazy(f"[{HIRAGANA}{KATAKANA}]")
_KANJI_WORD = lazy(
    f"[{HAN}]{{5,}}|報告|活動|案内|会員|募集|集会|支援|寄[付附]|連絡|紹介|目次|概要|日程|写真|資料|関連|参考|最新|情報|速報"
    "|声明|抗議|要請|講演|総会|年表|一覧|更新|問合|結果|背景"
)
"""What tells kanji that mean something from those of a name."""

_QUOTES = str.maketrans("“”‘’", "\"\"''")


def not_unchanged(pair: Pair) -> Iterator[Remark]:
    """Yield a remark where the translation is the source, and the source is no name, number or code."""
    if (_KANA.search(pair.source) is None) is not (_KANA.search(pair.target) is None):
        return
    same = _folded(pair.source, pair.markup) == _folded(pair.target, pair.markup)
    if pair.target.strip() and same and _has_words(pair):
        yield Remark(
            _("the same as the source; translate it"),
            target_span=Span(0, len(pair.target)),
            severity=Severity.WARNING,
        )


def _folded(text: str, markup: Markup) -> str:
    return unicodedata.normalize("NFKC", visible_text(text, markup)).translate(_QUOTES).casefold().strip()


def _has_words(pair: Pair) -> bool:
    if primary(pair.source_language) == primary(pair.target_language):
        return False
    whole = wording(pair.source, pair.markup)
    text = unquoted(without_kept(whole, pair.source, pair.source_language, pair))
    if primary(pair.source_language) == "ja":
        return _KANA.search(text) is not None or _KANJI_WORD.search(text) is not None
    words = _WORD.findall(unquoted(whole))
    if len(words) == 1:
        return _HEADING.fullmatch(words[0]) is not None
    return any(_LOWER.fullmatch(word) and word not in _IN_NAMES for word in _WORD.findall(text))


_ENGLISH_WORD = r"[A-Za-z]++(?:['’-][A-Za-z]++)*+"
# A run begins where a word does: looked for from each letter of a word it would take quadratic time.
_ENGLISH_RUN = lazy(rf"(?<![A-Za-z])(?<![A-Za-z]['’-]){_ENGLISH_WORD}(?:,? {_ENGLISH_WORD}){{3,}}")
_JAPANESE_RUN = lazy(f"[{JAPANESE}]{{6,}}")
_TITLES = frozenset({Kind.LINK, Kind.IMAGE, Kind.EMPHASIS})
"""Markup that may hold a title, which stays as it is."""


def no_residue(pair: Pair) -> Iterator[Remark]:
    """Yield a remark on each run of the source's words that the target still holds, outside quotations and titles."""
    if is_blank(pair.target) or pair.source == pair.target:
        return
    languages = primary(pair.source_language), primary(pair.target_language)
    if languages[0] == languages[1] or languages[0] not in ("en", "ja"):
        return
    if not (_JAPANESE_RUN if languages[0] == "ja" else _ENGLISH_RUN).search(pair.target):
        return
    spans = _japanese_runs(pair) if languages[0] == "ja" else _english_runs(pair)
    for span in spans:
        message = _("`{words}` is left from the source; translate it")
        yield Remark(
            message.format(words=quoted(pair.target[span.start : span.end])),
            target_span=span,
            severity=Severity.WARNING,
        )


def _english_runs(pair: Pair) -> Iterator[Span]:
    source = " ".join(word.lower() for word in _WORD.findall(wording(pair.source, pair.markup)))
    for run in _ENGLISH_RUN.finditer(_untitled(pair)):
        words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(run[0])]
        for first in range(len(words) - 3):
            last = first + 4
            if f" {_joined(words[first:last])} " not in f" {source} ":
                continue
            while last < len(words) and f" {_joined(words[first : last + 1])} " in f" {source} ":
                last += 1
            if sum(_LOWER.fullmatch(word) is not None and word not in _IN_NAMES for word, *_ in words[first:last]) >= 2:
                yield Span(run.start() + words[first][1], run.start() + words[last - 1][2])
                break


def _joined(words: list[tuple[str, int, int]]) -> str:
    return " ".join(word.lower() for word, _start, _end in words)


def _japanese_runs(pair: Pair) -> Iterator[Span]:
    for run in _JAPANESE_RUN.finditer(_untitled(pair)):
        for start in range(len(run[0]) - 5):
            end = start + 6
            if run[0][start:end] in pair.source:
                while end < len(run[0]) and run[0][start : end + 1] in pair.source:
                    end += 1
                yield Span(run.start() + start, run.start() + end)
                break


def _untitled(pair: Pair) -> str:
    """Return the target with blanks for what is quoted, emphasised, linked, kept or no prose; places are kept."""
    text = unquoted(wording(pair.target, pair.markup))
    characters = list(without_kept(text, pair.target, pair.target_language, pair))
    for construct in constructs_in(pair.target, pair.markup):
        if construct.kind in _TITLES:
            start, end = construct.span.start, construct.span.end
            characters[start:end] = " " * (end - start)
    return "".join(characters)
