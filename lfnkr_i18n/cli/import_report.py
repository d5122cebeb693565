"""What `lfnkr import` did or would do, for people: no text of a post, only where it lies and its WordPress number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from rich.table import Table

    from lfnkr_i18n.cli.session import Session
    from lfnkr_i18n.steps.importing.import_posts import Imported
    from lfnkr_i18n.steps.importing.plan import Skipped

FATES = {
    "new": "bold green",
    "updated": "bold cyan",
    "unchanged": "",
    "kept": "bold yellow",
    "conflict": "bold red",
}
"""What becomes of a post → the style in which a table shows it."""


def fate_label(fate: str) -> str:
    """Return what became of a post as people read it."""
    labels = {
        "new": _("new"),
        "updated": _("updated"),
        "unchanged": _("unchanged"),
        "kept": _("edited here, kept"),
        "conflict": _("edited on both sides"),
    }
    return labels.get(fate, fate)


def show(said: Session, results: Sequence[Imported], skipped: Sequence[Skipped], *, dry_run: bool) -> None:
    """Print the results post by post (a table in a dry run), what was left out and why, and the numbers."""
    shown = [result for result in results if said.verbose or result.fate != "unchanged"]
    if dry_run and shown and not said.quiet:
        from rich.console import Console

        Console(highlight=False).print(import_table(shown))
    elif not dry_run:
        for result in shown:
            said.note(f"{result.path}: {fate_label(result.fate)}")
    for result in results:
        if result.problem is not None:
            said.problem(result.path, result.problem)
    for line in skipped_lines(skipped):
        said.note(line)
    for entry in skipped:
        if entry.path and entry.reason == "status":
            text = _(
                "{path} stays, although the post is not public in WordPress any more ({status}); if it is not to be "
                "read, take its translations down: `lfnkr unpublish {path}`"
            )
            said.warn(text.format(path=entry.path, status=entry.status))
        said.detail(f"  WordPress {entry.wordpress}: {entry.type}, {entry.status}: {entry.reason}")
    said.note(_totals(results, dry_run=dry_run))


def import_table(results: Sequence[Imported]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from lfnkr_i18n.cli.printing import printable

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column(_("Post"), ratio=1, overflow="fold")
    table.add_column(_("Language"), no_wrap=True)
    table.add_column("WordPress", no_wrap=True, justify="right")
    table.add_column(_("What"), no_wrap=True)
    for result in results:
        fate = Text(fate_label(result.fate), style=FATES.get(result.fate, ""))
        table.add_row(Text(printable(result.post)), result.language, str(result.wordpress), fate)
    return table


def skipped_lines(skipped: Sequence[Skipped]) -> Iterator[str]:
    """Yield one line a reason: how many of what were left out, and what takes them."""
    counts: dict[str, Counter[str]] = {}
    for entry in skipped:
        word = {"type": entry.type, "status": entry.status, "other language": entry.language}.get(entry.reason, "")
        counts.setdefault(entry.reason, Counter())[word] += 1
    lines = {
        "type": _("Left out, no posts or pages: {what}. --type NAME takes one."),
        "status": _("Left out, not public: {what}. --status NAME takes them."),
        "translation": _("Left out, translations by lfnkr: {what}. Their texts are in the catalogs."),
        "language unknown": _("Left out, language unknown: {what}. Say --language, or [wordpress] languages."),
        "other language": _("Left out, no language of lfnkr.toml: {what}."),
        "no id": _("Left out, without a WordPress number: {what}."),
        "twice": _("Left out, a second time in the file: {what}."),
    }
    for reason, line in lines.items():
        if reason in counts:
            listed = [f"{_word(word)} {n}".strip() for word, n in sorted(counts[reason].items())]
            yield line.format(what=_(", ").join(listed))


def _word(word: str) -> str:
    """Return a type or status of WordPress as people call it."""
    return {
        "attachment": _("pictures and files"),
        "nav_menu_item": _("menu entries"),
        "revision": _("revisions"),
        "wp_block": _("reusable blocks (wp_block)"),
        "wp_template": _("templates"),
        "wp_template_part": _("parts of templates"),
        "wp_global_styles": _("theme styles"),
        "wp_navigation": _("navigations"),
        "custom_css": _("style sheets"),
        "future": _("scheduled (future)"),
        "draft": _("drafts (draft)"),
        "pending": _("waiting for review (pending)"),
        "private": _("private (private)"),
        "password": _("behind a password (password)"),
        "trash": _("in the trash"),
        "auto-draft": _("begun and never saved"),
    }.get(word, word)


def _totals(results: Sequence[Imported], *, dry_run: bool) -> str:
    counts = Counter(str(result.fate) for result in results)
    posts = ngettext("{n} post", "{n} posts", len(results)).format(n=len(results))
    fates = [_("{n} {state}").format(n=counts[fate], state=fate_label(fate)) for fate in FATES if counts[fate]]
    line = _("{posts}: {what}.").format(posts=posts, what=_(", ").join(fates or [_("nothing to bring in")]))
    return _("{line} Nothing was written.").format(line=line) if dry_run else line
