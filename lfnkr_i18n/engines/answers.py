"""What is asked of every answer: each code once, nested, where it belongs; and blanks as its script has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lfnkr_i18n.engines.codecs import joined
from lfnkr_i18n.languages import is_cjk
from lfnkr_i18n.model import Code, CodeKind, Part, Parts, plain
from lfnkr_i18n.patterns import lazy

_WORD = lazy(r"\w")

_FEW = 4
"""Letters around a stretch that another language may have no word for: an article, a particle."""


def fault(source: Parts, answer: Parts) -> str | None:
    """Return, in English for the catalog, what is wrong with the codes of an answer; None: nothing is.

    >>> one = ("We ", Code(1, CodeKind.STANDALONE), ".")
    >>> fault(one, ("私たち。",)), fault(one, ("私たち", Code(1, CodeKind.STANDALONE), "。"))
    ('it lost a code', None)
    """
    if not _WORD.search(plain(answer)):
        return "it holds no words"
    own, theirs = Counter(_codes(source)), Counter(_codes(answer))
    if own - theirs:
        return "it lost a code"
    if theirs - own:
        return "it added a code"
    if not _is_nested(answer):
        return "its codes are not nested"
    words, own_words = _words_inside(answer), _words_inside(source)
    if any(own_words[number] and not count for number, count in words.items()):
        return "a code lost its words"
    around = {number: own_words[0] - count for number, count in own_words.items() if number}
    if any(around[number] > _FEW and count == words[0] for number, count in words.items() if number):
        return "a code grew over all words"
    if _heap(answer) > max(1, _heap(source)):
        return "its codes stand in a heap"
    return None


def _codes(parts: Parts) -> Iterator[Code]:
    return (part for part in parts if isinstance(part, Code))


def _is_nested(parts: Parts) -> bool:
    waiting: list[int] = []
    for code in _codes(parts):
        if code.kind is CodeKind.OPEN:
            waiting.append(code.id)
        elif code.kind is CodeKind.CLOSE and (not waiting or waiting.pop() != code.id):
            return False
    return not waiting


def _words_inside(parts: Parts) -> dict[int, int]:
    """Return how many letters and codes that stand for words each stretch holds, by id; by 0 all of them."""
    counts = {0: 0}
    inside: list[int] = [0]
    for part in parts:
        if isinstance(part, Code) and part.kind is CodeKind.OPEN:
            counts[part.id] = 0
            inside.append(part.id)
        elif isinstance(part, Code) and part.kind is CodeKind.CLOSE:
            inside.pop()
        else:
            size = len(_WORD.findall(part)) if isinstance(part, str) else 1
            for number in inside:
                counts[number] += size
    return counts


def _heap(parts: Parts) -> int:
    """Return how many codes that stand for words stand side by side at an end: services put there what they lose."""

    def run(ordered: tuple[Part, ...]) -> int:
        count = 0
        for part in ordered:
            if isinstance(part, str) and part.strip():
                break
            count += isinstance(part, Code) and part.kind is CodeKind.STANDALONE
        return count

    return max(run(parts), run(parts[::-1]))


_BASE = {CodeKind.OPEN: 0xF0000, CodeKind.CLOSE: 0xF4000, CodeKind.STANDALONE: 0xF8000}
"""Private characters that stand for codes while blanks are fitted; an id is added to them."""
_OPENS, _CLOSES, _ANY = "[\U000f0000-\U000f3fff]", "[\U000f4000-\U000f7fff]", "[\U000f0000-\U000fbfff]"
_PRIVATE = lazy(_ANY)
_SPACE = lazy(r"\s+")
_AFTER_OPEN = lazy(rf"((?:{_OPENS})+) ")
_BEFORE_CLOSE = lazy(rf" ((?:{_CLOSES})+)")
_GLUED = lazy(rf"[A-Za-z](?={_OPENS}+[A-Za-z])|[A-Za-z]{_CLOSES}+(?=[A-Za-z])")
_BLANK = lazy(rf"(?<! ) (?=(?:{_ANY})*([^ \U000f0000-\U000fbfff]))")


def tidied(source: Parts, answer: Parts) -> Parts:
    """Return an answer with single blanks, none at its ends, none inside the ends of a stretch, none between CJK.

    Where a service dropped the blank between a word and a code, it comes back.

    >>> one, end = Code(1, CodeKind.OPEN), Code(1, CodeKind.CLOSE)
    >>> tidied(("a ", one, "b", end, " c"), ("We  are", one, " proud ", end, "of it. ")) == (
    ...     "We are ", one, "proud", end, " of it.")
    True
    """
    if _PRIVATE.search(plain(answer)):
        return joined(answer)
    text = _SPACE.sub(" ", _with_private(answer))
    text = _AFTER_OPEN.sub(r" \1", _BEFORE_CLOSE.sub(r"\1 ", text))
    if not _GLUED.search(_with_private(source)):
        text = _GLUED.sub(r"\g<0> ", text)
    return _from_private(_without_cjk_blanks(_SPACE.sub(" ", text).strip()))


def _without_cjk_blanks(text: str) -> str:
    """Take out the blanks beside codes that part two CJK characters; those between two words stay."""
    kept: list[str] = []
    before, beside = "", False
    for place, character in enumerate(text):
        if character == " ":
            after = _BLANK.match(text, place)
            code = beside or bool(_PRIVATE.match(text, place + 1))
            if code and after and before and is_cjk(before) and is_cjk(after[1]):
                continue
        elif not _PRIVATE.match(character):
            before = character
        beside = bool(_PRIVATE.match(character))
        kept.append(character)
    return "".join(kept)


def _with_private(parts: Parts) -> str:
    return "".join(part if isinstance(part, str) else chr(_BASE[part.kind] + part.id) for part in parts)


def _from_private(text: str) -> Parts:
    kinds = sorted(((base, kind) for kind, base in _BASE.items()), reverse=True)
    parts: list[Part] = []
    done = 0
    for match in _PRIVATE.finditer(text):
        parts.append(text[done : match.start()])
        base, kind = next((base, kind) for base, kind in kinds if ord(match[0]) >= base)
        parts.append(Code(ord(match[0]) - base, kind))
        done = match.end()
    return joined([*parts, text[done:]])
