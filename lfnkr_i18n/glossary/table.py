"""glossary.csv: read strictly, written so that rows which did not change keep their bytes.

A table is what a spreadsheet saves: UTF-8 with or without a byte order mark (or UTF-16 with one), commas, semicolons or
tabs. Anything that would be read wrongly is refused with its line.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from lfnkr_i18n.errors import GlossaryError
from lfnkr_i18n.glossary.columns import Column, Role, column_of, forms_of, says_yes
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import Term

LONGEST = 200
"""Characters of a form; what is longer is a sentence that got into the wrong column."""

DELIMITERS = (",", ";", "\t")


class Row(msgspec.Struct, frozen=True):
    """A row as it stands in the file."""

    cells: tuple[str, ...]
    line: int
    """Where it begins, from 1."""
    text: str
    """Its text in the file, with its line end."""


class Table(msgspec.Struct, frozen=True):
    """A glossary as a file holds it."""

    columns: tuple[Column, ...]
    header: Row
    rows: tuple[Row, ...]
    """Without empty ones."""
    terms: tuple[Term, ...]
    """What the rows say, one a row."""
    delimiter: str = ","
    mark: bool = True
    """Whether a byte order mark begins the file, which tells Excel that it is UTF-8."""


def read_table(data: bytes, *, languages: Sequence[str], source_language: str, shown: str) -> Table:
    """Return the table in a file; `shown` is its path as messages say it. Raises GlossaryError with the line."""
    text = _decoded(data, shown)
    body = text.removeprefix("\ufeff")
    delimiter = _delimiter(body)
    records = list(_records(body, delimiter, shown))
    if not records:
        raise GlossaryError(_("the file is empty; its first line names the columns, `en,ja,note`"), path=shown)
    header, *rows = records
    columns = _columns(header, languages, source_language, shown)
    terms = tuple(_term(row, columns, languages, shown) for row in rows)
    return Table(columns, header, tuple(rows), terms, delimiter, body is not text)


def _decoded(data: bytes, shown: str) -> str:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = _("not UTF-8; in Excel save it as `CSV UTF-8 (Comma delimited)`")
        if encoding == "utf-8" and _is_shift_jis(data):
            problem = _("this is Shift_JIS (cp932), not UTF-8; in Excel save it as `CSV UTF-8 (Comma delimited)`")
        raise GlossaryError(problem, path=shown, line=line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise GlossaryError(_("a character NUL stands here; this is no CSV file"), path=shown, line=line)
    return text


def _is_shift_jis(data: bytes) -> bool:
    try:
        data.decode("cp932")
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """Return what parts the cells of the first line, the comma where nothing does."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda delimiter: (first.count(delimiter), delimiter == ","))


def _records(text: str, delimiter: str, shown: str) -> Iterator[Row]:
    """Yield the rows that are not empty."""
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(tuple(cells), before + 1, "".join(lines[before : reader.line_num]))
            before = reader.line_num
    except csv.Error:
        problem = _('a quotation mark does not close; inside a quoted cell each stands twice: ""')
        raise GlossaryError(problem, path=shown, line=before + 1) from None


def _columns(header: Row, languages: Sequence[str], source_language: str, shown: str) -> tuple[Column, ...]:
    columns = []
    for name in header.cells:
        column = column_of(name, languages, source_language)
        if column is None:
            known = ", ".join([*languages, *(f"forbidden {language}" for language in languages)])
            problem = _("no column `{name}`; there are {known}, forbidden, do-not-translate, note (and any `note ...`)")
            raise GlossaryError(problem.format(name=" ".join(name.split()), known=known), path=shown, line=header.line)
        if column in columns and column.role is not Role.NOTE:
            problem = _("two columns say the same: `{name}`").format(name=" ".join(name.split()))
            raise GlossaryError(problem, path=shown, line=header.line)
        columns.append(column)
    if not any(column.role in (Role.FORMS, Role.FORBIDDEN) for column in columns):
        problem = _("no column for terms; the first line names the columns, `en,ja,note`")
        raise GlossaryError(problem, path=shown, line=header.line)
    return tuple(columns)


def _term(row: Row, columns: Sequence[Column], languages: Sequence[str], shown: str) -> Term:
    """Return what a row says."""
    if any(cell.strip() for cell in row.cells[len(columns) :]):
        problem = _("more cells than columns; a cell that holds a comma stands in quotation marks")
        raise GlossaryError(problem, path=shown, line=row.line)
    forms: dict[str, tuple[str, ...]] = {}
    forbidden: dict[str, tuple[str, ...]] = {}
    keep, notes = False, []
    for column, cell in zip(columns, row.cells, strict=False):
        if column.role is Role.FORMS:
            forms[column.language] = _checked(forms_of(cell), row, shown)
        elif column.role is Role.FORBIDDEN:
            for language in (column.language,) if column.language else languages:
                forbidden[language] = forbidden.get(language, ()) + _checked(forms_of(cell), row, shown)
        elif column.role is Role.NOTE:
            notes += [cell.strip()] if cell.strip() else []
        else:
            try:
                keep = says_yes(cell)
            except ValueError as error:
                raise GlossaryError(str(error), path=shown, line=row.line) from None
    return Term(_filled(forms), _filled(forbidden), keep, "\n".join(notes), row.line)


def _checked(forms: tuple[str, ...], row: Row, shown: str) -> tuple[str, ...]:
    for form in forms:
        if len(form) > LONGEST:
            problem = _("a term is longer than {n} characters; is it in the wrong column?").format(n=LONGEST)
            raise GlossaryError(problem, path=shown, line=row.line)
        if not any(character.isalnum() for character in form):
            problem = _("`{form}` has no letter or digit to be found by").format(form=form)
            raise GlossaryError(problem, path=shown, line=row.line)
    return forms


def _filled(forms: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {language: those for language, those in forms.items() if those}


def written(table: Table) -> bytes:
    """Return a table as a file: rows that were read keep their text."""
    mark = "\ufeff" if table.mark else ""
    return (mark + "".join(_ended(row.text) for row in (table.header, *table.rows))).encode()


def _ended(text: str) -> str:
    return text if text.endswith(("\n", "\r")) else f"{text}\n"


def row_text(cells: Sequence[str], *, delimiter: str, end: str = "\n") -> str:
    """Return the text of a row, with quotation marks where they are needed (RFC 4180).

    Not csv.writer: up to Python 3.12 it leaves a lone carriage return bare, which then ends the row.
    """
    special = ('"', "\r", "\n", delimiter)
    quoted = ('"{}"'.format(cell.replace('"', '""')) if any(s in cell for s in special) else cell for cell in cells)
    return delimiter.join(quoted) + end


def empty_table(languages: Sequence[str]) -> Table:
    """Return a glossary without terms, with a column for everything."""
    columns = (
        *(Column(Role.FORMS, language) for language in languages),
        Column(Role.KEEP),
        *(Column(Role.FORBIDDEN, language) for language in languages),
        Column(Role.NOTE),
    )
    cells = tuple(column.header for column in columns)
    return Table(columns, Row(cells, 1, row_text(cells, delimiter=",")), (), ())


def standard(table: Table) -> Table:
    """Return a table as every spreadsheet reads it: commas, a byte order mark, line feeds, all cells of a row."""
    width = len(table.columns)

    def plain(row: Row) -> Row:
        cells = (*row.cells, *[""] * width)[:width]
        return replace(row, cells=cells, text=row_text(cells, delimiter=","))

    return replace(table, header=plain(table.header), rows=tuple(map(plain, table.rows)), delimiter=",", mark=True)
