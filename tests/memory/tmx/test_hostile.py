"""Whatever bytes a TMX file holds: its pairs, or one line that says where; never a traceback, never much memory."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lfnkr_i18n.errors import TmxError
from lfnkr_i18n.memory.records import StoredPair
from lfnkr_i18n.memory.tmx.read import TmxCounts, read_tmx
from lfnkr_i18n.memory.tmx.remove import cleaned

CASES = sorted((Path(__file__).parent / "cases").glob("*.tmx"))
VALID = [path.read_bytes() for path in CASES]
PIECES = [
    *(b"<", b">", b"&", b"</seg>", b"<seg>", b"<tu>", b"</tu>", b'<tuv xml:lang="ja">', b"</tuv>", b"<bpt>", b"<ph/>"),
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml version='1.0'?>", b"<?a b?>", b"&amp;", b"&#0;", b"&#xD800;"),
    *(b"<!DOCTYPE tmx [", b'<!ENTITY a "b">', b"&a;", b"%a;", b"xmlns='x'", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc3"),
    *("家".encode(), b"\r\n", b"\x0b", b"<x:y>", b'xml:lang="', b"<prop type='x-lfnkr-state'>draft</prop>"),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A valid file in which some places were cut out, doubled, or filled with what breaks XML."""
    data = draw(st.sampled_from(VALID))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        put = draw(st.sampled_from(PIECES) | st.binary(max_size=6) | st.just(data[start:end] * 2))
        data = data[:start] + put + data[end:]
    return data


def language(code: str) -> str | None:
    return code[:2] if code[:2] in ("en", "ja") else None


def read(data: bytes) -> list[StoredPair]:
    return list(read_tmx(io.BytesIO(data), language, shown="x.tmx", counts=TmxCounts()))


def refused_or_read(data: bytes) -> bool:
    """Read a file as an import does, and as a purge; tell whether both took it. Any other error fails the test."""
    taken = 0
    for work in (read, purged):
        try:
            work(data)
            taken += 1
        except TmxError as error:
            assert re.match(r"x\.tmx:\d+: ", str(error)), str(error)
            assert len(str(error).splitlines()) == 1
            assert (error.line or 0) >= 1
    return taken == 2


def purged(data: bytes) -> bytes:
    _found, write = cleaned(io.BytesIO(data), lambda text: "a" in text, lambda text, _code: text, shown="x.tmx")
    stream = io.BytesIO()
    write(stream)
    return stream.getvalue()


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda data: b"<tmx>" + data))
@example(b"\xff\xfe<\0t\0m\0x\0/\0>\0")
@example(b"<tmx>" + b"\0" * 10)
@example(b"<?xml version='1.0' encoding='nothing-known'?><tmx/>")
@example(b"<?xml version='1.0' encoding='utf-16'?><tmx/>")
def test_any_bytes(data: bytes) -> None:
    refused_or_read(data)


@settings(max_examples=400)
@given(damaged())
def test_damaged_files(data: bytes) -> None:
    refused_or_read(data)


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None)
@given(damaged())
def test_damaged_files_often(data: bytes) -> None:
    refused_or_read(data)


def test_an_entity_that_nobody_declared() -> None:
    """With a DOCTYPE that names a file elsewhere, which is never read, it may be declared there."""
    data = CASES[0].read_bytes()
    head, rest = data.split(b"?>", 1)
    unit = rest[rest.index(b"<tmx") :].replace(b"<seg>", b"<seg>&a;", 1)
    refused_or_read(head + b'?><!DOCTYPE tmx SYSTEM "tmx14.dtd">' + unit)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_cut_anywhere_a_file_is_refused(path: Path) -> None:
    data = path.read_bytes().rstrip()
    for end in range(0, len(data), 7):
        with pytest.raises(TmxError):
            read(data[:end])


LAUGHS = b"".join(b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10 if n else b"ha" * 50) for n in range(12))
BOMBS = {
    "billion laughs": b"<!DOCTYPE tmx [" + LAUGHS + b"]><tmx><body><tu><tuv><seg>&l;</seg></tuv></tu></body></tmx>",
    "quadratic": b'<!DOCTYPE tmx [<!ENTITY a "' + b"a" * 200_000 + b'">]><tmx>' + b"&a;" * 20_000 + b"</tmx>",
    "parameter entities": b"<!DOCTYPE tmx [<!ENTITY % a \"<!ENTITY b SYSTEM 'file:///etc/passwd'>\">%a;]><tmx>&b;</tmx>",
    "a file as DTD": b'<!DOCTYPE tmx SYSTEM "file:///etc/passwd"><tmx>'
    b'<tu><tuv xml:lang="en"><seg>&b;</seg></tuv></tu></tmx>',
    "elements of its own": b'<!DOCTYPE tmx [<!ATTLIST tmx a CDATA "b"><!ELEMENT tmx ANY>]><tmx/>',
    "deep": b"<tmx>" + b"<a>" * 200_000,
    "deep in a segment": b"<tmx><body><tu><tuv><seg>" + b"<hi>" * 5_000,
    "a long text": b"<tmx><body><tu><tuv><seg>" + b"a" * 30_000_000,
    "a long name": b"<tmx><" + b"a" * 30_000_000,
    "a long attribute": b'<tmx a="' + b"a" * 30_000_000,
    "many attributes": b"<tmx " + b"".join(b'a%d="" ' % n for n in range(200_000)),
    "a long comment": b"<tmx><!--" + b"a" * 30_000_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_do_no_harm(bomb: str) -> None:
    assert not refused_or_read(BOMBS[bomb])


UNITS = 20_000
MEASURED = """
import resource, sys
from lfnkr_i18n.memory.tmx.read import TmxCounts, read_tmx
with open(sys.argv[1], "rb") as stream:
    count = sum(1 for _pair in read_tmx(stream, lambda code: code, shown="x.tmx", counts=TmxCounts()))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def large(path: Path, units: int, *, noise: bool) -> None:
    """Write a file of many units, or of what is no unit: comments, instructions, notes between them."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write('<tmx version="1.4"><header srclang="en"/><body>\n')
        for number in range(units):
            if noise:
                stream.write("<!-- a remark -->\n<note>a remark</note><?a thing?>\n" * 3)
            stream.write(
                f'<tu><tuv xml:lang="en"><seg>We met family {number}.</seg></tuv>'
                f'<tuv xml:lang="ja"><seg>{number}家族に会いました。</seg></tuv></tu>\n'
            )
        stream.write("</body></tmx>\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say how much memory was used")
@pytest.mark.parametrize("noise", [False, True], ids=["units", "noise between units"])
def test_a_file_of_any_size_takes_the_same_memory(tmp_path: Path, noise: bool) -> None:
    peaks = []
    for several in (UNITS // 10, UNITS * 2):
        path = tmp_path / f"{several}.tmx"
        large(path, several, noise=noise)
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True, timeout=120
        )
        count, peak = map(int, done.stdout.split())
        assert count == several
        peaks.append(peak)
    assert peaks[1] - peaks[0] < 8
