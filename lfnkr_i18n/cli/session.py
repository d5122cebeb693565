"""What the global options say, for the commands: the project, and how much is said on which stream."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from lfnkr_i18n.cli.printing import one_line, printable
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from lfnkr_i18n.config import Project


class Session(NamedTuple):
    """One call of the program: results go to stdout, everything else to stderr. Help pages, too, begin one."""

    folder: str | None = None
    """The project's folder as typed; None: the nearest one upwards."""
    quiet: bool = False
    verbose: bool = False

    def project(self, *, whatever_the_register: bool = False) -> Project:
        """Open the project that the command is about, and let no listed name out from now on.

        RegisterError: the names register cannot be trusted. With `whatever_the_register` the command goes on all the
        same, for what must be possible then.
        """
        from lfnkr_i18n.config import find_project, open_project

        project = open_project(find_project(Path.cwd()) if self.folder is None else Path(self.folder))
        if project.register_path is not None:
            self._guard(project, whatever_the_register)
        return project

    def _guard(self, project: Project, whatever_the_register: bool) -> None:
        from lfnkr_i18n.cli.outlet import mask_outlets
        from lfnkr_i18n.errors import RegisterEmpty, RegisterError, RegisterMissing
        from lfnkr_i18n.steps.names.gates import register_of

        try:
            mask_outlets(register_of(project).matcher.masked)
        except RegisterMissing as error:
            if whatever_the_register:
                return
            self.warn(_("{error}; until then names are not looked for").format(error=error))
        except RegisterError as error:
            if not whatever_the_register:
                raise
            if not isinstance(error, RegisterEmpty):
                self.warn(str(error))

    def say(self, line: str) -> None:
        """Write a line of the result."""
        typer.echo(printable(line))

    def note(self, line: str) -> None:
        """Write a line of the result that -q leaves out."""
        if not self.quiet:
            typer.echo(printable(line))

    def detail(self, line: str) -> None:
        """Write a line of the result that only -v asks for."""
        if self.verbose and not self.quiet:
            typer.echo(printable(line))

    def warn(self, line: str) -> None:
        """Write a warning to stderr."""
        typer.echo(one_line(_("warning: {line}").format(line=line)), err=True)

    def problem(self, where: str, line: str) -> None:
        """Write what could not be done, and where, to stderr."""
        typer.echo(one_line(f"{where}: {line}"), err=True)

    def refusal(self, line: str) -> None:
        """Write to stderr what a gate said no to."""
        typer.echo(one_line(line), err=True)

    @property
    def shows_progress(self) -> bool:
        """Whether somebody watches: stderr is a terminal, and -q was not given."""
        return not self.quiet and sys.stderr.isatty()

    def agreed(self, question: str) -> bool:
        """Ask whoever sits at the terminal and saw what was said there; nobody there agrees to nothing."""
        return sys.stdin.isatty() and sys.stdout.isatty() and bool(typer.confirm(question, default=False))

    @property
    def on_terminal(self) -> bool:
        """Whether somebody sits there who can be asked."""
        return sys.stdin.isatty() and sys.stderr.isatty()


def mask_whatever(*starts: Path) -> None:
    """Let no listed name out from now on, as far as the register can be found and read from one of some folders.

    For lines about what could not be opened: lfnkr.toml may be broken, and what is wrong with it is not said here.
    """
    from lfnkr_i18n.cli.outlet import mask_outlets
    from lfnkr_i18n.config import find_project, named_register
    from lfnkr_i18n.errors import LfnkrError

    for start in starts:
        with contextlib.suppress(LfnkrError, OSError, RuntimeError):  # no home: `~` leads nowhere
            register = named_register(find_project(start))
            if register is not None:
                from lfnkr_i18n.privacy import read_register

                mask_outlets(read_register(register).matcher.masked)
                return


def session(context: typer.Context) -> Session:
    """Return the session that the global options made."""
    found = context.find_object(Session)
    return Session() if found is None else found
