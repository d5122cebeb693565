"""Posts read, each in its language and with the languages it is translated into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.config import PostFile, Project, day_of, post_data
from lfnkr_i18n.errors import FileError, LfnkrError, NameFound, PostError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.names.gates import gate_post, masked
from lfnkr_i18n.steps.selection import Selection

if TYPE_CHECKING:
    from lfnkr_i18n.formats import Post


class SourcePost(msgspec.Struct, frozen=True):
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


def languages_of(project: Project, source: SourcePost) -> tuple[str, ...]:
    """Return the languages a post is published in: its own first, where originals are, then its targets."""
    return ((source.language,) if project.settings.publish.originals else ()) + source.targets


class Unreadable(msgspec.Struct, frozen=True):
    """Something in source_posts that no step can work on."""

    path: str
    """From the project's folder."""
    message: str
    post: str = ""
    """The post's id, where it has one."""
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found in it."""
    line: int | None = None
    """Where in it, from 1; None where that says nothing."""

    @property
    def shown(self) -> str:
        """Where it is, as people write it: the path, with the line where there is one."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    @property
    def error(self) -> LfnkrError:
        """What is wrong with it, for those who cannot go on without it."""
        if self.names:
            return NameFound(self.message, path=self.shown, people=self.names)
        return FileError(self.message, path=self.shown)


def unreadable(project: Project, selection: Selection) -> Iterator[Unreadable]:
    """Yield the misplaced files of a selection."""
    for item in selection.misplaced:
        yield Unreadable(masked(project, item.shown), masked(project, item.message))


def attempt(project: Project, selection: Selection, file: PostFile) -> SourcePost | Unreadable:
    """Read one post; what is wrong with it is the result, so that the other posts go on."""
    try:
        return load(project, file, selection.rivals.get(file.id, ()))
    except (PostError, NameFound) as error:
        return Unreadable(error.path, error.problem, masked(project, file.id), error.people, error.line)
    except LfnkrError as error:
        return Unreadable(file.shown, error.beside(file.shown), file.id)


def load(project: Project, file: PostFile, claimants: Sequence[PostFile] = ()) -> SourcePost:
    """Return one post, read. `claimants` are all files of its id, where there are several.

    Raises PostError: it cannot be read, its language contradicts its folder, or another file has its id and language;
    NameFound: a listed name stands in it.
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
    """Read a post in its language: front matter, else its folder, else the project's source language.

    Raises NameFound before anything is made of it.
    """
    data = post_data(file)
    if data is None:
        raise PostError(_("it vanished while we worked; run the command again"), path=file.shown)
    gate_post(project, file, data)
    return parsed(project, file, data)


def parsed(project: Project, file: PostFile, data: bytes) -> Post:
    """Return the post that a file holds, in its language; no gate is asked. Raises PostError."""
    from lfnkr_i18n.formats import read_post  # takes 30 ms, and a run in which no post changed reads none

    rules = project.reading_rules
    assumed = file.folder_language or project.settings.project.source_language
    post = read_post(data, file.shown, language=assumed, rules=rules)
    language = language_of(project, file, post.front_matter)
    return post if language == assumed else read_post(data, file.shown, language=language, rules=rules)


def language_of(project: Project, file: PostFile, front_matter: Mapping[str, object]) -> str:
    """Return the language of a post: front matter, else its folder, else the project's source language.

    Raises PostError where front matter and folder contradict each other.
    """
    assumed = file.folder_language or project.settings.project.source_language
    declared = _declared_language(project, file, front_matter)
    if declared is None or declared == assumed:
        return assumed
    if file.folder_language is not None:
        problem = _("its front matter says `{declared}`, its folder `{folder}`; make them agree")
        raise PostError(problem.format(declared=declared, folder=assumed), path=file.shown)
    return declared


def _declared_language(project: Project, file: PostFile, front_matter: Mapping[str, object]) -> str | None:
    """Return the project language that the front matter declares; `en-US` is `en` where only that is listed."""
    declared = front_matter.get("lang", front_matter.get("language"))
    if declared is None:
        return None
    known = project.settings.project.languages
    word = str(declared).strip()
    for language in known:
        if word.casefold() == language.casefold():
            return language
    from lfnkr_i18n.languages import primary  # compiles what few posts ask for

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
        written = day_of(post.front_matter.get("date"))
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
