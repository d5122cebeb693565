"""The register's file: read strictly, refused wherever it is unsafe, and never quoted."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lfnkr_i18n.errors import RegisterEmpty, RegisterError, RegisterMissing
from lfnkr_i18n.privacy import Register, read_register
from lfnkr_i18n.privacy.register import parse_register
from tests.privacy.conftest import WriteRegister

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links")


def test_a_good_register_is_read(write_register: WriteRegister) -> None:
    register = read_register(write_register())
    assert [person.id for person in register.people] == ["p1", "p2"]
    assert register.matcher.terms_in("Ri Hye-jin met 朴哲浩.") == {"p1", "p2"}
    assert register.matcher.terms_in("R. H. told us.") == {"p2"}


@pytest.mark.parametrize("text", ["", "# [[person]]\n", "\ufeff", "person = []\n"], ids=repr)
def test_a_register_that_lists_nobody_is_refused(write_register: WriteRegister, text: str) -> None:
    with pytest.raises(RegisterEmpty, match="lists nobody"):
        read_register(write_register(text))


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
    path = write_register("# somebody\n" + HEAD + "names = { en = ['Ada Kolm'] }\n")
    assert read_register(path).state != before


NAME = "Pak Chol-ho"
PIECES = st.sampled_from(
    ["[[person]]", "[person]", "id", "names", "also", "public", "=", "{", "}", "[", "]", "\n", "\r\n", ",", ".", '"',
     "'", '"""', "p1", f'"{NAME}"', NAME, "朴哲浩", "en", "1", "true", "#", "\x00", "\ufeff",
     "\\u6734", "1979-05-27", "nan"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map(" ".join), st.text()).map(
    lambda text: text.encode("utf-8", "replace")
)
TREES = st.recursive(
    st.one_of(st.sampled_from([NAME, "朴", "", "-"]), st.integers(), st.booleans(), st.floats(), st.dates()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["en", "ja", NAME]), inner, max_size=3)
    ),
    max_leaves=5,
)
PEOPLE = st.lists(
    st.dictionaries(st.sampled_from(["id", "names", "also", "public", NAME]), TREES, max_size=5), max_size=3
)


def as_toml(people: list[dict[str, object]]) -> bytes:
    def value(tree: object) -> str:
        if isinstance(tree, dict):
            return "{" + ", ".join(f"{json.dumps(key)} = {value(inner)}" for key, inner in tree.items()) + "}"
        if isinstance(tree, list):
            return "[" + ", ".join(map(value, tree)) + "]"
        return json.dumps(tree, ensure_ascii=False) if isinstance(tree, (str, bool)) else str(tree)

    tables = (
        "[[person]]\n" + "".join(f"{json.dumps(key)} = {value(tree)}\n" for key, tree in one.items()) for one in people
    )
    return "".join(tables).encode()


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.one_of(st.binary(), TEXTS, PEOPLE.map(as_toml)))
def test_whatever_the_bytes_it_is_a_register_or_one_line_without_a_name(data: bytes) -> None:
    try:
        people = parse_register(data, "names.toml")
    except RegisterError as error:
        assert re.fullmatch(r"names\.toml(:\d+)?: [^\n]+", str(error))
        assert not any(part in str(error) for part in ("Pak", "Chol", "朴"))
        assert error.__cause__ is None
        assert error.__suppress_context__ or error.__context__ is None
    else:
        for person in people:
            assert Register(people).matcher.terms_in(next(iter(person.written)))
