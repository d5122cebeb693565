"""`lfnkr check --fix`: the difference first, then, where somebody agrees, the files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lfnkr_i18n.cli.outcome import ExitCode, exit_code
from lfnkr_i18n.cli.work import Tally, Work
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from lfnkr_i18n.steps.checking.fix import Fixed


def fix(work: Work, *, only: Sequence[str], skip: Sequence[str], yes: bool, dry_run: bool) -> ExitCode:
    """Show what can be fixed; write it with `yes`, or when somebody at the terminal agrees."""
    from lfnkr_i18n.steps.checking.fix import plan_fixes

    said = work.session
    found = plan_fixes(work.project, work.selection, only=only, skip=skip, reviewed=yes)
    plans: list[Fixed] = []
    work.report(found, lambda plan: _show(work, plan), label=_("Checking"), tally=Tally(keep=plans.append))
    places, spared = sum(plan.places for plan in plans), sum(plan.reviewed for plan in plans)
    question = ngettext("Put {n} place right?", "Put {n} places right?", places).format(n=places)
    agreed = bool(places) and (yes or (not dry_run and said.agreed(question)))
    failed = sum(plan.problem is not None for plan in plans)
    if agreed and not dry_run:
        failed += sum(not _written(work, plan) for plan in plans if plan.problem is None)
    if places:
        text = ngettext("{n} place can be put right", "{n} places can be put right", places).format(n=places)
        if not agreed:
            text = _("{places}; nothing was written, --yes writes it").format(places=text)
        elif not dry_run:
            text = ngettext("{n} place was put right", "{n} places were put right", places).format(n=places)
        said.note(f"{text}.")
    elif not spared:
        said.note(_("Nothing here has one right answer."))
    if spared:
        text = ngettext(
            "{n} more is in a reviewed translation; --yes puts that right too.",
            "{n} more are in reviewed translations; --yes puts those right too.",
            spared,
        )
        said.note(text.format(n=spared))
    left = bool(spared or (places and not agreed))
    return exit_code(failed=failed, of=len(plans), refused=left)


def _show(work: Work, plan: Fixed) -> None:
    for line in plan.diff.splitlines():
        work.session.say(line)


def _written(work: Work, plan: Fixed) -> bool:
    """Write a plan; where it cannot be, say so and go on with the next."""
    from lfnkr_i18n.steps.checking.fix import apply_fixes

    try:
        apply_fixes(work.project, plan)
    except LfnkrError as error:
        work.session.problem(plan.catalog, error.beside(plan.catalog))
        return False
    return True
