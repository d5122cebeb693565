"""`lfnkr engines list` and `lfnkr engines test`."""

from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson
from lfnkr_i18n.cli.outcome import ExitCode
from lfnkr_i18n.cli.printing import as_mapping, print_json, printable
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lfnkr_i18n.engines.prices import Price
    from lfnkr_i18n.steps.drafting.engines import Listed


def list_engines(context: typer.Context, as_json: AsJson = False) -> int:
    from lfnkr_i18n.steps.drafting.engines import engines

    said = session(context)
    found = list(engines(said.project()))
    if as_json:
        print_json(rows=found)
    else:
        _print_table(said, found)
        if not any(engine.position for engine in found):
            said.note(
                _("None is switched on: drafts come from memory. `draft.engines` in lfnkr.toml names those to ask.")
            )
    return ExitCode.DONE


def test_engine(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=_("NAME"), show_default=False, help=_("The engine's name."))],
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.drafting.engines import tested

    said = session(context)
    found = tested(said.project(), name)
    if as_json:
        print_json(**as_mapping(found))
    elif found.problem is None:
        said.say(f"{found.source} → {found.answer}")
        said.note(_("{engine} answered in {n} s.").format(engine=found.name, n=f"{found.seconds:.1f}"))
        if found.quota is not None and found.quota.limit:
            left = _("{used} of {limit} characters of this period are used.")
            said.note(left.format(used=f"{found.quota.used:,}", limit=f"{found.quota.limit:,}"))
    if found.problem is not None:
        said.problem(found.name, found.problem)
    return ExitCode.DONE if found.problem is None else ExitCode.FAILED


def _print_table(said: Session, found: "Sequence[Listed]") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in (_("engine"), _("asked"), _("where"), _("costs"), _("usable")):
        table.add_column(header, no_wrap=header == _("engine"))
    for engine in found:
        where = _("this machine") if engine.local else (engine.url.split("://")[-1] or _("not set up"))
        asked = _("no. {n}").format(n=engine.position) if engine.position else _("no")
        ready = _("yes") if engine.ready else _("no")
        cells = engine.name, asked, printable(where), _price(engine.price), ready
        table.add_row(*map(Text, cells))
    Console(emoji=False).print(table)  # else Rich loads all there are
    said.note("\n" + _("What each is sent, and what it lacks:"))
    for engine in found:
        said.note(_("{engine}: {line}").format(engine=engine.name, line=engine.sends))
        if engine.problem is not None:
            said.note(f"    {engine.problem}")


def _price(price: "Price | None") -> str:
    if price is None:
        return _("unknown")
    rows = [
        (price.characters, _("{currency} {n} a million characters")),
        (price.input_tokens, _("{currency} {n} a million tokens in")),
        (price.output_tokens, _("{currency} {n} a million tokens out")),
    ]
    parts = [form.format(currency=price.currency, n=f"{amount:g}") for amount, form in rows if amount]
    if not parts:
        return _("no charge")
    return _(", ").join(parts) + (_(" ({day})").format(day=price.as_of) if price.as_of else "")
