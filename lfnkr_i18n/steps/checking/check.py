"""Check: what may be wrong with the translations of every post, each finding with its place in the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from lfnkr_i18n.config import PostFile, Project
from lfnkr_i18n.errors import UsageError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.checking.checked import Checked
from lfnkr_i18n.steps.mapping import each_language
from lfnkr_i18n.steps.posts import SourcePost, Unreadable, languages_of
from lfnkr_i18n.steps.problems import Trouble
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from lfnkr_i18n.steps.checking.consistency import Disagreements


def check(
    project: Project,
    selection: Selection,
    *,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    executor: Executor | None = None,
) -> Iterator[Checked]:
    """Check the catalogs as they are on the disk; yield one result a post and target language that has one.

    Where originals are published a post has one in its own language too, if there is something to say.

    A catalog in which a listed name stands has that finding alone, whatever was chosen: no other may quote it.
    Without `only`, all checks but those that lfnkr.toml disables; untranslated and unreviewed entries come only when
    `only` asks for them. Where several posts are checked, what they say differently is a finding too. Raises
    UsageError for a name that is no check.
    """
    ordinary = not (only or skip or project.settings.checks.disable)
    names = None if ordinary else chosen_names(project, only, skip)
    others = _others(project, selection, names, executor) if len(selection.files) > 1 else None
    known = None if only or skip else memo(project, "check", Checked | None, keeps=_may_keep)
    about = partial(_said_of, others, project.settings.project.languages)
    work = partial(_checked, project, names, others)
    languages = partial(languages_of, project)
    for result in each_language(
        project, selection, work, languages=languages, executor=executor, memo=known, context=about
    ):
        if isinstance(result, Unreadable):
            trouble = Trouble(result.path, result.line or 1, result.message)
            yield Checked(result.post, result.shown, problem=result.message, trouble=trouble, names=result.names)
        elif result is not None:
            yield result


def _others(
    project: Project, selection: Selection, names: Sequence[str] | None, executor: Executor | None
) -> Disagreements | None:
    """Return what posts say differently; None where no check asks for it."""
    from lfnkr_i18n.steps.checking.consistency import ACROSS, disagreements

    asked = names is None or not set(names).isdisjoint(ACROSS)
    return disagreements(project, selection, executor=executor) if asked else None


def _checked(
    project: Project, names: Sequence[str] | None, others: Disagreements | None, source: SourcePost, language: str
) -> Checked | None:
    """Return what is found in one catalog; `names` are the checks, None: all but the gates."""
    # Not at the top: where nothing changed nothing is checked, and the checks take longer to import than the rest.
    from lfnkr_i18n.steps.checking.catalogs import check_catalog
    from lfnkr_i18n.steps.checking.names import enabled_names

    return check_catalog(project, enabled_names(project) if names is None else names, others, source, language)


def _may_keep(result: Checked | None) -> bool:
    """Tell whether a result may lie in the cache: not where it quotes what people must be protected from."""
    if result is None or result.problem is not None:
        return result is None
    return not (result.findings and _quotes(result))


def _quotes(result: Checked) -> bool:
    from lfnkr_i18n.checks import QUOTING

    return any(placed.finding.check in QUOTING for placed in result.findings)


def _said_of(others: Disagreements | None, languages: Sequence[str], file: PostFile) -> object:
    """Return what is said of a post beside others; None: it is not compared."""
    if others is None:
        return None
    return [(language, list(others.get((file.id, language), ()))) for language in languages]


def chosen_names(project: Project, only: Sequence[str], skip: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the checks that `--only` and `--skip` choose. Raises UsageError for one that is none."""
    from lfnkr_i18n.steps.checking.names import enabled_names, known_names

    known = known_names()
    for name in (*only, *skip):
        if name not in known:
            raise UsageError(_("no check `{name}`; there are {known}").format(name=name, known=", ".join(known)))
    enabled = enabled_names(project)
    chosen = [name for name in known if name in only] if only else enabled
    return tuple(name for name in chosen if name not in skip)
