"""`lfnkr memory`: search, import, export, stats."""

from pathlib import Path
from typing import Annotated

import typer

from lfnkr_i18n.cli.options import AsJson, DryRun, Languages, OneLanguage
from lfnkr_i18n.cli.outcome import ExitCode, exit_code
from lfnkr_i18n.cli.printing import as_mapping, print_json
from lfnkr_i18n.cli.session import Session, session
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar=_("TEXT"), show_default=False, help=_("The text to look up."))],
    language: OneLanguage,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar=_("LANG"), help=_("The text's language (default: the project's other one).")),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help=_("How many matches at most."))] = 5,
    min_match: Annotated[
        int, typer.Option("--min-match", metavar="N", help=_("Only matches at least so alike, in percent."))
    ] = 70,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.cli.memory_lines import show_match
    from lfnkr_i18n.steps.memory.opening import open_memory
    from lfnkr_i18n.steps.selection import refuse_unknown

    if min_match > 100:
        raise UsageError(_("--min-match: nothing is more than 100 percent alike"))
    said = session(context)
    project = said.project()
    origin = source or project.settings.project.other_than(language)
    refuse_unknown(project, (origin, language))
    with open_memory(project) as memory:
        matches = memory.search(
            text, source_language=origin, target_language=language, limit=limit, min_match=min_match
        )
        problems = memory.problems
    for problem in problems:
        said.warn(problem)
    if as_json:
        print_json(rows=matches)
        return ExitCode.DONE
    for match in matches:
        show_match(said, match)
    if not matches:
        said.note(_("Nothing like it in the memory."))
    return ExitCode.DONE


def import_tmx(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar=_("FILE.tmx"), show_default=False, help=_("The TMX file."))],
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.cli.memory_lines import show_imported
    from lfnkr_i18n.steps.memory.tmx_import import import_memory

    said = session(context)
    found = import_memory(said.project(), Path(file), dry_run=dry_run)
    if as_json:
        print_json(**as_mapping(found))
    else:
        show_imported(said, found, dry_run=dry_run)
    return ExitCode.DONE


def export(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar=_("FILE.tmx"), show_default=False, help=_("The file to write."))],
    languages: Languages = None,
    drafts: Annotated[bool, typer.Option("--drafts", help=_("Also what nobody has reviewed, marked as such."))] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.cli.memory_lines import show_exported
    from lfnkr_i18n.steps.memory.tmx_export import export_memory

    said = session(context)
    done = export_memory(said.project(), Path(file), languages=languages or (), drafts=drafts, dry_run=dry_run)
    for problem in done.problems:
        said.warn(problem)
    if as_json:
        print_json(**as_mapping(done))
    else:
        show_exported(said, done, dry_run=dry_run)
    return exit_code(failed=len(done.problems), of=len(done.problems) + 1, refused=bool(done.names))


def stats(
    context: typer.Context,
    engines: Annotated[
        bool, typer.Option("--engines", help=_("How much reviewers changed of each engine's drafts."))
    ] = False,
    as_json: AsJson = False,
) -> int:
    from lfnkr_i18n.steps.memory.stats import memory_stats

    said = session(context)
    if engines:
        return _engine_stats(said, as_json=as_json)
    found = memory_stats(said.project())
    for problem in found.problems:
        said.warn(problem)
    if as_json:
        print_json(**as_mapping(found))
        return ExitCode.DONE
    if not found.rows:
        said.say(_("The memory is empty: it holds what is reviewed in the catalogs."))
        return ExitCode.DONE
    from lfnkr_i18n.cli.memory_table import print_stats

    print_stats(found)
    return ExitCode.DONE


def _engine_stats(said: Session, *, as_json: bool) -> int:
    from lfnkr_i18n.languages import spaceless
    from lfnkr_i18n.steps.drafting.effort import FEW, effort

    rows = effort(said.project())
    if as_json:
        print_json(rows=rows)
        return ExitCode.DONE
    for row in rows:
        line = (
            _("{engine}, {direction}: {n} reviewed, {same} untouched; edits a character: {median} median, {p90} p90")
            if spaceless(row.target_language)
            else _("{engine}, {direction}: {n} reviewed, {same} untouched; edits a word: {median} median, {p90} p90")
        )
        said.say(
            line.format(
                engine=row.engine,
                direction=f"{row.source_language} → {row.target_language}",
                n=row.reviewed,
                same=f"{row.untouched:.0%}",
                median=f"{row.median:.2f}",
                p90=f"{row.p90:.2f}",
            )
        )
    if not rows:
        said.note(_("No engine's draft has been reviewed yet."))
    elif any(row.reviewed < FEW for row in rows):
        said.note(_("Fewer than {n} say little about an engine.").format(n=FEW))
    return ExitCode.DONE
