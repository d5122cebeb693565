"""PO files in: strict where GNU gettext is strict, and nothing that a tool wrote is lost.

Most entries stand between blank lines in the layout that every tool writes, and one regular expression takes them
whole. Anything else is read line by line, since a string never crosses a line, and token by token, as gettext does.
"""

from __future__ import annotations

from typing import NoReturn

import polib

from lfnkr_i18n.catalog import strings
from lfnkr_i18n.catalog.assembly import Assembly
from lfnkr_i18n.catalog.comments import LONE_MARK, Comments
from lfnkr_i18n.catalog.encoding import decode
from lfnkr_i18n.catalog.model import Catalog, new_entry
from lfnkr_i18n.errors import CatalogError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy

_BLANK = " \t\r\f\v"
_STRING = r'"([^"\\]*(?:\\.[^"\\]*)*)"'
_LINE = lazy(rf"(?:(#~\|?|#\|) )?(?:(msgid|msgstr|msgctxt|msgid_plural)(?:\[([0-9]+)\])? )?{_STRING}[{_BLANK}]*")
_LINES = r'"((?:[^"\\\n]*+(?:\\.|"\n")?+)*+)"\n'
_ENTRY = lazy(
    rf"\n*((?:\#[ .:,].*\n|\#\n)*+)(?:msgctxt {_LINES})?msgid {_LINES}msgstr {_LINES}",
)
_STRING_AFTER_BLANK = lazy(rf'\n[{_BLANK}]*\n[{_BLANK}]*"')
_MARK = lazy(rf"[{_BLANK}]*(#~\|?|#\|)?")
_TOKEN = lazy(
    rf"[{_BLANK}]*(?:([A-Za-z_$][A-Za-z0-9_$]*)(?:[{_BLANK}]*\[[{_BLANK}]*([0-9]+)[{_BLANK}]*\])?|{_STRING}|(#.*)|([^{_BLANK}]))"
)
_KEYWORDS = frozenset({"msgctxt", "msgid", "msgid_plural", "msgstr"})
_CONFLICT = lazy(r"<{7}|={7}$|>{7}|\|{7}")

_FIRST = frozenset({"#msgctxt", "#msgid", "msgctxt", "msgid"})
_MAY_FOLLOW = {
    "": _FIRST,
    "#msgctxt": frozenset({"#msgid"}),
    "#msgid": frozenset({"#msgid_plural", "msgctxt", "msgid"}),
    "#msgid_plural": frozenset({"msgctxt", "msgid"}),
    "msgctxt": frozenset({"msgid"}),
    "msgid": frozenset({"msgid_plural", "msgstr"}),
    "msgid_plural": frozenset({"msgstr[0]"}),
    "msgstr": _FIRST,
}
"""Which field may follow which (gettext's po-gram.y); `#` marks those of the previous source text."""


def parse(data: bytes, path: str) -> Catalog:
    """Return the catalog that a PO file's bytes hold; `path` is for messages.

    Entries that are the same twice become one. Raises CatalogError with the line: see `encoding.decode`, and whatever
    msgfmt calls a syntax error; entries that differ under one msgctxt and msgid; merge conflicts.
    """
    text, codec = decode(data, path)
    return _Reader(path, codec).read(text)


class _Reader:
    """The state of reading one file."""

    def __init__(self, path: str, codec: str) -> None:
        self.path, self.codec = path, codec
        self.assembly = Assembly(path)
        self.known_comments: dict[str, Comments] = {}
        self.line = 0
        self._start()

    def _start(self) -> None:
        self.field = ""
        self.fields: dict[str, list[str]] = {}
        self.parts: list[str] = []
        self.has_bytes = False
        self.obsolete = False
        self.first_line = 0
        self.comments = Comments()

    def read(self, text: str) -> Catalog:
        usual = None if _STRING_AFTER_BLANK.search(text) else _ENTRY.fullmatch
        for block in text.split("\n\n"):
            found = usual and usual(block + "\n")
            if found and self._between_entries():
                if self.field:
                    self._end()
                self._usual(*found.groups())
                self.line += block.count("\n") + 2
            else:
                self._lines(block)
                self.line += 1
        self._end()
        return self.assembly.finished()

    def _lines(self, block: str) -> None:
        plain = _LINE.fullmatch
        for line in block.split("\n"):
            self.line += 1
            if not line:
                continue
            found = plain(line)
            if found:
                mark, keyword, number, string = found.groups()
                if keyword:
                    self._keyword(mark or "", keyword, number)
                self._string(mark or "", string)
            elif line[0] == "#" and line[1:2] not in ("~", "|"):
                self._comment(line[1:])
            else:
                self._tokens(line)

    def _between_entries(self) -> bool:
        """Tell whether an entry may start with nothing before it; comments belong to it across blank lines."""
        return self.field.startswith("msgstr") if self.field else not self.comments.any

    def _usual(self, comments: str, context: str | None, source: str, translation: str) -> None:
        """Take an entry that is nothing but comments, msgctxt, msgid and msgstr."""
        known = self.known_comments.get(comments)
        if known is None:  # most entries of a file have one of few sets of comments
            for line in comments.split("\n")[:-1]:
                self.comments.take(line[1:])
            known = self.known_comments[comments] = self.comments
            self.comments = Comments()
        self.first_line = self.line + comments.count("\n") + 1
        entry = self._built(self._run(source), self._run(translation), known)
        if context is not None:
            entry.msgctxt = self._run(context)
            entry.linenum = self.first_line + context.count("\n") + 1
        self.assembly.add(entry)

    def _run(self, strings: str) -> str:
        """Return what several lines of strings hold, without the first and last quote."""
        if "\n" in strings:
            strings = strings.replace('"\n"', "")
        text = self._joined([self._unescaped(strings) if "\\" in strings else strings])
        self.has_bytes = False
        return text

    def _tokens(self, line: str) -> None:
        if _CONFLICT.match(line):
            self._refuse(_("a merge conflict; choose one side and delete the marks"))
        start = _MARK.match(line)
        mark = (start[1] if start else None) or ""
        for keyword, number, string, comment, junk in _TOKEN.findall(line.rstrip(_BLANK), start.end() if start else 0):
            if keyword:
                self._keyword(mark, keyword, number)
            elif comment:
                self._comment(comment[1:])
            elif junk:
                self._junk(junk)
            else:
                self._string(mark, string)

    def _junk(self, junk: str) -> NoReturn:
        if junk == '"':
            self._refuse(_("a quote that is not closed; end the line with a quote"))
        self._refuse(_("text outside quotes; put it between quotes or make it a comment"))

    def _keyword(self, mark: str, keyword: str, number: str | None) -> None:
        if keyword not in _KEYWORDS:
            self._refuse(_("an unknown keyword; it must be msgctxt, msgid, msgid_plural or msgstr"))
        field = f"{keyword}[{int(number[:9])}]" if number else keyword
        if mark.endswith("|"):
            field = "#" + field
        if field not in self._next_fields():
            self._misplaced(field)
        if self.field.startswith("msgstr") and not field.startswith("msgstr"):
            self._end()
        if field == "msgid":
            self.first_line = self.line
        if not self.field:
            self.obsolete = "~" in mark
        self._close_field()
        self.field, self.parts = field, []
        self._check_mark(mark)
        self.fields[field] = self.parts

    def _next_fields(self) -> frozenset[str]:
        if self.field.startswith("msgstr["):
            return _FIRST | {f"msgstr[{int(self.field[7:-1]) + 1}]"}
        return _MAY_FOLLOW[self.field]

    def _misplaced(self, field: str) -> NoReturn:
        if self.field in ("msgid", "msgid_plural") and not field.startswith("msgstr"):
            self._refuse(_("an entry without msgstr; add one"), self.first_line)
        self._refuse(
            _("{keyword} cannot stand here; an entry is msgctxt, msgid, msgstr").format(keyword=field.lstrip("#"))
        )

    def _close_field(self) -> None:
        if self.field and not self.parts:
            self._refuse(_("{keyword} has no text; write at least two quotes").format(keyword=self.field))

    def _string(self, mark: str, string: str) -> None:
        if not self.field:
            self._refuse(_("a string without msgid or msgstr before it"))
        if mark:
            self._check_mark(mark)
        elif self.obsolete or self.field[0] == "#":
            self._check_mark("")
        if "\\" in string:
            string = self._unescaped(string)
        self.parts.append(string)

    def _check_mark(self, mark: str) -> None:
        if ("~" in mark) != self.obsolete or (self.field[0] == "#") != mark.endswith("|"):
            self._refuse(_("`#~` or `#|` on some lines of an entry and not on others"))

    def _unescaped(self, string: str) -> str:
        try:
            text = strings.unescape(string)
        except strings.BadEscape as error:
            problem = _("{escape} is no escape of PO files; write \\\\ for a backslash").format(escape=error)
            self._refuse(problem)
        self.has_bytes = self.has_bytes or strings.has_bytes(text)
        return text

    def _comment(self, text: str) -> None:
        if self.field:
            if not self.field.startswith("msgstr"):
                self._refuse(_("a comment inside an entry; move it above the entry"))
            self._end()
        self.comments.take(text)

    def _end(self) -> None:
        """End an entry; comments that no entry follows belong to the file: they go to its header."""
        if not self.field:
            if self.comments.translator:
                self.assembly.add_file_comment(self.comments.translator)
            self._start()
            return
        if not self.field.startswith("msgstr"):
            self._refuse(_("an entry without msgstr; add one"), self.first_line)
        self._close_field()
        self.assembly.add(self._entry())
        self._start()

    def _entry(self) -> polib.POEntry:
        text = {field: self._joined(parts) for field, parts in self.fields.items()}
        entry = self._built(text["msgid"], text.get("msgstr", ""), self.comments)
        entry.__dict__.update(
            msgctxt=text.get("msgctxt"),
            msgid_plural=text.get("msgid_plural", ""),
            msgstr_plural={int(field[7:-1]): form for field, form in text.items() if field[-1] == "]"},
            obsolete=self.obsolete,
            previous_msgctxt=text.get("#msgctxt"),
            previous_msgid=text.get("#msgid"),
            previous_msgid_plural=text.get("#msgid_plural"),
        )
        return entry

    def _built(self, source: str, translation: str, comments: Comments) -> polib.POEntry:
        return new_entry(
            source,
            translation,
            comment="\n".join(comments.extracted),
            tcomment="\n".join(comments.translator) or LONE_MARK[: len(comments.translator)],
            occurrences=comments.references.copy(),
            flags=comments.flags.copy(),
            line=self.first_line,
        )

    def _joined(self, parts: list[str]) -> str:
        text = parts[0] if len(parts) == 1 else "".join(parts)
        if self.has_bytes:
            try:
                text = strings.whole(text, self.codec)
            except UnicodeError:
                self._refuse(_("escaped bytes that are not {charset}").format(charset=self.codec), self.first_line)
        if "\x04" in text:
            self._refuse(_("the control character EOT in a string; delete it"), self.first_line)
        return text

    def _refuse(self, problem: str, line: int | None = None) -> NoReturn:
        raise CatalogError(problem, path=self.path, line=line or self.line)
