"""The sentence at the end of a status row: who does what next."""

from __future__ import annotations

from collections.abc import Sequence

from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext
from lfnkr_i18n.publishing.gates import Counts, Gate, Refusal
from lfnkr_i18n.publishing.history import Standing
from lfnkr_i18n.publishing.states import PostState


def next_step(
    state: PostState,
    said: Sequence[Refusal],
    *,
    counts: Counts,
    standing: Standing,
    catalog: bool,
    left: bool = False,
    problem: str | None = None,
) -> str:
    """Return one sentence for the person whose turn it is.

    `said` are the gates that say no, `catalog` whether there is a catalog file, `left` whether the post is not
    translated into the language any more, `problem` why the catalog cannot be read.
    """
    if left:
        return _("No longer translated into this language, and still online: an editor unpublishes it.")
    if problem is not None:
        return _("Somebody mends the catalog: `lfnkr check` says where it is broken.")
    if state is PostState.SOURCE_GONE:
        if standing.live:
            return _("The post is gone, its translation still online: an editor brings it back or unpublishes it.")
        return _("The post is gone: a coordinator brings it back, or deletes its catalog.")
    if state is PostState.PUBLISHED and not said:
        return _("Nothing to do.")
    if not catalog and counts.segments:
        return _("Run `lfnkr extract`, then `lfnkr draft`.")
    if said:
        return _work_left(said[0], counts, standing)
    if state is PostState.OUTDATED:
        return _("An editor publishes the new version.")
    return _("An editor publishes it.")


def _work_left(refusal: Refusal, counts: Counts, standing: Standing) -> str:
    """Return whose turn it is to satisfy the first gate that says no."""
    if refusal.gate is Gate.EMPTY:
        return _("The post is empty: its author writes it, or deletes its file.")
    if refusal.gate is Gate.UNTRANSLATED:
        text = ngettext(
            "A translator translates {n} segment.", "A translator translates {n} segments.", counts.untranslated
        )
        return text.format(n=counts.untranslated)
    if refusal.gate is Gate.DRAFTS:
        text = ngettext("A reviewer reviews {n} draft.", "A reviewer reviews {n} drafts.", counts.draft)
        return text.format(n=counts.draft)
    if refusal.gate is Gate.STALE:
        text = ngettext(
            "A reviewer looks again at {n} translation.", "A reviewer looks again at {n} translations.", counts.stale
        )
        return text.format(n=counts.stale)
    if refusal.gate is Gate.CHECKS:
        return _("A reviewer mends what `lfnkr check` finds.")
    if refusal.gate is Gate.SIGN_OFFS:
        return _("Somebody signs it off: {reason}.").format(reason=refusal.message)
    who = standing.down.by if standing.down else ""
    return _("Taken down by {person}; an editor may publish it again by name.").format(person=who)
