"""Whatever the register, the post, the command and the fault: no listed name reaches a stream or a file of ours."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.cli.program import run
from lfnkr_i18n.messages import use_language
from tests.cli.conftest import Ended, Run
from tests.cli.projects import LETTER_JA, SETTINGS, catalog, new_project, translate

LISTED = """\
[[person]]
id = "p1"
names = { en = ["Pak Chol-ho"], ja = ["パク・チョルホ", "朴哲浩"], ko = ["박철호"] }
public = { en = "Mr. C", ja = "Cさん" }
"""
DISGUISES = (
    "Pak Chol-ho", "PAK CHOLHO", "Chol-ho Pak", "Pak, Chol-ho", "**Pak** Chol-ho", "Pak&nbsp;Chol-ho", "P&#97;k Cholho",
    "[Pak](https://example.org) Chol-ho", "<i>Pak</i> Chol-ho", "Pak\u00adChol-ho", "パク・チョルホ", "ﾊﾟｸ･ﾁｮﾙﾎ",
    "朴哲浩", "박철호", "https://example.org/pak%20chol-ho", "![](pak_chol_ho.jpg)",
)  # fmt: skip
PIECES = ("pak", "chol", "パク", "ﾊﾟｸ", "チョルホ", "ﾁｮﾙﾎ", "朴哲浩", "박철호")


def with_register(folder: Path, text: str = LISTED, *, more: str = "") -> Path:
    """Put a register beside a project, and name it in lfnkr.toml."""
    register = folder.parent / f"{folder.name}-kept.toml"
    register.write_text(text, "utf-8")
    register.chmod(0o600)
    (folder / "lfnkr.toml").write_text(f'{SETTINGS}\n[privacy]\nnames = "{register.as_posix()}"\n{more}', "utf-8")
    return register


def pieces_in(text: str) -> list[str]:
    return [piece for piece in PIECES if piece in text.casefold()]


def leaks(project: Path) -> list[str]:
    """Return the files that hold a piece of the name, but for those in which people wrote it."""
    return [
        path.relative_to(project).as_posix()
        for path in project.rglob("*")
        if path.is_file()
        and not {"source_posts", "LC_MESSAGES"} & set(path.parts)
        and pieces_in(path.read_bytes().decode(errors="replace"))
    ]


COMMANDS = (
    ["extract"], ["extract", "--frozen"], ["extract", "--json"], ["draft"], ["draft", "--json"], ["status"],
    ["status", "--json"], ["status", "--csv"], ["status", "--markdown"], ["check"], ["check", "--json"],
    ["check", "--format", "sarif"], ["check", "--format", "html"], ["check", "--only", "unreviewed"],
    ["diff", "2025/letter", "-l", "ja"], ["publish"], ["publish", "--json"], ["run"], ["run", "--json"],
    ["publish", "2025/letter", "--allow-drafts", "--no-check", "--by", "aya"], ["doctor"], ["memory", "stats"],
    ["memory", "search", "We met twelve families.", "-l", "ja"], ["sign-off", "2025/letter", "-l", "ja", "--by", "aya"],
    ["check", "--fix", "--yes"], ["unpublish", "2025/letter", "--by", "aya", "--reason", "Pak Chol-ho asked"],
)  # fmt: skip
PLACES = ("post", "title", "file name", "translation", "comment", "old memory")
_numbers = itertools.count()


def in_process(words: list[str]) -> Ended:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(words)
    return Ended(code, out.getvalue(), err.getvalue())


def laid_out(folder: Path, place: str, name: str) -> Path:
    """Make a project in which a name stands in a place, listed after it got there."""
    project = new_project(folder)
    post = project / "source_posts/en/2025/letter.md"
    assert in_process(["-C", str(project), "extract", "-q"]).code == 0
    texts = dict(LETTER_JA)
    if place in ("translation", "old memory"):
        texts["They [told us](https://example.org/) their stories."] = f"[話](https://example.org/)。{name}"
    translate(project, "2025/letter", "ja", texts)
    if place == "old memory":
        in_process(["-C", str(project), "memory", "stats"])
    path = catalog(project, "2025/letter", "ja")
    if place == "comment":
        comment = "\n# ".join(name.splitlines())
        path.write_text(path.read_text("utf-8").replace("\n#. ", f"\n# {comment}\n#. ", 1), "utf-8")
    if place == "post":
        post.write_text(post.read_text("utf-8").replace("twelve", name), "utf-8")
    if place == "title":
        post.write_text(post.read_text("utf-8").replace("A letter", json.dumps(name)), "utf-8")
    if place == "file name":
        post.rename(post.with_name("pak-cholho.md"))
    with_register(project)
    return project


@settings(max_examples=25)
@given(
    place=st.sampled_from(PLACES),
    name=st.sampled_from(DISGUISES),
    commands=st.lists(st.sampled_from(COMMANDS), min_size=1, max_size=3),
    language=st.sampled_from(["en", "ja"]),
)
def test_no_name_is_told(
    tmp_path_factory: pytest.TempPathFactory, place: str, name: str, commands: list[list[str]], language: str
) -> None:
    project = laid_out(tmp_path_factory.mktemp("news") / f"n{next(_numbers)}", place, name)
    use_language(language)
    for words in commands:
        ended = in_process(["-C", str(project), *words])
        assert pieces_in(ended.out + ended.err) == [], (words, ended)
        assert ended.code in (0, 1, 2, 3), (words, ended)
    kept = [path for path in leaks(project) if not path.startswith(".lfnkr/memory")]
    assert kept == [], commands


EXITS = [
    (["extract"], 3),
    (["extract", "--frozen"], 3),
    (["draft"], 3),
    (["status"], 3),
    (["check"], 3),
    (["publish"], 3),
    (["publish", "notice"], 0),
    (["run"], 3),
    (["diff", "2025/letter", "-l", "ja"], 3),
    (["unpublish", "2025/letter", "--by", "aya", "--reason", "a name got out"], 0),
    (["unpublish", "2025/letter", "--by", "aya", "--reason", "Pak Cholho asked"], 3),
]


@pytest.mark.parametrize(("words", "code"), EXITS, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_a_name_anywhere_ends_with_3(translated: Path, lfnkr: Run, words: list[str], code: int) -> None:
    post = translated / "source_posts/en/2025/letter.md"
    post.write_text(post.read_text("utf-8").replace("twelve", "Pak Chol-ho and twelve"), "utf-8")
    with_register(translated)
    ended = lfnkr(*words)
    assert ended.code == code, ended
    assert pieces_in(ended.out + ended.err) == []
    if code == 3 and words[0] != "unpublish":
        assert "source_posts/en/2025/letter.md:5: a listed name stands here: p1 (line 5)" in ended.err


def test_what_somebody_types_is_masked(project: Path, lfnkr: Run) -> None:
    with_register(project)
    ended = lfnkr("extract", "2025/pak-chol-ho")
    assert (ended.code, ended.err) == (2, "lfnkr: 2025/[p1]: no such post; `lfnkr status` lists them\n")


MISTYPED = [
    ["status", "--Pak-Chol-ho"],
    ["status", "--Pak-Chol-ho=1"],
    ["Pak Chol-ho"],
    ["check", "--only", "朴哲浩"],
    ["status", "-l", "朴哲浩"],
    ["draft", "--engine", "Pak Chol-ho"],
    ["draft", "--max-chars", "Pak Chol-ho"],
    ["import", "Pak Chol-ho.xml"],
    ["memory", "import", "Pak Chol-ho.tmx"],
    ["glossary", "import", "pak_chol_ho.csv"],
    ["names", "purge", "Pak-Chol-ho", "-n"],
    ["names", "add", "--file", "Pak Chol-ho.toml"],
    ["names", "test", "Pak Chol-ho.txt"],
    ["status", "extra", "words", "--ui-language", "Pak Chol-ho"],
    ["diff", "Pak Chol-ho", "-l", "ja"],
]


@pytest.mark.parametrize("words", MISTYPED, ids=" ".join)
def test_what_somebody_mistypes_is_masked(project: Path, lfnkr: Run, words: list[str]) -> None:
    with_register(project)
    ended = lfnkr(*words)
    assert ended.code in (1, 2)
    assert (ended.err.count("\n"), pieces_in(ended.out + ended.err)) == (1, [])


def test_a_folder_that_is_none_is_masked(project: Path, lfnkr: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with_register(project)
    for words in (["-C", f"{project}/Pak Chol-ho/none"], ["-C", "/Pak Chol-ho"], ["--project=/nowhere/pak_chol_ho"]):
        monkeypatch.chdir(project)
        ended = in_process(["status", *words])
        assert (ended.err.count("\n") <= 1, pieces_in(ended.out + ended.err)) == (True, []), words


BROKEN_SETTINGS = [
    '[draft]\nengines = ["Pak Chol-ho"]\n',
    '"Pak Chol-ho" = 1\n',
    '[project]\nlanguages = "朴哲浩"\n',
    '[draft]\nmin_match = "朴哲浩"\n',
    "[draft\n# Pak Chol-ho\n",
    '[[people]]\nid = "Pak Chol-ho"\nid = "Pak Chol-ho"\n',
    '[publish]\noutput = "{Pak Chol-ho}"\n',
]


@pytest.mark.parametrize("more", BROKEN_SETTINGS)
@pytest.mark.parametrize("command", ["status", "doctor"])
def test_names_in_settings_that_cannot_be_read_are_masked(project: Path, lfnkr: Run, more: str, command: str) -> None:
    register = with_register(project)
    (project / "lfnkr.toml").write_text(f'privacy.names = "{register.as_posix()}"\n{more}', "utf-8")
    ended = lfnkr(command)
    assert (ended.code, pieces_in(ended.out + ended.err)) == (1, [])


@pytest.mark.parametrize(
    "words", [["extract"], ["draft"], ["publish"], ["run"], ["names", "list"], ["status"]], ids=" ".join
)
def test_a_register_that_lists_nobody_protects_nobody(project: Path, lfnkr: Run, words: list[str]) -> None:
    with_register(project, "# [[person]]\n")
    ended = lfnkr(*words)
    assert (ended.code, ended.err.count("\n"), "lists nobody" in ended.err) == (1, 1, True)
    assert not (project / "locales").exists()


def test_somebody_is_added_to_a_register_that_lists_nobody(project: Path, lfnkr: Run) -> None:
    register = with_register(project, "# kept by the board\n")
    (project.parent / "new.toml").write_text(LISTED, "utf-8")
    ended = lfnkr("names", "add", "--file", str(project.parent / "new.toml"))
    assert (ended.code, ended.err) == (0, "")
    assert register.read_text("utf-8") == f"# kept by the board\n\n{LISTED}".replace("{ en =", '{ "en" =').replace(
        ", ja =", ', "ja" ='
    ).replace(", ko =", ', "ko" =')


def test_a_bug_of_ours_tells_no_name(project: Path) -> None:
    register = with_register(project)
    broken = project.parent / "broken.py"
    broken.write_text(
        "import lfnkr_i18n.formats as formats\n"
        "def fail(*arguments, **options):\n"
        "    raise ValueError('cannot read Pak Chol-ho, 朴哲浩')\n"
        "formats.read_post = fail\n"
        "from lfnkr_i18n.cli import main\n"
        f"main(['-C', {str(project)!r}, 'extract'])\n",
        "utf-8",
    )
    ended = subprocess.run([sys.executable, broken], capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 1
    assert "ValueError: cannot read [p1], [p1]" in ended.stderr
    assert register.exists()


def test_a_register_that_is_not_here_is_said_once(project: Path, lfnkr: Run) -> None:
    with_register(project).unlink()
    ended = lfnkr("extract")
    assert (ended.code, ended.err.count("not on this machine")) == (0, 1)
    ended = lfnkr("publish")
    assert (ended.code, ended.err.count("\n")) == (1, 2)
    assert lfnkr("run").code == 1


READING = (["extract"], ["status"], ["check"], ["draft"], ["publish"], ["run"], ["memory", "stats"])


@pytest.mark.parametrize("words", READING)
def test_an_unsafe_register_stops_everything_in_one_line(project: Path, lfnkr: Run, words: list[str]) -> None:
    with_register(project).chmod(0o644)
    ended = lfnkr(*words)
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "chmod 600" in ended.err
    assert not (project / "locales").exists()


def test_an_unsafe_register_does_not_keep_a_post_online(translated: Path, lfnkr: Run) -> None:
    assert lfnkr("publish", "-q").code == 0
    with_register(translated).chmod(0o644)
    ended = lfnkr("unpublish", "2025/letter", "--by", "aya", "--reason", "a name got out")
    assert ended.code == 0
    assert not (translated / "published/ja/2025/letter.md").exists()


def test_a_name_that_a_table_wraps_is_masked(project: Path, lfnkr: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "https://example.org/translations/for/the/harbour/Pak-Chol-ho/v1"
    with_register(project, more=f'[engines.openai]\nurl = "{address}"\nmodel = "m"\n')
    shown = []
    for width in range(60, 100, 5):
        monkeypatch.setenv("COLUMNS", str(width))
        ended = lfnkr("engines", "list")
        assert pieces_in(ended.out) == [], (width, ended.out)
        shown.append(ended.out)
    assert any("[p1]" in out for out in shown), shown


@pytest.mark.parametrize(
    "words", [["sign-off", "2025/letter", "-l", "ja"], ["publish", "--allow-drafts"]], ids=lambda words: words[0]
)
def test_nobody_at_risk_signs_a_ledger(translated: Path, lfnkr: Run, words: list[str]) -> None:
    with_register(translated)
    ended = lfnkr(*words, "--by", "Pak Cholho")
    assert (ended.code, pieces_in(ended.out + ended.err), leaks(translated)) == (3, [], [])
    assert not list((translated / "locales").rglob("*.jsonl"))
