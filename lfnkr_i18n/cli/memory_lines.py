"""What `lfnkr memory` says of matches, imports and exports."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lfnkr_i18n.cli.printing import one_line
from lfnkr_i18n.cli.session import Session
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from lfnkr_i18n.model import Match
    from lfnkr_i18n.steps.memory.tmx_export import Exported
    from lfnkr_i18n.steps.memory.tmx_import import Imported

_INDENT = " " * 7


def show_match(said: Session, match: Match) -> None:
    """Print a match: how alike, where from, what differs, the pair."""
    said.say(f"{match.score:3.0f} %  {match.origin}")
    details = _("; ").join((*_differences(match), *_provenance(match)))
    for text in (details, match.source, match.target):
        for line in _lines(text):
            said.say(f"{_INDENT}{line}")


def _differences(match: Match) -> Iterator[str]:
    """Yield what lowered the score, where anything did."""
    if match.penalties:
        labels = {
            "numbers": _("other numbers"),
            "markup": _("other markup"),
            "punctuation": _("other punctuation"),
            "context": _("another place in the post"),
        }
        differences = _(", ").join(labels.get(name, name) for name in match.penalties)
        yield _("{ratio} % alike, less for {differences}").format(ratio=round(match.ratio), differences=differences)


def _provenance(match: Match) -> Iterator[str]:
    """Yield when and by whom the translation was made and approved, as far as it is known."""
    if match.tool:
        yield _("imported, from {tool}").format(tool=match.tool)
    if match.date and match.translator:
        yield _("{date} by {person}").format(date=match.date[:10], person=match.translator)
    elif match.date or match.translator:
        yield match.date[:10] or match.translator
    if match.reviewer:
        yield _("signed off by {people}").format(people=match.reviewer)


def _lines(text: str) -> Iterator[str]:
    """Yield a text as lines: on a terminal as wide as it is, else as it stands."""
    if not text:
        return
    if not sys.stdout.isatty():
        yield from text.split("\n")
        return
    import shutil

    from lfnkr_i18n.cli.lines import line_spans

    width = max(shutil.get_terminal_size().columns - len(_INDENT), 20)
    for start, end in line_spans(text, width):
        yield text[start:end]


def show_imported(said: Session, found: Imported, *, dry_run: bool) -> None:
    """Print what a TMX file gave, and what of it was left out."""
    if not found.written:
        said.note(_("{file} was imported before: {copy} is the same.").format(file=found.path, copy=found.copy))
        return
    line = (
        ngettext("{n} pair would be imported to {copy}", "{n} pairs would be imported to {copy}", found.pairs)
        if dry_run
        else ngettext("{n} pair imported to {copy}", "{n} pairs imported to {copy}", found.pairs)
    )
    said.note(one_line(line.format(n=f"{found.pairs:,}", copy=found.copy)))
    left_out = (
        (found.other_languages, _("{n} of {of} units left out: not in two of this project's languages")),
        (found.unreviewed, _("{n} of {of} units left out: exported as drafts")),
        (found.empty, ngettext("{n} empty text left out", "{n} empty texts left out", found.empty)),
    )
    for count, reason in left_out:
        if count:
            said.note(reason.format(n=f"{count:,}", of=f"{found.units:,}"))


def show_exported(said: Session, done: Exported, *, dry_run: bool) -> None:
    """Print how much was exported, and what was left out."""
    if not done.written:
        said.note(_("{file} holds the same already.").format(file=done.path))
        return
    line = (
        ngettext("{n} pair would be written to {file}", "{n} pairs would be written to {file}", done.pairs)
        if dry_run
        else ngettext("{n} pair written to {file}", "{n} pairs written to {file}", done.pairs)
    )
    said.note(one_line(line.format(n=f"{done.pairs:,}", file=done.path)))
    if done.drafts:
        said.note(_("{n} of them nobody has reviewed.").format(n=f"{done.drafts:,}"))
    if done.unwritable:
        said.note(_("{n} left out: they hold control characters, which XML cannot.").format(n=f"{done.unwritable:,}"))
