"""Doctor: what is missing or unsafe on this machine and in this project. It changes nothing but a lock file."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from lfnkr_i18n.config import Project, find_project, open_project, post_files
from lfnkr_i18n.errors import LfnkrError, RegisterError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext
from lfnkr_i18n.steps.health.diagnosis import Diagnosis, broken, warning, well
from lfnkr_i18n.steps.health.machine import disk, machine
from lfnkr_i18n.steps.init import LEDGERS_MERGE
from lfnkr_i18n.steps.ledgers import open_publications, sign_offs
from lfnkr_i18n.steps.names.gates import register_of


def doctor(start: Path, *, encoding: str | None = None) -> list[Diagnosis]:
    """Return what was looked at on this machine and in the project that `start` lies in, worst included, in order.

    `encoding` is the terminal's (default: standard output's). Nothing is raised: what cannot be read is a diagnosis.
    """
    return [*machine(encoding=encoding), *_project(start)]


def _project(start: Path) -> Iterator[Diagnosis]:
    try:
        project = open_project(find_project(start))
    except LfnkrError as error:
        yield broken(_("project"), str(error), _("mend lfnkr.toml, or run `lfnkr init` in the project's folder"))
        return
    yield well(_("project"), str(project.root))
    for examine in EXAMINATIONS:
        try:
            yield from examine(project)
        except OSError as error:  # a disk that fails must not keep the rest from being told
            yield broken(_("project"), error.strerror or str(error), _("see whether the disk is in order"))


def _posts(project: Project) -> Iterator[Diagnosis]:
    files, misplaced = post_files(project)
    if not files and not misplaced:
        yield warning("source_posts", _("there are no posts"), _("put them into source_posts/<language>/"))
    else:
        number = ngettext("{n} post", "{n} posts", len(files)).format(n=len(files))
        yield well("source_posts", number)
    for item in misplaced:
        yield broken(item.shown, item.message, _("until then it is left out"))


def _git(project: Project) -> Iterator[Diagnosis]:
    """Look at what git ignores and how it merges, by asking git itself: the rules may stand in many places."""
    if _in_git(project.root) is None:
        yield warning("git", _("the project is not in a git repository"), _("run `git init`: it keeps every version"))
        return
    ignored = _asked(project.root, "check-ignore", "-q", ".lfnkr/tmp")
    merged = _asked(project.root, "check-attr", "merge", "locales/publications.jsonl")
    if ignored is None or merged is None:
        yield warning("git", _("git does not answer"), _("run `git status` in the project's folder to see why"))
        return
    advice = _("run `lfnkr init`; it adds the line")
    if ignored.returncode == 0:
        yield well(".gitignore", _(".lfnkr is ignored"))
    else:
        yield warning(".gitignore", _("git does not ignore .lfnkr, which is a cache"), advice)
    if merged.stdout.strip().endswith(": union"):
        yield well(".gitattributes", LEDGERS_MERGE)
    else:
        yield warning(".gitattributes", _("records of two branches will conflict when they are merged"), advice)


def _in_git(folder: Path) -> Path | None:
    """Return the work tree of git that a folder lies in; without asking git, since it may not be installed."""
    for candidate in (folder, *folder.parents):
        if (candidate / ".git").exists():
            return candidate
    return None


def _asked(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str] | None:
    """Return what git answers, yes (0) or no (1); None where it cannot be asked."""
    command = ["git", "-C", os.fspath(folder), *arguments]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return answer if answer.returncode in (0, 1) else None


def _folders(project: Project) -> Iterator[Diagnosis]:
    for folder in (project.locales, project.cache):
        name = folder.name
        existing = folder if folder.exists() else project.root
        if folder.exists() and not folder.is_dir():
            yield broken(name, _("is a file, not a folder"), _("move it away"))
        elif os.access(existing, os.W_OK | os.X_OK):
            yield well(name, _("can be written"))
        else:
            yield broken(name, _("cannot be written"), _("change the permissions of {folder}").format(folder=existing))


def _ledgers(project: Project) -> Iterator[Diagnosis]:
    """Read every ledger: nothing is published while one of them cannot be read."""
    readers: list[Callable[[], object]] = [partial(open_publications, project)]
    readers += [partial(sign_offs, project, language) for language in project.settings.project.languages]
    for read in readers:
        try:
            read()
        except LfnkrError as error:
            yield broken(error.place, error.beside(error.place), _("until then nothing is published"))


def _register(project: Project) -> Iterator[Diagnosis]:
    """Say whether names at risk are kept safe; nothing of the register is told but how many people it lists."""
    privacy = project.settings.privacy
    subject = _("names register")
    if privacy.waived:
        yield well(subject, _("waived by {person}").format(person=privacy.names_waived_by))
        return
    if privacy.names is None:
        remote = [engine for engine in project.settings.draft.engines if not _is_local(project, engine)]
        if remote:
            message = _("not set, so {engines} is not asked").format(engines=", ".join(remote))
            yield warning(subject, message, _("set privacy.names in lfnkr.toml, or waive it by name"))
        else:
            yield well(subject, _("not set; nothing leaves this machine"))
        return
    try:
        people = len(register_of(project).people)
    except RegisterError as error:
        yield broken(subject, str(error), _("until then nothing is published, nor sent to another machine"))
        return
    yield well(subject, ngettext("{n} person", "{n} people", people).format(n=people))
    yield from _audit_log(project)


def _audit_log(project: Project) -> Iterator[Diagnosis]:
    path = project.register_path
    if path is None:
        return
    from lfnkr_i18n.privacy.audit import AuditLog  # most projects have none

    log = AuditLog(path)
    subject = _("audit log")
    try:
        audit = log.read()
    except RegisterError as error:
        yield broken(subject, str(error), _("until then nothing is sent to another machine"))
        return
    if audit.broken is not None:
        message = _(
            "{path}:{line}: this line, or one before it, was changed, taken out or put in, or the end was cut off"
        )
        yield warning(subject, message.format(path=log.path, line=audit.broken), _("ask whoever keeps the register"))


def _engines(project: Project) -> Iterator[Diagnosis]:
    for engine in project.settings.draft.engines:
        from lfnkr_i18n.engines import ENGINES

        if engine == "openai" and project.settings.engines.openai is None:
            advice = _("add [engines.openai] with url and model to lfnkr.toml")
            yield broken(engine, _("lfnkr.toml does not say where it answers"), advice)
            continue
        variable = ENGINES[engine].key
        if variable is None:
            continue
        if os.environ.get(variable) or _is_local(project, engine):
            yield well(engine, _("is set up"))
        else:
            advice = _("set {variable} in the environment").format(variable=variable)
            yield warning(engine, _("has no key on this machine"), advice)


def _is_local(project: Project, engine: str) -> bool:
    """Tell whether an engine answers on this machine, so that nothing leaves it."""
    from lfnkr_i18n.engines import ENGINES
    from lfnkr_i18n.steps.drafting.engines import url_of

    return ENGINES[engine].is_local(url_of(project, engine))


def _disk(project: Project) -> Iterator[Diagnosis]:
    return disk(project.root, project.cache)


EXAMINATIONS: tuple[Callable[[Project], Iterator[Diagnosis]], ...] = (
    _posts,
    _folders,
    _ledgers,
    _disk,
    _git,
    _register,
    _engines,
)
