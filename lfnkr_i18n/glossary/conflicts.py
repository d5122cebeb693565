"""What a glossary says against itself, row by row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import msgspec

from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Severity, Term

_SEVERAL = ("；", ";", "、", "，", " / ", "／")
"""What people put between two forms where this program does not look for it."""


class Conflict(msgspec.Struct, frozen=True):
    """Something in a row that nobody can follow."""

    line: int
    """Of the row, from 1."""
    message: str
    severity: Severity = Severity.ERROR


def conflicts(terms: Sequence[Term], languages: Sequence[str], source_language: str) -> Iterator[Conflict]:
    """Yield what is wrong with the rows of a glossary, in their order."""
    rows: dict[str, Term] = {}
    for term in terms:
        yield from _twice(term, rows, source_language)
        yield from _contradicting(term)
        yield from _idle(term, languages)
        yield from _run_together(term)


def folded(form: str) -> str:
    """Return a form as two are compared: without width and case.

    >>> folded("ＮＧＯ") == folded("ngo")
    True
    """
    return unicodedata.normalize("NFKC", form).casefold()


def _twice(term: Term, rows: dict[str, Term], language: str) -> Iterator[Conflict]:
    """Yield the first form that an earlier row explains too, of the language that the project writes in.

    In another language two terms may share a form: 難民 is *refugee* and *displaced person*. `rows` are the earlier
    ones by their forms; this one is added.
    """
    seen = set()
    for form in term.forms.get(language, ()):
        first = rows.setdefault(folded(form), term)
        if first is term or id(first) in seen:
            continue
        seen.add(id(first))
        if (first.forms, first.forbidden, first.keep) == (term.forms, term.forbidden, term.keep):
            yield Conflict(term.line, _("the same as line {line}; delete one of them").format(line=first.line))
        else:
            message = _("`{form}` stands in line {line} too; put all that is said of it into one row")
            yield Conflict(term.line, message.format(form=form, line=first.line))


def _contradicting(term: Term) -> Iterator[Conflict]:
    """Yield forms that a row approves and forbids, and translations of what is not translated."""
    for language, forms in term.forms.items():
        forbidden = {folded(form) for form in term.avoided(language)}
        for form in forms:
            if folded(form) in forbidden:
                message = _("`{form}` is approved and forbidden in the same row").format(form=form)
                yield Conflict(term.line, message)
    if term.keep and len({tuple(map(folded, forms)) for forms in term.forms.values()}) > 1:
        yield Conflict(term.line, _("not to be translated, and translated in the same row"))
    if term.keep and not term.forms:
        yield Conflict(term.line, _("not to be translated, but the row names no term"))


def _idle(term: Term, languages: Sequence[str]) -> Iterator[Conflict]:
    """Yield a row that asks for nothing."""
    if term.keep or term.forbidden or len(term.forms) > 1:
        return
    if not term.forms:
        yield Conflict(term.line, _("the row names no term"), Severity.WARNING)
        return
    missing = ", ".join(language for language in languages if language not in term.forms)
    message = _("no translation (`{languages}` is empty), nothing forbidden: the row asks for nothing")
    yield Conflict(term.line, message.format(languages=missing), Severity.WARNING)


def _run_together(term: Term) -> Iterator[Conflict]:
    """Yield cells that look like several forms, which `|` parts."""
    for forms in (*term.forms.values(), *term.forbidden.values()):
        for form in forms:
            mark = next((mark.strip() for mark in _SEVERAL if mark in form), None)
            if mark is not None:
                message = _("`{form}` holds `{mark}`; are these two? Forms are parted by `|`")
                yield Conflict(term.line, message.format(form=form, mark=mark), Severity.WARNING)
