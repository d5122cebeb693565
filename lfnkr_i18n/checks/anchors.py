"""Check `link-targets`: a link to a heading of the same post still leads there when the heading is translated.

Sites make a heading's anchor from its words. Where the words are translated, `#what-the-law-says` leads nowhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import unquote

from lfnkr_i18n.checks.remarks import PlacedPair, Remark, constructs_in, is_blank, visible_text
from lfnkr_i18n.markup.inline import Construct, Kind
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Severity
from lfnkr_i18n.patterns import lazy

_OWN = lazy(r"\{[^{}]*#([\w-]+)[^{}]*\}\s*\Z")
_TAG_ANCHOR = lazy(r' (?:id|name)="([^"]*)"')


def anchors_lead_somewhere(pairs: Sequence[PlacedPair]) -> Iterator[tuple[int, Remark]]:
    """Yield a remark on each link to an anchor that a heading has in the source and none has in the translation."""
    linked = [(placed, link, anchor) for placed in pairs for link, anchor in _links(placed)]
    if not linked:
        return
    headings = [[*members] for _block, members in groupby(pairs, key=lambda one: one.block)]
    headings = [members for members in headings if members[0].pair.kind.startswith("heading")]
    now = {_anchor(members, translated=False): _anchor(members, translated=True) for members in headings}
    there = {*now.values(), *(anchor for placed in pairs for anchor in _own_anchors(placed))}
    for placed, link, anchor in linked:
        if anchor in now and anchor not in there:
            message = _("the heading of `#{anchor}` is `#{new}` in the translation; lead there, or give it an id")
            text = message.format(anchor=anchor, new=now[anchor])
            yield placed.segment, Remark(text, target_span=link.span, severity=Severity.WARNING)


def _anchor(members: Sequence[PlacedPair], *, translated: bool) -> str:
    """Return the anchor of a heading; what is not translated stays in the source's language."""
    texts = [(one.pair.target if translated else "") or one.pair.source for one in members]
    return anchor_of(texts, members[0].pair.markup)


def anchor_of(sentences: Iterable[str], markup: Markup = Markup.MARKDOWN) -> str:
    """Return the anchor that sites make from a heading's sentences: its words in lower case, joined by `-`.

    >>> anchor_of(["What the *law* says!"]), anchor_of(["法律の定め"])
    ('what-the-law-says', '法律の定め')
    """
    text = " ".join(visible_text(sentence, markup).strip() for sentence in sentences).lower()
    kept = (mark for mark in text if mark in "-_ " or unicodedata.category(mark)[0] in "LMN")
    return "".join(kept).strip().replace(" ", "-")


def _links(placed: PlacedPair) -> Iterator[tuple[Construct, str]]:
    if "#" not in placed.pair.target or is_blank(placed.pair.target):
        return
    for construct in constructs_in(placed.pair.target, placed.pair.markup):
        if construct.kind is Kind.LINK and construct.detail.startswith("#"):
            yield construct, unquote(construct.detail[1:]).lower()


def _own_anchors(placed: PlacedPair) -> Iterator[str]:
    """Yield the anchors that a text sets itself: `{#law}` after a heading, `<a id="law">`."""
    own = _OWN.search(placed.pair.source)
    if own:
        yield own[1].lower()
    for construct in constructs_in(placed.pair.source, placed.pair.markup):
        if construct.kind is Kind.TAG:
            found = _TAG_ANCHOR.search(construct.detail)
            if found:
                yield found[1].lower()
