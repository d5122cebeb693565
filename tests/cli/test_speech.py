"""Which language the program speaks."""

from __future__ import annotations

import pytest

from lfnkr_i18n.cli.speech import chosen_language
from tests.cli.conftest import Run
from tests.cli.test_program import NAMES


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        pytest.param([], {}, "en", id="nothing set"),
        pytest.param([], {"LANG": "ja_JP.UTF-8"}, "ja", id="the locale"),
        pytest.param([], {"LANG": "ja"}, "ja", id="a bare language"),
        pytest.param([], {"LC_MESSAGES": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, "ja", id="messages before LANG"),
        pytest.param([], {"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "en", id="LC_ALL before all"),
        pytest.param([], {"LC_ALL": "", "LANG": "ja_JP.UTF-8"}, "ja", id="an empty variable is not set"),
        pytest.param([], {"LANG": "fr_FR.UTF-8"}, "en", id="a language the program does not speak"),
        pytest.param(["--ui-language", "ja", "status"], {"LANG": "en_US.UTF-8"}, "ja", id="the option before all"),
        pytest.param(["status", "--ui-language=en"], {"LANG": "ja_JP.UTF-8"}, "en", id="the option in one word"),
        pytest.param(["memory", "search", "--", "--ui-language=ja"], {}, "en", id="text behind --"),
        pytest.param(["--ui-language"], {}, "en", id="the option without its value"),
    ],
)
def test_chosen_language(words: list[str], environment: dict[str, str], language: str) -> None:
    assert chosen_language(words, environment) == language


JAPANESE = {"LANG": "ja_JP.UTF-8"}
ENGLISH_LEFT = ("Usage", "Options", "Commands", "Arguments", "Show", "exit", "default", "required")


@pytest.mark.parametrize("command", ["", *NAMES])
def test_help_pages_are_wholly_japanese(process: Run, command: str) -> None:
    ended = process(*command.split(), "--help", env=JAPANESE)
    assert ended.code == 0
    assert "使い方：" in ended.out
    assert [word for word in ENGLISH_LEFT if word in ended.out] == []


@pytest.mark.parametrize(
    ("words", "line"),
    [
        pytest.param(
            ["extrat"],
            "extrat というコマンドはありません。extract のことですか（説明：`lfnkr --help`）",
            id="unknown command",
        ),
        pytest.param(
            ["status", "--jason"],
            "--jason というオプションはありません。--json のことですか（説明：`lfnkr status --help`）",
            id="unknown option",
        ),
        pytest.param(["status", "-l"], "-l には値が必要です（説明：`lfnkr --help`）", id="value missing"),
        pytest.param(
            ["extract", "-j", "zero"],
            "--jobs：zero は 1 以上の整数ではありません（説明：`lfnkr extract --help`）",
            id="no number",
        ),
    ],
)
def test_usage_errors_are_japanese(process: Run, words: list[str], line: str) -> None:
    ended = process(*words, "--ui-language", "ja")
    assert (ended.code, ended.out, ended.err) == (2, "", f"lfnkr: {line}\n")
