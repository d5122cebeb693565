"""XML fed to a parser piece by piece: strict, safe, and with errors that say where and what to do."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from lfnkr_i18n.errors import ExportError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.patterns import lazy

_PIECE = 1 << 16
_LONGEST = 10_000_000
"""Characters of one text."""
_DEEPEST = 256
"""Elements inside each other."""
_BLANK = b" \t\r\n"
_DECLARED = lazy(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
# XML 1.0, section 2.2: the ASCII characters that no document may hold. The parser refuses them too, less clearly.
_CONTROL = lazy(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_COMPRESSED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ")
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


class Target(Protocol):
    """Takes what a parser sees, as `lxml.etree.XMLParser(target=…)` calls it."""

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """Take the beginning of an element; `tag` is `{namespace}name`."""

    def end(self, tag: str) -> None:
        """Take its end."""

    def data(self, data: str) -> None:
        """Take a piece of text, CDATA too."""


class _TooMuchError(Exception):
    """A text or a nesting that no post has."""


class _DoctypeError(Exception):
    """A document type, which brings entities and other files with it."""


class _Strict:
    """A target behind a guard.

    A document type, and with it every entity of the file's own, is refused. So are texts and nestings beyond what
    libxml2 itself allows in a tree; for a target it does not count them.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._depth = self._size = 0

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        self._depth += 1
        self._size = 0
        if self._depth > _DEEPEST:
            raise _TooMuchError
        self._target.start(tag, attrib)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._size = 0
        self._target.end(tag)

    def data(self, data: str) -> None:
        self._size += len(data)
        if self._size > _LONGEST:
            raise _TooMuchError
        self._target.data(data)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        del name, public, system
        raise _DoctypeError

    def close(self) -> None:
        """Nothing is kept that would need an end."""


def feed(stream: BinaryIO, target: Target, *, shown: str) -> Iterator[None]:
    """Feed a document to `target`, yielding after each piece of 64 KiB; raises ExportError.

    No entities, no DTD, no network, no recovery; at most 10 MB a text and 256 levels. White
    space before the XML declaration, which plugins leave there, is skipped.
    """
    from lxml import etree  # only this command pays for it

    parser = etree.XMLParser(
        target=_Strict(target),  # type: ignore[arg-type]  # str is all that lxml 6 calls it with
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
    )
    source = _Source(stream, shown)
    try:
        for piece in source.pieces():
            parser.feed(piece)
            yield
        parser.close()
    except _DoctypeError:
        problem = _("it has a DOCTYPE, which no WordPress export has; export again from Tools > Export")
        raise source.at_first(b"<!DOCTYPE", problem) from None
    except _TooMuchError:
        raise source.here(_too_much()) from None
    except etree.XMLSyntaxError as error:
        last = list(parser.feed_error_log)[-1]
        problem = _problem(last.type_name, str(error.msg))
        raise source.error(problem, line=last.line, column=last.column) from None
    source.finish()


class _Source:
    """A file in pieces, looked at before the parser sees them."""

    def __init__(self, stream: BinaryIO, shown: str) -> None:
        self._stream, self._shown = stream, shown
        self._line, self._column = 1, 1
        self._skipped = 0
        self._beginning = b""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._declared, self._ascii = "", True

    def pieces(self) -> Iterator[bytes]:
        """Yield the file from its first character that is not blank."""
        first = self._beginning = self._first()
        if not first:
            raise ExportError(_("the file is empty"), path=self._shown)
        if first.startswith(_COMPRESSED):
            raise ExportError(_("a compressed file; unpack it first"), path=self._shown)
        declared = _DECLARED.match(first.removeprefix(codecs.BOM_UTF8))
        self._declared = declared[1].decode() if declared else "UTF-8"
        if self._declared.lower() not in _UTF8:
            self._decoder = codecs.getincrementaldecoder("utf-8")()
        wide = first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        piece = first
        while piece:
            if not wide:
                self._look(piece)
            yield piece
            piece = self._stream.read(_PIECE)

    def _first(self) -> bytes:
        first = self._stream.read(_PIECE)
        bom = codecs.BOM_UTF8 if first.startswith(codecs.BOM_UTF8) else b""
        rest = first.removeprefix(bom)
        while rest and not rest.strip(_BLANK):
            self._skipped += rest.count(b"\n")
            rest = self._stream.read(_PIECE)
        kept = rest.lstrip(_BLANK)
        self._skipped += rest[: len(rest) - len(kept)].count(b"\n")
        return kept and bom + kept

    def _look(self, piece: bytes) -> None:
        """Refuse control characters, and notice whether another declared encoding is UTF-8 all the same."""
        found = _CONTROL.search(piece)
        if found is not None:
            before = piece[: found.start()]
            lines = before.count(b"\n")
            column = len(before) - before.rfind(b"\n") if lines else self._column + len(before)
            problem = _("a control character (U+{code:04X}); delete it in the post, or in this file")
            raise self.error(problem.format(code=found[0][0]), line=self._line + lines, column=column)
        lines = piece.count(b"\n")
        self._line += lines
        self._column = len(piece) - piece.rfind(b"\n") if lines else self._column + len(piece)
        self._ascii = self._ascii and piece.isascii()
        if self._decoder is not None:
            try:
                self._decoder.decode(piece)
            except UnicodeDecodeError:
                self._decoder = None

    def finish(self) -> None:
        """Refuse a file that says another encoding than it is in: the parser took every letter for another one."""
        if self._decoder is not None and not self._ascii:
            problem = _("it says that it is in {encoding}, and is in UTF-8; correct its first line")
            raise self.error(problem.format(encoding=self._declared), line=1, column=1)

    def at_first(self, mark: bytes, problem: str) -> ExportError:
        """Return an error where something stands for the first time; it is near the beginning of the file."""
        before = self._beginning.partition(mark)[0]
        return self.error(problem, line=before.count(b"\n") + 1, column=len(before) - before.rfind(b"\n"))

    def here(self, problem: str) -> ExportError:
        """Return an error at the end of the piece that was given last."""
        return self.error(problem, line=self._line, column=self._column)

    def error(self, problem: str, *, line: int, column: int) -> ExportError:
        """Return an error at a place of the file, blank lines at its beginning counted."""
        return ExportError(problem, path=self._shown, line=line + self._skipped, column=column)


def _problem(kind: str, words: str) -> str:
    """Say in plain words what the parser found; `kind` is libxml2's name of it."""
    if kind in _TRUNCATED or (kind == "ERR_CDATA_NOT_FINISHED" and "too big" not in words):
        return _("the file ends too early: it was not saved whole; export it again")
    if kind in ("ERR_CDATA_NOT_FINISHED", "ERR_RESOURCE_LIMIT", "ERR_SYSTEM_LIMIT") or "XML_PARSE_HUGE" in words:
        return _too_much()
    if kind in ("ERR_INVALID_ENCODING", "ERR_INVALID_CHAR"):
        return _("a character that cannot be in a file of this encoding; export it again, as UTF-8")
    if kind == "ERR_MISPLACED_CDATA_END":
        return _("`]]>` inside a text, where it must be written `]]&gt;`; correct it there, or export it again")
    if kind == "ERR_UNDECLARED_ENTITY":
        return _("an HTML entity outside CDATA, which XML does not know; write the character itself")
    if kind in ("ERR_DOCUMENT_EMPTY", "ERR_UNKNOWN_ENCODING", "ERR_UNSUPPORTED_ENCODING"):
        return _("not an XML file that can be read; export it again from Tools > Export")
    problem = words.split(", line ")[0].strip()
    if kind == "ERR_TAG_NAME_MISMATCH":
        return _(
            "not well-formed XML ({problem}): often a `]]>` in a post, which must be written `]]]]><![CDATA[>`; "
            "correct it there, or export it again"
        ).format(problem=problem)
    return _("not well-formed XML ({problem}); export it again").format(problem=problem)


def _too_much() -> str:
    return _("a text of more than 10 MB, or tags 256 deep: no post; find the item there and leave it out")


_TRUNCATED = frozenset({"ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END", "ERR_GT_REQUIRED", "ERR_NAME_REQUIRED"})
