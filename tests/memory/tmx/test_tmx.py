"""TMX in and out: other tools' files are read whole or not at all, ours come back byte for byte."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage import tmx as toolkit

from lfnkr_i18n.errors import TmxError
from lfnkr_i18n.memory.records import StoredPair
from lfnkr_i18n.memory.tmx.read import TmxCounts, read_tmx
from lfnkr_i18n.memory.tmx.remove import cleaned
from lfnkr_i18n.memory.tmx.units import Unit, writable
from lfnkr_i18n.memory.tmx.write import write_tmx

TOOLKIT: Any = toolkit.tmxfile  # it has no types
CASES = Path(__file__).parent / "cases"


def language(code: str) -> str | None:
    """The project of these tests has English, Japanese and Korean."""
    primary = code.lower().replace("_", "-").split("-")[0]
    return primary if primary in ("en", "ja", "ko") else None


def read(data: bytes) -> tuple[list[StoredPair], TmxCounts]:
    counts = TmxCounts()
    return list(read_tmx(io.BytesIO(data), language, shown="x.tmx", counts=counts)), counts


def written(*units: Unit) -> bytes:
    stream = io.BytesIO()
    assert write_tmx(stream, units, source_language="*all*", version="1", unit="sentence") == len(units)
    return stream.getvalue()


def tmx(*units: str, header: str = 'srclang="en"') -> bytes:
    body = "\n".join(f"<tu>{unit}</tu>" for unit in units)
    return f'<tmx version="1.4"><header {header}/><body>\n{body}\n</body></tmx>'.encode()


def tuv(code: str, seg: str) -> str:
    return f'<tuv xml:lang="{code}"><seg>{seg}</seg></tuv>'


HOUSE = tuv("en", "House") + tuv("ja", "家")


# What we write


def test_written_it_is_this(request: pytest.FixtureRequest) -> None:
    units = [
        Unit(
            "See **[us](/en/)** & stay.",
            "**[私たち](/ja/)** を見る。",
            "en",
            "ja",
            "2020/a",
            date="2024-05-17",
        ),
        Unit("Home ![The *house*](h.png)", "ホーム", "en", "ja", "2020/a", "title", "Aya T.", state="draft"),
    ]
    assert written(*units).decode() == (CASES / "ours.tmx").read_text(encoding="utf-8")


TEXT = st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=30)
MARKUP = st.text(alphabet="ab *_`[]()<>!/\\&{}^~\n\r\t家\"'", min_size=1, max_size=30)


@given(TEXT | MARKUP, TEXT | MARKUP, st.none() | TEXT)
def test_what_we_write_comes_back_byte_for_byte(source: str, target: str, context: str | None) -> None:
    unit = Unit(source, target, "en", "ja", "post", context)
    if writable(unit) and source.strip() and target.strip() and target.strip() != "<EMPTY>":
        (pair,), _counts = read(written(unit))
        assert (pair.source, pair.target, pair.languages) == (source, target, ("en", "ja"))
        assert pair.context == (context or None)


def test_every_character_that_xml_can_hold_is_writable() -> None:
    """XML 1.0, production 2."""
    good = [9, 10, 13, *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, sys.maxunicode + 1)]
    assert writable(Unit("a", "".join(map(chr, good)), "en", "ja", "post"))
    for number in set(range(0x10000)).difference(good):
        assert not writable(Unit("a", chr(number), "en", "ja", "post"))


@pytest.mark.parametrize("text", ["\0", "a\x0bb", "\x1b", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_is_not_writable(text: str) -> None:
    assert not writable(Unit("a", text, "en", "ja", "post"))


def test_drafts_never_come_back_as_reviewed() -> None:
    pairs, counts = read(written(Unit("a", "b", "en", "ja", "p", state="draft"), Unit("c", "d", "en", "ja", "p")))
    assert ([pair.source for pair in pairs], counts.unreviewed) == (["c"], 1)


# Other tools' files


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            "omegat-level1.tmx",
            [
                ("We helped families.", "家族を支援しました。", "aya", "2024-05-17T10:20:30Z"),
                ("Thank you.", "どうも。", "", ""),
            ],
            id="OmegaT, level 1",
        ),
        pytest.param(
            "omegat-level2.tmx",
            [
                (
                    "We <b0>helped</b0> families.<x1/>",
                    "家族を<b0>支援</b0>しました。<x1/>",
                    "aya",
                    "2024-05-17T10:20:30Z",
                )
            ],
            id="OmegaT, level 2",
        ),
        pytest.param(
            "omegat-project.tmx",
            [("Thank you.", "ありがとう。", "ken", "2024-05-18T01:02:03Z"), ("Thank you.", "どうも。", "aya", "")],
            id="OmegaT, a project's own, with an alternative translation",
        ),
    ],
)
def test_omegat(name: str, expected: list[tuple[str, str, str, str]]) -> None:
    pairs, counts = read((CASES / name).read_bytes())
    assert [(pair.source, pair.target, pair.author, pair.date) for pair in pairs] == expected
    assert counts.tool == "OmegaT 6.0.0"
    assert {pair.languages for pair in pairs} == {("en", "ja")}


def test_translate_toolkit_reads_ours() -> None:
    units = [
        Unit("We **helped** & left.", "**支援**した。", "en", "ja", "a"),
        Unit("Thank you.", "ありがとう。", "en", "ja", "b"),
    ]
    theirs = TOOLKIT.parsestring(written(*units))
    assert theirs.translate("Thank you.", sourcelang="en", targetlang="ja") == "ありがとう。"
    assert [(unit.source, unit.target) for unit in theirs.units][1] == ("Thank you.", "ありがとう。")
    # It leaves codes out of a text; what people translate is all there.
    assert theirs.units[0].source is not None
    assert "left." in theirs.units[0].source


def test_ours_survives_translate_toolkit() -> None:
    units = [Unit("We **helped** & [left](/en/).", "**支援**し[去った](/ja/)。", "en", "ja", "a", "title")]
    theirs = bytes(TOOLKIT.parsestring(written(*units)))
    (pair,), _counts = read(theirs)
    assert (pair.source, pair.target, pair.context) == (units[0].source, units[0].target, "title")


def test_we_read_translate_toolkits() -> None:
    theirs = TOOLKIT()
    theirs.addtranslation("We helped.", "en", "支援しました。", "ja")
    theirs.addtranslation("1 < 2 & 3", "en", "1 < 2 と 3", "ja")
    pairs, counts = read(bytes(theirs))
    assert [(pair.source, pair.target) for pair in pairs] == [
        ("We helped.", "支援しました。"),
        ("1 < 2 & 3", "1 < 2 と 3"),
    ]
    assert counts.tool.startswith("Translate Toolkit")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "shift_jis", "euc-jp"])
def test_any_encoding_that_is_declared(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{name}"?>\n'.encode(encoding) + tmx(HOUSE).decode().encode(
        "utf-16-le" if encoding == "utf-16" else name
    )
    assert [pair.target for pair in read(data)[0]] == ["家"]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        pytest.param(tuv("en-US", "a") + tuv("ja-JP", "b"), [("en", "a", "ja", "b")], id="regions"),
        pytest.param(tuv("EN_us", "a") + tuv("JA", "b"), [("en", "a", "ja", "b")], id="other spellings"),
        pytest.param(
            '<tuv lang="en"><seg>a</seg></tuv><tuv lang="ja"><seg>b</seg></tuv>', [("en", "a", "ja", "b")], id="1.1"
        ),
        pytest.param(tuv("ja", "b") + tuv("en", "a"), [("en", "a", "ja", "b")], id="the header names the source"),
        pytest.param(
            tuv("en", "a") + tuv("ja", "b") + tuv("ko", "c"),
            [("en", "a", "ja", "b"), ("en", "a", "ko", "c")],
            id="three",
        ),
        pytest.param(tuv("ja", "b") + tuv("ko", "c"), [("ja", "b", "ko", "c")], id="without the source's language"),
        pytest.param(
            tuv("en-US", "a") + tuv("en-GB", "x") + tuv("ja", "b"),
            [("en", "a", "ja", "b"), ("en", "x", "ja", "b")],
            id="both regions",
        ),
        pytest.param(
            tuv("en", "a") + tuv("ja", "b") + tuv("ja-JP", "c"),
            [("en", "a", "ja", "b"), ("en", "a", "ja", "c")],
            id="two translations",
        ),
        pytest.param(
            tuv("en-GB", "") + tuv("en-US", "a") + tuv("ja", "b"), [("en", "a", "ja", "b")], id="one region is empty"
        ),
        pytest.param(tuv("en", "a") + tuv("fr", "b"), [], id="another language"),
        pytest.param(tuv("en", "a") + tuv("ja", " "), [], id="an empty text"),
        pytest.param(tuv("en", "a") + '<tuv xml:lang="ja"/>', [], id="no text at all"),
        pytest.param(tuv("en", "a") + tuv("ja", "&lt;EMPTY&gt;"), [], id="deliberately nothing"),
    ],
)
def test_languages(unit: str, expected: list[tuple[str, str, str, str]]) -> None:
    pairs, counts = read(tmx(unit))
    assert [(pair.languages[0], pair.source, pair.languages[1], pair.target) for pair in pairs] == expected
    assert (counts.units, counts.pairs) == (1, len(expected))


@pytest.mark.parametrize(
    ("seg", "text"),
    [
        pytest.param('a<bpt i="1">&lt;b&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept>', "a<b>b</b>", id="pair"),
        pytest.param('<ph x="1">![<sub>c</sub>](d)</ph>', "![c](d)", id="text in a code"),
        pytest.param(
            '<it pos="end">&lt;/i&gt;</it> <hi type="bold">b</hi> <ut>{x}</ut>', "</i> b {x}", id="it, hi, ut"
        ),
        pytest.param('<ph x="1"/>a', "a", id="a code without content"),
        pytest.param("a<!-- b -->c<?d e?>", "ac", id="comments"),
        pytest.param("<![CDATA[a & b]]>", "a & b", id="CDATA"),
        pytest.param("&#x5bb6;&amp;", "家&", id="references"),
    ],
)
def test_inline_codes(seg: str, text: str) -> None:
    assert [pair.source for pair in read(tmx(tuv("en", seg) + tuv("ja", "b")))[0]] == [text]


# Broken and hostile files


LAUGHS = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        pytest.param(b"", 1, "not well-formed", id="empty"),
        pytest.param(b"no XML", 1, "column 1: not well-formed", id="no XML"),
        pytest.param(b"<html/>", 1, "its first element is not <tmx>", id="other XML"),
        pytest.param(tmx(HOUSE, HOUSE + "<x>"), 3, "column 91: not well-formed", id="a tag left open"),
        pytest.param(tmx(HOUSE, HOUSE)[:-30], 3, "not well-formed", id="cut short"),
        pytest.param(tmx(tuv("en", "a")) + b"\xff", 3, "not well-formed", id="bytes of no text"),
        pytest.param(LAUGHS.encode() + tmx(HOUSE), 1, "declares entities", id="entities"),
        pytest.param(
            b'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + tmx(HOUSE), 1, "declares", id="a file"
        ),
        pytest.param(tmx(tuv("en", "&x;") + tuv("ja", "b")), 2, "not well-formed", id="undefined entity"),
        pytest.param(
            b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + tmx(tuv("en", "a&nbsp;b") + tuv("ja", "b")),
            2,
            "&nbsp;",
            id="one of a DTD",
        ),
        pytest.param(b"<tmx>" + b"<a>" * 100_000, 1, "not well-formed", id="very deep"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_column(data: bytes, line: int, words: str) -> None:
    with pytest.raises(TmxError) as refused:
        read(data)
    assert refused.value.line == line
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_dtd_is_named_and_never_read() -> None:
    data = b'<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">' + tmx(HOUSE)
    assert len(read(data)[0]) == 1


def test_a_message_quotes_no_text() -> None:
    with pytest.raises(TmxError) as refused:
        read(tmx(tuv("en", "Kim Min-su <Kim>") + tuv("ja", "b")))
    assert "Kim" not in str(refused.value)


# Units taken out


def test_units_are_taken_out_and_the_rest_stays() -> None:
    data = (CASES / "omegat-project.tmx").read_bytes()
    found, write = cleaned(io.BytesIO(data), lambda text: "どうも" in text, lambda text, _code: text, shown="x.tmx")
    stream = io.BytesIO()
    write(stream)
    assert (found.texts, found.units, found.left) == (0, 1, False)
    assert [pair.target for pair in read(stream.getvalue())[0]] == ["ありがとう。"]
    assert "どうも" not in stream.getvalue().decode()
    assert b'<!DOCTYPE tmx SYSTEM "tmx11.dtd">' in stream.getvalue()
