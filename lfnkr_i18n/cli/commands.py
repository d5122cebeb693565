"""The commands there are, in the order of a day's work: what each is for, and where it stands in this package.

Only the one that is called is imported: of forty, that is half the time which a command takes to start after Typer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lfnkr_i18n.messages import gettext as _


class Entry(NamedTuple):
    """A command of a help page."""

    about: str
    """What it is for, in one sentence."""
    place: str | Mapping[str, Entry]
    """Its module and function; or the commands of the group that it is."""


MEMORY: Mapping[str, Entry] = {
    "search": Entry(_("Show reviewed translations of texts like this one."), "memory.search"),
    "import": Entry(_("Add the memory of another tool, a TMX file."), "memory.import_tmx"),
    "export": Entry(
        _("Write the reviewed pairs of the catalogs to a TMX file, for other tools."),
        "memory.export",
    ),
    "stats": Entry(_("Show how many reviewed pairs the memory holds, and where they come from."), "memory.stats"),
}

GLOSSARY: Mapping[str, Entry] = {
    "list": Entry(_("Show what things are called in each language."), "glossary.list_terms"),
    "check": Entry(
        _("Look for rows that contradict each other, or the reviewed translations."), "glossary.check_terms"
    ),
    "import": Entry(_("Take the terms of a CSV file in; what is there stays."), "glossary.import_terms"),
    "export": Entry(_("Write the glossary as a CSV file for spreadsheets."), "glossary.export_terms"),
}

ENGINES: Mapping[str, Entry] = {
    "list": Entry(
        _("Show every engine: what it is sent, where, what it costs, whether it is ready."), "engines.list_engines"
    ),
    "test": Entry(_("Send an engine one sentence of ours and show its answer."), "engines.test_engine"),
}

NAMES: Mapping[str, Entry] = {
    "list": Entry(_("Show who is listed, by id; the names only with --reveal."), "names.list_people"),
    "add": Entry(_("List somebody; the register is made where there is none."), "names.add"),
    "test": Entry(_("Look for listed names in any files: by line and id."), "names.test"),
    "fix": Entry(_("Put public forms in the place of names in posts, after showing the difference."), "removal.fix"),
    "purge": Entry(
        _("Take a name that was listed too late out of everything, after showing the difference."), "removal.purge"
    ),
    "audit": Entry(_("Show what was sent to which service, and whether the log is whole."), "names.audit"),
}

COMMANDS: Mapping[str, Entry] = {
    "init": Entry(_("Make a folder a project; what is there already stays."), "beginning.init"),
    "import": Entry(
        _("Bring posts in from an export file of WordPress; what was edited here stays."), "importing.import_"
    ),
    "run": Entry(
        _("Do the day's work: extract, draft, check, publish what is ready, show the status."),
        "day.run",
    ),
    "extract": Entry(_("Bring the catalogs (PO files) up to date with the posts."), "extraction.extract"),
    "draft": Entry(
        _("Fill what is not translated, from memory and engines; people review every draft."), "drafting.draft"
    ),
    "status": Entry(_("Show how far every translation is, and who does what next."), "status.status"),
    "check": Entry(
        _("Look for mistakes in the translations: lost links, changed code, wrong script and others."), "checking.check"
    ),
    "diff": Entry(
        _("Show what changed in the source of translations that are stale, word by word."), "difference.diff"
    ),
    "sign-off": Entry(_("Approve translations exactly as they are now, or take an approval back."), "signing.sign_off"),
    "publish": Entry(
        _("Write the published posts of all translations that are ready, and record it."), "publication.publish"
    ),
    "unpublish": Entry(
        _("Take published translations down at once, and record who did it and why."), "publication.unpublish"
    ),
    "doctor": Entry(_("Say what is missing or unsafe on this machine and in this project."), "beginning.doctor"),
    "memory": Entry(_("The translation memory: every reviewed translation of this project."), MEMORY),
    "glossary": Entry(_("The glossary: what things are called, and what they are never called."), GLOSSARY),
    "engines": Entry(_("Machine translation services; none is used until lfnkr.toml names it."), ENGINES),
    "names": Entry(_("The names register: people at risk, whose names must never get out."), NAMES),
}
"""By name, as people type it."""
