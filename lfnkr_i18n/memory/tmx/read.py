"""TMX read as a stream: pairs of the project's languages from a file of any size, in any encoding XML knows.

Nothing outside the file is ever read: no DTD, no entity, no network. A file that declares entities is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

import msgspec

from lfnkr_i18n.errors import FileError, TmxError
from lfnkr_i18n.files import reason
from lfnkr_i18n.memory.records import StoredPair
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.model import EMPTY
from lfnkr_i18n.patterns import lazy

STATE_PROP = "x-lfnkr-state"
CONTEXT_PROP = "x-lfnkr-context"
REVIEWED = "reviewed"

LANGUAGE = ("{http://www.w3.org/XML/1998/namespace}lang", "lang")
"""The attributes that name a text's language; `lang` is of TMX 1.1, and of OmegaT's level 1."""
_DATE = lazy(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z")

SAFE: dict[str, Any] = {"load_dtd": False, "no_network": True, "resolve_entities": False, "huge_tree": False}
"""How every file of others is parsed: nothing outside of it is read, nothing in it multiplies."""

Languages = Callable[[str], str | None]
"""Gives the project's language for a code such as `en-US`; None: the project has none such."""

_Text = tuple[str, Any]
"""A text with its `<tuv>`."""


class TmxCounts(msgspec.Struct):
    """What a file holds, counted as it is read."""

    tool: str = ""
    """What wrote it: name and version."""
    units: int = 0
    pairs: int = 0
    other_languages: int = 0
    """Units without texts in two of the project's languages."""
    empty: int = 0
    """Texts that are empty."""
    unreviewed: int = 0
    """Units that an export marked as drafts."""
    languages: set[str] = msgspec.field(default_factory=set)
    """Codes as the file writes them."""


def read_tmx(stream: BinaryIO, languages: Languages, *, shown: str, counts: TmxCounts) -> Iterator[StoredPair]:
    """Yield the pairs of a TMX file, source first; `counts` is kept as they are read.

    A unit with several of the project's languages gives a pair of its source and each other one; of a language with
    several texts each is in a pair. Raises TmxError with
    line and column where the file is no TMX, at once or on the way; `shown` is its path in messages.
    """
    from lxml import etree

    source_language = ""
    try:
        check_root(next(_elements(stream, events=("start",)))[1], shown)
        stream.seek(0)
        for _event, element in _elements(stream, tag=("header", "tu")):
            if element.tag == "header":
                source_language = element.get("srclang", "")
                tool = (element.get("creationtool", ""), element.get("creationtoolversion", ""))
                counts.tool = " ".join(" ".join(tool).split())
            else:
                counts.units += 1
                yield from _pairs(element, source_language, languages, shown, counts)
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise syntax_problem(error, shown) from None
    except OSError as error:
        raise FileError(reason(error), path=shown) from error


def _elements(stream: BinaryIO, **which: Any) -> Iterator[tuple[str, Any]]:
    """Yield the events of a file; elements of its end by default."""
    from lxml import etree

    return etree.iterparse(stream, **which, **SAFE, remove_comments=True, remove_pis=True)  # type: ignore[no-any-return]


def check_root(root: Any, shown: str) -> None:
    """Refuse what is no TMX, and what declares entities."""
    if root.tag != "tmx":
        raise TmxError(_("not a TMX file: its first element is not <tmx>"), path=shown, line=root.sourceline)
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and (any(True for _entity in dtd.iterentities()) or any(True for _one in dtd.iterelements())):
        problem = _("the file declares entities or elements of its own in its DOCTYPE, which is not safe; remove them")
        raise TmxError(problem, path=shown, line=1)


def _pairs(
    unit: Any, source_language: str, languages: Languages, shown: str, counts: TmxCounts
) -> Iterator[StoredPair]:
    """Yield the pairs of one `<tu>`."""
    props = {prop.get("type"): prop.text or "" for prop in unit.iterchildren("prop")}
    if props.get(STATE_PROP, REVIEWED) != REVIEWED:
        counts.unreviewed += 1
        return
    texts: dict[str, list[_Text]] = {}
    for variant in unit.iterchildren("tuv"):
        code = next((variant.get(name) for name in LANGUAGE if variant.get(name)), "")
        counts.languages.add(code)
        language = languages(code)
        if language is not None:
            text = _text(variant, shown)
            shows = text.strip() not in ("", EMPTY)
            counts.empty += not shows
            texts.setdefault(language, []).extend([(text, variant)] if shows else [])
    if len(texts) < 2:
        counts.other_languages += 1
        return
    first = languages(unit.get("srclang") or source_language)
    source = first if first in texts else next(iter(texts))
    for target in texts:
        if target == source:
            continue
        for (text, _own), (translation, variant) in _beside(texts[source], texts[target]):
            counts.pairs += 1
            author, date = _provenance(variant, unit)
            context = props.get(CONTEXT_PROP)
            yield StoredPair(text, translation, (source, target), context, None, author, date)


def _beside(sources: Sequence[_Text], translations: Sequence[_Text]) -> Iterator[tuple[_Text, _Text]]:
    """Yield the first source with each translation, then each other source with the first translation.

    A unit may hold several texts of a language (two regions, two ways to say it): all are found, in no more pairs
    than texts.
    """
    if sources and translations:
        yield from ((sources[0], translation) for translation in translations)
        yield from ((source, translations[0]) for source in sources[1:])


def _text(variant: Any, shown: str) -> str:
    """Return the text of a `<tuv>`, inline codes as they are written."""
    from lxml import etree

    segment = variant.find("seg")
    if segment is None:
        return ""
    for entity in segment.iter(etree.Entity):
        problem = _("column 1: {entity} is not defined; write the character itself; nothing was imported")
        raise TmxError(problem.format(entity=entity.text), path=shown, line=entity.sourceline or variant.sourceline)
    return "".join(segment.itertext())


def _provenance(*elements: Any) -> tuple[str, str]:
    """Return who last changed (else made) a translation, and when; the first element that says so counts."""
    author = next((value for e in elements if (value := e.get("changeid") or e.get("creationid"))), "")
    date = next((value for e in elements if (value := e.get("changedate") or e.get("creationdate"))), "")
    found = _DATE.fullmatch(date)
    return " ".join(author.split()), "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""


def _forget(unit: Any) -> None:
    """Free a unit and what stands before it: a file of any size is read in the same memory."""
    unit.clear()
    parent = unit.getparent()
    while parent is not None and unit.getprevious() is not None:
        del parent[0]


def syntax_problem(error: Any, shown: str) -> TmxError:
    """Return our error for the parser's: where, and its words without the place and without words of the file."""
    # A stream's error itself may only say that its end came early; the log holds those of files before, too.
    found = error.error_log.last_error
    line, column = error.position if found is None else (found.line, found.column)
    words = " ".join((error.msg if found is None else found.message).partition(":")[0].split())  # then it quotes
    problem = _("column {column}: not well-formed XML ({problem}); nothing was imported")
    return TmxError(problem.format(column=max(column, 1), problem=words), path=shown, line=max(line, 1))
