"""What the checks are told of a post in a language, and what they find in it: a pure function, asked once.

Whoever publishes, counts or lists findings asks the same of the same texts. What was found is kept in `.lfnkr` until
anything in the question is another: a text, a term, a link's prefix, the house's style, the language of messages.
Whatever a check is to look at therefore comes to it in the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.checks import CHECK_NAMES, MOVABLE, POST_CHECK_NAMES, QUOTING, Alias, PlacedPair
from lfnkr_i18n.config import Project
from lfnkr_i18n.files import digest
from lfnkr_i18n.glossary import Glossary
from lfnkr_i18n.languages import joint
from lfnkr_i18n.manifest import Answers
from lfnkr_i18n.messages import spoken_language
from lfnkr_i18n.model import EMPTY, Finding, NoTerms, Pair

if TYPE_CHECKING:
    from lfnkr_i18n.checks import Check


class Question(msgspec.Struct, frozen=True):
    """All that bears on what is found in a post in a language."""

    pairs: tuple[PlacedPair, ...]
    """Of all segments, in order."""
    names: tuple[str, ...]
    """The checks that are asked, in their order."""
    aliases: tuple[Alias, ...]
    """What people at risk are called in public: once, and not with every pair, which it is put to for the checks."""
    speaking: str
    """The language of messages."""


def question(pairs: Iterable[PlacedPair], names: Iterable[str], *, aliases: Iterable[Alias] = ()) -> Question:
    """Return what to ask of a post's pairs; names that are not of such checks are left out."""
    chosen = frozenset(names)
    asked = tuple(name for name in (*CHECK_NAMES, *POST_CHECK_NAMES) if name in chosen)
    return Question(tuple(pairs), asked, tuple(aliases), spoken_language())


def recalled(project: Project, subject: str, asked: Question, *, frozen: bool = False) -> list[Finding]:
    """Return what the checks find, without asking them where they were asked the same of this subject last.

    What people must be protected from is not kept. With `frozen` nothing is.
    """
    answers: Answers[Question, list[Finding]] = Answers(
        project.cache, "findings", list[Finding], shown=_shown, keeps=_may_keep
    )
    return answers.of(subject, asked, answer, frozen=frozen)


def answer(asked: Question) -> list[Finding]:
    """Return what the checks find, in the order of the segments; what is about the post as a whole comes last."""
    from lfnkr_i18n.checks import CHECKS, POST_CHECKS, findings_in, post_findings  # only who has to ask loads them

    checks = {name: CHECKS[name] for name in asked.names if name in CHECKS}
    translated = [placed for placed in asked.pairs if placed.pair.target.strip()]
    of_pairs = findings_in([placed.pair for placed in translated], checks)
    own = {
        placed.segment: [replace(finding, segment=placed.segment) for finding in findings]
        for placed, findings in zip(translated, of_pairs, strict=True)
    }
    said: list[Finding] = []
    for _block, members in groupby(asked.pairs, key=attrgetter("block")):
        said += _of_block({placed.segment: placed.pair for placed in members}, own, checks)
    pairs: Sequence[PlacedPair] = asked.pairs
    if asked.aliases:
        pairs = [msgspec.structs.replace(placed, aliases=asked.aliases) for placed in pairs]
    said += post_findings(pairs, {name: POST_CHECKS[name] for name in asked.names if name in POST_CHECKS})
    return said


def _may_keep(said: Sequence[Finding]) -> bool:
    return not any(finding.check in QUOTING for finding in said)


def _shown(value: object) -> object:
    if isinstance(value, MappingProxyType):
        return dict(value)
    if isinstance(value, Glossary):
        return _digest_of(value)
    if isinstance(value, NoTerms):
        return None
    raise NotImplementedError(type(value).__name__)


@lru_cache(maxsize=4)
def _digest_of(glossary: Glossary) -> str:
    """Return what tells glossaries apart; it comes with every pair."""
    return digest(msgspec.msgpack.encode(glossary.terms, enc_hook=_shown))


def _of_block(
    pairs: Mapping[int, Pair], own: Mapping[int, Sequence[Finding]], checks: Mapping[str, Check]
) -> list[Finding]:
    """Return the findings of a block: those of its translated sentences, by segment, weighed by the whole block's."""
    said = [finding for index in pairs for finding in own.get(index, ())]
    left_out = [index for index, pair in pairs.items() if pair.target.strip() == EMPTY]
    suspects = MOVABLE & (checks.keys() if left_out else {finding.check for finding in said})
    if len(pairs) == 1 or not suspects or any(index not in own for index in pairs):
        return said
    from lfnkr_i18n.checks import findings

    whole = findings(_joined(list(pairs.values())), {name: checks[name] for name in checks if name in suspects})
    wrong = {finding.check for finding in whole}
    kept = [finding for finding in said if finding.check in wrong or finding.check not in suspects]
    placed = {finding.check for finding in kept}
    # What a sentence that was left out took along shows in the block alone.
    lost = [finding for finding in whole if finding.check not in placed]
    return kept + [replace(f, segment=left_out[0], source_span=None, target_span=None) for f in lost]


def _joined(pairs: Sequence[Pair]) -> Pair:
    """Return the sentences of a block as one pair."""
    targets = [pair.target.strip() for pair in pairs if pair.target.strip() != EMPTY]
    source = _text([pair.source for pair in pairs])
    return msgspec.structs.replace(pairs[0], source=source, target=_text(targets), alone=True)


def _text(sentences: Iterable[str]) -> str:
    text = ""
    for sentence in sentences:
        text += (joint(text, sentence) if text else "") + sentence
    return text
