"""Check `structure`: the translation keeps the source's links, images, code, tags, footnotes and template code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from lfnkr_i18n.checks.matching import unmatched
from lfnkr_i18n.checks.remarks import Remark, constructs_in, is_blank, quoted
from lfnkr_i18n.checks.urls import mapped
from lfnkr_i18n.markup.inline import Construct, Kind
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair
from lfnkr_i18n.patterns import lazy

_COMPARED = frozenset(
    {Kind.LINK, Kind.AUTOLINK, Kind.IMAGE, Kind.CODE, Kind.FOOTNOTE, Kind.TAG, Kind.TEMPLATE, Kind.HARD_BREAK}
)
_ADDRESSED = frozenset({Kind.LINK, Kind.AUTOLINK, Kind.IMAGE})
_ADDRESS = lazy(r' (?:href|src|srcset|poster)="[^"]*"')


def same_structure(pair: Pair) -> Iterator[Remark]:
    """Yield what is missing in the target or too much there; the order is free.

    Where a link or an image leads is for the check `urls`; emphasis is for the check `emphasis`.
    """
    if is_blank(pair.target):
        return
    found = constructs_in(pair.source, pair.markup), constructs_in(pair.target, pair.markup)
    if not any(found):
        return
    source, target = ([one for one in side if one.kind in _COMPARED] for side in found)
    missing, added = _without_partner(source, target, pair.links)
    for construct in missing:
        message = _("the {what} is missing in the translation").format(what=_named(construct))
        yield Remark(message, source_span=construct.span)
    for construct in added:
        message = _("the {what} is not in the source").format(what=_named(construct))
        yield Remark(message, target_span=construct.span)


def _without_partner(
    source: Sequence[Construct], target: Sequence[Construct], links: Mapping[str, str]
) -> tuple[list[Construct], list[Construct]]:
    """Return the constructs of each side that have no partner; of several links that one whose address has none."""
    of_source, of_target = [[_identity(one, links) for one in side] for side in (source, target)]
    if Counter(of_source) == Counter(of_target):
        return [], []
    lone = unmatched(
        source,
        target,
        lambda one: (_identity(one, links), _address(one, links)),
        lambda one: (_identity(one, links), _address(one, {})),
    )
    return unmatched(*lone, lambda one: _identity(one, links), lambda one: _identity(one, links))


def _address(construct: Construct, links: Mapping[str, str]) -> str:
    return unquote(mapped(construct.detail, links)) if construct.kind in _ADDRESSED else ""


def _identity(construct: Construct, links: Mapping[str, str]) -> tuple[Kind, str]:
    """Return what of a construct a translation keeps; `links` are the prefixes that differ between the languages."""
    if construct.kind in (Kind.LINK, Kind.AUTOLINK, Kind.IMAGE, Kind.HARD_BREAK):
        return construct.kind, "with a title" if construct.title else ""
    if construct.kind is Kind.TAG:
        return Kind.TAG, _ADDRESS.sub("", construct.detail)
    if construct.kind is Kind.TEMPLATE and links:
        return construct.kind, " ".join(_mapped_word(word, links) for word in construct.detail.split())
    return construct.kind, construct.detail


def _mapped_word(word: str, links: Mapping[str, str]) -> str:
    """Return a word of template code with the prefix of its language: of `{% link en/a.md %}`, `en/a.md`."""
    return mapped(word, links) if word.startswith("/") else mapped(f"/{word}", links).removeprefix("/")


def _named(construct: Construct) -> str:
    """Return the construct as people call it, with what tells it from others."""
    detail = quoted(construct.detail)
    names = {
        Kind.LINK: _("link with a title to `{detail}`") if construct.title else _("link to `{detail}`"),
        Kind.AUTOLINK: _("address `<{detail}>`"),
        Kind.IMAGE: _("image with a title `{detail}`") if construct.title else _("image `{detail}`"),
        Kind.CODE: _("code `{detail}`"),
        Kind.FOOTNOTE: _("footnote `[^{detail}]`"),
        Kind.TAG: _("HTML tag `<{detail}>`"),
        Kind.TEMPLATE: _("template code `{detail}`"),
        Kind.HARD_BREAK: _("line break"),
    }
    return names[construct.kind].format(detail=detail)
