"""Names of files: what every system can hold, and what some take for one."""

from __future__ import annotations

import pytest

from lfnkr_i18n.filenames import clashes, name_problem, one_path, safe_name


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        pytest.param("letter.md", None, id="ordinary"),
        pytest.param("手紙 2.md", None, id="Japanese, with a blank"),
        pytest.param(".hidden", None, id="hidden"),
        pytest.param("console.md", None, id="begins like a device"),
        pytest.param("a:b", "character", id="a colon"),
        pytest.param("a/b", "character", id="a slash"),
        pytest.param("a\\b", "character", id="a backslash"),
        pytest.param("a\nb", "character", id="a line's end"),
        pytest.param("a\u202eb", "character", id="a mark that turns the line round"),
        pytest.param("\ud800", "character", id="no text"),
        pytest.param("con", "device", id="a device"),
        pytest.param("Com1.tar.gz", "device", id="a device in capitals with suffixes"),
        pytest.param("..", "full stop", id="the folder above"),
        pytest.param("a.", "full stop", id="a full stop at its end"),
        pytest.param(" a", "blank", id="a blank at its start"),
    ],
)
def test_names(name: str, problem: str | None) -> None:
    found = name_problem(name)
    assert (found is None) == (problem is None)
    assert (problem or "") in (found or "")
    assert safe_name(name) == (problem is None)


def test_a_name_may_have_255_bytes() -> None:
    assert safe_name("語" * 85)
    assert not safe_name("語" * 85 + "x")
    assert not safe_name("")


def test_paths_that_a_file_system_takes_for_one() -> None:
    assert one_path("JA/Café") == one_path("ja/Cafe\u0301")
    assert one_path("ja/a") != one_path("ja/b")
    claims = [("ja/a.md", "x (ja)"), ("ja/A.md", "y (ja)"), ("ja/b.md", "z (ja)")]
    assert clashes(claims) == {"ja/a.md": ["x (ja)", "y (ja)"]}
