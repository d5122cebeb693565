"""Gates: what stands between a translation and its publication, each as a value with its message."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import msgspec

from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext
from lfnkr_i18n.publishing.ledger import Waiver


class Gate(StrEnum):
    """What can say no."""

    EMPTY = "empty"
    UNTRANSLATED = "untranslated"
    DRAFTS = "drafts"
    STALE = "stale"
    CHECKS = "checks"
    SIGN_OFFS = "sign-offs"
    TAKEN_DOWN = "taken down"


class Counts(msgspec.Struct, frozen=True):
    """How many entries of a catalog are in which state; the live ones only."""

    untranslated: int = 0
    draft: int = 0
    stale: int = 0
    reviewed: int = 0

    @property
    def segments(self) -> int:
        """All of them."""
        return self.untranslated + self.draft + self.stale + self.reviewed

    @property
    def left(self) -> int:
        """Those that a person still has to look at."""
        return self.segments - self.reviewed


class Refusal(msgspec.Struct, frozen=True):
    """A gate that says no, and why."""

    gate: Gate
    message: str


WAIVABLE = {
    Gate.UNTRANSLATED: Waiver.DRAFTS,
    Gate.DRAFTS: Waiver.DRAFTS,
    Gate.STALE: Waiver.DRAFTS,
    Gate.CHECKS: Waiver.CHECKS,
}
"""Gates that `--allow-drafts` and `--no-check` set aside; the others nobody can."""


def refusals(
    counts: Counts,
    *,
    errors: int,
    signed: int,
    needed: int,
    taken_down: bool,
    waived: Collection[Waiver] = (),
    empty: bool = False,
) -> list[Refusal]:
    """Return the gates that say no to publishing a translation, in the order people meet them; empty: it may go out.

    `errors` are findings of the checks, `signed` the different people who signed exactly this text, of `needed`. An
    `empty` post is one whose file holds nothing, as after a save that went wrong; one without text may go out.
    """
    said = [
        *([Refusal(Gate.EMPTY, _("the post is empty"))] if empty else []),
        *_entries(counts),
        *([Refusal(Gate.CHECKS, _errors(errors))] if errors else []),
        *([Refusal(Gate.SIGN_OFFS, _signatures(signed, needed))] if signed < needed else []),
        *([Refusal(Gate.TAKEN_DOWN, _("taken down; name it with --by to publish it again"))] if taken_down else []),
    ]
    return [refusal for refusal in said if WAIVABLE.get(refusal.gate) not in waived]


def set_aside(counts: Counts, *, errors: int, allowed: Collection[Waiver]) -> tuple[Waiver, ...]:
    """Return which of the allowed waivers a publication really needs, so that the record says no more."""
    needed = {Waiver.DRAFTS: counts.left > 0, Waiver.CHECKS: errors > 0}
    return tuple(waiver for waiver in Waiver if waiver in allowed and needed[waiver])


def _entries(counts: Counts) -> list[Refusal]:
    said = []
    if counts.untranslated:
        text = ngettext("{n} segment is not translated", "{n} segments are not translated", counts.untranslated)
        said.append(Refusal(Gate.UNTRANSLATED, text.format(n=counts.untranslated)))
    if counts.draft:
        text = ngettext("{n} draft is not reviewed", "{n} drafts are not reviewed", counts.draft)
        said.append(Refusal(Gate.DRAFTS, text.format(n=counts.draft)))
    if counts.stale:
        text = ngettext(
            "the source of {n} translation has changed", "the source of {n} translations has changed", counts.stale
        )
        said.append(Refusal(Gate.STALE, text.format(n=counts.stale)))
    return said


def _errors(errors: int) -> str:
    return ngettext(
        "the checks found {n} error; `lfnkr check` shows it",
        "the checks found {n} errors; `lfnkr check` shows them",
        errors,
    ).format(n=errors)


def _signatures(signed: int, needed: int) -> str:
    return _("{signed} of {needed} people have signed exactly this text").format(signed=signed, needed=needed)
