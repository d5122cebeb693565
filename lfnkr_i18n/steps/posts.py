"""Which posts a command is about, and each of them read, with its language and its target languages."""

from __future__ import annotations

import difflib
import fnmatch
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from lfnkr_i18n import messages
from lfnkr_i18n.config import Misplaced, PostFile, Project, post_files
from lfnkr_i18n.errors import LfnkrError, PostError, UsageError
from lfnkr_i18n.files import read_file
from lfnkr_i18n.formats import KINDS, Post, read_post
from lfnkr_i18n.languages import primary
from lfnkr_i18n.messages import gettext as _

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 16
"""Posts handed to a worker at a time: enough to hide the hand-over, few enough to share the end evenly."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The posts and target languages that a command line asks for."""

    files: tuple[PostFile, ...]
    """In the order of their ids; all posts where none was asked for."""
    named: frozenset[str] = frozenset()
    """Ids that stand on the command line, by id or path (a glob names none)."""
    languages: tuple[str, ...] = ()
    """Target languages asked for; empty means every language of the project."""
    misplaced: tuple[Misplaced, ...] = ()
    """What lies in source_posts and cannot be a post, with the reason."""
    others: tuple[str, ...] = ()
    """Ids asked for that have no source post (a catalog or a published post is left)."""
    rivals: Mapping[str, tuple[PostFile, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """For ids that several files claim, all of those files."""

    def wants(self, language: str) -> bool:
        """Tell whether a target language was asked for."""
        return not self.languages or language in self.languages


@dataclass(frozen=True, slots=True)
class SourcePost:
    """A source post as the steps see it."""

    file: PostFile
    post: Post
    targets: tuple[str, ...]
    """Languages it is translated into, in the order of lfnkr.toml; empty: it is not translated."""

    @property
    def id(self) -> str:
        """The post's id: its path below its language's folder, without suffix."""
        return self.file.id

    @property
    def shown(self) -> str:
        """The post's path as people know it, from the project's folder."""
        return self.file.shown

    @property
    def language(self) -> str:
        """The language it is written in."""
        return self.post.language


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something in source_posts that no step can work on."""

    shown: str
    message: str
    post: str = ""
    """The post's id, where it has one."""


def select(
    project: Project, posts: Sequence[str] = (), languages: Sequence[str] = (), *, also: Iterable[str] = ()
) -> Selection:
    """Return what the words of a command line stand for.

    `posts` are ids, paths (from here or from the project's folder) or globs over ids and paths. `also` are ids that
    exist without a source post. Raises UsageError for a post or language that does not exist.
    """
    known = project.settings.project.languages
    for language in languages:
        if language not in known:
            raise UsageError(
                _("-l {language}: not a language of this project; it has {known}").format(
                    language=language, known=", ".join(known)
                )
            )
    files, misplaced = post_files(project, tuple(KINDS))
    claims: dict[str, list[PostFile]] = defaultdict(list)
    for file in files:
        claims[file.id].append(file)
    rivals = {post: tuple(claimants) for post, claimants in claims.items() if len(claimants) > 1}
    every = Selection(
        tuple(files), languages=tuple(languages), misplaced=tuple(misplaced), others=tuple(also), rivals=rivals
    )
    return _narrowed(every, posts, project) if posts else every


def _narrowed(every: Selection, posts: Sequence[str], project: Project) -> Selection:
    wanted: set[PostFile] = set()
    others: set[str] = set()
    named: set[str] = set()
    misplaced: list[Misplaced] = []
    for word in posts:
        found = _named_files(word, every.files, project)
        lost = [item for item in every.misplaced if item.shown == _from_root(word, project)]
        gone = [post for post in every.others if post == word]
        if found or gone:
            named.update(file.id for file in found)
            named.update(gone)
        elif not lost:
            found = [file for file in every.files if _fits(file.id, word) or _fits(file.shown, word)]
            gone = [post for post in every.others if _fits(post, word)]
        if not (found or lost or gone):
            raise UsageError(_no_such_post(word, every))
        wanted.update(found)
        others.update(gone)
        misplaced += lost
    return Selection(
        tuple(file for file in every.files if file in wanted),
        frozenset(named),
        every.languages,
        tuple(misplaced),
        tuple(post for post in every.others if post in others),
        every.rivals,
    )


def _named_files(word: str, files: Sequence[PostFile], project: Project) -> list[PostFile]:
    shown = _from_root(word, project)
    return [file for file in files if word == file.id or shown == file.shown]


def _from_root(word: str, project: Project) -> str:
    """Return a path of the command line as seen from the project's folder, itself where it is not inside."""
    for base in (Path.cwd(), project.root):
        path = base / word
        if path.is_symlink() or path.exists():
            return project.relative(path)
    return word


def _fits(text: str, pattern: str) -> bool:
    return any(mark in pattern for mark in "*?[") and fnmatch.fnmatchcase(text, pattern)


def _no_such_post(word: str, every: Selection) -> str:
    ids = {file.id for file in every.files} | set(every.others)
    near = difflib.get_close_matches(word, ids, n=1)
    if near:
        return _("{word}: no such post; did you mean {near}?").format(word=word, near=near[0])
    return _("{word}: no such post; `lfnkr status` lists them").format(word=word)


def each(project: Project, selection: Selection) -> Iterator[SourcePost | Unreadable]:
    """Yield every selected post, read; what cannot be read comes as Unreadable, misplaced files first."""
    yield from unreadable(selection)
    for file in selection.files:
        yield attempt(project, selection, file)


def unreadable(selection: Selection) -> Iterator[Unreadable]:
    """Yield the misplaced files of a selection."""
    for item in selection.misplaced:
        yield Unreadable(item.shown, item.message)


def attempt(project: Project, selection: Selection, file: PostFile) -> SourcePost | Unreadable:
    """Read one post; what is wrong with it is the result, so that the other posts go on."""
    try:
        return load(project, file, selection.rivals.get(file.id, ()))
    except PostError as error:
        place = error.path if error.line is None else f"{error.path}:{error.line}"
        return Unreadable(place, error.problem, file.id)
    except LfnkrError as error:
        return Unreadable(file.shown, str(error).removeprefix(f"{file.shown}: "), file.id)


def load(project: Project, file: PostFile, claimants: Sequence[PostFile] = ()) -> SourcePost:
    """Return one post, read. `claimants` are all files of its id, where there are several.

    Raises PostError: it cannot be read, its language contradicts its folder, or another file has its id and language.
    """
    post = _read(project, file)
    originals: dict[str, PostFile] = {}
    for rival in claimants:
        language = post.language if rival == file else _read(project, rival).language
        if language in originals:
            raise PostError(
                _("{other} has the same post id and language; rename one of them").format(
                    other=originals[language].shown if rival == file else rival.shown
                ),
                path=file.shown,
            )
        originals[language] = rival
    return SourcePost(file, post, _targets(project, file, post, originals))


def _read(project: Project, file: PostFile) -> Post:
    """Read a post in its language: front matter, else its folder, else the project's source language."""
    data = read_file(file.path, shown=file.shown)
    if data is None:
        raise PostError(_("it vanished while we worked; run the command again"), path=file.shown)
    rules = project.reading_rules
    assumed = file.folder_language or project.settings.project.source_language
    post = read_post(data, file.shown, language=assumed, rules=rules)
    declared = _declared_language(project, file, post)
    if declared is None or declared == assumed:
        return post
    if file.folder_language is not None:
        problem = _("its front matter says `{declared}`, its folder `{folder}`; make them agree")
        raise PostError(problem.format(declared=declared, folder=assumed), path=file.shown)
    return read_post(data, file.shown, language=declared, rules=rules)


def _declared_language(project: Project, file: PostFile, post: Post) -> str | None:
    """Return the project language that the front matter declares; `en-US` is `en` where only that is listed."""
    declared = post.front_matter.get("lang", post.front_matter.get("language"))
    if declared is None:
        return None
    known = project.settings.project.languages
    word = str(declared).strip()
    for language in known:
        if word.casefold() == language.casefold():
            return language
    if primary(word) in known:
        return primary(word)
    problem = _("its language `{declared}` is not one of the project's; lfnkr.toml lists {known}")
    raise PostError(problem.format(declared=word, known=", ".join(known)), path=file.shown)


def _targets(project: Project, file: PostFile, post: Post, originals: Mapping[str, PostFile]) -> tuple[str, ...]:
    """Return the languages a post is translated into.

    Languages that have an original of the same id are not drafted. What is left over is translated from one of the
    originals only: that in the project's source language, else the first in the order of lfnkr.toml.
    """
    settings = project.settings.project
    if settings.translate_since is not None:
        written = _day(post.front_matter.get("date"))
        if written is not None and written < settings.translate_since:
            return ()
    if originals:
        order = (settings.source_language, *settings.languages)
        if originals[next(language for language in order if language in originals)] != file:
            return ()
    wanted = _wanted_targets(project, file, post)
    return tuple(language for language in wanted if language != post.language and language not in originals)


def _wanted_targets(project: Project, file: PostFile, post: Post) -> Sequence[str]:
    known = project.settings.project.languages
    wish = post.front_matter.get("translate", True)
    if wish is True:
        return known
    if wish is False:
        return ()
    listed = [wish] if isinstance(wish, str) else wish
    if not isinstance(listed, list) or not all(language in known for language in listed):
        problem = _(
            "`translate` in its front matter must be true, false or a list of the project's languages ({known})"
        )
        raise PostError(problem.format(known=", ".join(known)), path=file.shown)
    return [language for language in known if language in listed]


def _day(value: object) -> date | None:
    """Return the day a front-matter date names; None where it names none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def mapped(
    work: Callable[[Item], Result], items: Sequence[Item], *, executor: Executor | None = None
) -> Iterator[Result]:
    """Yield `work(item)` for every item, in order; an executor shares the work among its workers.

    `work` and its results must be picklable where the executor's workers are processes.
    """
    if executor is None:
        return map(work, items)
    speaking = partial(_speaking, messages.spoken_language(), work)
    return iter(executor.map(speaking, items, chunksize=_CHUNK))


def _speaking(language: str, work: Callable[[Item], Result], item: Item) -> Result:
    messages.use_language(language)
    return work(item)
