"""What picture files tell of people: found in every format, nothing in what is harmless, no harm from bad files."""

from __future__ import annotations

import random
import zlib
from io import BytesIO

import pytest
from PIL import ExifTags, Image

from lfnkr_i18n.pictures import Kind, Told, personal_data, texts_in
from tests.pictures.photos import (
    DEGREES,
    EXIF,
    FORMATS,
    FULL,
    GPS,
    HARMLESS,
    Maker,
    chunk,
    exif,
    icc,
    into_jpeg,
    into_png,
    iptc,
    photo,
    segment,
    xmp,
)
from tests.timing import within

EVERYTHING = (Kind.POSITION, Kind.TIME, Kind.CAMERA, Kind.OWNER, Kind.MAKER_NOTES)
NOTHING = Told()
FORM = pytest.mark.parametrize("form", FORMATS)


def told(data: bytes) -> Told:
    return personal_data(BytesIO(data))


def kinds(data: bytes) -> set[Kind]:
    found = told(data)
    assert found.whole
    return set(found.kinds)


@FORM
def test_what_a_phone_writes_is_found_gravest_first(form: str) -> None:
    assert told(photo(form, exif=FULL)) == Told(EVERYTHING)


@FORM
def test_what_tells_of_nobody_is_passed_over(form: str) -> None:
    assert told(photo(form)) == NOTHING
    assert told(photo(form, exif=HARMLESS, icc_profile=icc())) == NOTHING


@FORM
def test_xmp_is_found_in_every_format(form: str) -> None:
    packet = xmp('exif:GPSLatitude="35,41.04N" exif:GPSLongitude="139,41.5E"', "<photoshop:City>K</photoshop:City>")
    assert kinds(photo(form, xmp=packet)) == {Kind.POSITION, Kind.PLACE}


@FORM
def test_pillow_sees_the_same_tags(form: str) -> None:
    """An independent reader: what is found is what stands there."""
    with Image.open(BytesIO(photo(form, exif=FULL))) as image:
        seen = image.getexif()
        camera, gps = seen.get_ifd(EXIF), seen.get_ifd(GPS)
    assert ExifTags.GPS.GPSLatitude in gps
    assert {ExifTags.Base.DateTimeOriginal, ExifTags.Base.BodySerialNumber, ExifTags.Base.MakerNote} <= camera.keys()
    assert ExifTags.Base.Artist in seen


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(exif(gps={0: b"\2\3\0\0", 18: "WGS-84"}), set(), id="a GPS version without a position"),
        pytest.param(exif(gps={1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}), set(), id="blanked position"),
        pytest.param(exif(gps={1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: DEGREES}), {Kind.POSITION}, id="on the equator"),
        pytest.param(exif(gps={20: DEGREES}), {Kind.POSITION}, id="the destination's position"),
        pytest.param(exif(gps={29: "2026:05:01"}), {Kind.TIME}, id="a day from the satellites"),
        pytest.param(exif(camera={0x9003: "0000:00:00 00:00:00"}), set(), id="a clock that was never set"),
        pytest.param(exif(camera={0x9004: "2026:05:01 12:00:00"}), {Kind.TIME}, id="when it was scanned"),
        pytest.param(exif(main={0x013B: " " * 32}), set(), id="Canon's blank artist"),
        pytest.param(exif(main={0x8298: "(c) LFNKR"}), set(), id="a copyright is meant for the public"),
        pytest.param(exif(main={0x9C9D: "Aya".encode("utf-16-le")}), {Kind.OWNER}, id="the author in Windows"),
        pytest.param(exif(camera={0xA430: "Aya T."}), {Kind.OWNER}, id="the camera's owner"),
        pytest.param(exif(camera={0xA435: "77"}), {Kind.CAMERA}, id="the lens's number"),
        pytest.param(exif(main={0xC62F: "77"}), {Kind.CAMERA}, id="the camera's number in DNG"),
        pytest.param(exif(camera={0x927C: bytes(40)}), set(), id="blanked notes of the maker"),
        pytest.param(b"Exif\0\0" + b"no Exif at all", set(), id="no Exif"),
    ],
)
def test_exif(data: bytes, expected: set[Kind]) -> None:
    assert kinds(photo("JPEG", exif=data)) == expected


@pytest.mark.parametrize(
    ("attributes", "elements", "expected"),
    [
        pytest.param('exif:DateTimeOriginal="2026-05-01"', "", {Kind.TIME}, id="attribute"),
        pytest.param('exif:GPSLatitude=""', "<photoshop:City> </photoshop:City>", set(), id="empty"),
        pytest.param('aux:SerialNumber="1" aux:OwnerName="A"', "", {Kind.CAMERA, Kind.OWNER}, id="camera and owner"),
        pytest.param(
            "", "<dc:creator><rdf:Seq><rdf:li>A</rdf:li></rdf:Seq></dc:creator>", {Kind.OWNER}, id="a list with one"
        ),
        pytest.param("", "<dc:creator><rdf:Seq/></dc:creator>", set(), id="an empty list"),
        pytest.param(
            "",
            "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>K</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>",
            {Kind.PEOPLE},
            id="who is in it",
        ),
        pytest.param(
            "",
            '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li mwg-rs:Type="Face" '
            'mwg-rs:Name="K"/></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>',
            {Kind.PEOPLE},
            id="a face with a name",
        ),
        pytest.param(
            "",
            '<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li Iptc4xmpExt:City="K"/></rdf:Bag>'
            "</Iptc4xmpExt:LocationCreated>",
            {Kind.PLACE},
            id="a place as fields",
        ),
        pytest.param(
            "",
            '<Iptc4xmpCore:CreatorContactInfo rdf:parseType="Resource"><Iptc4xmpCore:CiEmailWork>a@example.org'
            "</Iptc4xmpCore:CiEmailWork></Iptc4xmpCore:CreatorContactInfo>",
            {Kind.OWNER},
            id="how to reach the author",
        ),
        pytest.param('xmp:CreatorTool="Program" dc:format="image/jpeg"', "", set(), id="the program"),
        pytest.param('exif:GPSLatitude="1"', "<broken>", {Kind.POSITION}, id="broken behind it"),
    ],
)
def test_xmp(attributes: str, elements: str, expected: set[Kind]) -> None:
    assert kinds(photo("WEBP", xmp=xmp(attributes, elements))) == expected


def _packets(data: bytes) -> bytes:
    """Split an XMP packet over two segments, the second one first."""
    head = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + len(data).to_bytes(4)
    parts = [(place, data[place : place + 400]) for place in range(0, len(data), 400)]
    return b"".join(segment(0xE1, head + place.to_bytes(4) + part) for place, part in reversed(parts))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(
            lambda: into_jpeg(segment(0xED, b"Photoshop 3.0\0" + iptc((80, b"Aya"), (55, b"20260501"), (90, b"K")))),
            {Kind.OWNER, Kind.TIME, Kind.PLACE},
            id="IPTC in JPEG",
        ),
        pytest.param(
            lambda: into_jpeg(segment(0xED, b"Photoshop 3.0\0" + iptc((25, b"winter"), (80, b" "), (101, b"Japan")))),
            set(),
            id="keywords, a country",
        ),
        pytest.param(
            lambda: into_jpeg(segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x0c\0\0\0\0\0\x02ab")),
            {Kind.THUMBNAIL},
            id="Photoshop's thumbnail",
        ),
        pytest.param(
            lambda: into_jpeg(_packets(xmp('exif:GPSLatitude="1"'))), {Kind.POSITION}, id="XMP over several segments"
        ),
        pytest.param(
            lambda: photo("JPEG") + b"\0\0" + photo("JPEG", exif=FULL), set(EVERYTHING), id="a picture behind the first"
        ),
        pytest.param(lambda: photo("JPEG") + b"\xff\xd8\xff\xe1garbage", set(), id="garbage behind the picture"),
        pytest.param(lambda: photo("TIFF", tiffinfo={0x83BB: iptc((90, b"K"))[12:]}), {Kind.PLACE}, id="IPTC in TIFF"),
        pytest.param(lambda: into_png(chunk(b"tEXt", b"Author\0Aya")), {Kind.OWNER}, id="PNG text"),
        pytest.param(lambda: into_png(chunk(b"tEXt", b"Software\0Program")), set(), id="PNG text of a program"),
        pytest.param(
            lambda: into_png(
                chunk(
                    b"zTXt",
                    b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n %d\n" % len(FULL) + FULL.hex().encode()),
                )
            ),
            set(EVERYTHING),
            id="ImageMagick's Exif in PNG",
        ),
        pytest.param(
            lambda: into_png(
                chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(xmp('exif:GPSLatitude="1"')))
            ),
            {Kind.POSITION},
            id="compressed XMP in PNG, behind the picture",
        ),
        pytest.param(lambda: b"GIF89a" + bytes(20), set(), id="GIF"),
    ],
)
def test_other_places(make: Maker, expected: set[Kind]) -> None:
    assert kinds(make()) == expected


@pytest.mark.parametrize("place", range(-4, 3))
def test_a_picture_behind_the_first_is_found_wherever_the_search_reads_on(place: int) -> None:
    first = photo("JPEG")
    scan = first.index(b"\xff\xda") + 2
    filling = bytes(scan + (1 << 20) + place - len(first))
    assert kinds(first + filling + photo("JPEG", exif=FULL)) == set(EVERYTHING)


def test_a_thumbnail_in_exif_is_found() -> None:
    small = photo("JPEG")
    head = b"II*\0" + (8).to_bytes(4, "little") + bytes(2) + (14).to_bytes(4, "little")
    rows = [(0x0201, 4, 44), (0x0202, 4, len(small))]
    directory = len(rows).to_bytes(2, "little") + b"".join(
        tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + (1).to_bytes(4, "little") + value.to_bytes(4, "little")
        for tag, kind, value in rows
    )
    data = b"Exif\0\0" + head + directory + bytes(4) + small
    assert kinds(into_jpeg(segment(0xE1, data))) == {Kind.THUMBNAIL}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"street",
        b"<html>404 Not Found</html>",
        b"\xff\xd8\xff",
        photo("JPEG")[:100],
        photo("PNG")[:60],
        b"RIFF\xff\xff\xff\x7fWEBPEXIF\xff\xff\xff\x7f",
        photo("AVIF")[:60],
        b"MM\0*\0",
    ],
    ids=["empty", "text", "a page", "a beginning", "JPEG cut", "PNG cut", "WebP cut", "AVIF cut", "TIFF cut"],
)
def test_what_is_no_picture_or_half_of_one_is_said_to_be(data: bytes) -> None:
    assert told(data) == Told(whole=False)


def test_what_was_found_before_a_file_broke_off_is_told() -> None:
    data = into_jpeg(b"", photo("JPEG", exif=FULL))
    assert told(data[: data.index(b"\xff\xdb")]) == Told(EVERYTHING, whole=False)


def _loop() -> bytes:
    """A directory that is its own next one, its own Exif directory and its own GPS directory."""
    rows = b"".join(
        tag.to_bytes(2, "little") + b"\4\0" + (1).to_bytes(4, "little") + (8).to_bytes(4, "little")
        for tag in (0x8769, 0x8825, 0x014A)
    )
    return b"II*\0" + (8).to_bytes(4, "little") + b"\3\0" + rows + (8).to_bytes(4, "little")


def _wide() -> bytes:
    """Directories of 65,535 entries that overlap, each two bytes behind the one before."""
    places = b"".join(place.to_bytes(4, "little") for place in range(200_000, 200_000 + 2 * 250, 2))
    row = b"\x4a\x01\x04\0" + (250).to_bytes(4, "little") + (26).to_bytes(4, "little")
    head = b"II*\0" + (8).to_bytes(4, "little") + b"\1\0" + row + bytes(4)
    return (head + places).ljust(200_000, b"\0") + b"\xff" * 900_000


BOMB = chunk(b"zTXt", b"Author\0\0" + zlib.compress(bytes(4 << 20)))
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(_loop, id="directories in a circle"),
        pytest.param(_wide, id="huge directories that overlap"),
        pytest.param(lambda: into_png(BOMB * 300), id="texts of four megabytes, 300 times"),
        pytest.param(
            lambda: into_png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(bytes(100 << 20)))), id="a packed bomb"
        ),
        pytest.param(lambda: into_png(chunk(b"abCd", b"") * 500_000), id="half a million chunks"),
        pytest.param(lambda: into_jpeg(b"\xff\xe0\0\2" * 500_000), id="half a million segments"),
        pytest.param(lambda: into_jpeg(b"\0" * 3_000_000), id="nothing but filling"),
        pytest.param(lambda: b"RIFF\0\0\0\0WEBP" + b"ANMF\0\0\0\0" * 500_000, id="half a million frames"),
        pytest.param(lambda: b"\0\0\0\x08ftyp" + b"\0\0\0\x08free" * 500_000, id="half a million boxes"),
        pytest.param(
            lambda: photo("WEBP", xmp=LAUGHS.encode() + xmp(elements="<dc:creator>&m;</dc:creator>")), id="laughs"
        ),
        pytest.param(lambda: photo("WEBP", xmp=b"<a>" * 300_000), id="deep XML"),
        pytest.param(lambda: photo("JPEG") + b"\xff\xd8\xff\xe1" * 500_000, id="beginnings without end"),
    ],
)
def test_hostile_files_take_seconds_at_most(make: Maker) -> None:
    data = make()
    with within(seconds=3):
        told(data)


@FORM
@pytest.mark.parametrize("seed", range(3))
def test_no_damage_is_met_with_an_error(form: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, no secret
    packet = xmp('exif:GPSLatitude="1"', "<dc:creator>A</dc:creator>")
    pictures = photo(form, exif=FULL), photo(form, xmp=packet)
    for _number in range(150):
        data = bytearray(chance.choice(pictures))
        for _change in range(chance.randint(1, 6)):
            data[chance.randrange(min(len(data), 900))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        with within(seconds=3):
            found = told(bytes(data))
        assert set(found.kinds) <= set(Kind)


def test_little_of_a_large_file_is_read() -> None:
    """Pixels are passed over: of ten megabytes less than a thousandth."""

    class Counting(BytesIO):
        count = 0

        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            self.count += len(data)
            return data

    stream = Counting(photo("PNG", exif=FULL)[:-12] + chunk(b"IDAT", bytes(10_000_000)) + chunk(b"IEND", b""))
    assert personal_data(stream) == Told(EVERYTHING)
    assert stream.count < 10_000


@pytest.mark.parametrize(
    ("make", "text"),
    [
        pytest.param(lambda: photo("JPEG", exif=exif(main={0x010E: "A street"})), "A street", id="Exif"),
        pytest.param(
            lambda: photo("JPEG", exif=exif(camera={0x9286: b"UNICODE\0" + "通り".encode("utf-16-le")})),
            "通り",
            id="Exif comment",
        ),
        pytest.param(
            lambda: photo("WEBP", exif=exif(main={0x9C9B: "通り".encode("utf-16-le")})), "通り", id="Windows title"
        ),
        pytest.param(lambda: into_jpeg(segment(0xFE, "通り".encode("cp932"))), "通り", id="comment in Shift_JIS"),
        pytest.param(
            lambda: into_jpeg(segment(0xED, b"Photoshop 3.0\0" + iptc((120, "通り".encode())))), "通り", id="caption"
        ),
        pytest.param(lambda: into_png(chunk(b"tEXt", b"Title\0A street")), "A street", id="PNG"),
        pytest.param(
            lambda: into_png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A street"))), "A street", id="packed PNG"
        ),
        pytest.param(
            lambda: photo("AVIF", xmp=xmp(elements="<dc:title>A street</dc:title>")), "A street", id="XMP in AVIF"
        ),
    ],
)
def test_texts_are_given_to_whoever_looks_for_names(make: Maker, text: str) -> None:
    assert any(text in one for one in texts_in(BytesIO(make())))
    assert told(make()) == NOTHING
