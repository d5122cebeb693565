"""Check `contacts`: the translation gives the source's mail addresses and telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import zip_longest

import msgspec

from lfnkr_i18n.checks.partners import without_partner
from lfnkr_i18n.checks.reading import FEWEST_DIGITS, PHONE, may_hold_phone
from lfnkr_i18n.checks.remarks import Remark, is_blank, prose
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Pair, Span
from lfnkr_i18n.patterns import lazy

_WIDE = lazy("[\uff01-\uff5e]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MAIL = lazy(r"(?<![\w.%+-])[A-Za-z0-9][\w.%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}", re.ASCII)
_DIGIT = lazy("[0-9０-９]")
_JAPAN = "+81"


class Contact(msgspec.Struct, frozen=True):
    """A mail address or a telephone number."""

    span: Span
    key: str
    """The address in lower case; the digits, with a plus sign before the country's number."""

    def known_by(self) -> Iterator[tuple[str, str]]:
        """Yield what reaches it; a number at home is the same with the country's number."""
        return self._names("at home", "abroad")

    def sought_by(self) -> Iterator[tuple[str, str]]:
        """Yield the names of what reaches the same."""
        return self._names("abroad", "at home")

    def _names(self, without_country: str, with_country: str) -> Iterator[tuple[str, str]]:
        yield "whole", self.key
        if not self.key.startswith("+"):
            yield without_country, self.key.removeprefix("0")
        else:
            yield from ((with_country, home) for home in self._at_home())

    def _at_home(self) -> list[str]:
        """Return what a number with its country's may be at home; how long the country's is, only Japan's says."""
        if self.key.startswith(_JAPAN):
            return [self.key.removeprefix(_JAPAN)]
        return [self.key[start:] for start in range(len(self.key))]


def same_contacts(pair: Pair) -> Iterator[Remark]:
    """Yield each mail address and telephone number that the translation lacks, adds or gives otherwise.

    Where a link leads is for the check `urls`; an address that stands in one is not missing.
    """
    if is_blank(pair.target) or not (_may_hold_contacts(pair.source) or _may_hold_contacts(pair.target)):
        return
    yield from _compared(pair, _mails)
    yield from _compared(pair, _phones)


def _compared(pair: Pair, contacts: Callable[[str], Iterator[Contact]]) -> Iterator[Remark]:
    sources, targets = (list(contacts(_read(text, pair.markup))) for text in (pair.source, pair.target))
    if not sources and not targets:
        return
    lost, new = without_partner(sources, targets)
    source, target = (_folded(text).lower() for text in (pair.source, pair.target))
    lost = [contact for contact in lost if contact.key not in target]
    new = [contact for contact in new if contact.key not in source]
    for one, other in zip_longest(lost, new):
        if one is not None and other is not None:
            message = _("the contact is {source} in the source, {target} in the translation")
            text = message.format(source=_shown(one, pair.source), target=_shown(other, pair.target))
            yield Remark(text, one.span, other.span)
        elif one is not None:
            message = _("the contact {contact} is missing in the translation")
            yield Remark(message.format(contact=_shown(one, pair.source)), source_span=one.span)
        elif other is not None:
            message = _("the contact {contact} is not in the source")
            yield Remark(message.format(contact=_shown(other, pair.target)), target_span=other.span)


def contacts_in(text: str, markup: Markup) -> list[Contact]:
    """Return the mail addresses and telephone numbers of a text, in any language."""
    if not _may_hold_contacts(text):
        return []
    text = _read(text, markup)
    return [*_mails(text), *_phones(text)]


def _may_hold_contacts(text: str) -> bool:
    """Tell whether the sign of a mail address, or the digits of a telephone number, stand in a text; it is quick."""
    return "@" in text or "＠" in text or len(_DIGIT.findall(text)) >= FEWEST_DIGITS


@lru_cache(maxsize=4)
def _read(text: str, markup: Markup) -> str:
    return _folded(prose(text, markup))


def _folded(text: str) -> str:
    return text.translate(_FULL_WIDTH) if _WIDE.search(text) else text


def _mails(text: str) -> Iterator[Contact]:
    if "@" in text:
        yield from (Contact(Span(*match.span()), match[0].lower()) for match in _MAIL.finditer(text))


def _phones(text: str) -> Iterator[Contact]:
    if not may_hold_phone(text):
        return
    for match in PHONE.finditer(text):
        written = match[0].replace("(0)", "") if match[0].startswith("+") else match[0]
        yield Contact(Span(*match.span()), re.sub("[^0-9+]", "", written))


def _shown(contact: Contact, text: str) -> str:
    return text[contact.span.start : contact.span.end]
