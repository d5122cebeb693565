"""The posts of a project that came from WordPress, found again wherever somebody moved them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from lfnkr_i18n.config import PostFile, Project, post_data, post_files
from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.wordpress.fields import IMPORTED, OWN, identities
from lfnkr_i18n.wordpress.model import Item


class StandingPost(msgspec.Struct, frozen=True):
    """A post that was imported before."""

    id: str
    path: str
    """From the project's folder, with `/`."""
    language: str
    imported: str
    """Digest of the post as it was imported last; empty where somebody took it out."""


class StandingPosts(msgspec.Struct, frozen=True):
    """All posts of a project, as an import sees them."""

    by_identity: Mapping[tuple[str, str], StandingPost]
    ids: frozenset[str]
    """Ids of all posts, whatever they come from."""

    def of(self, item: Item) -> StandingPost | None:
        """Return the post that an item was imported as before."""
        for identity in identities(item.id, item.guid, item.link):
            if identity in self.by_identity:
                return self.by_identity[identity]
        return None

    def has(self, number: int, *, beside: Item) -> bool:
        """Tell whether another item of the same site was imported before."""
        return any(identity in self.by_identity for identity in identities(number, "", beside.link))


def standing_posts(project: Project) -> StandingPosts:
    """Return the posts of a project; one whose front matter cannot be read is no imported one."""
    files, _misplaced = post_files(project)
    languages = project.settings.project.languages
    found: dict[tuple[str, str], StandingPost] = {}
    for file in files:
        front_matter = _front_matter(file)
        own = front_matter.get(OWN)
        if not isinstance(own, Mapping):
            continue
        from lfnkr_i18n.wordpress.languages import fitting

        said = str(front_matter.get("lang", ""))
        language = file.folder_language or fitting(said, languages) or project.settings.project.source_language
        post = StandingPost(file.id, file.shown, language, str(own.get(IMPORTED, "")))
        for identity in identities(own.get("id"), own.get("guid"), front_matter.get("link")):
            found.setdefault(identity, post)
    return StandingPosts(found, frozenset(file.id for file in files))


def _front_matter(file: PostFile) -> Mapping[str, object]:
    from lfnkr_i18n.formats import front_matter_and_body

    try:
        return front_matter_and_body(post_data(file) or b"", path=file.shown)[0]
    except LfnkrError:
        return {}
