"""Purge: a name that was listed too late is found wherever this program put it, and taken out after showing how.

Posts and catalogs get the public form, caches that hold the name are deleted, published posts are taken down. What
cannot be reached from here is told: other files, the history of git, services that were sent a text.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import LfnkrError, UsageError
from lfnkr_i18n.files import reason
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.names.gates import register_of, register_place
from lfnkr_i18n.steps.names.places import Places
from lfnkr_i18n.steps.selection import select

if TYPE_CHECKING:
    from lfnkr_i18n.steps.memory.purge import PurgedFile
    from lfnkr_i18n.steps.names.places import Online
    from lfnkr_i18n.steps.names.rewriting import Rewrite


class Purge(msgspec.Struct, frozen=True):
    """Where a person's names are in a project, and what is to be done about each place."""

    person: str
    rewrites: tuple[Rewrite, ...]
    """Posts, then catalogs, that would change or that a person has to change."""
    memories: tuple[PurgedFile, ...]
    """Imported memories that would change, or that a person has to look at."""
    caches: tuple[str, ...]
    """Files below `.lfnkr` that would be deleted."""
    online: tuple[Online, ...]
    by_hand: tuple[str, ...]
    """Other files of the project that hold it, with lines."""
    sent: tuple[str, ...]
    """Services that were sent texts, as the audit log tells."""

    @property
    def nothing(self) -> bool:
        """Whether the name is nowhere."""
        return not (self.rewrites or self.memories or self.caches or self.online or self.by_hand)

    @property
    def left(self) -> bool:
        """Whether something stays for a person to do, once everything else is done."""
        waiting = any(one.left or one.problem for one in self.rewrites)
        return waiting or bool(self.by_hand or any(one.problem for one in self.memories))


def plan_purge(project: Project, person: str, *, reveal: bool = False) -> Purge:
    """Return where a person's names are; nothing is changed. UsageError: nobody of that id is listed.

    Raises RegisterMissing, RegisterError, SettingsError where there is no register.
    """
    register_place(project)
    register = register_of(project)
    listed = register.person(person)
    if listed is None:
        known = ", ".join(one.id for one in register.people) or _("nobody")
        raise UsageError(_("{person}: not in the names register; it lists {known}").format(person=person, known=known))
    look = Places(project, register, listed, reveal=reveal)
    memory = look.memory()
    return Purge(
        person,
        (*look.posts(), *look.catalogs()),
        memory.files,
        tuple(look.caches(index=memory.pairs > 0)),
        tuple(look.online()),
        tuple(look.others()),
        tuple(look.sent()),
    )


def carry_out(project: Project, plan: Purge, *, by: str, now: datetime) -> list[str]:
    """Do what a plan says, what readers see first; return what could not be done, masked, a sentence each.

    Published posts are taken down and that is recorded, where somebody (`by`) answers for it. Each file is written
    whole or stays; a second run does what the first one did not get to.
    """
    mask = register_of(project).matcher.masked
    problems = []
    if by and plan.online:
        from lfnkr_i18n.steps.publishing.unpublish import unpublish

        reason_ = _("a name of {person} got out").format(person=plan.person)
        for one in plan.online:
            posts = select(project, [one._key[0]], [one._key[1]], also=[one._key[0]])
            for result in unpublish(project, posts, by=by, reason=reason_, now=now):
                problems += [f"{one.path}: {result.problem}"] if result.problem else []
    for change in plan.rewrites:
        try:
            change.apply(project)
        except LfnkrError as error:
            problems.append(str(error))
    problems += _purged_memory(project, plan)
    for name in plan.caches:
        try:
            (project.root / name).unlink(missing_ok=True)
        except OSError as error:
            problems.append(f"{name}: {reason(error)}")
    return [mask(problem) for problem in problems]


def _purged_memory(project: Project, plan: Purge) -> list[str]:
    """Take the name out of the memory; return what could not be done and was not foreseen.

    Its index is emptied before it is deleted, since not every system deletes a file that is in use.
    """
    register = register_of(project)
    listed = register.person(plan.person)
    if listed is None:
        return []
    try:
        files = Places(project, register, listed).memory(dry_run=False).files
    except LfnkrError as error:
        return [str(error)]
    foreseen = {one.path for one in plan.memories if one.problem}
    return [f"{one.path}: {one.problem}" for one in files if one.problem and one.path not in foreseen]
