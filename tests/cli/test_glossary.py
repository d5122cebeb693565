"""`lfnkr glossary` as people run it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.projects import LETTER_JA, translate

GLOSSARY = "en,ja,do-not-translate,forbidden ja,note\nfamily,家族 | 世帯,,一族,as we say\nHarbour,,yes,,\n"


def glossary(project: Path, text: str = GLOSSARY) -> Path:
    path = project / "locales" / "glossary.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_list(lfnkr: Run, project: Path) -> None:
    assert lfnkr("glossary", "list").out == "The glossary is empty: terms are rows of locales/glossary.csv.\n"
    glossary(project)
    ended = lfnkr("glossary", "list")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "en family = ja 家族 | 世帯; never ja 一族; as we say\nen Harbour; not translated\n"
    assert lfnkr("glossary", "list", "harb").out == "en Harbour; not translated\n"
    assert lfnkr("glossary", "list", "nowhere").out == "No such term.\n"
    rows = json.loads(lfnkr("glossary", "list", "--json").out)["rows"]
    assert rows[0] == {
        "forms": {"en": ["family"], "ja": ["家族", "世帯"]},
        "forbidden": {"ja": ["一族"]},
        "keep": False,
        "note": "as we say",
        "line": 2,
    }


def test_check(lfnkr: Run, project: Path) -> None:
    glossary(project)
    lfnkr("extract", "-q")
    translate(project, "2025/letter", "ja", LETTER_JA)
    assert lfnkr("glossary", "check").out == "Nothing speaks against the glossary.\n"
    translate(
        project, "2025/letter", "ja", {**LETTER_JA, "We met **twelve** families.": "**十二**の一家に会いました。"}
    )
    glossary(project, GLOSSARY + "family,家庭\n")
    ended = lfnkr("glossary", "check", "-v")
    assert ended.code == 3
    assert ended.out == (
        "locales/glossary.csv:4: error glossary: `family` stands in line 2 too; put all that is said of it into one"
        " row\n"
        "locales/glossary.csv:2: warning glossary: 1 of 1 reviewed translation of `family` into ja is without"
        " `家族` or `世帯` or `家庭`, at locales/ja/LC_MESSAGES/2025/letter.po:21\n"
        "    locales/ja/LC_MESSAGES/2025/letter.po:21\n"
    )
    said = json.loads(lfnkr("glossary", "check", "--json").out)
    assert [one["line"] for one in said["conflicts"]] == [4]
    assert said["contradicted"][0]["against"] == ["locales/ja/LC_MESSAGES/2025/letter.po:21"]


def test_import_and_export(lfnkr: Run, project: Path) -> None:
    path = glossary(project)
    theirs = project / "theirs.csv"
    theirs.write_text("en,ja\nfamily,一家\nvisa,査証\nHarbour,\n", "utf-8")
    planned = lfnkr("glossary", "import", theirs, "-n")
    assert planned.code == 0
    assert planned.out == (
        "+ en visa = ja 査証\n"
        "- en family = ja 家族 | 世帯; never ja 一族; as we say\n"
        "+ en family = ja 家族 | 世帯 | 一家; never ja 一族; as we say\n"
        "1 would be added, 1 changed, 1 there already; nothing was written.\n"
    )
    assert path.read_text("utf-8") == GLOSSARY
    assert lfnkr("glossary", "import", theirs).out.endswith("\n1 added, 1 changed, 1 there already.\n")
    said = json.loads(lfnkr("glossary", "import", theirs, "--json").out)
    assert (said["added"], said["changed"], said["unchanged"]) == ([], [], 3)

    assert lfnkr("glossary", "export").out == path.read_text("utf-8")
    assert lfnkr("glossary", "export", "out.csv", "-n").out == "out.csv: 3 terms; nothing was written\n"
    assert not (project / "out.csv").exists()
    assert lfnkr("glossary", "export", "out.csv").out == "out.csv: 3 terms\n"
    assert (project / "out.csv").read_text("utf-8-sig") == path.read_text("utf-8")
    for words in (["."], [".", "-n"], ["a" * 300], ["a" * 300, "-n"]):
        assert lfnkr("glossary", "export", *words).code == 1
    refused = lfnkr("glossary", "export", "locales/x.csv")
    assert (refused.code, refused.out) == (2, "")
    assert "the project's own files lie there" in refused.err


def test_a_table_that_cannot_be_read_is_one_line(lfnkr: Run, project: Path) -> None:
    path = glossary(project)
    path.write_bytes("en,ja\nfamily,家族\n".encode("cp932"))
    for words in (("list",), ("check",), ("export",), ("import", "theirs.csv")):
        ended = lfnkr("glossary", *words)
        assert ended.code == 1
        assert ended.err == (
            "lfnkr: locales/glossary.csv:2: this is Shift_JIS (cp932), not UTF-8; in Excel save it as"
            " `CSV UTF-8 (Comma delimited)`\n"
        )
