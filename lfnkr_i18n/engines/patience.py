"""An engine asked with patience: again after a while where it is busy, and not at all where it keeps failing."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.engines.engine import Enforced, Enforcing, Engine
from lfnkr_i18n.errors import EngineBusy, EngineError, EngineStopped
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Parts
from lfnkr_i18n.privacy.sealing import Sealed, SealedTerms

if TYPE_CHECKING:
    import tenacity

TRIES = 5
LONGEST_WAIT = 60.0
"""Seconds between two tries; a service that asks for more is left alone."""

FAILURES = 3
"""Questions in a row that failed after all tries: then the engine is stopped for this run."""


REFUSALS = 20
"""Questions in a row that it refused: then it is the language or the account that it does not take, not the texts."""


class Pace(msgspec.Struct, frozen=True):
    """Clock and sleep; a test brings its own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    unit: float = 1.0
    """Seconds that the first wait takes at most; it doubles with each try."""


class Patient:
    """Asks one engine; safe to share between threads. `until` is when (`pace.now`) the run must end."""

    def __init__(self, engine: Engine, *, until: float, pace: Pace | None = None) -> None:
        self.engine = engine
        self._until, self._pace = until, pace or Pace()
        self._failures = self._refusals = 0
        self._stopped: str | None = None
        self._lock = threading.Lock()

    @property
    def stopped(self) -> bool:
        """Whether it is not asked any more in this run."""
        return self._stopped is not None

    def translate(self, sealed: Sealed, *, again: bool) -> Mapping[str, Parts]:
        """Return the engine's answer.

        Raises EngineStopped (also for what other threads met), EngineError where this question cannot be answered, and
        NotSealed.
        """
        if self._stopped is not None:
            raise EngineStopped(self._stopped)
        try:
            answer: Mapping[str, Parts] = self._retrying()(lambda: self._once(sealed, again=again))
        except EngineStopped as error:
            self._stopped = str(error)
            raise
        except EngineBusy as error:
            self._failed(str(error))
            raise
        except EngineError as error:
            self._refused(str(error))
            raise
        with self._lock:
            self._failures = self._refusals = 0
        return answer

    def enforce(self, sealed: SealedTerms, *, dry_run: bool) -> Enforced:
        """Return what came of a glossary. Raises as `Engine.translate`; texts are asked for all the same then."""
        engine = self.engine
        if not isinstance(engine, Enforcing):
            return Enforced(frozenset(), 0)
        found: Enforced = self._retrying()(lambda: engine.enforce(sealed, dry_run=dry_run))
        return found

    def _once(self, sealed: Sealed, *, again: bool) -> Mapping[str, Parts]:
        if self._pace.now() >= self._until:
            raise EngineStopped(_("the time for this run is over (draft.max_minutes)"))
        return self.engine.translate(sealed, again=again)

    def _failed(self, problem: str) -> None:
        with self._lock:
            self._failures += 1
            if self._failures < FAILURES:
                return
            self._stopped = _("{problem}; after {n} failures in a row it is not asked again").format(
                problem=problem, n=FAILURES
            )
        raise EngineStopped(self._stopped) from None

    def _refused(self, problem: str) -> None:
        with self._lock:
            self._refusals += 1
            if self._refusals < REFUSALS:
                return
            self._stopped = _("{problem}; after {n} refusals in a row it is not asked again").format(
                problem=problem, n=REFUSALS
            )
        raise EngineStopped(self._stopped) from None

    def _retrying(self) -> tenacity.Retrying:
        import tenacity

        return tenacity.Retrying(
            retry=tenacity.retry_if_exception(_may_pass),
            wait=self._wait,
            stop=lambda state: state.attempt_number >= TRIES or self._stopped is not None,
            sleep=self._pace.sleep,
            reraise=True,
        )

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """Return the seconds to the next try: full jitter, never less than the service asks for."""
        error = state.outcome.exception() if state.outcome is not None else None
        asked = error.after if isinstance(error, EngineBusy) and error.after is not None else 0.0
        limit = min(LONGEST_WAIT, self._pace.unit * 2.0 ** (state.attempt_number - 1))
        return asked + random.uniform(0, limit)  # noqa: S311 - no secret


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, EngineBusy) and (error.after is None or error.after <= LONGEST_WAIT)
