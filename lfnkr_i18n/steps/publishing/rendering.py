"""What publishing would write: every gate of the text asked, the post rendered and compared, nothing written yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.config import Project, catalog_name
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.filenames import clashes
from lfnkr_i18n.files import digest, read_file
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Finding, Severity
from lfnkr_i18n.publishing.assets import Located, Picture, placed
from lfnkr_i18n.publishing.gates import Counts, refusals
from lfnkr_i18n.publishing.ledger import Waiver
from lfnkr_i18n.steps.mapping import each_language
from lfnkr_i18n.steps.names.gates import gate_published
from lfnkr_i18n.steps.posts import SourcePost, languages_of
from lfnkr_i18n.steps.remembering import memo
from lfnkr_i18n.steps.selection import select

if TYPE_CHECKING:
    from lfnkr_i18n.steps.translation import Translation

# Checks and readers of posts are imported where something is rendered: in most runs nothing changed, and nothing is.


class Rendered(msgspec.Struct, frozen=True):
    """One post in one language, ready to be written or not; a worker hands it back."""

    post: str
    path: str
    """The source post's path, for messages."""
    language: str = ""
    output: str = ""
    """The published path, from the project's folder."""
    empty: bool = False
    """Whether the source post is."""
    counts: Counts = msgspec.field(default_factory=Counts)
    errors: int = 0
    """Findings of the checks that stop publishing."""
    source: str = ""
    """Digest of the source post with its pictures."""
    catalog: str = ""
    """Digest of the translations; empty for an original."""
    content: str = ""
    """Digest of what would be written; empty where the text's own gates already say no."""
    data: bytes | None = None
    """What would be written; None where it is not, or is remembered by its digest alone."""
    differences: tuple[str, ...] = ()
    """Where the structure of `data` is not the source's."""
    pictures: dict[str, Picture] = msgspec.field(default_factory=dict)
    """Published path → picture to copy there."""
    warnings: tuple[str, ...] = ()
    read: str = ""
    """What the files looked like that this was made of; see `read_now`."""
    problem: str | None = None
    names: tuple[str, ...] = ()
    """Ids of the people whose listed names were found."""

    @property
    def key(self) -> tuple[str, str]:
        """The post and the language."""
        return self.post, self.language


class _Claim(msgspec.Struct, frozen=True):
    """The published path that a post wants in a language."""

    post: str
    language: str
    shown: str
    """The source post's path."""
    path: str = ""
    problem: str | None = None


Places = Mapping[tuple[str, str], str]
"""(post, language) → why it cannot have its published path."""


def rendered(
    project: Project,
    waived: Sequence[Waiver],
    places: Places,
    source: SourcePost,
    language: str,
    *,
    frozen: bool = False,
) -> Rendered:
    """Return what publishing a post in a language would write; with `frozen` not even the cache is written."""
    try:
        return _rendered(project, source, language, waived, places, frozen=frozen)
    except LfnkrError as error:
        problem = error.beside(source.shown)
        return Rendered(source.id, source.shown, language, problem=problem, names=error.people)


def path_problems(project: Project, *, frozen: bool = False) -> Places:
    """Return which posts of the whole project would share one published path; `frozen` as in `memo`.

    A pattern with `{post}` and `{lang}` gives every post and language its own; for any other all posts are looked at.
    """
    pattern = project.output
    if {"post", "lang"} <= pattern.fields:
        return {}
    known = memo(project, "paths", _Claim, frozen=frozen)
    found = each_language(
        project, select(project), partial(_claim, project), languages=partial(languages_of, project), memo=known
    )
    claims = [claim for claim in found if isinstance(claim, _Claim) and claim.problem is None]
    return {
        (claim.post, claim.language): _shared([f"{other.shown} ({other.language})" for other in rivals])
        for rivals in clashes((claim.path, claim) for claim in claims).values()
        for claim in rivals
    }


def _claim(project: Project, source: SourcePost, language: str) -> _Claim:
    try:
        return _Claim(source.id, language, source.shown, output_of(project, source, language))
    except LfnkrError as error:  # said when the post itself is published
        return _Claim(source.id, language, source.shown, problem=str(error))


def output_of(project: Project, source: SourcePost, language: str) -> str:
    """Return the published path of a post in a language. Raises PostError for a value that is missing or unsafe."""
    return project.output.path(
        post=source.id,
        language=language,
        suffix=source.file.suffix,
        front_matter=source.post.front_matter,
        shown=source.shown,
    )


def read_now(project: Project, item: Rendered) -> str:
    """Return what `Rendered.read` would be now: somebody may have saved the post or its catalog while we worked."""
    catalog = catalog_name(item.post, item.language)
    return _read(
        read_file(project.root / item.path, shown=item.path),
        read_file(project.root / catalog, shown=catalog) if item.catalog else None,
    )


def _read(post: bytes | None, catalog: bytes | None) -> str:
    return " ".join("-" if data is None else digest(data) for data in (post, catalog))


def _shared(posts: Sequence[str]) -> str:
    problem = _("{posts} would be published at one path; change publish.output in lfnkr.toml, or their front matter")
    return problem.format(posts=_(", ").join(posts))


def _rendered(
    project: Project, source: SourcePost, language: str, waived: Sequence[Waiver], places: Places, *, frozen: bool
) -> Rendered:
    from lfnkr_i18n.steps.checking.findings import findings_of
    from lfnkr_i18n.steps.translation import translation

    output = output_of(project, source, language)
    problem = places.get((source.id, language))
    if problem:
        return Rendered(source.id, source.shown, language, output, problem=problem)
    if language == source.language:
        return _original(project, source, output)
    today = translation(project, source, language)
    said = findings_of(project, source, today.catalog, language, allow_drafts=Waiver.DRAFTS in waived, frozen=frozen)
    errors = _errors(said.findings)
    empty = source.post.is_empty
    refused = refusals(today.counts, errors=errors, signed=0, needed=0, taken_down=False, waived=waived, empty=empty)
    data, differences = (None, ()) if refused else _written(project, today, waived)
    pictures, warnings = _pictures(project, today.pictures, output)
    gate_published(project, output, data or b"", _files(pictures))
    return Rendered(
        source.id,
        source.shown,
        language,
        output,
        empty,
        today.counts,
        errors,
        today.source_digest,
        today.catalog_digest,
        "" if data is None else digest(data),
        data,
        differences,
        pictures,
        warnings,
        _read(source.post.data, today.file.data),
    )


def _errors(found: Iterable[Finding]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in found)


def _original(project: Project, source: SourcePost, output: str) -> Rendered:
    """Return a post as it is, for the readers of its own language."""
    from lfnkr_i18n.steps.checking.findings import of_original
    from lfnkr_i18n.steps.pictures import pictures_of
    from lfnkr_i18n.steps.translation import source_digest_of

    found = pictures_of(project, source, source.language)
    pictures, warnings = _pictures(project, found, output)
    gate_published(project, output, source.post.data, _files(pictures))
    return Rendered(
        source.id,
        source.shown,
        source.language,
        output,
        source.post.is_empty,
        errors=_errors(of_original(project, source)),
        source=source_digest_of(project, source, found),
        content=digest(source.post.data),
        data=source.post.data,
        pictures=pictures,
        warnings=warnings,
        read=_read(source.post.data, None),
    )


def _written(project: Project, today: Translation, waived: Sequence[Waiver]) -> tuple[bytes, tuple[str, ...]]:
    """Return a post's bytes in its target language, and why they must not be written, if so."""
    from lfnkr_i18n.catalog import translations
    from lfnkr_i18n.steps.publishing.verification import differences

    post, language = today.source.post, today.language
    texts = translations(today.catalog, post.segments, allow_drafts=Waiver.DRAFTS in waived)
    links = project.links_for(today.source.language, language)
    keys = _front_matter_keys(project, today.source, language)
    data = post.render(texts, language=language, links=links, front_matter=keys)
    return data, differences(project, today, data, links=links, front_matter=keys, waived=waived)


def _front_matter_keys(project: Project, source: SourcePost, language: str) -> dict[str, str]:
    """Return the keys that publishing sets: those of lfnkr.toml, and `language` where the post itself names its own."""
    keys = {
        name: text.replace("{lang}", language).replace("{post}", source.id)
        for name, text in project.settings.publish.front_matter.items()
    }
    return {"language": language, **keys} if "language" in source.post.front_matter else keys


def _files(pictures: Mapping[str, Picture]) -> dict[str, Path]:
    return {path: picture.file for path, picture in pictures.items()}


def _pictures(project: Project, found: Located, output: str) -> tuple[dict[str, Picture], tuple[str, ...]]:
    """Return the pictures to copy, by published path, and what to warn of; none where lfnkr.toml leaves them."""
    if project.settings.publish.assets == "leave":
        return {}, ()
    places = placed(found.found, published=output, folder=project.output.folder)
    return dict(places.pictures), (*found.warnings, *places.warnings)
