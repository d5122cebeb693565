"""Checks `glossary`, `forbidden-terms` and `do-not-translate`: things are called what the glossary calls them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from lfnkr_i18n.checks.characters import wording
from lfnkr_i18n.checks.remarks import TEXTS, Remark, is_blank
from lfnkr_i18n.glossary import holds, holds_exactly
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Markup, Occurrence, Pair, Severity
from lfnkr_i18n.patterns import lazy

_DELIMITERS = lazy(r"[*_~\[\]!]+")
_NOTHING = "\u200b"
"""What stands in the place of a delimiter: no word, and no space between words either."""


class TermUse(msgspec.Struct, frozen=True):
    """A term in the source of a pair, and whether the translation calls it what the glossary does."""

    occurrence: Occurrence
    approved: tuple[str, ...]
    """What it may be called, the preferred form first."""
    followed: bool


def terms_of(pair: Pair) -> Iterator[TermUse]:
    """Yield each form of the glossary in a pair's source that has a translation, once."""
    if not pair.terms or is_blank(pair.target):
        return
    target, seen = _text(pair.target, pair.markup), set()
    for occurrence in pair.terms.occurrences(_text(pair.source, pair.markup), pair.source_language):
        approved = occurrence.approved(pair.target_language)
        if not approved or occurrence.keep or occurrence.form in seen:
            continue
        seen.add(occurrence.form)
        yield TermUse(occurrence, approved, holds(target, approved, pair.target_language))


def follows_glossary(pair: Pair) -> Iterator[Remark]:
    """Yield a warning for each term of the source that the translation does not call by an approved form."""
    for use in terms_of(pair):
        if not use.followed:
            message = _("`{term}` is `{approved}` in the glossary; the translation says something else")
            approved = _("` or `").join(use.approved)
            message = message.format(term=use.occurrence.form, approved=approved)
            yield Remark(message, use.occurrence.span, None, Severity.WARNING)


def no_forbidden_terms(pair: Pair) -> Iterator[Remark]:
    """Yield a remark for each form in the translation that the glossary forbids.

    The source's author may use such a word; then the translation may quote it. A form that is right for another term of
    the source is right.
    """
    if not pair.terms or is_blank(pair.target):
        return
    said = pair.terms.avoided(_text(pair.target, pair.markup), pair.target_language)
    if not said:
        return
    source = _text(pair.source, pair.markup)
    present = [term for one in pair.terms.occurrences(source, pair.source_language) for term in one.terms]
    author = [term for one in pair.terms.avoided(source, pair.source_language) for term in one.terms]
    for occurrence in said:
        against = [term for term in occurrence.terms if term not in author]
        if occurrence.permitting:  # the word has another meaning, too: it is wrong only where this one is meant
            right = any(term in present for term in occurrence.permitting)
            against = [] if right else [term for term in against if term in present]
        if against:
            instead = next(iter(against[0].approved(pair.target_language)), "")
            message = (
                _("the glossary forbids `{form}`; write `{instead}`") if instead else _("the glossary forbids `{form}`")
            )
            yield Remark(message.format(form=occurrence.form, instead=instead), None, occurrence.span)


def keeps_names(pair: Pair) -> Iterator[Remark]:
    """Yield a remark for each term of the source that is not to be translated, and is not there as it was."""
    if not pair.terms or is_blank(pair.target):
        return
    target, seen = _text(pair.target, pair.markup), set()
    for occurrence in pair.terms.occurrences(_text(pair.source, pair.markup), pair.source_language):
        kept = [form for term in occurrence.terms if term.keep for form in term.kept]
        if kept and occurrence.form not in seen and not any(holds_exactly(target, form) for form in kept):
            seen.add(occurrence.form)
            message = _("`{term}` is not to be translated; write it as in the source")
            yield Remark(message.format(term=occurrence.form), source_span=occurrence.span)


def without_kept(shown: str, text: str, language: str, pair: Pair) -> str:
    """Return `shown`, one text of a pair with blanks in it, with blanks for the terms that stay as they are, too."""
    if not pair.terms:
        return shown
    characters = list(shown)
    for occurrence in pair.terms.occurrences(_text(text, pair.markup), language):
        if occurrence.keep:
            start, end = occurrence.span.start, occurrence.span.end
            characters[start:end] = " " * (end - start)
    return "".join(characters)


@lru_cache(maxsize=TEXTS)
def _text(text: str, markup: Markup) -> str:
    """Return what of a text terms are looked for in: prose, without the signs of its markup; places are kept."""
    return _DELIMITERS.sub(lambda signs: _NOTHING * len(signs[0]), wording(text, markup))
