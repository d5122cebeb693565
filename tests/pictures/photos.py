"""Photos that say all a camera, a phone or an archive's program may say of people: written by Pillow and libheif."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, PngImagePlugin

pillow_heif.register_heif_opener()

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "TIFF": "tif", "AVIF": "avif", "HEIF": "heic"}
EXIF, GPS, THUMBNAIL = 0x8769, 0x8825, 1
DEGREES = (35.0, 41.0, 2.5)

Tags = dict[int, Any]

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" ATTRIBUTES>ELEMENTS</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def exif(*, main: Tags | None = None, camera: Tags | None = None, gps: Tags | None = None) -> bytes:
    """Return Exif data of the tags given, by directory."""
    data = Image.Exif()
    data.update(main or {})
    if camera:
        data.get_ifd(EXIF).update(camera)
    if gps:
        data.get_ifd(GPS).update(gps)
    return data.tobytes()


def xmp(attributes: str = "", elements: str = "") -> bytes:
    """Return an XMP packet with properties as attributes and as elements."""
    return _XMP.replace("ATTRIBUTES", attributes).replace("ELEMENTS", elements).encode()


def photo(form: str, **options: Any) -> bytes:
    """Return a small picture; the options are those of Pillow's `save`, and `xmp` works for every form."""
    packet = options.pop("xmp", None)
    if packet is not None:
        options |= _with_xmp(form, packet)
    stream = BytesIO()
    Image.linear_gradient("L").resize((32, 24)).convert("RGB").save(stream, form, **options)
    return stream.getvalue()


def _with_xmp(form: str, packet: bytes) -> dict[str, Any]:
    if form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
        return {"pnginfo": info}
    return {"tiffinfo": {700: packet}} if form == "TIFF" else {"xmp": packet}


LOCATED: Tags = {1: "N", 2: DEGREES, 3: "E", 4: (139.0, 41.0, 30.0)}
FULL = exif(
    main={0x010F: "Maker", 0x0110: "Model", 0x0112: 6, 0x013B: "Aya T."},
    camera={0x9003: "2026:05:01 12:00:00", 0xA431: "0123456", 0x927C: b"notes of the maker"},
    gps=LOCATED,
)
"""What a phone writes: everything."""
HARMLESS = exif(
    main={0x010F: "Maker", 0x0110: "Model", 0x0112: 6, 0x0131: "Program 1.0", 0x0132: "2026:05:02 10:00:00"},
    camera={0xA402: 0, 0x9000: b"0232", 0xA002: 32, 0xA003: 24, 0x829A: 0.01},
)
"""What tells of no person: make and model, orientation, program, exposure."""


def icc() -> bytes:
    """Return a colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def segment(marker: int, data: bytes) -> bytes:
    """Return a segment of a JPEG file."""
    return b"\xff" + bytes([marker]) + (len(data) + 2).to_bytes(2) + data


def into_jpeg(data: bytes, picture: bytes | None = None) -> bytes:
    """Return a JPEG with more segments behind its beginning."""
    whole = picture or photo("JPEG")
    return whole[:2] + data + whole[2:]


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG file; nobody who looks for metadata asks for its checksum."""
    return len(data).to_bytes(4) + kind + data + bytes(4)


def into_png(data: bytes) -> bytes:
    """Return a PNG with more chunks before its end."""
    whole = photo("PNG")
    return whole[:-12] + data + whole[-12:]


def iptc(*sets: tuple[int, bytes]) -> bytes:
    """Return Photoshop's resources with IPTC's data sets of the second record."""
    data = b"".join(b"\x1c\x02" + bytes([number]) + len(value).to_bytes(2) + value for number, value in sets)
    return b"8BIM\x04\x04\0\0" + len(data).to_bytes(4) + data + bytes(len(data) % 2)


Maker = Callable[[], bytes]
