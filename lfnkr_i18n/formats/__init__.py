"""Posts in their file formats: read into segments, rendered from translations, compared with their source."""

from __future__ import annotations

from collections.abc import Mapping

from lfnkr_i18n.formats.front_matter.compose import composed
from lfnkr_i18n.formats.post import Post
from lfnkr_i18n.formats.read import KINDS, front_matter_and_body, read_post

__all__ = ["KINDS", "Post", "front_matter_and_body", "new_front_matter", "read_post"]


def new_front_matter(values: Mapping[str, object]) -> str:
    """Return a YAML front matter that is read as exactly `values`; see `front_matter.compose`."""
    return composed(values)
