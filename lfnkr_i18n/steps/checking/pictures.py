"""The check `picture-data`: pictures whose files tell of people, whom the post may be careful not to name.

Cameras and phones write into a picture where and when it was taken, and with what; programs add who took it and who is
in it. Whoever saves the picture from the site reads all that. What is found depends on the picture's file, which is
noted as every file that is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from lfnkr_i18n.checks import PICTURES
from lfnkr_i18n.config import Project
from lfnkr_i18n.files import file_digest
from lfnkr_i18n.large_files import looked_into
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Finding, Severity
from lfnkr_i18n.patterns import lazy
from lfnkr_i18n.publishing.assets import Picture, local_path
from lfnkr_i18n.steps.pictures import pictures_of
from lfnkr_i18n.steps.posts import SourcePost

if TYPE_CHECKING:
    from lfnkr_i18n.pictures import Kind

_DIGEST = lazy("[0-9a-f]{32}")


def of_pictures(project: Project, source: SourcePost, language: str) -> Iterator[Finding]:
    """Yield a finding for each picture shown in a language whose file tells of people, or cannot be read.

    An error where it leads to a person by itself, a warning elsewhere. Nothing is said of what
    `checks.allowed_pictures` lists. Raises FileError for a file that the system does not give.
    """
    pictures = pictures_of(project, source, language).found
    if not pictures:
        return
    # Not at the top: most posts have no picture of their own.
    from lfnkr_i18n.pictures import SEVERE, SUFFIXES, personal_data

    for picture in pictures:
        shown = project.relative(picture.file)
        told = looked_into(picture.file, personal_data, shown=shown)
        if told is None or _is_allowed(project, picture, shown):
            continue
        severity = Severity.WARNING if SEVERE.isdisjoint(told.kinds) else Severity.ERROR
        if told.kinds:
            message = _told(shown, told.kinds)
        elif not told.whole and picture.file.suffix.lower() in SUFFIXES:
            message = _("{picture} is no picture, or a broken one: what it tells of people is not known; save it anew")
            message = message.format(picture=shown)
        else:
            continue
        yield Finding(PICTURES, severity, message, line=_line_of(source, picture))


def _told(shown: str, kinds: Sequence[Kind]) -> str:
    from lfnkr_i18n.pictures import named

    message = _("{picture} holds {data}; take that out of the file, or list it in checks.allowed_pictures")
    return message.format(picture=shown, data=_(", ").join(named(kind) for kind in kinds))


def _is_allowed(project: Project, picture: Picture, shown: str) -> bool:
    allowed = project.settings.checks.allowed_pictures
    if any(fnmatchcase(shown, pattern) for pattern in allowed):
        return True
    digests = {entry.lower() for entry in allowed if _DIGEST.fullmatch(entry.lower())}
    return bool(digests) and file_digest(picture.file, shown=shown) in digests


def _line_of(source: SourcePost, picture: Picture) -> int:
    """Return the line that shows a picture first; 1 where only the front matter names it."""
    from lfnkr_i18n.formats.verify import line_of

    places = (one.start for one in source.post.references if local_path(one.target) == picture.target)
    return line_of(source.post.text, next(places, 0))
