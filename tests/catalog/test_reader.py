"""Reading PO files: everything tools write, refused where gettext refuses, with the line."""

from __future__ import annotations

import codecs
import contextlib
import subprocess
from pathlib import Path

import polib
import pytest

from lfnkr_i18n.catalog import State, draft_origin, parse, serialize, state_of
from lfnkr_i18n.errors import CatalogError
from tests.catalog.conftest import FILES, gettext, msgcat, needs_gettext
from tests.timing import within

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ENTRY = 'msgid "one"\nmsgstr "一"\n'


def entries(text: str) -> list[polib.POEntry]:
    return list(parse((HEADER + text).encode(), "a.po"))


@needs_gettext
@pytest.mark.parametrize("name", sorted(path.name for path in FILES.glob("*.po")))
def test_a_tools_file_says_the_same_when_we_wrote_it(name: str) -> None:
    theirs = (FILES / name).read_bytes()
    ours = serialize(parse(theirs, name))
    assert parse(ours, name) is not None
    expected = msgcat(theirs).decode()
    # msgcat drops comments that no entry follows; we keep them in the header.
    lost = "# the last words of the file\n"
    assert msgcat(ours).decode().removeprefix(lost) == expected


def test_all_of_an_entry() -> None:
    catalog = parse((FILES / "msgmerge.po").read_bytes(), "a.po")
    entry = catalog[0]
    assert (entry.msgctxt, entry.msgid) == ("description", "First line.\nSecond line, changed.")
    assert entry.msgstr == "一行目。\n二行目。"
    assert (entry.previous_msgctxt, entry.previous_msgid) == ("excerpt", "First line.\nSecond line.")
    assert entry.flags == ["fuzzy"]
    assert entry.comment == "paragraph"
    assert entry.occurrences[:2] == [("source_posts/en/report.md", "12"), ("source_posts/en/report.md", "40")]
    assert entry.linenum == 16


def test_all_of_an_obsolete_entry() -> None:
    one, plural = parse((FILES / "msgmerge.po").read_bytes(), "a.po")[1:]
    assert one.obsolete
    assert (one.msgctxt, one.msgid, one.msgstr) == ("title", "An old text, wrapped.", "古い文")
    assert (one.previous_msgctxt, one.previous_msgid) == ("k", "An older text, wrapped.")
    assert (one.tcomment, one.flags) == ("kept by hand", ["fuzzy"])
    assert plural.msgstr_plural == {0: "船%d隻", 1: "船 %d 隻"}
    assert (plural.previous_msgid, plural.previous_msgid_plural) == ("%d boat", "%d boats")


def test_header_fields_keep_their_order_and_comments() -> None:
    catalog = parse((FILES / "weblate.po").read_bytes(), "a.po")
    assert catalog.header == "SOME DESCRIPTIVE TITLE\nAya T. <aya@example.org>, 2021, 2022."
    assert catalog.metadata_is_fuzzy
    assert list(catalog.metadata)[:2] == ["Project-Id-Version", "Report-Msgid-Bugs-To"]
    assert catalog.metadata["Language-Team"] == "Japanese <https://weblate.example.org/projects/lfnkr/news/ja/>"
    assert catalog.metadata["X-Generator"] == "Weblate 4.11"


def test_odd_header_lines_come_back() -> None:
    text = 'msgid ""\nmsgstr ""\n"no field\\n"\n"X-A: 1\\n"\n"goes on\\n"\n"X-A: 2\\n"\n"X-B:\\n"\n'
    catalog = parse(text.encode(), "a.po")
    assert catalog.metadata == {"": "no field", "X-A": "1\ngoes on\nX-A: 2", "X-B": ""}
    again = parse(serialize(catalog), "a.po")
    assert {name: again.metadata[name] for name in catalog.metadata} == catalog.metadata


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param(r"\a\b\f\n\r\t\v\\\"", '\a\b\f\n\r\t\v\\"', id="letters"),
        pytest.param(r"\101\x41\33", "AA\x1b", id="octal and hexadecimal"),
        pytest.param(r"\x0000041z", "Az", id="leading zeros"),
        pytest.param(r"\xe6\x97\xa5", "日", id="bytes of a character"),
        pytest.param('\\xe6" "\\x97\\xa5', "日", id="bytes across strings"),
        pytest.param("\\x9\\x0041\\x7g", "\tA\ag", id="hexadecimal digits, one or many"),
        pytest.param("\t|\x0b|\u2028|\u0085", "\t|\x0b|\u2028|\u0085", id="raw controls and separators"),
    ],
)
def test_escapes(written: str, meant: str) -> None:
    assert entries(f'msgid "{written}"\nmsgstr ""\n')[0].msgid == meant


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("#: a.md b.md:3", [("a.md", ""), ("b.md", "3")], id="several"),
        pytest.param("#: a.md : 3", [("a.md", "3")], id="blanks around the colon"),
        pytest.param("#: \u2068two words.md\u2069 c.md", [("two words.md", ""), ("c.md", "")], id="isolated name"),
        pytest.param("#: \u2068two words.md\u2069:9", [("two words.md", "9")], id="isolated name with a line"),
        pytest.param("#: C:/posts/a.md", [("C:/posts/a.md", "")], id="a drive letter is no line"),
        pytest.param("#:", [], id="nothing"),
    ],
)
def test_references(line: str, expected: list[tuple[str, str]]) -> None:
    assert entries(f"{line}\n{ENTRY}")[0].occurrences == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("#,fuzzy", ["fuzzy"]),
        ("#, fuzzy, max-length:120", ["fuzzy", "max-length:120"]),
        ("#, c-format fuzzy,,fuzzy", ["c-format", "fuzzy"]),
        ("#, range: 0..5", ["range: 0..5"]),
    ],
)
def test_flags(line: str, expected: list[str]) -> None:
    assert entries(f"{line}\n{ENTRY}")[0].flags == expected


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("EUC-JP", "手紙を書く。"),
        ("Shift_JIS", "表示ソ能"),  # second bytes that look like a backslash
        ("CP932", "①表"),
        ("ISO-8859-1", "café"),
        ("GB18030", "字"),
        ("EUC-KR", "편지"),
        ("windows-1252", "“café”"),
        ("utf8", "日"),
    ],
)
def test_the_header_names_the_charset_and_we_write_utf8(charset: str, text: str) -> None:
    written = HEADER.replace("UTF-8", charset) + f'msgid "one"\nmsgstr "{text}"\n'
    catalog = parse(written.encode(charset), "a.po")
    assert catalog[0].msgstr == text
    again = serialize(catalog)
    assert text.encode() in again
    assert b"charset=UTF-8" in again


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("", id="no header"),
        pytest.param('msgid ""\nmsgstr ""\n\n', id="empty header"),
        pytest.param(HEADER.replace("UTF-8", "CHARSET"), id="CHARSET"),
        pytest.param(HEADER.replace("charset=UTF-8", ""), id="no charset"),
        pytest.param(HEADER.replace("text/plain; charset=UTF-8\\n", 'text/plain; char"\n"set=UTF-8\\n'), id="wrapped"),
    ],
)
def test_without_a_charset_it_is_utf8(header: str) -> None:
    assert parse((header + ENTRY).encode(), "a.po")[0].msgstr == "一"


def test_a_charset_in_a_text_is_not_the_headers() -> None:
    text = 'msgid ""\n"charset=EUC-JP"\nmsgstr "charset=EUC-JP"\n\nmsgctxt "k"\nmsgid ""\nmsgstr "charset=EUC-JP 日"\n'
    assert parse((HEADER + text).encode(), "a.po")[1].msgstr == "charset=EUC-JP 日"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(lambda data: data.replace(b"\n", b"\r"), id="CR"),
        pytest.param(lambda data: codecs.BOM_UTF8 + data, id="BOM"),
        pytest.param(lambda data: data.rstrip(b"\n"), id="no final line end"),
        pytest.param(
            lambda data: data.replace(b"\n", b" \t\n").replace(b"# kept by hand \t", b"# kept by hand"), id="tails"
        ),
    ],
)
def test_line_ends_and_marks_do_not_matter(change: object) -> None:
    data = (FILES / "msgmerge.po").read_bytes().replace(b"# Made by msgmerge --previous, then by an editor.\n", b"")
    changed = change(data)  # type: ignore[operator]  # a row's function
    expected = serialize(parse(data, "a.po"))
    assert serialize(parse(changed, "a.po")).replace(b"paragraph \t", b"paragraph") == expected


def test_the_same_entry_twice_is_one() -> None:
    twice = entries(f"# a\n#: a.md\n{ENTRY}\n# b\n#: b.md\n{ENTRY}")
    assert len(twice) == 1
    assert (twice[0].tcomment, twice[0].occurrences) == ("a\nb", [("a.md", ""), ("b.md", "")])


def test_a_live_entry_wins_over_an_obsolete_one() -> None:
    for text in (
        'msgid "a"\nmsgstr "x"\n\n#~ msgid "a"\n#~ msgstr "y\\nz"\n',
        '#~ msgid "a"\n#~ msgstr "y\\nz"\n\nmsgid "a"\nmsgstr "x"\n',
    ):
        (entry,) = entries(text)
        assert (entry.msgstr, entry.obsolete, entry.tcomment) == ("x", False, r"other translation: y\nz")


def test_comments_at_the_end_of_the_file_go_to_its_header() -> None:
    catalog = parse((HEADER + ENTRY + "# the end\n").encode(), "a.po")
    assert catalog.header == "the end"


REFUSED = [
    pytest.param('msgid "a"\nmsgstr oops\n', 5, "keyword", id="no quotes"),
    pytest.param('msgid "a\nmsgstr "b"\n', 4, "quote", id="unclosed quote"),
    pytest.param('msgid "a"\nmsgstr "b', 5, "quote", id="unclosed at the end"),
    pytest.param('msgid "a"b"\nmsgstr "c"\n', 4, "keyword", id="quote inside"),
    pytest.param('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 4, "msgstr", id="no msgstr"),
    pytest.param('msgid "a"\n', 4, "msgstr", id="no msgstr at the end"),
    pytest.param('msgid "a"\nmsgstr\n\nmsgid "b"\nmsgstr "c"\n', 7, "no text", id="keyword without text"),
    pytest.param('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\n', 4, "conflict", id="conflict"),
    pytest.param('msgid "a"\n=======\nmsgstr "b"\n', 5, "conflict", id="conflict inside"),
    pytest.param('msgid "a"\nmsgstr "b"\n>>>>>>> theirs\n', 6, "conflict", id="end of a conflict"),
    pytest.param('hello\nmsgid "a"\nmsgstr "b"\n', 4, "keyword", id="text"),
    pytest.param('msgid "a" ～\nmsgstr "b"\n', 4, "outside", id="text after a string"),
    pytest.param('\u00a0msgid "a"\nmsgstr "b"\n', 4, "outside", id="no-break space"),
    pytest.param('msgid "a\\qb"\nmsgstr "b"\n', 4, "escape", id="unknown escape"),
    pytest.param('msgid "a\\xg"\nmsgstr "b"\n', 4, "escape", id="x without digits"),
    pytest.param('msgid "a\\777"\nmsgstr "b"\n', 4, "escape", id="octal too big"),
    pytest.param('msgid "a\\0b"\nmsgstr "b"\n', 4, "escape", id="escaped NUL"),
    pytest.param('msgid "a\\xe6"\nmsgstr "b"\n', 4, "bytes", id="escaped half character"),
    pytest.param('msgid "a\x04b"\nmsgstr "b"\n', 4, "EOT", id="context separator"),
    pytest.param('msgid "a"\n# note\nmsgstr "b"\n', 5, "comment", id="comment inside"),
    pytest.param('#| msgid "o"\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n', 5, "comment", id="comment after previous"),
    pytest.param('msgid "a"\n#| msgid "o"\nmsgstr "b"\n', 4, "msgstr", id="previous after msgid"),
    pytest.param('#| msgctxt "o"\nmsgid "a"\nmsgstr "b"\n', 5, "msgid", id="previous context alone"),
    pytest.param('#~ msgid "a"\nmsgstr "b"\n', 5, "#~", id="half obsolete"),
    pytest.param('#~ msgid "a"\n#~ msgstr "b"\n"c"\n', 6, "#~", id="obsolete goes on live"),
    pytest.param('#| msgid "o"\n#~ msgid "a"\n#~ msgstr "b"\n', 5, "#~", id="live previous of obsolete"),
    pytest.param('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 6, "msgstr", id="plural without numbers"),
    pytest.param('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', 6, "msgstr", id="plural from 1"),
    pytest.param('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "c"\n', 7, "msgstr", id="plural with a gap"),
    pytest.param('msgid "a"\nmsgstr[0] "c"\n', 5, "msgstr", id="number without plural"),
    pytest.param('msgctxt "c"\nmsgstr "b"\n', 5, "msgstr", id="context without msgid"),
    pytest.param('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 6, "msgstr", id="two msgstr"),
    pytest.param(f'{ENTRY}\nmsgid "one"\nmsgstr "二"\n', 7, "same msgid", id="two translations"),
    pytest.param(f"{ENTRY}\n#, fuzzy\n{ENTRY}", 8, "same msgid", id="fuzzy and not"),
    pytest.param(HEADER, 4, "second header", id="two headers"),
]


@pytest.mark.parametrize(("text", "line", "problem"), REFUSED)
def test_refused_with_the_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(CatalogError) as refused:
        entries(text)
    assert refused.value.line == line
    assert problem in refused.value.problem


@needs_gettext
@pytest.mark.parametrize(("text", "line", "problem"), REFUSED)
def test_gettext_refuses_it_too(text: str, line: int, problem: str) -> None:
    assert not gettext("msgcat", data=(HEADER + text).encode()).accepted or "\\0" in text


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        pytest.param(HEADER.encode() + b'msgid "a\xff"\nmsgstr ""\n', 4, "not utf-8", id="bytes that are no UTF-8"),
        pytest.param(HEADER.encode() + b"# \xff\n" + ENTRY.encode(), 4, "not utf-8", id="in a comment"),
        pytest.param(HEADER.encode() + b"\n# \0\n", 5, "NUL", id="NUL"),
        pytest.param(HEADER.replace("UTF-8", "X-OURS").encode(), 1, "X-OURS", id="unknown charset"),
        pytest.param(b"\n" + HEADER.replace("UTF-8", "UTF-16").encode(), 2, "UTF-16", id="no superset of ASCII"),
        pytest.param(HEADER.replace("UTF-8", "rot13").encode(), 1, "rot13", id="no charset at all"),
        pytest.param(HEADER.encode("utf-16"), 1, "UTF-16", id="UTF-16"),
        pytest.param(HEADER.replace("UTF-8", "EUC-JP").encode() + "# 日".encode(), 4, "euc_jp", id="wrong charset"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, line: int, problem: str) -> None:
    with pytest.raises(CatalogError) as refused:
        parse(data, "a.po")
    assert refused.value.line == line
    assert problem in refused.value.problem


@pytest.mark.parametrize(
    ("text", "state", "origin"),
    [
        pytest.param('msgid "a"\nmsgstr ""\n', State.UNTRANSLATED, None, id="empty"),
        pytest.param('msgid "a"\nmsgstr " \\n"\n', State.UNTRANSLATED, None, id="white space"),
        pytest.param('#, fuzzy\nmsgid "a"\nmsgstr ""\n', State.UNTRANSLATED, None, id="fuzzy but empty"),
        pytest.param('# draft: google\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n', State.DRAFT, "google", id="draft"),
        pytest.param(
            '# x\n#  draft:memory 87%\n#,fuzzy\nmsgid "a"\nmsgstr "b"\n', State.DRAFT, "memory 87%", id="edited"
        ),
        pytest.param('# my draft: x\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n', State.STALE, None, id="another comment"),
        pytest.param('#, fuzzy\n#| msgid "o"\nmsgid "a"\nmsgstr "b"\n', State.STALE, None, id="stale"),
        pytest.param('# draft: google\nmsgid "a"\nmsgstr "b"\n', State.REVIEWED, "google", id="comment left behind"),
        pytest.param('#~ msgid "a"\n#~ msgstr "b"\n', State.OBSOLETE, None, id="obsolete"),
        pytest.param(
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] ""\n', State.UNTRANSLATED, None, id="half plural"
        ),
    ],
)
def test_states(text: str, state: State, origin: str | None) -> None:
    (entry,) = entries(text)
    assert (state_of(entry), draft_origin(entry)) == (state, origin)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"' * 1_000_001, id="quotes"),
        pytest.param('msgid "a"\nmsgstr ' + '"" ' * 500_000, id="strings on one line"),
        pytest.param("msgid " + " " * 2_000_000, id="blanks"),
        pytest.param("#, " + " ".join(map(str, range(200_000))) + "\n" + ENTRY, id="flags"),
        pytest.param("#: " + "a : " * 300_000 + "\n" + ENTRY, id="references"),
        pytest.param("#: " + "\u2068a " * 300_000 + "\n" + ENTRY, id="open isolates"),
        pytest.param('msgid ""\n' * 200_000, id="headers without end"),
        pytest.param('msgid "' + "\\\\" * 1_000_000 + "\n", id="backslashes"),
        pytest.param("# c\n" * 500_000, id="comments"),
        pytest.param("\n" * 2_000_000 + ENTRY, id="blank lines"),
    ],
)
def test_hostile_files_take_linear_time(text: str) -> None:
    with within(seconds=5), contextlib.suppress(CatalogError):
        parse(text.encode(), "a.po")


def test_a_mark_that_stands_alone_comes_back() -> None:
    text = HEADER + "#\n" + ENTRY
    catalog = parse(("#\n" + text).encode(), "a.po")
    assert serialize(catalog).decode() == "#\n" + text


def test_blanks_in_header_fields_come_back() -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Last-Translator:  \\n"\n"X-A:   b \\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    )
    assert serialize(parse(text.encode(), "a.po")).decode() == text


@needs_gettext
@pytest.mark.parametrize(
    "command",
    [
        "msgcat --width=40",
        "msgcat --escape",
        "msgcat --indent",
        "msgcat --strict",
        "msgcat --sort-output --no-location",
        "msgconv --to-code=EUC-JP",
        "msgattrib --set-obsolete",
        "msgattrib --set-fuzzy",
        "msgattrib --clear-fuzzy --clear-previous",
        "msgen",
        "polib",
        "polib wrapped",
    ],
)
@pytest.mark.parametrize("name", ["poedit.po", "omegat.po", "weblate.po", "translate_toolkit.po"])
def test_what_a_program_writes_is_read_as_gettext_reads_it(name: str, command: str) -> None:
    given = (FILES / name).read_bytes()
    if command.startswith("polib"):
        # polib refuses `#,fuzzy` without a blank and reads no bytes as escapes: gettext first.
        theirs = str(polib.pofile(msgcat(given).decode(), wrapwidth=30 if command == "polib wrapped" else 0)).encode()
    else:
        answer = gettext(*command.split(), data=given)
        assert answer.accepted, answer.complaints
        theirs = answer.output
    assert msgcat(serialize(parse(theirs, name))) == msgcat(theirs)


@needs_gettext
def test_what_msgmerge_writes_is_read_as_gettext_reads_it(tmp_path: Path) -> None:
    old, template = tmp_path / "old.po", tmp_path / "new.pot"
    old.write_bytes((FILES / "poedit.po").read_bytes())
    template.write_text(
        HEADER
        + 'msgid "Each year on **September 24** we write to the embassy."\nmsgstr ""\n\nmsgid "New."\nmsgstr ""\n',
        encoding="utf-8",
    )
    command = ["msgmerge", "--previous", "--quiet", str(old), str(template)]
    theirs = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    catalog = parse(theirs, "a.po")
    assert [state_of(entry) for entry in catalog][-2:] == [State.OBSOLETE, State.OBSOLETE]
    assert msgcat(serialize(catalog)) == msgcat(theirs)
