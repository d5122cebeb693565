"""One post in one language as it is today: what publish, sign-off and status all look at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.files import file_digest
from lfnkr_i18n.publishing.assets import Located
from lfnkr_i18n.publishing.digests import source_digest
from lfnkr_i18n.publishing.gates import Counts
from lfnkr_i18n.steps.extract import merged_catalog
from lfnkr_i18n.steps.names.gates import open_gated
from lfnkr_i18n.steps.pictures import pictures_of
from lfnkr_i18n.steps.posts import SourcePost

if TYPE_CHECKING:
    import polib

    from lfnkr_i18n.catalog import CatalogFile


class Translation(msgspec.Struct, frozen=True):
    """A post with its catalog as it should be today: merged in memory, nothing written."""

    source: SourcePost
    language: str
    file: CatalogFile
    """The catalog as it was read."""
    catalog: polib.POFile
    """The catalog, brought up to date with the source."""
    counts: Counts
    pictures: Located
    source_digest: str
    """Of the source post with the pictures it shows in this language."""
    catalog_digest: str


def translation(project: Project, source: SourcePost, language: str) -> Translation:
    """Return a post in a language; raises CatalogError or FileError where its catalog or a picture cannot be read.

    NameFound: a listed name stands in its catalog.
    """
    from lfnkr_i18n.catalog import content_digest

    file = open_gated(project, source.id, language)
    catalog = merged_catalog(project, source, language, file).catalog
    pictures = pictures_of(project, source, language)
    return Translation(
        source,
        language,
        file,
        catalog,
        counts_of(catalog),
        pictures,
        source_digest_of(project, source, pictures),
        content_digest(catalog),
    )


def counts_of(catalog: polib.POFile) -> Counts:
    """Return how many live entries are in which state."""
    from lfnkr_i18n.catalog import State, live, state_of

    states = Counter(state_of(entry) for entry in live(catalog))
    return Counts(
        untranslated=states[State.UNTRANSLATED],
        draft=states[State.DRAFT],
        stale=states[State.STALE],
        reviewed=states[State.REVIEWED],
    )


def source_digest_of(project: Project, source: SourcePost, pictures: Located) -> str:
    """Return the digest of a source post with its pictures, as sign-offs and publications are bound to it."""
    return source_digest(
        source.post.data,
        [
            *(
                (picture.target, file_digest(picture.file, shown=project.relative(picture.file)))
                for picture in pictures.found
            ),
            *((target, None) for target in pictures.missing),
        ],
    )
