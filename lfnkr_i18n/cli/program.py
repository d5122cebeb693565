"""The program `lfnkr`: its global options, its commands, and how it ends."""

import contextlib
import errno
import itertools
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from lfnkr_i18n.cli import day
from lfnkr_i18n.cli.beginning import doctor, init
from lfnkr_i18n.cli.checking import check
from lfnkr_i18n.cli.difference import diff
from lfnkr_i18n.cli.drafting import draft
from lfnkr_i18n.cli.engines import list_engines, test_engine
from lfnkr_i18n.cli.extraction import extract
from lfnkr_i18n.cli.framework import Command, Group, usage_problem
from lfnkr_i18n.cli.glossary import check_terms, export_terms, import_terms, list_terms
from lfnkr_i18n.cli.importing import import_
from lfnkr_i18n.cli.memory import export, import_tmx, search, stats
from lfnkr_i18n.cli.names import add, audit, list_people, test
from lfnkr_i18n.cli.outcome import ExitCode
from lfnkr_i18n.cli.outlet import open_outlets
from lfnkr_i18n.cli.printing import one_line
from lfnkr_i18n.cli.publication import publish, unpublish
from lfnkr_i18n.cli.removal import fix, purge
from lfnkr_i18n.cli.session import Session, mask_whatever
from lfnkr_i18n.cli.signing import sign_off
from lfnkr_i18n.cli.status import status
from lfnkr_i18n.errors import LfnkrError, UsageError
from lfnkr_i18n.messages import LANGUAGES
from lfnkr_i18n.messages import gettext as _

FLAGS = ("-q", "--quiet", "-v", "--verbose", "--no-color")
VALUED = ("-C", "--project", "--ui-language")

app = typer.Typer(
    name="lfnkr",
    cls=Group,
    help=_("Carry an organisation's posts from one language to the other: extract, draft, check, review, publish."),
    epilog=_("Global options may stand anywhere. Posts are named by id, path or glob; none means all."),
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"lfnkr {version('lfnkr_i18n')}")
        raise typer.Exit


def _known_language(language: str | None) -> str | None:
    if language is not None and language not in LANGUAGES:
        raise typer.BadParameter(_("choose one of {known}").format(known=", ".join(LANGUAGES)))
    return language


@app.callback()
def globals_(
    context: typer.Context,
    project: Annotated[
        str | None,
        typer.Option(
            "-C",
            "--project",
            metavar="DIR",
            help=_("The project's folder (default: the nearest one upwards with lfnkr.toml)."),
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=_("Say only what went wrong."))] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help=_("Say more: unchanged posts too."))] = False,
    no_color: Annotated[  # noqa: ARG001 - acts before help pages are shown (`run`)
        bool, typer.Option("--no-color", help=_("No colours, as with NO_COLOR set."))
    ] = False,
    ui_language: Annotated[  # noqa: ARG001 - read before the texts are imported (cli/__init__.py)
        str | None,
        typer.Option(
            "--ui-language",
            metavar="|".join(LANGUAGES),
            callback=_known_language,
            help=_("Language of messages (default: the locale's)."),
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001 - acts in its callback
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help=_("Show the version and exit."))
    ] = False,
) -> None:
    context.obj = Session(folder=project, quiet=quiet, verbose=verbose)


COMMANDS: tuple[tuple[str, Callable[..., int], str], ...] = (
    ("init", init, _("Make a folder a project; what is there already stays.")),
    ("import", import_, _("Bring posts in from an export file of WordPress; what was edited here stays.")),
    ("run", day.run, _("Do the day's work: extract, draft, check, publish what is ready, show the status.")),
    ("extract", extract, _("Bring the catalogs (PO files) up to date with the posts.")),
    ("draft", draft, _("Fill what is not translated, from memory and engines; people review every draft.")),
    ("status", status, _("Show how far every translation is, and who does what next.")),
    ("check", check, _("Look for mistakes in the translations: lost links, changed code, wrong script and others.")),
    ("diff", diff, _("Show what changed in the source of translations that are stale, word by word.")),
    ("sign-off", sign_off, _("Approve translations exactly as they are now, or take an approval back.")),
    ("publish", publish, _("Write the published posts of all translations that are ready, and record it.")),
    ("unpublish", unpublish, _("Take published translations down at once, and record who did it and why.")),
    ("doctor", doctor, _("Say what is missing or unsafe on this machine and in this project.")),
)
"""Name, function and help text of every command, in the order of a day's work."""

MEMORY: tuple[tuple[str, Callable[..., int], str], ...] = (
    ("search", search, _("Show reviewed translations of texts like this one.")),
    ("import", import_tmx, _("Add the memory of another tool, a TMX file.")),
    ("export", export, _("Write the reviewed pairs of the catalogs to a TMX file, for other tools.")),
    ("stats", stats, _("Show how many reviewed pairs the memory holds, and where they come from.")),
)

GLOSSARY: tuple[tuple[str, Callable[..., int], str], ...] = (
    ("list", list_terms, _("Show what things are called in each language.")),
    ("check", check_terms, _("Look for rows that contradict each other, or the reviewed translations.")),
    ("import", import_terms, _("Take the terms of a CSV file in; what is there stays.")),
    ("export", export_terms, _("Write the glossary as a CSV file for spreadsheets.")),
)

ENGINES: tuple[tuple[str, Callable[..., int], str], ...] = (
    ("list", list_engines, _("Show every engine: what it is sent, where, what it costs, whether it is ready.")),
    ("test", test_engine, _("Send an engine one sentence of ours and show its answer.")),
)

NAMES: tuple[tuple[str, Callable[..., int], str], ...] = (
    ("list", list_people, _("Show who is listed, by id; the names only with --reveal.")),
    ("add", add, _("List somebody; the register is made where there is none.")),
    ("test", test, _("Look for listed names in any files: by line and id.")),
    ("fix", fix, _("Put public forms in the place of names in posts, after showing the difference.")),
    ("purge", purge, _("Take a name that was listed too late out of everything, after showing the difference.")),
    ("audit", audit, _("Show what was sent to which service, and whether the log is whole.")),
)

glossary = typer.Typer(cls=Group, help=_("The glossary: what things are called, and what they are never called."))
engines = typer.Typer(cls=Group, help=_("Machine translation services; none is used until lfnkr.toml names it."))
memory = typer.Typer(cls=Group, help=_("The translation memory: every reviewed translation of this project."))
names = typer.Typer(cls=Group, help=_("The names register: people at risk, whose names must never get out."))
_GROUPS = ((app, COMMANDS), (memory, MEMORY), (glossary, GLOSSARY), (engines, ENGINES), (names, NAMES))
for _app, _commands in _GROUPS:
    for _name, _function, _help in _commands:
        _app.command(_name, cls=Command, help=_help)(_function)
app.add_typer(memory, name="memory")
app.add_typer(glossary, name="glossary")
app.add_typer(engines, name="engines")
app.add_typer(names, name="names")


def run(words: Sequence[str]) -> int:
    """Run one command line and return its exit code; only a bug of ours leaves with a traceback."""
    _use_streams()
    words = globals_first(words)
    if "--no-color" in _before(words, "--"):
        os.environ["NO_COLOR"] = "1"  # Rich's own switch, for tables and help pages alike
    command = typer.main.get_command(app)
    try:
        code = _ended(command, words or ["--help"])
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has enough (`| head`)
        _drop_results()
        return ExitCode.FAILED
    except OSError as error:
        if error.filename is not None or error.errno not in UNWRITABLE:
            raise
        _drop_results()
        from lfnkr_i18n.files import reason

        line = _("the results cannot be written: {reason}").format(reason=reason(error))
        return _fail(line, ExitCode.FAILED)
    return ExitCode.USAGE if not words else code


UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What standard output answers where a full or failing disk is behind it; our own files never raise these bare."""


def _drop_results() -> None:
    """Let what Python still holds for stdout go nowhere, so that its end is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _ended(command: Any, words: Sequence[str]) -> int:
    try:
        return _result(command, words)
    except (LfnkrError, USAGE_ERROR) as error:
        mask_whatever(_folder(words), Path())  # what went wrong may have come before the project was open
        return _fail(*_told(error))


def _told(error: Exception) -> tuple[str, ExitCode]:
    """Return what is said of an error, and how the program ends."""
    if isinstance(error, UsageError):
        return str(error), ExitCode.USAGE
    if isinstance(error, LfnkrError):
        return str(error), ExitCode.REFUSED if error.people else ExitCode.FAILED
    return usage_problem(error), ExitCode.USAGE


def _result(command: Any, words: Sequence[str]) -> int:
    try:
        result = command.main(args=words, prog_name="lfnkr", standalone_mode=False)
    except KeyboardInterrupt:
        result = ExitCode.INTERRUPTED
    except typer.Abort:  # Ctrl-C or Ctrl-D instead of an answer; the cursor is still behind the question
        typer.echo(err=True)
        result = ExitCode.INTERRUPTED
    if result == ExitCode.INTERRUPTED:  # Typer's own answer to Ctrl-C, too
        return _fail(_("interrupted; what was done so far is saved"), ExitCode.INTERRUPTED)
    return int(result or ExitCode.DONE)


USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]
"""The class of all usage errors of Typer, which it does not export."""


def _folder(words: Sequence[str]) -> Path:
    """Return the folder that a command line is about, as far as it says so; global options stand first."""
    for place, word in enumerate(_before(words, "--")):
        if word in ("-C", "--project") and place + 1 < len(words):
            return Path(words[place + 1])
        if word.startswith("--project="):
            return Path(word.removeprefix("--project="))
    return Path()


def globals_first(words: Sequence[str]) -> list[str]:
    """Return a command line with its global options in front, where Typer looks for them.

    >>> globals_first(["status", "-C", "news", "--json", "-q", "--", "-v"])
    ['-C', 'news', '-q', 'status', '--json', '--', '-v']
    """
    front: list[str] = []
    rest: list[str] = []
    places = iter(range(len(words)))
    for place in places:
        word = words[place]
        if word == "--":
            rest += words[place:]
            break
        if word in VALUED:
            front += words[place : place + 2]
            next(places, None)
        elif word in FLAGS or word.startswith(tuple(f"{option}=" for option in VALUED)):
            front.append(word)
        else:
            rest.append(word)
    return front + rest


def _before(words: Sequence[str], end: str) -> list[str]:
    return list(itertools.takewhile(lambda word: word != end, words))


def _fail(line: str, code: ExitCode) -> ExitCode:
    with contextlib.suppress(BrokenPipeError):
        typer.echo(one_line(f"lfnkr: {line}"), err=True)
    return code


def _use_streams() -> None:
    """Write UTF-8 whatever the console is (Windows: cp1252), and never fail on a character it cannot show.

    A stream that was closed before we began has no reader; it is opened on nothing, so that no file takes its place.
    """
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - for as long as the process runs
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # a test's stream
    open_outlets()
