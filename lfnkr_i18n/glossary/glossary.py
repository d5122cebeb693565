"""What the glossary says of a text: which terms stand in it, and what they are called in another language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from lfnkr_i18n.glossary.index import Index
from lfnkr_i18n.model import Occurrence, Term


class Hint(msgspec.Struct, frozen=True):
    """What a translator, or an engine, should know of a term in a text."""

    source: str
    target: str
    """The preferred translation; the source's form where it is not translated, empty where only the rest is known."""
    others: tuple[str, ...] = ()
    """Further approved translations."""
    avoid: tuple[str, ...] = ()
    """What it must not be called."""
    keep: bool = False
    note: str = ""


class Glossary:
    """The terms of a project, to be asked about texts.

    Texts are prose: what is code, an address or markup is blanked by the caller. Languages are BCP 47 tags; `en-GB`
    uses the forms of `en` where it has none of its own.
    """

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        self.terms = tuple(terms)
        self._found: dict[str, Index[Term]] = {}
        self._forbidden: dict[str, Index[None]] = {}
        self._judged: dict[str, Index[tuple[Term, bool]]] = {}
        self._asked = lru_cache(maxsize=512)(self._occurrences)  # several checks ask for the same text in a row

    def __bool__(self) -> bool:
        return bool(self.terms)

    def occurrences(self, text: str, language: str) -> Sequence[Occurrence]:
        """Return the terms that stand in a text, from left to right, at each place the longest."""
        return self._asked(text, language) if self.terms else ()

    def _occurrences(self, text: str, language: str) -> Sequence[Occurrence]:
        index = self._found.get(language)
        if index is None:
            forms = ((form, term) for term in self.terms for form in term.approved(language))
            index = self._found[language] = Index(language, forms)
        return tuple(Occurrence(found.span, found.form, _distinct(found.meanings)) for found in index.found(text))

    def avoided(self, text: str, language: str) -> Sequence[Occurrence]:
        """Return the forbidden forms that stand in a text, but for those that are part of a longer approved one."""
        if not self.terms:
            return ()
        forbidden = self._forbidden.get(language)
        if forbidden is None:
            forms = ((form, None) for term in self.terms for form in term.avoided(language))
            forbidden = self._forbidden[language] = Index(language, forms)
        if next(forbidden.found(text), None) is None:  # nearly always, and found out quickly
            return ()
        return tuple(self._judged_in(text, language))

    def _judged_in(self, text: str, language: str) -> Iterator[Occurrence]:
        index = self._judged.get(language)
        if index is None:
            index = self._judged[language] = Index(language, self._all_forms(language))
        for found in index.found(text):
            against = [term for term, ok in found.meanings if not ok]
            if against:
                permitting = _distinct(term for term, ok in found.meanings if ok)
                yield Occurrence(found.span, found.form, _distinct(against), permitting)

    def _all_forms(self, language: str) -> Iterator[tuple[str, tuple[Term, bool]]]:
        """Yield every form with its row, and whether it is approved there."""
        for term in self.terms:
            yield from ((form, (term, False)) for form in term.avoided(language))
            yield from ((form, (term, True)) for form in term.approved(language))

    def hints(self, texts: Iterable[str], source_language: str, target_language: str) -> list[Hint]:
        """Return what is known of the terms in some texts, each once, in the order in which they come."""
        found: dict[str, Occurrence] = {}
        for text in texts:
            for occurrence in self.occurrences(text, source_language):
                found.setdefault(occurrence.form, occurrence)
        return [_hint(occurrence, target_language) for occurrence in found.values()]

    def entries(self, source_language: str, target_language: str) -> Mapping[str, str]:
        """Return every form with its preferred translation, as services for glossaries take them; terms kept as such.

        Of a form in two rows the first counts.
        """
        found: dict[str, str] = {}
        for term in self.terms:
            targets = term.approved(target_language)
            for form in term.approved(source_language):
                if targets:
                    found.setdefault(form, form if term.keep else targets[0])
        return found


def _distinct(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple({id(term): term for term in terms}.values())


def _hint(occurrence: Occurrence, language: str) -> Hint:
    approved = (occurrence.form,) if occurrence.keep else occurrence.approved(language)
    return Hint(
        source=occurrence.form,
        target=next(iter(approved), ""),
        others=approved[1:],
        avoid=tuple(dict.fromkeys(form for term in occurrence.terms for form in term.avoided(language))),
        keep=occurrence.keep,
        note=" ".join(dict.fromkeys(term.note for term in occurrence.terms if term.note)),
    )
