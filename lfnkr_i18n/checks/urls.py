"""Check `urls`: the translation leads where the source leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lfnkr_i18n.checks.remarks import Remark, is_blank, markup, quoted
from lfnkr_i18n.markup.inline import Construct, Kind
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Pair, Span

_TARGETS = frozenset({Kind.LINK, Kind.AUTOLINK, Kind.IMAGE})
_ATTRIBUTE = re.compile(r' (?:href|src|poster)="([^"]*)"')
# ASCII only: in Japanese a bare address is followed by text without a space.
_BARE = re.compile(r"(?:https?://|www\.|mailto:)[!#-;=?-Z_a-z~%&]+", re.ASCII)
_CLOSING = ".,;:!?')*_~&"


@dataclass(frozen=True, slots=True)
class _Address:
    url: str
    span: Span


def same_urls(pair: Pair) -> Iterator[Remark]:
    """Yield each address that the target lacks or adds; the pairs of the link map are equal, the order is free."""
    if is_blank(pair.target):
        return
    missing = _addresses(pair.source)
    added = []
    for address in _addresses(pair.target):
        partner = _partner(address.url, missing, pair.links)
        if partner is None:
            added.append(address)
        else:
            missing.remove(partner)
    for address in missing:
        message = _("the address `{url}` is missing in the translation").format(url=quoted(address.url))
        yield Remark(message, source_span=address.span)
    for address in added:
        message = _("the address `{url}` is not in the source").format(url=quoted(address.url))
        yield Remark(message, target_span=address.span)


def _partner(url: str, sources: list[_Address], links: Mapping[str, str]) -> _Address | None:
    """Return the source's address that `url` may stand for: mapped to the other language, else as it is."""
    wanted = _folded(url)
    for source in sources:
        if _folded(mapped(source.url, links)) == wanted:
            return source
    return next((source for source in sources if _folded(source.url) == wanted), None)


def mapped(url: str, links: Mapping[str, str]) -> str:
    """Return an address with its longest prefix in `links` replaced.

    >>> mapped("/en/news/", {"/en/": "/ja/"}), mapped("/english/", {"/en/": "/ja/"})
    ('/ja/news/', '/english/')
    """
    for prefix in sorted(links, key=len, reverse=True):
        if url.startswith(prefix):
            return links[prefix] + url[len(prefix) :]
    return url


def _folded(url: str) -> str:
    return unquote(url)


def _addresses(text: str) -> list[_Address]:
    found: list[_Address] = []
    taken: list[Span] = []
    for construct in markup(text):
        if construct.kind in _TARGETS or construct.kind in (Kind.CODE, Kind.TEMPLATE, Kind.TAG):
            taken.append(construct.span)
        found += [_Address(url, construct.span) for url in _urls_of(construct)]
    for match in _BARE.finditer(text):
        if not any(span.start <= match.start() < span.end for span in taken):
            url = match[0].rstrip(_CLOSING)
            found.append(_Address(url, Span(match.start(), match.start() + len(url))))
    return found


def _urls_of(construct: Construct) -> list[str]:
    if construct.kind in _TARGETS:
        return [construct.detail]
    return _ATTRIBUTE.findall(construct.detail) if construct.kind is Kind.TAG else []
