"""Posts that somebody named although nothing is to be done for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lfnkr_i18n.config import Project
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.posts import Unreadable, attempt
from lfnkr_i18n.steps.selection import Selection


def named_in_vain(project: Project, selection: Selection, done: Collection[str]) -> Iterator[str]:
    """Yield a line for every named post of which there is no result, and why; `done` are those that have one."""
    for file in selection.files:
        if file.id not in selection.named or file.id in done:
            continue
        source = attempt(project, selection, file)
        if isinstance(source, Unreadable):
            continue
        if any(selection.wants(language) for language in source.targets):
            yield _("{post} has no catalog yet; run `lfnkr extract`").format(post=source.shown)
            continue
        languages = selection.languages or project.settings.project.languages
        others = [language for language in languages if language != source.language] or languages
        line = _("{post} is not translated into {language}")
        yield line.format(post=source.shown, language=", ".join(others))
