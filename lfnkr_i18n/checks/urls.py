"""Check `urls`: the translation leads where the source leads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from types import MappingProxyType
from urllib.parse import unquote

import msgspec

from lfnkr_i18n.checks.matching import unmatched
from lfnkr_i18n.checks.reading import holds_any
from lfnkr_i18n.checks.remarks import Remark, constructs_in, is_blank, quoted
from lfnkr_i18n.markup.inline import Construct, Kind
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Pair, Span
from lfnkr_i18n.patterns import lazy

_TARGETS = frozenset({Kind.LINK, Kind.AUTOLINK, Kind.IMAGE})
_ATTRIBUTE = lazy(r' (?:href|src|poster)="([^"]*)"')
# ASCII only: in Japanese a bare address is followed by text without a space.
_BARE_HINTS = ("://", "www.", "mailto:")
_BARE = lazy(r"(?:https?://|www\.|mailto:)[!#-;=?-Z_a-z~%&]+", re.ASCII)
_NO_LINKS: Mapping[str, str] = MappingProxyType({})
_CLOSING = ".,;:!?')*_~&"


class _Address(msgspec.Struct, frozen=True):
    url: str
    span: Span


def same_urls(pair: Pair) -> Iterator[Remark]:
    """Yield each address that the target lacks or adds; the pairs of the link map are equal, the order is free."""
    if is_blank(pair.target):
        return
    missing, added = _addresses(pair.source, pair.markup), _addresses(pair.target, pair.markup)
    if not missing and not added:
        return
    for links, seen in ((pair.links, unquote), (_NO_LINKS, unquote), (pair.links, _without_heading)):
        missing, added = unmatched(missing, added, partial(_key, links, seen), partial(_key, _NO_LINKS, seen))
    for lost, new in zip_longest(missing, added):
        if lost is not None and new is not None:
            message = _("the source leads to `{source}`, the translation to `{target}`")
            text = message.format(source=quoted(lost.url), target=quoted(new.url))
            yield Remark(text, lost.span, new.span)
        elif lost is not None:
            message = _("the address `{url}` is missing in the translation").format(url=quoted(lost.url))
            yield Remark(message, source_span=lost.span)
        elif new is not None:
            message = _("the address `{url}` is not in the source").format(url=quoted(new.url))
            yield Remark(message, target_span=new.span)


def _key(links: Mapping[str, str], seen: Callable[[str], str], address: _Address) -> str:
    """Return what of an address is compared; `links` are the prefixes that differ between the languages."""
    return seen(mapped(address.url, links))


def _without_heading(url: str) -> str:
    """Return an address of our own pages without the heading it leads to: its anchor is made of translated words.

    >>> _without_heading("/news/#how-to-help"), _without_heading("https://a.example/#b")
    ('/news/#', 'https://a.example/#b')
    """
    page, mark, _heading = unquote(url).partition("#")
    return unquote(url) if ":" in page or page.startswith("//") else page + mark


def mapped(url: str, links: Mapping[str, str]) -> str:
    """Return an address with its longest prefix in `links` replaced.

    >>> mapped("/en/news/", {"/en/": "/ja/"}), mapped("/english/", {"/en/": "/ja/"})
    ('/ja/news/', '/english/')
    """
    for prefix in sorted(links, key=len, reverse=True):
        if prefix and url.startswith(prefix):
            return links[prefix] + url[len(prefix) :]
    return url


def _addresses(text: str, markup: Markup) -> list[_Address]:
    constructs = constructs_in(text, markup)
    if not constructs and not holds_any(text, _BARE_HINTS):
        return []
    found: list[_Address] = []
    taken: list[Span] = []
    for construct in constructs:
        if construct.kind in _TARGETS or construct.kind in (Kind.CODE, Kind.TEMPLATE, Kind.TAG):
            taken.append(construct.span)
        found += [_Address(url, construct.span) for url in _urls_of(construct)]
    return found + list(_bare_addresses(text, taken))


def _bare_addresses(text: str, taken: Sequence[Span]) -> Iterator[_Address]:
    """Yield the addresses that stand in the text as such; `taken` are the spans of markup, in order."""
    if not holds_any(text, _BARE_HINTS):
        return
    starts = [span.start for span in taken]
    for match in _BARE.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or taken[before].end <= match.start():
            url = match[0].rstrip(_CLOSING)
            yield _Address(url, Span(match.start(), match.start() + len(url)))


def _urls_of(construct: Construct) -> list[str]:
    if construct.kind in _TARGETS:
        return [construct.detail]
    return _ATTRIBUTE.findall(construct.detail) if construct.kind is Kind.TAG else []
