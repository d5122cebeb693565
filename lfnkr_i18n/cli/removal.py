"""`lfnkr names fix` and `lfnkr names purge`: the difference first, then, where somebody agrees, the files."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.names import Reveal, unmasked
from lfnkr_i18n.cli.options import By, DryRun, Posts
from lfnkr_i18n.cli.outcome import ExitCode, exit_code
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.work import work_on
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from lfnkr_i18n.config import Project
    from lfnkr_i18n.steps.names.purge import Purge
    from lfnkr_i18n.steps.names.rewriting import Rewrite

Yes = Annotated[bool, typer.Option("--yes", help=_("Do it without asking."))]


def fix(
    context: typer.Context, posts: Posts = None, reveal: Reveal = False, yes: Yes = False, dry_run: DryRun = False
) -> int:
    from lfnkr_i18n.steps.names.fix import plan_fixes

    said = session(context)
    with work_on(said, posts, None) as work:
        plans = list(plan_fixes(work.project, work.selection, reveal=reveal))
    if reveal:
        unmasked()
    _show(said, plans)
    if not plans:
        said.note(_("No listed name."))
        return ExitCode.DONE
    places = sum(plan.places for plan in plans)
    question = ngettext("Put the public form in {n} place?", "Put public forms in {n} places?", places).format(n=places)
    agreed = bool(places) and not dry_run and (yes or said.agreed(question))
    failed = sum(not _written(said, work.project, plan) for plan in plans) if agreed else 0
    if places and not agreed:
        said.note(_("Nothing was written; --yes writes it."))
    left = not agreed or any(plan.left or plan.problem for plan in plans)
    return exit_code(failed=failed, of=len(plans), refused=left)


def _show(said: Session, plans: "Sequence[Rewrite]") -> None:
    for plan in plans:
        for line in plan.diff.splitlines():
            said.say(line)
        for line in plan.left:
            said.say(f"{plan.path}: {line}")
        if plan.problem is not None:
            said.problem(plan.path, plan.problem)


def _written(said: Session, project: "Project", plan: "Rewrite") -> bool:
    try:
        plan.apply(project)
    except LfnkrError as error:
        said.problem(plan.path, error.beside(plan.path))
        return False
    return True


def purge(
    context: typer.Context,
    person: Annotated[
        str, typer.Argument(metavar="ID", show_default=False, help=_("The person's id in the register."))
    ],
    reveal: Reveal = False,
    yes: Yes = False,
    by: By = None,
    dry_run: DryRun = False,
) -> int:
    from lfnkr_i18n.steps.names.purge import carry_out, plan_purge
    from lfnkr_i18n.steps.people import named_in_emergency

    said = session(context)
    project = said.project()
    if by:
        named_in_emergency(project, by, what="names purge")
    plan = plan_purge(project, person, reveal=reveal)
    if reveal:
        unmasked()
    _show_purge(said, plan, by=by or "")
    if plan.nothing:
        said.note(_("The name of {person} is nowhere in this project.").format(person=person))
        return ExitCode.DONE
    agreed = not dry_run and (yes or said.agreed(_("Do all this?")))
    problems = carry_out(project, plan, by=by or "", now=datetime.now(UTC)) if agreed else []
    for problem in problems:
        said.problem(person, problem)
    if not agreed:
        said.note(_("Nothing was changed; --yes does it."))
    left = not agreed or plan.left or (bool(plan.online) and not by)
    return exit_code(failed=len(problems), of=len(problems) + 1, refused=left)


def _show_purge(said: Session, plan: "Purge", *, by: str) -> None:
    _show(said, plan.rewrites)
    for memory in plan.memories:
        if memory.texts or memory.units:
            line = _(
                "{path}: texts in which the name gives way: {texts}; units that go, since it is parted there: {units}"
            )
            said.say(line.format(path=memory.path, texts=memory.texts, units=memory.units))
        if memory.problem is not None:
            said.say(f"{memory.path}: {memory.problem}")
    for path in plan.caches:
        said.say(_("{path}: a cache that holds it; it is deleted and made again").format(path=path))
    for one in plan.online:
        line = (
            _("{path}: it is online; it is taken down, and recorded")
            if by
            else _(
                "{path}: it is online; say --by PERSON to take it down, or run `lfnkr unpublish {post} -l {language}`"
            )
        )
        said.say(line.format(path=one.path, post=one.post, language=one.language))
    for place in plan.by_hand:
        said.say(_("{place}: it stands here; take it out by hand").format(place=place))
    if plan.nothing:
        return
    for service in plan.sent:
        said.say(_("sent, perhaps with the name: {service}; ask it to delete what it keeps").format(service=service))
    said.say(
        _("Not reached from here: git's history and its copies, the site and its caches, other people's machines.")
    )
