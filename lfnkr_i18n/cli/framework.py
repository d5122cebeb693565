"""Typer, made to speak the user's language and to start fast.

Typer's own strings are mostly out of gettext's reach ("Usage:", "Show this message and exit.", every usage error), and
its conversion of values imports pydantic, which takes as long as Typer itself; our options are words and numbers.

Modules of commands do without `from __future__ import annotations`: Typer would compile each of them at every start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from lfnkr_i18n.cli.commands import Entry
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _


class Plain:
    """Values of a parameter as written: words, or numbers from `minimum` on.

    Stands in for Typer's adapter of the same shape (`_runtime_param`); a Typer that does not know it converts itself.
    """

    def __init__(self, *, kind: object, minimum: float | None) -> None:
        self.kind, self.minimum = kind, int(minimum or 0)

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value a command gets: None or an empty list where nothing was given."""
        if param.multiple or param.nargs == -1:
            return list(value or ())
        if value is None or self.kind not in (int, float):
            return value
        written = str(value)
        if self.kind is float and re.fullmatch(r"\d+(?:\.\d+)?", written, re.ASCII):
            return float(written)
        if not written.isdecimal() or int(written) < self.minimum:
            problem = _("{value} is not a whole number from {minimum} on")
            if self.kind is float:
                problem = _("{value} is not a number such as 2.50")
            raise typer.BadParameter(problem.format(value=value, minimum=self.minimum), ctx=ctx, param=param)
        return int(written)


class _Speaking:
    """What commands and groups of commands share: their help page in the user's language, values taken as written."""

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]  # TyperCommand's or TyperGroup's
        if option is not None:
            option.help = _("Show this page and exit.")
            _take_as_written(option)
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's signature
        from lfnkr_i18n.cli.help_page import print_help

        print_help(self, ctx)


def _take_as_written(param: Any) -> None:
    """Keep Typer from converting a parameter's values."""
    if hasattr(param, "_runtime_param"):
        descriptor = param.type_descriptor
        param._runtime_param = Plain(kind=descriptor.annotation, minimum=descriptor.parameter_info.min)


class Command(_Speaking, TyperCommand):
    """A command of ours."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options["options_metavar"] = _("[OPTIONS]")
        super().__init__(*arguments, **options)
        for param in self.params:
            _take_as_written(param)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; words left over are our UsageError, in the user's language."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise UsageError(_with_help(_("one word too many: {word}").format(word=rest[0]), ctx))
        return rest


class Group(_Speaking, TyperGroup):
    """`lfnkr` itself, and groups of commands such as `lfnkr memory`."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options["options_metavar"] = _("[OPTIONS]")
        options["subcommand_metavar"] = _("COMMAND [ARGUMENTS]...")
        super().__init__(*arguments, **options)
        for param in self.params:
            _take_as_written(param)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is called; an unknown one is our UsageError, with the nearest one we have."""
        word = args[0]
        if word not in self.commands and not word.startswith("-"):
            near = get_close_matches(word, self.commands, n=1)
            problem = _("no such command: {word}; did you mean {near}?") if near else _("no such command: {word}")
            raise UsageError(_with_help(problem.format(word=word, near="".join(near)), ctx))
        return super().resolve_command(ctx, args)


class Commands(Mapping[str, Any]):
    """The commands of a group by name, each imported and made when it is asked for."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _made(name, self.entries[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def with_commands(group: Any, entries: Mapping[str, Entry]) -> Any:
    """Give a group its commands, and return it."""
    group.commands = Commands(entries)
    return group


def _made(name: str, entry: Entry) -> Any:
    """Return a command, or a group of commands, as Typer makes them."""
    if not isinstance(entry.place, str):
        return with_commands(typer.main.get_group(typer.Typer(name=name, cls=Group, help=entry.about)), entry.place)
    module, function = entry.place.split(".")
    alone = typer.Typer(add_completion=False)
    alone.command(name, cls=Command, help=entry.about)(getattr(import_module(f"{__package__}.{module}"), function))
    return typer.main.get_command(alone)


def usage_problem(error: Any) -> str:
    """Return what is wrong with a command line that Typer refuses, in the user's language, as one line."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        problem = _("no such option: {option}").format(option=error.option_name)
        if error.possibilities:
            problem = _("no such option: {option}; did you mean {near}?")
            problem = problem.format(option=error.option_name, near=error.possibilities[0])
    elif kind == "MissingParameter":
        problem = _("{name} is missing").format(name=_shown(error.param))
    elif kind == "BadOptionUsage":
        flag = "does not take" in error.message
        problem = _("{option} takes no value") if flag else _("{option} needs a value")
        problem = problem.format(option=error.option_name)
    elif kind == "BadParameter" and error.param is not None:
        problem = _("{place}: {problem}").format(place=_shown(error.param), problem=error.message)
    elif kind == "UsageError" and "command" in error.message.lower():
        problem = _("say which command")
    else:
        problem = " ".join(error.format_message().split())
    return _with_help(problem, error.ctx)


def _with_help(problem: str, context: Any) -> str:
    path = "lfnkr" if context is None else context.command_path
    return _("{problem} (`{command} --help` explains)").format(problem=problem, command=path)


def _shown(param: Any) -> str:
    """Return a parameter's name as people type it: its long option, or the word in the usage line."""
    if isinstance(param, TyperOption):
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name)
