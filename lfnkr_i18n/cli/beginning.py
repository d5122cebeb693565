"""`lfnkr init` and `lfnkr doctor`: what comes before the first post."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, DryRun
from lfnkr_i18n.cli.outcome import ExitCode
from lfnkr_i18n.cli.printing import print_json
from lfnkr_i18n.cli.session import Session, mask_whatever, session
from lfnkr_i18n.messages import gettext as _

if TYPE_CHECKING:
    from lfnkr_i18n.steps.health.diagnosis import Diagnosis


def init(
    context: typer.Context,
    folder: Annotated[
        str | None, typer.Argument(metavar=_("DIR"), show_default=False, help=_("The folder (default: this one)."))
    ] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps import init as step

    said = session(context)
    made = step.init(Path(folder or said.folder or "."), dry_run=dry_run)
    if as_json:
        print_json(made=made)
        return ExitCode.DONE
    for name in made:
        said.note(_("would make {path}").format(path=name) if dry_run else _("made {path}").format(path=name))
    said.note(
        _("Next: put posts into source_posts/ and run `lfnkr run`.")
        if made
        else _("It is a project already: nothing to do.")
    )
    return ExitCode.DONE


def doctor(context: typer.Context, as_json: AsJson = False) -> int:
    from lfnkr_i18n.steps.health import doctor as step

    said = session(context)
    start = Path(said.folder or ".")
    mask_whatever(start)
    found = step.doctor(start)
    if as_json:
        print_json(rows=found)
    else:
        for diagnosis in found:
            _show(said, diagnosis)
    return ExitCode.FAILED if any(diagnosis.severity == "error" for diagnosis in found) else ExitCode.DONE


def _show(said: Session, diagnosis: "Diagnosis") -> None:
    """Print one thing, and what to do about it; with -q only what is not well."""
    labels = {"ok": _("ok"), "warning": _("warning"), "error": _("error")}
    line = f"{labels[diagnosis.severity]}: {diagnosis.subject}: {diagnosis.message}"
    if diagnosis.severity == "ok":
        said.note(line)
    else:
        said.say(f"{line} → {diagnosis.advice}" if diagnosis.advice else line)
