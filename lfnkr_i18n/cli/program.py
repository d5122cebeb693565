"""The program `lfnkr`: its global options, its commands, and how it ends."""

import contextlib
import errno
import itertools
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from lfnkr_i18n import __version__
from lfnkr_i18n.cli.commands import COMMANDS
from lfnkr_i18n.cli.framework import Group, usage_problem, with_commands
from lfnkr_i18n.cli.outcome import ExitCode
from lfnkr_i18n.cli.outlet import open_outlets
from lfnkr_i18n.cli.printing import one_line
from lfnkr_i18n.cli.session import Session, mask_whatever
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
        typer.echo(f"lfnkr {__version__}")
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


def program() -> Any:
    """Return the program as Typer runs it."""
    return with_commands(typer.main.get_command(app), COMMANDS)


def run(words: Sequence[str]) -> int:
    """Run one command line and return its exit code; only a bug of ours leaves with a traceback."""
    _use_streams()
    words = globals_first(words)
    if "--no-color" in _before(words, "--"):
        os.environ["NO_COLOR"] = "1"  # Rich's own switch, for tables and help pages alike
    try:
        code = _ended(program(), words or ["--help"])
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
