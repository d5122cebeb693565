"""The memo of a step: what of a project may influence its results beside the files they are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from lfnkr_i18n.config import Project
from lfnkr_i18n.manifest import Memo
from lfnkr_i18n.messages import spoken_language
from lfnkr_i18n.steps.names.gates import register_stamp

Result = TypeVar("Result")


def _went_well(result: object) -> bool:
    return getattr(result, "problem", None) is None


def memo(
    project: Project,
    step: str,
    kind: Any,
    *,
    keeps: Callable[[Any], bool] = _went_well,
    again: Callable[[Result], Result] = lambda result: result,
    frozen: bool = False,
) -> Memo[Any]:
    """Return what earlier runs of a step found out in a project, for `each_language`; by default all but problems.

    The settings count as a whole, and so do the names register and the language of messages. What else a step hands
    to its workers belongs into the context of each post (`each_language`). For the rest see `Memo`.
    """
    about = (project.settings, spoken_language(), register_stamp(project))
    return Memo(project.cache, step, kind, context=about, keeps=keeps, again=again, frozen=frozen)
