"""Checks `aliases` and `pending-masks`: people at risk are called in public what was approved for them, and marked so.

What they are really called is not known here: a check is given the id of each person and the public forms alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from lfnkr_i18n.checks.characters import wording
from lfnkr_i18n.checks.remarks import Alias, PlacedPair, Remark, is_blank
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Severity, Span
from lfnkr_i18n.patterns import lazy

_RUNNING = frozenset({"paragraph", "list item", "text", "quote", "table cell", "footnote", "definition"})
"""Kinds of text that must name whom their source names first; a title or a caption may be shorter."""

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x00A0: 0x20, 0x2019: 0x27}
"""Full-width ASCII → ASCII; every character keeps its place."""

_NAME = lazy("[A-Z]|[ァ-ヴ]{2}")
"""What stands in forms that are names."""
_NEVER = lazy(r"(?!)")
_MASK = lazy(r"\[([A-Za-z0-9][\w-]{0,31})\](?![(\[:])", re.ASCII)
_TITLE = lazy(r"\A(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?\s+")
_HONORIFIC = lazy("(?:さん|さま|様|氏|君|くん|ちゃん|先生|女史|夫人)\\Z")
_ADDRESSED = {
    "en": r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?\s{{1,3}}{core}",
    "ja": r"{core}\s?(?:さん|さま|様|氏|君|くん|ちゃん|先生|女史|夫人)",
}
"""Language → somebody addressed by what their public form has between title and honorific."""

_MARKED = {
    "en": lazy(
        r"\bnot (?:his|her|their|my) (?:real|actual|true) names?\b|\bpseudonyms?\b|\bnames? (?:(?:has|have) been )?"
        r"changed(?= (?:to protect|for (?:his|her|their|safety|security|privacy))|[)\]])",
        re.IGNORECASE,
    ),
    "ja": lazy(r"[（(【]仮名[）)】]|仮名(?:です|だ|である|を使|を用)|(?:本名|実名)では(?:ない|あり|なく)"),
}
"""Language → what says that a name is not the real one; 仮名 alone also means the kana."""
_MAY_MARK = lazy("name|pseudonym|仮名|本名|実名|[\uff01-\uff5e]", re.IGNORECASE)
"""Something of this stands in every text in which `_MARKED` finds something."""
_SAID = {
    "en": lazy(
        rf"{_MARKED['en'].pattern}|\b(?:alias|assumed|fictitious|anonym|withheld|pen name|not [\w ’']{{1,30}}name)",
        re.IGNORECASE,
    ),
    "ja": lazy("仮名|仮の名|偽名|変名|匿名|筆名|ペンネーム|本名では|実名では|名前[はをが]?変え|名を変え|名を伏せ"),
}
"""Language → whatever says so in a translation."""


def same_aliases(pairs: Sequence[PlacedPair]) -> Iterator[tuple[int, Remark]]:
    """Yield a remark where a translation calls a person at risk otherwise than in public, or does not mark the alias.

    Whom the running text names first, the translation of that block must name; later it may leave the subject out, as
    Japanese does, but not address anybody in another way. Forms that are plain words ("the mother") are warned of.
    """
    if not pairs or not (pairs[0].aliases or any(_MAY_MARK.search(placed.pair.source) for placed in pairs)):
        return
    source, target = (primary(name) for name in (pairs[0].pair.source_language, pairs[0].pair.target_language))
    blocks = [_Block(members) for _number, members in groupby(pairs, key=lambda placed: placed.block)]
    known = [alias for alias in pairs[0].aliases if alias.form(source).strip() and alias.form(target).strip()]
    named = _Forms(known, source, within=[block.source for block in blocks])
    called = _Forms(known, target, within=[block.target for block in blocks])
    otherwise = list(_otherwise(blocks, named, called))
    addressed = {(segment, alias.person) for segment, alias, _remark in otherwise}
    yield from _uncalled(blocks, named, called, addressed)
    yield from ((segment, remark) for segment, _alias, remark in otherwise)
    yield from _unmarked(blocks, named, source, target)


def no_pending_masks(pairs: Sequence[PlacedPair]) -> Iterator[tuple[int, Remark]]:
    """Yield a remark on each `[id]`, which our messages write for a name, that was copied into a translation."""
    people = {alias.person for alias in pairs[0].aliases} if pairs else set()
    for placed in pairs if people else ():
        for match in _MASK.finditer(placed.pair.target):
            if match[1] in people and match[0] not in placed.pair.source:
                message = _("`{mask}` is what our messages write for a listed name; write the public form")
                yield placed.segment, Remark(message.format(mask=match[0]), target_span=Span(*match.span()))


class _Block:
    """The sentences of a block, as far as they are translated."""

    def __init__(self, members: Iterable[PlacedPair]) -> None:
        self.members = tuple(members)
        done = [placed for placed in self.members if placed.pair.target.strip()]
        self.whole = len(done) == len(self.members)
        self.source = "\n".join(_read(placed.pair.source, placed) for placed in done)
        self.target = "\n".join(_read(placed.pair.target, placed) for placed in done)


class _Forms:
    """Those public forms of a language that stand in some texts, found in each: at each place the longest."""

    def __init__(self, aliases: Iterable[Alias], language: str, *, within: Iterable[str]) -> None:
        self.language = language
        self.people: dict[str, list[Alias]] = defaultdict(list)
        texts = _key("\n".join(within))
        for alias in aliases:
            form = _key(self.of(alias))
            if form[1:] in texts:
                self.people[form].append(alias)
        longest_first = sorted(self.people, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_bounded, longest_first))) if longest_first else _NEVER

    def of(self, alias: Alias) -> str:
        """Return a person's form as texts are read."""
        return alias.form(self.language).translate(_NARROW)

    def within(self, text: str) -> list[tuple[Span, list[Alias]]]:
        """Return where forms stand in a text, each with those whom it stands for."""
        return [(Span(*match.span()), self.people[_key(match[0])]) for match in self._pattern.finditer(text)]


def _key(form: str) -> str:
    """Return what is the same of a form wherever it stands: "The mother" begins a sentence."""
    words = " ".join(form.split())
    return words[:1].lower() + words[1:]


def _bounded(key: str) -> str:
    """Return a pattern for a form that is no part of a longer word."""
    first, rest = key[0], r"\s{1,3}".join(map(re.escape, key[1:].split(" ")))
    before = r"(?<![A-Za-z0-9])" if first.isascii() else "(?<![ァ-ヴー・])" if "ァ" <= first <= "ヴ" else ""
    after = r"(?![A-Za-z0-9])" if key[-1].isascii() else ""
    return f"{before}[{re.escape(first + first.upper())}]{rest}{after}"


def _uncalled(
    blocks: Iterable[_Block], named: _Forms, called: _Forms, addressed: Collection[tuple[int, str]]
) -> Iterator[tuple[int, Remark]]:
    """Yield a remark on the first mention of each person that the translation of its block is without.

    Not of those whom the block addresses in another way: (segment, person) of `addressed`.
    """
    introduced: set[str] = set()
    for block in blocks:
        there = {alias for _span, people in called.within(block.target) for alias in people}
        segments = {placed.segment for placed in block.members}
        others = {person for segment, person in addressed if segment in segments}
        wanting = block.whole and block.members[0].pair.kind in _RUNNING
        for placed in block.members:
            for span, people in named.within(_read(placed.pair.source, placed)):
                new = [alias for alias in people if alias.person not in introduced]
                introduced |= {alias.person for alias in new if block.members[0].pair.kind in _RUNNING}
                if wanting and new and there.isdisjoint(people) and new[0].person not in others:
                    message = _("`{named}` ({person}) is `{public}` in public; the translation does not call them so")
                    text = message.format(
                        named=new[0].form(named.language), person=new[0].person, public=new[0].form(called.language)
                    )
                    yield placed.segment, Remark(text, span, severity=_gravity(new[0]))


def _gravity(alias: Alias) -> Severity:
    """Return an error for what is a name; words like "the mother" may be said of others too."""
    return Severity.ERROR if any(_NAME.search(form) for _language, form in alias.forms) else Severity.WARNING


def _otherwise(blocks: Sequence[_Block], named: _Forms, called: _Forms) -> Iterator[tuple[int, Alias, Remark]]:
    """Yield a remark on each place where somebody whom the post speaks of is addressed in another way."""
    found = (alias for block in blocks for _span, people in named.within(block.source) for alias in people)
    ways = [
        (alias, way)
        for alias in dict.fromkeys(found)
        if (way := _address(called.of(alias), called.language)) is not None
    ]
    for placed in (placed for block in blocks for placed in block.members if ways):
        text = _read(placed.pair.target, placed)
        public = [span for span, _people in called.within(text)]
        for alias, way in ways:
            for match in way.finditer(text):
                if not any(span.start < match.end() and match.start() < span.end for span in public):
                    message = _("`{written}` is `{public}` in public ({person}); write that")
                    right = alias.form(called.language)
                    said = message.format(written=match[0], public=right, person=alias.person)
                    yield placed.segment, alias, Remark(said, None, Span(*match.span()), _gravity(alias))


def _address(form: str, language: str) -> re.Pattern[str] | None:
    """Return what addresses somebody by the core of a public form; None where it has none but plain words."""
    core = _HONORIFIC.sub("", _TITLE.sub("", form)).strip()
    if language not in _ADDRESSED or not _NAME.search(core):
        return None
    return re.compile(_ADDRESSED[language].format(core=_bounded(core)))


def _unmarked(blocks: Iterable[_Block], named: _Forms, source: str, target: str) -> Iterator[tuple[int, Remark]]:
    """Yield a remark on each block whose source says that a name is not the real one, where its translation does not.

    The first is an error where a listed person is spoken of; a translation may also say it earlier.
    """
    if source not in _MARKED or target not in _SAID:
        return
    earlier, first = 0, True
    for block in blocks:
        marked, said = _MARKED[source].search(block.source), _SAID[target].search(block.target)
        if marked and block.whole and not said and not earlier:
            found = ((one.segment, _MARKED[source].search(_read(one.pair.source, one))) for one in block.members)
            segment, match = next((number, match) for number, match in found if match)
            grave = first and bool(named.within(block.source))
            message = _("the source says that the name is not the real one; say so too: {example}")
            text = message.format(example="（仮名）" if target == "ja" else "(not their real name)")
            severity = Severity.ERROR if grave else Severity.WARNING
            yield segment, Remark(text, Span(*match.span()), severity=severity)
        earlier = max(0, earlier + bool(said) - bool(marked))
        first = first and not marked


def _read(text: str, placed: PlacedPair) -> str:
    """Return what is read of a text of a pair, width folded; every character keeps its place."""
    return "" if is_blank(text) else wording(text, placed.pair.markup).translate(_NARROW)
