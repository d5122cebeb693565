"""`lfnkr draft`."""

from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, DryRun, Jobs, Languages, Posts
from lfnkr_i18n.cli.outcome import ExitCode, exit_code
from lfnkr_i18n.cli.printing import JsonRows, print_json
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.cli.work import Tally, silent, work_on
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext

if TYPE_CHECKING:
    from lfnkr_i18n.steps.drafting.account import Account, Line
    from lfnkr_i18n.steps.drafting.draft import Drafted


def draft(
    context: typer.Context,
    posts: Posts = None,
    languages: Languages = None,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine", metavar=_("NAME"), help=_("Ask this engine only; `memory`: none (default: lfnkr.toml).")
        ),
    ] = None,
    max_chars: Annotated[
        int | None, typer.Option("--max-chars", metavar="N", help=_("Send engines no more characters than that."))
    ] = None,
    max_cost: Annotated[
        float | None,
        typer.Option("--max-cost", metavar=_("AMOUNT"), help=_("Send engines nothing that costs more, as estimated.")),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help=_("Also ask again what engines had no usable answer for before."))
    ] = False,
    dry_run: DryRun = False,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.drafting import draft as step
    from lfnkr_i18n.steps.drafting.account import Account

    account = Account(max_chars, max_cost)
    said, rows = session(context), JsonRows()
    with work_on(said, posts, languages, jobs) as work:
        found = step.draft(
            work.project,
            work.selection,
            engine=engine,
            account=account,
            anew=again,
            dry_run=dry_run,
            executor=work.executor,
        )
        show = silent if as_json else lambda result: show_drafted(said, result)
        tally = Tally(drafted_counts, rows.append if as_json else silent)
        work.report(found, show, label=_("Drafting"), tally=tally)
    if as_json:
        print_json(rows=rows, engines=list(account.lines.values()))
    else:
        sum_up_drafted(said, tally, dry_run=dry_run)
        print_account(said, account, dry_run=dry_run)
    warn_of_engines(said, account)
    return draft_ended(tally, account)


def show_drafted(said: Session, result: "Drafted") -> None:
    """Print what a catalog got; one that got nothing only with -v."""
    where = f"{result.post} → {result.language}"
    if result.filled:
        line = _("{post}: {exact} from equal texts, {similar} from similar ones, {left} left")
        if result.machine:
            line = _("{post}: {exact} from equal texts, {similar} from similar ones, {machine} by engines, {left} left")
        counts = {"exact": result.exact, "similar": result.similar, "machine": result.machine, "left": result.left}
        said.note(line.format(post=where, **counts))
    elif result.language:
        line = _("{post}: nothing to draft, {left} left") if result.left else _("{post}: nothing to draft")
        said.detail(line.format(post=where, left=result.left))


def print_account(said: Session, account: "Account", *, dry_run: bool) -> None:
    """Print what each engine was sent, or would be, and what that costs."""
    for line in account.lines.values():
        if not (line.requests or line.cached):
            continue
        sent = (
            _("{engine}: {segments} segments, {characters} characters would be sent in {requests} requests")
            if dry_run
            else _("{engine}: {segments} segments, {characters} characters sent in {requests} requests")
        )
        parts = [
            sent.format(
                engine=line.engine, segments=line.segments, characters=f"{line.characters:,}", requests=line.requests
            )
        ]
        if line.cached:
            parts.append(_("{n} answers known from before").format(n=line.cached))
        parts.append(_cost(line))
        if line.terms:
            terms = _("{n} entries of the glossary would be sent") if dry_run else _("{n} entries of the glossary sent")
            parts.append(terms.format(n=f"{line.terms:,}"))
        if line.limit:
            left = f"{max(0, line.limit - line.used):,}"
            parts.append(_("{left} of {limit} characters left").format(left=left, limit=f"{line.limit:,}"))
        said.note(_("; ").join(filter(None, parts)) + _("."))
    if account.limited:
        said.note(_("Stopped at the limit you set; the rest is left for another run."))


def _cost(line: "Line") -> str:
    if not line.requests:
        return ""
    if line.cost is None:
        return _("no price known")
    if not line.cost:
        return _("no charge")
    cost = _("about {currency} {cost}").format(currency=line.currency, cost=f"{line.cost:.2f}")
    return cost + (_(" (price of {day})").format(day=line.as_of) if line.as_of else "")


def warn_of_engines(said: Session, account: "Account") -> None:
    """Say on stderr what went wrong with engines, and which names kept segments here."""
    for name, warning in account.warnings.items():
        said.warn(_("{engine}: {line}").format(engine=name, line=warning))
    for name, problem in account.problems.items():
        said.problem(name, problem)
    for term, segments in account.withheld.items():
        said.problem(
            "lfnkr.toml",
            ngettext(
                "{n} segment was not sent: it holds a listed name ({term})",
                "{n} segments were not sent: they hold a listed name ({term})",
                segments,
            ).format(n=segments, term=term),
        )


def drafted_counts(result: "Drafted") -> dict[str, int]:
    """Return what is summed up of a result."""
    return {"filled": result.filled, "left": result.left}


def draft_ended(tally: "Tally[Drafted]", account: "Account") -> ExitCode:
    """Return how drafting ends: a listed name goes first; what an engine that failed left is work partly done."""
    if account.names_found or tally.names_found:
        return ExitCode.REFUSED
    if account.problems and tally.counts["left"]:
        return ExitCode.PARTLY if tally.counts["filled"] else ExitCode.FAILED
    return exit_code(failed=tally.failed, of=tally.done)


def sum_up_drafted(said: Session, tally: "Tally[Drafted]", *, dry_run: bool) -> None:
    """Print how much was drafted, and how much is left to translate."""
    if tally.all_failed:
        return
    filled, left = tally.counts["filled"], tally.counts["left"]
    line = (
        ngettext("{n} segment would be drafted", "{n} segments would be drafted", filled)
        if dry_run
        else ngettext("{n} segment drafted", "{n} segments drafted", filled)
    )
    rest = ngettext("{n} left to translate", "{n} left to translate", left)
    said.note(_("{done}, {rest}.").format(done=line.format(n=filled), rest=rest.format(n=left)))
