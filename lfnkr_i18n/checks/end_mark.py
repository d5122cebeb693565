"""Check `end-mark`: a translation ends as its source does: statement, question, or a heading without a mark.

Quotation marks, brackets and emphasis are looked through. Japanese ends questions in か。, and sentences in a noun
without a mark where it likes; `!` and `.`, `:` and `。` stand for each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum

from lfnkr_i18n.checks.characters import HAN, HIRAGANA, KATAKANA, wording
from lfnkr_i18n.checks.questions import may_be_a_statement
from lfnkr_i18n.checks.remarks import Remark, is_blank, visible_text
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Pair, Severity, Span
from lfnkr_i18n.patterns import lazy

_LOOKED_THROUGH = "」』）)]】》〉〕］”\"’'*_~＊ \t\n\u3000"
_QUESTION = frozenset("?？⁇⁉‽")
_STOP = frozenset(".。．｡!！‼…‥")
_OWN_STOP = {"ja": "。", "en": "."}
_COMMA = frozenset(",、，､;；")
_NOTE = lazy(r"(?:\[[^\]\n]{1,9}\]|\([^()\n]{0,80}\)|（[^（）\n]{0,80}）|\[\^[^\]]{1,200}\]|<[^<>]{1,300}>)\s*$")

_SENTENCE = lazy(
    "(?:です|ます|ました|ません|でした|ましょう|でしょう|ください|下さい|である|だった|であった|ている|ていた|ました|られた|された)$"
)
_ENGLISH_WORDS = lazy(r"[A-Za-z][\w'’-]*")
_JAPANESE = lazy(f"[{HIRAGANA}{KATAKANA}{HAN}]")
_LINKED_QUESTION = lazy(
    r"[?？][\"”’」』*_]{0,4}(?:\](?:\([^()\n]{0,999}\)|\[[^\]\n]{0,999}\])|</a\s?>)[\"”’」』*_.。\s]*$"
)
_FULL_STOP = lazy(r"[。．]$|(?<!\.)\.$")
_ABBREVIATION = lazy(r"(?:\b[A-Za-z]|\b(?:etc|Inc|Ltd|Co|Corp|Jr|Sr|St|Mr|Mrs|Ms|Dr|vol|no|pp|ed|eds|al))\.$", re.I)


class _End(Enum):
    QUESTION = "question"
    STOP = "stop"
    COMMA = "comma"
    NONE = "none"


def same_end_mark(pair: Pair) -> Iterator[Remark]:
    """Yield a remark where the target ends in a mark of another class, or of the other language."""
    languages = primary(pair.source_language), primary(pair.target_language)
    if is_blank(pair.target) or sorted(languages) != ["en", "ja"] or _plainly_stops(pair, languages[1]):
        return
    source, target = _bare(pair.source, pair.markup), _bare(pair.target, pair.markup)
    if not source or not target or not any(character.isalpha() for character in source):
        return
    if _ends_in_a_title(pair.source) or _ends_in_a_title(pair.target):
        return
    problem = _problem(source, target, pair) or _foreign_mark(target, languages[1])
    if problem:
        place = _place(pair, target)
        replacement = _right_mark(target, languages[1])
        yield Remark(problem, None, place, Severity.WARNING, replacement if place else None)


def _plainly_stops(pair: Pair, language: str) -> bool:
    """Tell whether both texts end in a full stop, the target in its own language's, with nothing to look through."""
    return (
        visible_text(pair.target, pair.markup)[-1:] == _OWN_STOP[language]
        and visible_text(pair.source, pair.markup)[-1:] in _OWN_STOP.values()
    )


def _bare(text: str, markup: Markup) -> str:
    """Return what a reader sees of a text, without the quotation marks, brackets and notes at its end."""
    text = visible_text(text, markup).rstrip()
    bare = text.rstrip(_LOOKED_THROUGH)
    if text.endswith((")", "）", "]", ">")):
        shorter = _NOTE.sub("", text).rstrip(_LOOKED_THROUGH)
        bare = bare if _end(shorter) is _End.NONE else shorter
    while (
        bare
        and not bare[-1].isalnum()
        and (unicodedata.category(bare[-1]) in ("So", "Sk") or bare[-1] in "\ufe0f\u200d♪")
    ):
        bare = bare[:-1].rstrip(_LOOKED_THROUGH)
    return bare


def _end(text: str) -> _End:
    last = text[-1:]
    if last in _QUESTION or (last in _STOP and text.rstrip("!！…")[-1:] in _QUESTION):
        return _End.QUESTION
    if last in _STOP:
        return _End.STOP
    return _End.COMMA if last in _COMMA else _End.NONE


def _problem(source: str, target: str, pair: Pair) -> str | None:
    """Return what is wrong with the class of the target's end, if something is."""
    ends = _end(source), _end(target)
    if set(ends) == {_End.QUESTION, _End.NONE} and pair.kind.startswith("heading"):
        return None
    if _End.QUESTION in ends and ends[0] is not ends[1]:
        into = ends[1] is _End.QUESTION
        language = primary(pair.target_language if into else pair.source_language)
        return _about_question(target if into else source, source if into else target, language, into=into)
    if ends[1] is _End.COMMA and ends[0] is _End.STOP:
        return _("ends in a comma, the source in a full stop; is something missing?")
    into_japanese = primary(pair.target_language) == "ja"
    if ends == (_End.STOP, _End.NONE) and pair.kind == "paragraph" and not target.endswith((":", "：")):
        words = len(_ENGLISH_WORDS.findall(target))
        full = words >= 4 or (words >= 2 and _SENTENCE.search(source.rstrip("。．.")))
        lost = _SENTENCE.search(target) if into_japanese else full
        if lost and not (into_japanese and _ABBREVIATION.search(source)):
            return _("ends without a full stop, which the source has; add it")
    if ends == (_End.NONE, _End.STOP) and _FULL_STOP.search(target) and _is_label(source, target, pair):
        return _("ends in a full stop, which its source does not have; delete it")
    return None


def _is_label(source: str, target: str, pair: Pair) -> bool:
    """Tell whether a text without a mark is a heading or a label, and its translation could be one too."""
    if _ABBREVIATION.search(target):
        return False
    if pair.kind.startswith("heading"):
        return True
    if primary(pair.target_language) != "ja" or pair.kind != "paragraph" or not pair.alone:
        return False
    return len(_ENGLISH_WORDS.findall(source)) <= 4 and not _SENTENCE.search(target[:-1])


def _about_question(asking: str, other: str, language: str, *, into: bool) -> str | None:
    """Return what is wrong where `asking`, in `language`, ends in a question mark and `other` does not."""
    if _questions(other) >= _questions(asking) or may_be_a_statement(asking, other, language):
        return None
    if into:
        return _("the translation asks, the source does not; is that meant?")
    return _("the source asks, the translation does not; is that meant?")


def _questions(text: str) -> int:
    return sum(text.count(mark) for mark in "?？")


def _foreign_mark(target: str, language: str) -> str | None:
    """Return what is wrong where the last mark is one of the other language."""
    if language == "ja" and target[-1] in ".｡" and len(target) > 1 and _JAPANESE.match(target[-2]):
        return _("ends in `{mark}`, a mark of the other language; write `{right}`").format(mark=target[-1], right="。")
    if language == "en" and target[-1] in "。．｡":
        return _("ends in `{mark}`, a mark of the other language; write `{right}`").format(mark=target[-1], right=".")
    return None


def _right_mark(target: str, language: str) -> str | None:
    """Return the mark that the target should end in, where it has the other language's."""
    return None if _foreign_mark(target, language) is None else _OWN_STOP[language]


def _ends_in_a_title(text: str) -> bool:
    """Tell whether a sentence ends in the text of a link that asks: the question is another page's."""
    asks = _LINKED_QUESTION.search(text) if "?" in text or "？" in text else None
    if asks is None:
        return False
    begin = max(text.rfind("[", 0, asks.start()), text.rfind("<a", 0, asks.start()))
    return any(character.isalpha() for character in text[: max(begin, 0)])


def _place(pair: Pair, bare: str) -> Span | None:
    """Return where the last mark of a target stands, of which `bare` is what a reader sees; None where that is unsure.

    Never in an address, of which a reader sees nothing.
    """
    text = wording(pair.target, pair.markup)
    place = text.rfind(bare[-1])
    before = text[: max(place, 0)].rstrip(_LOOKED_THROUGH)
    known = place >= 0 and before[-1:] == bare[:-1].rstrip(_LOOKED_THROUGH)[-1:]
    return Span(place, place + 1) if known else None
