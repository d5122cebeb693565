"""The register's file: read strictly, refused wherever it is unsafe, and never quoted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lfnkr_i18n.errors import RegisterError, RegisterMissing
from lfnkr_i18n.privacy import read_register
from tests.privacy.conftest import WriteRegister

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links")


def test_a_good_register_is_read(write_register: WriteRegister) -> None:
    register = read_register(write_register())
    assert [person.id for person in register.people] == ["p1", "p2"]
    assert register.matcher.terms_in("Ri Hye-jin met 朴哲浩.") == {"p1", "p2"}
    assert register.matcher.terms_in("R. H. told us.") == {"p2"}


def test_an_empty_register_finds_nothing(write_register: WriteRegister) -> None:
    assert read_register(write_register("")).matcher.terms_in("Pak Chol-ho") == frozenset()


def test_a_missing_register_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(RegisterMissing, match="not on this machine"):
        read_register(tmp_path / "names.toml")


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_register_open_to_others_is_refused(write_register: WriteRegister, mode: int) -> None:
    with pytest.raises(RegisterError, match="chmod 600"):
        read_register(write_register(mode=mode))


@pytest.mark.parametrize("git", ["folder", "file"])
def test_a_register_in_a_work_tree_is_refused(write_register: WriteRegister, tmp_path: Path, git: str) -> None:
    path = write_register(folder="repository/deep/down")
    marker = tmp_path / "repository" / ".git"
    if git == "folder":
        marker.mkdir()
    else:
        marker.write_text("gitdir: elsewhere")  # a linked work tree
    with pytest.raises(RegisterError, match="git work tree"):
        read_register(path)


@posix
@pytest.mark.parametrize("direction", ["link in the work tree", "link into the work tree", "linked folder"])
def test_a_link_does_not_hide_a_work_tree(write_register: WriteRegister, tmp_path: Path, direction: str) -> None:
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    if direction == "link in the work tree":
        link = tmp_path / "repository" / "names.toml"
        link.symlink_to(write_register())
    elif direction == "link into the work tree":
        link = tmp_path / "names.toml"
        link.symlink_to(write_register(folder="repository"))
    else:
        write_register(folder="repository/inside")
        (tmp_path / "folder").symlink_to(tmp_path / "repository" / "inside")
        link = tmp_path / "folder" / "names.toml"
    with pytest.raises(RegisterError, match="git work tree"):
        read_register(link)


@posix
def test_a_register_that_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "names.toml", 0o600)
    with pytest.raises(RegisterError, match="not a regular file"):
        read_register(tmp_path / "names.toml")


HEAD = '[[person]]\nid = "x1"\n'

BROKEN = [
    pytest.param("\n[[person]]\nid = Pak", "names.toml:3: not valid TOML", id="syntax"),
    pytest.param("[[person]]\n'Pak Chol-ho' = 1\n'Pak Chol-ho' = 2", "names.toml:3: not valid TOML", id="a key twice"),
    pytest.param(b"[[person]]\nid = '\xff'", "names.toml:2: not UTF-8", id="encoding"),
    pytest.param("x = " + "[" * 100_000, "not valid TOML", id="nested too deeply"),
    pytest.param("['Pak Chol-ho']\nid = 1", "names.toml: there is a key or table", id="unknown table"),
    pytest.param("person = 1", "write each person as a table", id="no tables"),
    pytest.param(HEAD, "names.toml:1: write id as a text", id="no names"),
    pytest.param(HEAD + "names = { en = 'Pak Chol-ho' }", "names.toml:1: write id as a text", id="a text, not a list"),
    pytest.param(HEAD + "names = { en = [] }", "names.toml:1: names lists no name", id="empty list"),
    pytest.param(HEAD + "names = { en = ['- .'] }", "names.toml:1: a name of fewer than two", id="no letters"),
    pytest.param(HEAD + "names = { ja = ['朴'] }", "names.toml:1: a name of fewer than two", id="one letter"),
    pytest.param(HEAD + "names = { en = ['Pak Chol-ho'] }\nalias = 'Pak'", "has only these keys: also, id", id="key"),
    pytest.param(HEAD + "names = { en = ['Pak Chol-ho'] }\npublic = { en = ' ' }", "form is empty", id="empty public"),
    pytest.param(HEAD + "names = { en = ['Pak Chol-ho'] }\npublic = { en = 'C. (CHOLHO PAK)' }", "holds", id="leak"),
    pytest.param("[[person]]\nid = 'mr-chol'\nnames = { en = ['Pak Chol-ho'] }", "part of the name", id="telling id"),
    pytest.param("[[person]]\nid = '朴'\nnames = { en = ['Pak Chol-ho'] }", "letters, digits", id="id not ASCII"),
    pytest.param(2 * (HEAD + "names = { en = ['Pak Chol-ho'] }\n"), "names.toml:4: this id stands there twice", id="2"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_what_is_wrong_is_said_in_one_line_without_a_name(
    write_register: WriteRegister, text: str | bytes, message: str
) -> None:
    with pytest.raises(RegisterError) as caught:
        read_register(write_register(text))
    said = str(caught.value)
    assert message in said
    assert "\n" not in said
    assert not any(part in said for part in ("Pak", "Chol", "PAK"))
    assert caught.value.__cause__ is None  # a traceback would quote what tomllib or msgspec quotes
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_the_state_changes_with_the_file(write_register: WriteRegister) -> None:
    before = read_register(write_register()).state
    assert read_register(write_register()).state != "" != before
    path = write_register("# nobody\n")
    assert read_register(path).state != before
