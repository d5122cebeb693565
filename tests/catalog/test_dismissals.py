"""Dismissals as reviewers type them, and as other tools hand them back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from lfnkr_i18n.catalog import Dismissal, dismissals, parse

WHOLE = Dismissal("numbers", "quoted as printed", "aya")


@pytest.mark.parametrize(
    "comment",
    [
        "ignore: numbers - quoted as printed (by aya)",
        "ignore: numbers: quoted as printed (by aya)",
        "ignore: numbers – quoted as printed (by aya)",
        "ignore: numbers — quoted as printed (by aya)",
        "ignore: numbers ―― quoted as printed (by aya)",
        "  Ignore : Numbers -  quoted as printed  ( By  aya ) ",
        "ignore：numbers：quoted as printed（by aya）",
        "ignore:numbers -quoted as printed(by aya)",
        "draft: memory 87%\nignore: numbers - quoted as printed (by aya)\na note",
    ],
)
def test_as_people_type_it(comment: str) -> None:
    assert dismissals(comment) == [WHOLE]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        pytest.param("", [], id="no comment"),
        pytest.param("We ignore: that it rained.", [], id="a note that only mentions the word"),
        pytest.param("ignored: numbers - a (by b)", [], id="another word"),
        pytest.param("ignore: numbers (by aya)", [Dismissal("numbers", "", "aya")], id="no reason"),
        pytest.param("ignore: numbers - as printed", [Dismissal("numbers", "as printed", "")], id="nobody"),
        pytest.param("ignore: numbers", [Dismissal("numbers", "", "")], id="a name alone"),
        pytest.param("ignore:", [Dismissal("", "", "")], id="nothing"),
        pytest.param("ignore: 数字 - 原文どおり (by aya)", [Dismissal("", "", "aya")], id="no name of a check"),
        pytest.param(
            "ignore: wrong-script - 詩の引用（1998年）のまま (by Aya T.)",
            [Dismissal("wrong-script", "詩の引用（1998年）のまま", "Aya T.")],
            id="brackets in the reason",
        ),
        pytest.param(
            "ignore: numbers - a (by b)\nignore: urls: c (by d)",
            [Dismissal("numbers", "a", "b"), Dismissal("urls", "c", "d")],
            id="two lines",
        ),
    ],
)
def test_what_it_says(comment: str, expected: list[Dismissal]) -> None:
    assert dismissals(comment) == expected


def test_a_line_that_lacks_something_is_not_complete() -> None:
    assert [one.complete for one in dismissals("ignore: numbers - a (by b)\nignore: numbers - a\nignore: numbers")] == [
        True,
        False,
        False,
    ]


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ["(by ", "- ", "a-", " ", "（by", "ignore: "])
def test_long_comments_take_linear_time(piece: str) -> None:
    dismissals(f"ignore: numbers{piece * 20_000}")


CATALOG = """\
msgid ""
msgstr ""
"Language: ja\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

# ignore: numbers - the poster says so, and it is quoted letter for letter in the second line of page 3 (by aya)
#. paragraph
#: source_posts/en/a.md
msgid "We helped 12 families."
msgstr "15家族を支援しました。"
"""


@pytest.mark.skipif(shutil.which("msgmerge") is None, reason="needs GNU gettext")
@pytest.mark.parametrize("command", [["msgcat", "a.po"], ["msgmerge", "-q", "a.po", "a.pot"], ["msgattrib", "a.po"]])
def test_gettext_keeps_it(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "a.po").write_text(CATALOG, "utf-8")
    (tmp_path / "a.pot").write_text(CATALOG.replace("15家族を支援しました。", ""), "utf-8")
    written = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout
    (entry,) = parse(written, "a.po")
    assert [(one.check, one.by, one.complete) for one in dismissals(entry.tcomment)] == [("numbers", "aya", True)]
