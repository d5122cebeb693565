"""Engines on the command line: what is said before, during and after, and how a run ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.engines.services import ChatService, status


@pytest.fixture
def chat() -> Iterator[ChatService]:
    service = ChatService()
    yield service
    service.close()


@pytest.fixture
def switched_on(project: Path, chat: ChatService) -> Path:
    """The project with a chat model on this machine."""
    settings = project / "lfnkr.toml"
    openai = f'[engines.openai]\nurl = "{chat.url}/v1"\nmodel = "m"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + f'\n[draft]\nengines = ["openai"]\n{openai}')
    return project


def test_the_list_says_what_leaves_and_where_to(switched_on: Path, lfnkr: Run) -> None:
    ended = lfnkr("engines", "list")
    lines = ended.out.splitlines()
    assert (ended.code, ended.err) == (0, "")
    assert max(map(len, lines[:6])) <= 80
    assert lines[0].split() == ["engine", "asked", "where", "costs", "usable"]
    assert lines[4].split() == ["openai", "no.", "1", "this", "machine", "no", "charge", "yes"]
    assert any(line.startswith("deepl: sentences without links") for line in lines)
    assert any(line.startswith("    deepl is not on this machine, and lfnkr.toml does not say") for line in lines)


def test_the_list_for_programs(project: Path, lfnkr: Run) -> None:
    rows = json.loads(lfnkr("engines", "list", "--json").out)["rows"]
    assert [row["name"] for row in rows if row["price"] is None] == ["openai"]  # nobody knows which service it will be
    assert [(row["name"], row["position"], row["local"], row["ready"]) for row in rows] == [
        ("google", 0, False, False),
        ("deepl", 0, False, False),
        ("libretranslate", 0, True, True),
        ("openai", 0, False, False),
        ("pseudo", 0, True, True),
    ]


def test_a_key_is_never_printed(project: Path, lfnkr: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPL_API_KEY", "very-secret-key")
    for words in (["engines", "list"], ["engines", "list", "--json"], ["engines", "test", "deepl"], ["doctor"]):
        ended = lfnkr(*words)
        assert "very-secret" not in ended.out + ended.err


def test_an_engine_is_tried(switched_on: Path, lfnkr: Run, chat: ChatService) -> None:
    ended = lfnkr("engines", "test", "openai")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("We help 12 families. → ")
    assert "openai answered in" in ended.out
    chat.always = status(403)
    ended = lfnkr("engines", "test", "openai")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "openai: it does not accept the key; check OPENAI_API_KEY\n"


def test_a_run_and_what_it_cost(switched_on: Path, lfnkr: Run, chat: ChatService) -> None:
    lfnkr("extract", "-q")
    planned = lfnkr("draft", "-n")
    assert "would be sent in 2 requests; no charge." in planned.out
    assert chat.got == []
    ended = lfnkr("draft")
    assert (ended.code, ended.err) == (0, "")
    assert "sent in 2 requests; no charge." in ended.out
    rows = json.loads(lfnkr("draft", "--json").out)
    assert (rows["rows"][0]["machine"], rows["engines"]) == (0, [])


def test_the_limit_of_a_run(switched_on: Path, lfnkr: Run, chat: ChatService) -> None:
    ended = lfnkr("draft", "--max-chars", "0")
    assert (ended.code, chat.got) == (0, [])
    assert "Stopped at the limit you set" in ended.out
    assert lfnkr("draft", "--max-cost=-1").code == 2


@pytest.mark.parametrize("command", ["draft", "run"])
def test_an_engine_that_does_not_take_the_key(switched_on: Path, lfnkr: Run, chat: ChatService, command: str) -> None:
    chat.always = status(403)
    ended = lfnkr(command)
    assert ended.code == (1 if command == "draft" else 4)
    assert "openai: it does not accept the key; check OPENAI_API_KEY\n" in ended.err


def test_an_engine_off_this_machine_is_refused_with_the_way_out(project: Path, lfnkr: Run) -> None:
    ended = lfnkr("draft", "--engine", "google")
    assert ended.code == 1
    assert "privacy.names" in ended.err


def test_the_whole_day_with_an_engine(switched_on: Path, lfnkr: Run) -> None:
    ended = lfnkr("run")
    assert (ended.code, ended.err) == (0, "")
    assert "by engines" in ended.out
