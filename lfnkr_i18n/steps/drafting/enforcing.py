"""The glossary, given to the services that keep one and hold to it: sealed, once a run, never in the way of drafts."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from lfnkr_i18n.config import Project
from lfnkr_i18n.engines import Enforcing
from lfnkr_i18n.engines.patience import Patient
from lfnkr_i18n.errors import EngineError, NotSealed
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.privacy.sealing import Names, TermList, seal_terms
from lfnkr_i18n.steps.drafting.account import Account

if TYPE_CHECKING:
    from lfnkr_i18n.glossary import Glossary

Direction = tuple[str, str]
"""Source and target language."""


def term_list(project: Project, glossary: Glossary) -> TermList:
    """Return a project's whole glossary, between all of its languages."""
    settings = project.settings.project
    dictionaries = {pair: glossary.entries(*pair) for pair in permutations(settings.languages, 2)}
    return TermList(settings.name, {pair: entries for pair, entries in dictionaries.items() if entries})


class Enforcement:
    """Gives one engine the glossary before the first text in which a term stands; the account says what came of it."""

    def __init__(self, name: str, patient: Patient) -> None:
        self._name, self._patient = name, patient
        self._directions: frozenset[Direction] | None = None
        """In which it holds to the glossary; None: it was not asked to yet."""

    def begin(self, terms: TermList, names: Names, account: Account, *, needed: set[Direction], dry_run: bool) -> None:
        """Give the engine the glossary, unless that was done or tried in this run; `needed` is what it is asked for."""
        if not isinstance(self._patient.engine, Enforcing):
            return
        line = account.line(self._name)
        if self._directions is None:
            self._directions = self._given(terms, names, account, dry_run=dry_run)
        missing = sorted(needed - self._directions)
        if missing and line.warning is None:
            none = _("it keeps no glossary from {source} to {target}, so terms are only looked at by the checks")
            line.warning = none.format(source=missing[0][0], target=missing[0][1])

    def _given(self, terms: TermList, names: Names, account: Account, *, dry_run: bool) -> frozenset[Direction]:
        line = account.line(self._name)
        try:
            found = self._patient.enforce(seal_terms(terms, names), dry_run=dry_run)
        except NotSealed as error:
            account.in_glossary |= error.terms
            withheld = _("the glossary was not sent: it holds a listed name ({people}); take it out there")
            line.warning = withheld.format(people=", ".join(error.people))
            return frozenset()
        except EngineError as error:
            without = _("it has not got the glossary, so terms are only looked at by the checks: {problem}")
            line.warning = without.format(problem=error)
            return frozenset()
        line.terms = found.sent
        return found.directions

    def end(self, account: Account) -> None:
        """Say where the service lost the glossary meanwhile: somebody deleted it."""
        engine = self._patient.engine
        if isinstance(engine, Enforcing) and engine.lapsed:
            account.line(self._name).warning = _(
                "it lost the glossary while it was asked, so terms are only looked at by the checks"
            )
