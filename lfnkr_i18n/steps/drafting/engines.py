"""The project's engines: which may be asked, where they are, what they cost, whether they answer."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.engines import ENGINES, Engine, Kind, Quota, Setup, make
from lfnkr_i18n.engines.patience import Pace, Patient
from lfnkr_i18n.engines.prices import Price, known_prices
from lfnkr_i18n.errors import EngineError, EngineStopped, LfnkrError, SettingsError, UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Parts, plain
from lfnkr_i18n.privacy.sealing import NO_NAMES, Names, Question, Sealed, TermList, seal
from lfnkr_i18n.steps.drafting.account import Account
from lfnkr_i18n.steps.drafting.enforcing import Direction, Enforcement, term_list
from lfnkr_i18n.steps.drafting.sent import audit_of
from lfnkr_i18n.steps.names.gates import matcher_of, require_register
from lfnkr_i18n.transport import Audit

if TYPE_CHECKING:
    from lfnkr_i18n.glossary import Glossary

MEMORY = "memory"
"""What `--engine` names where only the memory is to be asked."""


class Asked:
    """An engine that a run asks: made when it is first needed, and left alone when it has failed."""

    def __init__(
        self,
        name: str,
        setup: Setup,
        *,
        local: bool,
        price: Price | None,
        until: float,
        pace: Pace,
        terms: TermList | None = None,
    ) -> None:
        self.name, self.local, self.price = name, local, price
        self._terms = terms
        self._setup, self._until, self._pace = setup, until, pace
        self._patient: Patient | None = None
        self._enforcement: Enforcement | None = None

    @property
    def engine(self) -> Engine:
        """The engine itself. Raises as `engines.make`."""
        return self._made().engine

    def _made(self) -> Patient:
        if self._patient is None:
            self._patient = Patient(make(self.name, self._setup), until=self._until, pace=self._pace)
        return self._patient

    def ready(self, account: Account) -> bool:
        """Tell whether it can be asked; if not, the account says why."""
        try:
            return not self._made().stopped
        except EngineError as error:
            account.line(self.name).problem = str(error)
            return False

    def translate(self, sealed: Sealed, *, again: bool) -> Mapping[str, Parts]:
        """Return its answer. Raises as `Patient.translate`."""
        return self._made().translate(sealed, again=again)

    def begin_terms(self, needed: set[Direction], account: Account, *, dry_run: bool) -> None:
        """Give it the project's glossary, where it keeps one and has not got it; `needed`: what texts it is asked."""
        if self._terms is None or not needed:
            return
        if self._enforcement is None:
            self._enforcement = Enforcement(self.name, self._made())
        self._enforcement.begin(self._terms, self._setup.names, account, needed=needed, dry_run=dry_run)

    def end_terms(self, account: Account) -> None:
        """Say where it lost the glossary meanwhile."""
        if self._enforcement is not None:
            self._enforcement.end(account)

    def close(self) -> None:
        """End its connections."""
        if self._patient is not None:
            self._patient.engine.close()


def chosen(project: Project, engine: str | None) -> tuple[str, ...]:
    """Return the names of the engines that a run asks, in order: `engine`, else those of lfnkr.toml.

    Raises UsageError for a name that is none, SettingsError where an engine is not set up, LfnkrError where one is off
    this machine and nobody said which names must not be sent, or the register of them is not here.
    """
    if engine is not None and engine != MEMORY and engine not in ENGINES:
        known = ", ".join((*ENGINES, MEMORY))
        raise UsageError(_("there is no engine `{engine}`; there are {known}").format(engine=engine, known=known))
    names = project.settings.draft.engines if engine is None else () if engine == MEMORY else (engine,)
    for name in names:
        if name == "openai" and project.settings.engines.openai is None:
            raise SettingsError(_("lfnkr.toml: openai needs [engines.openai] with `url` and `model`"))
        if not ENGINES[name].is_local(url_of(project, name)) and not _may_send(project):
            raise LfnkrError(
                _(
                    "{engine} is not on this machine, and lfnkr.toml does not say which names must never be sent; "
                    'set privacy.names to a register, or to "none" with names_waived_by. Nothing was sent'
                ).format(engine=name)
            )
        if not ENGINES[name].is_local(url_of(project, name)):
            require_register(project)
    return names


def _may_send(project: Project) -> bool:
    privacy = project.settings.privacy
    return privacy.waived or privacy.names is not None


def url_of(project: Project, name: str) -> str:
    """Return where an engine of a project is; empty: nowhere."""
    kind = ENGINES[name]
    if kind.url is not None:
        return kind.url
    table = getattr(project.settings.engines, name)
    return "" if table is None else str(table.url)


@contextmanager
def opened(
    project: Project,
    names: Sequence[str],
    *,
    register: Names = NO_NAMES,
    audit: Audit | None = None,
    pace: Pace | None = None,
    glossary: Glossary | None = None,
) -> Iterator[list[Asked]]:
    """Open engines for one run; their connections end with the block. Those that keep a glossary get `glossary`."""
    pace = pace or Pace()
    until = pace.now() + project.settings.draft.max_minutes * 60
    asked = [
        Asked(
            name,
            setup_of(project, name, register=register, audit=audit),
            local=ENGINES[name].is_local(url_of(project, name)),
            price=price_of(project, name),
            until=until,
            pace=pace,
            terms=term_list(project, glossary) if glossary and keeps_glossary(project, name) else None,
        )
        for name in names
    ]
    try:
        yield asked
    finally:
        for one in asked:
            one.close()


def setup_of(project: Project, name: str, *, register: Names = NO_NAMES, audit: Audit | None = None) -> Setup:
    """Return what an engine is made with; without `audit`, what it is sent is told to the log beside the register."""
    openai = project.settings.engines.openai
    model = openai.model if name == "openai" and openai else ""
    return Setup(
        url=url_of(project, name),
        model=model,
        key=_key(ENGINES[name]),
        names=register,
        audit=audit if audit is not None else audit_of(project, name, model=model),
    )


def _key(kind: Kind) -> str | None:
    return (os.environ.get(kind.key, "").strip() or None) if kind.key else None


def keeps_glossary(project: Project, name: str) -> bool:
    """Tell whether an engine's service is given the whole glossary, to keep it."""
    return bool(getattr(getattr(project.settings.engines, name, None), "glossary", False))


def price_of(project: Project, name: str) -> Price | None:
    """Return the price of an engine: of lfnkr.toml, else known; nothing on this machine; None: not known."""
    table = getattr(project.settings.engines, name, None)
    own = None if table is None else table.price
    if own is not None:
        return Price(own.currency, own.characters, own.input_tokens, own.output_tokens)
    if ENGINES[name].url is None and not url_of(project, name):
        return None  # it is not set up
    if ENGINES[name].is_local(url_of(project, name)):
        return Price("")
    if name == "deepl" and "api-free." in url_of(project, name):
        return Price("EUR", as_of=known_prices()[name].as_of, source=known_prices()[name].source)
    return known_prices().get(name)


def require_prices(project: Project, names: Sequence[str]) -> None:
    """Raise UsageError where a limit of costs would mean nothing, since nobody knows what an engine costs."""
    for name in names:
        if price_of(project, name) is None:
            raise UsageError(
                _("--max-cost: no price is known for {engine}; set engines.{engine}.price in lfnkr.toml").format(
                    engine=name
                )
            )


class Listed(msgspec.Struct, frozen=True):
    """What people should know of an engine before they use it."""

    name: str
    position: int
    """Its place in draft.engines, from 1; 0: it is not asked."""
    url: str
    local: bool
    """Whether texts stay on this machine."""
    sends: str
    key: str | None
    """The variable that holds its key."""
    key_set: bool
    price: Price | None
    ready: bool
    problem: str | None
    """Why it could not be used."""


def engines(project: Project) -> Iterator[Listed]:
    """Yield every engine as this project would use it; nothing is sent."""
    order = project.settings.draft.engines
    for name, kind in ENGINES.items():
        url = url_of(project, name)
        problem = None
        try:
            chosen(project, name)
            make(name, setup_of(project, name)).close()
        except LfnkrError as error:
            problem = str(error)
        yield Listed(
            name,
            order.index(name) + 1 if name in order else 0,
            url,
            kind.is_local(url) if url or kind.url == "" else False,
            kind.sends() + (_("; and the whole glossary, which it keeps") if keeps_glossary(project, name) else ""),
            kind.key,
            _key(kind) is not None,
            price_of(project, name),
            problem is None,
            problem,
        )


class Tested(msgspec.Struct, frozen=True):
    """How an engine answered one sentence of ours."""

    name: str
    url: str
    source: str
    answer: str
    """Empty where there is none."""
    seconds: float
    quota: Quota | None
    problem: str | None


_SAMPLES = {"en": "We help 12 families.", "ja": "12家族を支援しています。"}


def tested(project: Project, name: str) -> Tested:
    """Ask an engine for one sentence of ours, once. Raises as `chosen`."""
    chosen(project, name)
    settings = project.settings.project
    source = settings.source_language if settings.source_language in _SAMPLES else "en"
    target = next((language for language in settings.languages if language != source), "ja")
    text = _SAMPLES[source]
    start = time.monotonic()
    answer, quota, problem = "", None, None
    try:
        names = matcher_of(project)
        engine = make(name, setup_of(project, name, register=names))
        try:
            question = Question(source, target, {"1": (text,)}, voice=project.settings.style.voice)
            answer = plain(engine.translate(seal(question, names), again=False).get("1", ()))
            quota = engine.quota()
        finally:
            engine.close()
    except (EngineError, EngineStopped) as error:
        problem = str(error)
    if problem is None and not answer:
        problem = _("it gave no usable answer")
    return Tested(name, url_of(project, name), text, answer, time.monotonic() - start, quota, problem)
