"""glossary.csv as spreadsheets save it: read whole or refused with its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lfnkr_i18n.errors import GlossaryError
from lfnkr_i18n.glossary import Table, read_table, written
from lfnkr_i18n.glossary.columns import forms_of
from lfnkr_i18n.glossary.table import row_text
from lfnkr_i18n.model import Term

SMALL = 'en,ja,do-not-translate,forbidden ja,note\nrefugee,難民 | 避難民,,流民,"as the law, says"\nLFNKR,,yes,,\n'
TERMS = (
    Term({"en": ("refugee",), "ja": ("難民", "避難民")}, {"ja": ("流民",)}, note="as the law, says", line=2),
    Term({"en": ("LFNKR",)}, keep=True, line=3),
)


def read(data: bytes) -> Table:
    return read_table(data, languages=("en", "ja"), source_language="en", shown="glossary.csv")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SMALL.encode(), id="UTF-8"),
        pytest.param(SMALL.encode("utf-8-sig"), id="with Excel's byte order mark"),
        pytest.param(SMALL.replace("\n", "\r\n").encode("utf-8-sig"), id="with line ends of Windows"),
        pytest.param(SMALL.replace("\n", "\r").encode(), id="with line ends of an old Mac"),
        pytest.param(SMALL.encode("utf-16"), id="Unicode text"),
        pytest.param(
            SMALL.replace(",", ";").replace("law; says", "law, says").encode(),
            id="semicolons",
        ),
        pytest.param(SMALL.replace(",", "\t").replace("law\t says", "law, says").encode(), id="tabs"),
        pytest.param((SMALL + ",,,,\n").encode(), id="an empty row at the end"),
        pytest.param(SMALL.replace("LFNKR,,yes,,", "LFNKR,,yes").encode(), id="a short row"),
        pytest.param(SMALL.replace("en,ja,do-not-translate", "term, JA ,Do not translate").encode(), id="header's way"),
        pytest.param(
            SMALL.replace(
                "en,ja,do-not-translate,forbidden ja,note", "英語,日本語,翻訳しない,禁止(日本語),備考"
            ).encode(),
            id="Japanese headers",
        ),
    ],
)
def test_read(data: bytes) -> None:
    table = read(data)
    assert table.terms == TERMS
    assert (table.columns, len(table.rows)) == (read(SMALL.encode()).columns, 2)


def test_forms_on_lines_of_their_own_and_rows_after_them() -> None:
    table = read('en,ja\nrefugee,"難民\n避難民"\nvisa,査証\n'.encode())
    assert [(term.forms["ja"], term.line) for term in table.terms] == [(("難民", "避難民"), 2), (("査証",), 4)]


def test_forbidden_without_a_language_holds_in_each() -> None:
    (term,) = read("en,forbidden,note,note for us\nmigrant,illegal alien|不法移民,a,b\n".encode()).terms
    both = ("illegal alien", "不法移民")
    assert (term.forbidden, term.note) == ({"en": both, "ja": both}, "a\nb")


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        pytest.param("en,ja\nx,難民\n".encode("cp932"), 2, "Shift_JIS", id="Excel's CSV in Japan"),
        pytest.param(b"en,ja\nx,\xff\xfe\xfd\n", 2, "not UTF-8", id="not text"),
        pytest.param(b"en,ja\nx,y\0\n", 2, "NUL", id="NUL"),
        pytest.param(b"", None, "empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf", None, "empty", id="only a mark"),
        pytest.param(b"\nen,jp\n", 2, "no column `jp`", id="unknown column"),
        pytest.param(b"en,ja,forbiden\n", 1, "forbidden ja, forbidden", id="misspelt column"),
        pytest.param(b"note\nx\n", 1, "no column for terms", id="no language"),
        pytest.param(b"term,en\n", 1, "two columns", id="two columns of one language"),
        pytest.param(b'en,ja\nx,"y\nz\n', 2, "quotation mark", id="open quotation"),
        pytest.param(b"en,ja\n\nx,y,z\n", 3, "more cells", id="a comma too many"),
        pytest.param(b"en,dnt\nx,maybe\n", 2, "`yes` or empty", id="neither yes nor no"),
        pytest.param(b"en,ja\n" + b"x" * 201 + b",\n", 2, "200", id="a sentence"),
        pytest.param("en,ja\nx,！？\n".encode(), 2, "no letter", id="signs alone"),
    ],
)
def test_refused(data: bytes, line: int | None, problem: str) -> None:
    with pytest.raises(GlossaryError, match=problem) as error:
        read(data)
    assert (error.value.path, error.value.line) == ("glossary.csv", line)


@pytest.mark.parametrize("data", [SMALL.encode(), SMALL.replace("\n", "\r\n").encode("utf-8-sig")])
def test_what_did_not_change_keeps_its_bytes(data: bytes) -> None:
    assert written(read(data)) == data


CELL = st.text(alphabet='ab難 ,;"\t\n\r', max_size=6)


@given(st.lists(st.tuples(CELL, CELL), max_size=5), st.sampled_from(",;\t"))
def test_cells_survive_any_delimiter(rows: list[tuple[str, str]], delimiter: str) -> None:
    text = row_text(["note a", "en"], delimiter=delimiter)
    text += "".join(row_text([note, "x"], delimiter=delimiter) for note, _ in rows)
    assert [row.cells for row in read(text.encode()).rows] == [(note, "x") for note, _ in rows]


@given(st.text(alphabet="ab難 |｜\n", max_size=12))
def test_forms_are_trimmed_and_each_once(cell: str) -> None:
    forms = forms_of(cell)
    assert len(set(forms)) == len(forms)
    assert all(form == form.strip() and form and "|" not in form for form in forms)


CELLS = st.sampled_from(
    ["en", "ja", "note", "note a", "forbidden", "forbidden ja", "do-not-translate", "yes", "maybe", "x", "難民", "a|b",
     "", '"', '""', '"a\nb"', "'", "\r", "\x00", "\x85", "\u2028", "x" * 201, "\ufeff", "！", "=1+1", "ja\u200b"]
)  # fmt: skip
FILES = st.one_of(
    st.binary(max_size=60),
    st.binary(max_size=60).map(b"en,ja\n".__add__),
    st.builds(
        lambda rows, mark, between, end, encoding: (mark + end.join(map(between.join, rows))).encode(encoding),
        st.lists(st.lists(CELLS, max_size=4), max_size=4),
        st.sampled_from(["", "\ufeff", "en,ja\n"]),
        st.sampled_from([",", ";", "\t"]),
        st.sampled_from(["\n", "\r\n", "\r"]),
        st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
    ),
)


@settings(max_examples=400)
@given(FILES)
def test_any_bytes_are_a_table_or_one_line_with_a_place(data: bytes) -> None:
    try:
        table = read(data)
    except GlossaryError as error:
        assert (error.path, "\n" in str(error), "\r" in str(error)) == ("glossary.csv", False, False)
    else:
        again = read(written(table)).terms  # without its empty lines
        assert [replace(term, line=0) for term in again] == [replace(term, line=0) for term in table.terms]
