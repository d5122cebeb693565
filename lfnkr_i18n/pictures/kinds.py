"""What a picture's file may tell of people, by kind: the values themselves are personal and never leave the reader."""

from __future__ import annotations

from enum import StrEnum

from lfnkr_i18n.messages import gettext as _


class Kind(StrEnum):
    """What a file tells beside what the picture shows, the gravest first."""

    POSITION = "position"
    PEOPLE = "people"
    PLACE = "place"
    TIME = "time"
    CAMERA = "camera"
    OWNER = "owner"
    THUMBNAIL = "thumbnail"
    MAKER_NOTES = "maker notes"


SEVERE = frozenset({Kind.POSITION, Kind.PEOPLE})
"""What leads to a person by itself."""


def named(kind: Kind) -> str:
    """Return what a kind is, for people, as the object of a sentence."""
    return {
        Kind.POSITION: _("where it was taken (GPS)"),
        Kind.PEOPLE: _("the names of people in it"),
        Kind.PLACE: _("the name of a place"),
        Kind.TIME: _("when it was taken"),
        Kind.CAMERA: _("a camera's serial number"),
        Kind.OWNER: _("the name of its author or owner"),
        Kind.THUMBNAIL: _("a small copy, perhaps of what was cut off"),
        Kind.MAKER_NOTES: _("the camera's own notes"),
    }[kind]
