"""Pictures beside a published post: which must be copied, and which are somebody else's."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec

from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import ChangedMeanwhile, FileError
from lfnkr_i18n.files import file_digest, read_file
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.publishing.assets import Picture
from lfnkr_i18n.publishing.history import History
from lfnkr_i18n.publishing.ledger import Copied
from lfnkr_i18n.publishing.records import Key
from lfnkr_i18n.replacing import replace_file
from lfnkr_i18n.steps.publishing.output import Destinations, may_be_there


class Copy(msgspec.Struct, frozen=True):
    """A picture, where it goes, and whether it is not there yet."""

    path: str
    """From the project's folder."""
    file: Path
    target: Path
    copied: Copied
    changed: bool


class Copies(msgspec.Struct, frozen=True):
    """The pictures of a post: those that are ours to publish, and what to warn of."""

    pictures: tuple[Copy, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[Copy, ...]:
        """Those to be written."""
        return tuple(copy for copy in self.pictures if copy.changed)

    @property
    def recorded(self) -> dict[str, Copied]:
        """What the ledger says of them."""
        return {copy.path: copy.copied for copy in self.pictures}


def plan_copies(
    destinations: Destinations,
    history: History,
    key: Key,
    pictures: dict[str, Picture],
    *,
    known: Collection[str] = (),
    overwrite: bool = False,
) -> Copies:
    """Return which pictures of a post are to be copied; nothing is written.

    A file that publishing did not leave there is somebody's: it stays, with a warning, unless `overwrite`. `known`
    are further digests of ours. Raises FileError where another post publishes another picture at the same path.
    """
    planned, warnings = [], []
    own = history.of(*key).pictures
    for path, picture in pictures.items():
        target = destinations.of(path)
        origin = destinations.project.relative(picture.referred)
        copied = Copied(file_digest(picture.file, shown=picture.target), origin)
        _refuse_rival(history, key, path, copied.origin)
        there = file_digest(target, shown=path) if may_be_there(target) else None
        ours = there is None or there == copied.digest or there in known or there in history.digests_at(path)
        if ours or overwrite:
            planned.append(Copy(path, picture.file, target, copied, changed=there != copied.digest))
            continue
        warnings.append(_("{path}: edited by hand since, and kept; --overwrite replaces it").format(path=path))
        if path in own:
            planned.append(Copy(path, picture.file, target, copied, changed=False))
    return Copies(tuple(planned), tuple(warnings))


def copy_picture(project: Project, copy: Copy) -> None:
    """Write one picture, whole or not at all."""
    data = read_file(copy.file, shown=copy.path)
    if data is None:
        raise FileError(_("its source vanished while we worked; run the command again"), path=copy.path)
    there = read_file(copy.target, shown=copy.path)
    try:
        replace_file(copy.target, data, expected=there, tmp=project.tmp, shown=copy.path)
    except ChangedMeanwhile:
        if read_file(copy.target, shown=copy.path) != data:  # else another run published it, for another post
            raise


def _refuse_rival(history: History, key: Key, path: str, origin: str) -> None:
    other = history.rival_at(path, key, origin)
    if other is not None:
        problem = _("{post} ({language}) has published another file there; rename the picture")
        raise FileError(problem.format(post=other[0], language=other[1]), path=path)
