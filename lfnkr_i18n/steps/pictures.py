"""The pictures of a post in a language, as check, publish and status see them."""

from __future__ import annotations

from lfnkr_i18n.config import SUFFIXES, Project
from lfnkr_i18n.publishing.assets import Located, located, referred
from lfnkr_i18n.steps.posts import SourcePost


def pictures_of(project: Project, source: SourcePost, language: str) -> Located:
    """Return the local pictures of a post, the versions of a language where there are any."""
    post = source.post
    targets = referred([(target.kind, target.target) for target in post.references], post.front_matter)
    if not targets:
        return Located()
    return located(
        targets,
        post=source.file.path,
        source_folder=project.source_folder,
        language=language,
        post_suffixes=SUFFIXES,
    )
