"""Posts in their file formats: read into segments, rendered from translations, compared with their source."""

from __future__ import annotations

from lfnkr_i18n.formats.post import Post
from lfnkr_i18n.formats.read import KINDS, read_post

__all__ = ["KINDS", "Post", "read_post"]
