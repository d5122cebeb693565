"""XMP: which properties there are, and whether they say anything.

Sources: ISO 16684-1, IPTC Photo Metadata Standard 2023.1, the Metadata Working Group's guidelines 2.0 (regions).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lfnkr_i18n.pictures.kinds import Kind
from lfnkr_i18n.pictures.reading import Reader

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMES: Mapping[str, Mapping[Kind, tuple[str, ...]]] = {
    "http://ns.adobe.com/exif/1.0/": {
        Kind.POSITION: ("GPSLatitude", "GPSLongitude", "GPSDestLatitude", "GPSDestLongitude"),
        Kind.TIME: ("DateTimeOriginal", "DateTimeDigitized", "GPSTimeStamp"),
        Kind.MAKER_NOTES: ("MakerNote",),
    },
    "http://ns.adobe.com/exif/1.0/aux/": {
        Kind.CAMERA: ("SerialNumber", "LensSerialNumber"),
        Kind.OWNER: ("OwnerName",),
    },
    "http://cipa.jp/exif/1.0/": {
        Kind.CAMERA: ("BodySerialNumber", "LensSerialNumber"),
        Kind.OWNER: ("CameraOwnerName", "Photographer", "ImageEditor"),
    },
    "http://ns.adobe.com/tiff/1.0/": {Kind.OWNER: ("Artist",)},
    "http://purl.org/dc/elements/1.1/": {Kind.OWNER: ("creator",)},
    "http://ns.adobe.com/photoshop/1.0/": {Kind.PLACE: ("City", "State"), Kind.TIME: ("DateCreated",)},
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": {Kind.PLACE: ("Location",), Kind.OWNER: ("CreatorContactInfo",)},
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": {
        Kind.PEOPLE: ("PersonInImage", "PersonInImageWDetails"),
        Kind.PLACE: ("LocationCreated", "LocationShown"),
    },
    "http://www.metadataworkinggroup.com/schemas/regions/": {Kind.PEOPLE: ("Name",)},
    "http://ns.microsoft.com/photo/1.2/t/Region#": {Kind.PEOPLE: ("PersonDisplayName",)},
    "http://ns.adobe.com/xap/1.0/": {Kind.THUMBNAIL: ("Thumbnails",)},
}
_KINDS = {
    f"{{{space}}}{name}": kind for space, kinds in _NAMES.items() for kind, names in kinds.items() for name in names
}
"""Property, as lxml writes its name → what it tells."""


def in_xmp(reader: Reader) -> Iterator[Kind]:
    """Yield what an XMP packet tells; of a broken one what can be read. No entity of it is resolved."""
    from lxml import etree  # only for pictures that have XMP

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(reader.take(reader.end).strip(b"\0 \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:  # nothing of it is XML, which lxml's types do not know of
        return
    for element in root.iter(etree.Element):
        if element.tag in _KINDS and _says(element):
            yield _KINDS[str(element.tag)]
        for name, value in element.attrib.items():
            if name in _KINDS and value.strip():
                yield _KINDS[str(name)]


def _says(element: object) -> bool:
    """Tell whether a property has a value, as text or as attributes of its fields."""
    for one in element.iter():  # type: ignore[attr-defined]
        if (one.text or "").strip() or (one is not element and (one.tail or "").strip()):
            return True
        if any(value.strip() for name, value in one.attrib.items() if _is_field(name)):
            return True
    return False


def _is_field(name: str) -> bool:
    return name.startswith("{") and not name.startswith((f"{{{_RDF}}}", "{http://www.w3.org/XML/"))
