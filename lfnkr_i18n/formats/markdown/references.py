"""References by label in a translation: kept, or given the label back that the translator translated away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lfnkr_i18n.formats.markdown.emphasis import edited
from lfnkr_i18n.markup.constructs import Construct, Kind
from lfnkr_i18n.markup.markdown import constructs
from lfnkr_i18n.patterns import lazy

_BRACKETS = lazy(r"(?<![\]\\])!?\[(?P<text>[^\[\]^][^\[\]]*)\](?P<empty>\[\])?(?![\[(:])")


def with_labels(text: str, msgid: str, source: Sequence[Construct], labels: frozenset[str]) -> str:
    """Return a translation whose references are those of its source, where that is plain to see.

    The msgid says `[Foo][Foo]`; who writes only `[訳]` loses the target. One lost label and one pair of brackets that
    is no reference belong together. A `[word]` that happens to be a label of the post, and is no reference in the
    source, is escaped.
    """
    if not labels:
        return text
    found = constructs(text, definitions=labels)
    wanted, present = _labels(source), _labels(found)
    lost = list((wanted - present).elements())
    if len(lost) == 1:
        free = [match for match in _BRACKETS.finditer(text) if not _known(match, found) and match[0] not in msgid]
        if len(free) == 1:
            end = free[0].end("text") + 1
            return edited(text, [(end, free[0].end(), f"[{_as_written(lost[0], msgid)}]")])
    surplus = present - wanted
    places = []
    for construct in reversed(found):
        if surplus[construct.detail] and construct.kind in _REFERENCES and text[construct.span.end - 1] == "]":
            surplus[construct.detail] -= 1
            places.append(construct.span.start + (construct.kind is Kind.IMAGE))
    return edited(text, [(place, place, "\\") for place in places])


_REFERENCES = frozenset({Kind.LINK, Kind.IMAGE})


def _labels(found: Iterable[Construct]) -> Counter[str]:
    """Count the labels (`[foo]`, folded) that constructs refer to."""
    return Counter(
        construct.detail for construct in found if construct.kind in _REFERENCES and construct.detail[:1] == "["
    )


def _known(match: re.Match[str], found: Iterable[Construct]) -> bool:
    """Tell whether brackets lie in a construct: a link, code, a tag."""
    return any(
        construct.span.start <= match.start() and match.end() <= construct.span.end
        for construct in found
        if construct.kind not in _EMPHASIS
    )


_EMPHASIS = frozenset({Kind.STRONG, Kind.EMPHASIS, Kind.STRIKETHROUGH})


def _as_written(label: str, msgid: str) -> str:
    """Return a folded `[label]` as the msgid writes it, without brackets."""
    for match in re.finditer(r"\]\[([^\[\]]*)\]", msgid):
        if f"[{' '.join(match[1].split()).casefold()}]" == label:
            return match[1]
    return label[1:-1]
