"""The day's work on a small project: what each command prints, on which stream, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.projects import LETTER, LETTER_JA, SETTINGS, catalog, translate

PLAIN = {"We met **twelve** families.": "十二の家族に会いました。"}


def test_extract_tells_what_is_new_and_the_second_time_nothing(lfnkr: Run, project: Path) -> None:
    first = lfnkr("extract")
    assert (first.code, first.err) == (0, "")
    assert first.out == "2025/letter → ja: 3 added\nnotice → en: 3 added\n2 catalogs of 2 written.\n"
    assert lfnkr("extract").out == "2 catalogs, all up to date.\n"


def test_extract_tells_what_changed_and_what_left(lfnkr: Run, translated: Path) -> None:
    post = translated / "source_posts" / "en" / "2025" / "letter.md"
    post.write_text(
        LETTER.replace("twelve", "fifteen").replace(" They [told us](https://example.org/) their stories.", "")
    )
    ended = lfnkr("extract", "-v")
    assert ended.out == "2025/letter → ja: 1 changed, 1 removed\nnotice → en: unchanged\n1 catalog of 2 written.\n"


def test_extract_dry_run_writes_nothing(lfnkr: Run, project: Path) -> None:
    ended = lfnkr("extract", "-n")
    assert ended.out.endswith("2 catalogs of 2 would be written.\n")
    assert not (project / "locales").exists()


def test_extract_frozen_exits_3_while_a_catalog_is_behind(lfnkr: Run, project: Path) -> None:
    assert lfnkr("extract", "--frozen").code == 3
    assert not (project / "locales").exists()
    lfnkr("extract")
    assert lfnkr("extract", "--frozen").code == 0


def test_quiet_still_says_why_a_gate_said_no(lfnkr: Run, project: Path) -> None:
    assert "notice → en: 3 added\n" in lfnkr("extract", "--frozen", "-q").out
    lfnkr("extract")
    ended = lfnkr("publish", "notice", "-q")
    assert (ended.code, ended.out) == (3, "notice → en: not ready: 3 segments are not translated\n")
    assert lfnkr("publish", "-q").out == ""


def test_quiet_says_nothing_where_nothing_went_wrong(lfnkr: Run, project: Path) -> None:
    assert lfnkr("-q", "extract") == lfnkr("extract", "--quiet")
    assert lfnkr("-q", "extract").out == ""


def test_extract_json_has_a_row_a_catalog(lfnkr: Run, project: Path) -> None:
    found = json.loads(lfnkr("extract", "--json").out)
    assert found["version"] == 1
    assert [(row["post"], row["language"], row["added"], row["written"]) for row in found["rows"]] == [
        ("2025/letter", "ja", 3, True),
        ("notice", "en", 3, True),
    ]


def test_one_broken_post_does_not_stop_the_others(lfnkr: Run, project: Path) -> None:
    (project / "source_posts" / "en" / "broken.md").write_bytes(b"caf\xe9\n")
    ended = lfnkr("extract")
    assert ended.code == 4
    assert "notice → en: 3 added" in ended.out
    assert ended.err.startswith("source_posts/en/broken.md")
    assert ended.err.count("\n") == 1


def test_all_posts_broken_is_a_failure(lfnkr: Run, project: Path) -> None:
    (project / "source_posts" / "en" / "broken.md").write_bytes(b"caf\xe9\n")
    assert lfnkr("extract", "broken").code == 1


@pytest.mark.parametrize(
    ("words", "line"),
    [
        pytest.param(
            ["extract", "2025/leter"], "2025/leter: no such post; did you mean 2025/letter?", id="no such post"
        ),
        pytest.param(
            ["status", "-l", "ko"], "-l ko: not a language of this project; it has en, ja", id="no such language"
        ),
        pytest.param(["check", "--only", "spelling"], "no check `spelling`; ", id="no such check"),
        pytest.param(["publish", "--no-check"], "--no-check needs --by PERSON", id="a waiver without a name"),
        pytest.param(["unpublish", "notice", "-l", "en", "--by", "aya"], "--reason is missing", id="no reason"),
        pytest.param(["sign-off", "-l", "ja", "--by", "aya"], "POST is missing", id="no post"),
    ],
)
def test_what_does_not_exist_is_wrong_usage(lfnkr: Run, translated: Path, words: list[str], line: str) -> None:
    ended = lfnkr(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"lfnkr: {line}")
    assert ended.err.count("\n") == 1


def test_bad_settings_are_one_line_and_exit_1(lfnkr: Run, project: Path) -> None:
    (project / "lfnkr.toml").write_text("[project]\nlangauges = ['en']\n")
    ended = lfnkr("status")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("lfnkr: lfnkr.toml:2: ")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "publish", "status", "run"])
def test_a_check_that_does_not_exist_is_said_once(lfnkr: Run, translated: Path, command: str) -> None:
    (translated / "lfnkr.toml").write_text('[checks]\ndisable = ["spelling"]\n')
    ended = lfnkr(command)
    assert ended.code == 1
    assert ended.err.startswith("lfnkr: lfnkr.toml: checks.disable: no check `spelling`; there are ")
    assert ended.err.count("\n") == 1


def test_draft_fills_from_memory_and_says_what_is_left(lfnkr: Run, translated: Path) -> None:
    (translated / "source_posts" / "en" / "second.md").write_text("We met **twelve** families.\n\nSomething else.\n")
    lfnkr("extract")
    ended = lfnkr("draft")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "second → ja: 1 from equal texts, 0 from similar ones, 1 left\n1 segment drafted, 1 left to translate.\n"
    )
    assert lfnkr("draft").out == "0 segments drafted, 1 left to translate.\n"


def test_check_prints_findings_as_compilers_do(lfnkr: Run, translated: Path) -> None:
    translate(translated, "2025/letter", "ja", PLAIN)
    ended = lfnkr("check")
    assert ended.code == 3
    place, _space, rest = ended.out.splitlines()[0].partition(" ")
    assert place.startswith("locales/ja/LC_MESSAGES/2025/letter.po:")
    assert rest.startswith("error emphasis: ")
    assert ended.out.endswith("2 catalogs checked: 1 error, 0 warnings.\n")
    assert lfnkr("check", "--skip", "emphasis").code == 0


def test_a_catalog_that_cannot_be_read_is_not_counted_as_up_to_date(lfnkr: Run, translated: Path) -> None:
    catalog(translated, "notice", "en").write_text('msgid "no end\n', "utf-8")
    assert lfnkr("extract").out == "1 catalog, up to date.\n"
    assert lfnkr("check").out == "1 catalog checked: 0 errors, 0 warnings.\n"
    assert lfnkr("run").out.startswith("1 catalog, up to date.\n")


def test_check_finds_what_is_left_only_when_asked(lfnkr: Run, project: Path) -> None:
    lfnkr("extract")
    assert lfnkr("check").code == 0
    assert lfnkr("check", "--only", "untranslated").code == 3


def test_check_json(lfnkr: Run, translated: Path) -> None:
    translate(translated, "2025/letter", "ja", PLAIN)
    found = json.loads(lfnkr("check", "--json").out)
    assert [(row["post"], row["severity"], row["check"]) for row in found["rows"]] == [
        ("2025/letter", "error", "emphasis")
    ]
    assert found["problems"] == []


def test_check_list(lfnkr: Run) -> None:
    assert "structure\n" in lfnkr("check", "--list").out
    assert "structure" in json.loads(lfnkr("check", "--list", "--json").out)["checks"]


def test_publish_writes_what_is_ready_and_names_what_is_not(lfnkr: Run, translated: Path) -> None:
    translate(translated, "notice", "en", {"どなたも歓迎します。": ""})
    ended = lfnkr("publish")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "2025/letter → ja: published/ja/2025/letter.md\n"
        "notice → en: not ready: 1 segment is not translated\n"
        "1 post published, 1 not ready.\n"
    )
    assert "港からの手紙" in (translated / "published" / "ja" / "2025" / "letter.md").read_text("utf-8")
    assert lfnkr("publish").out.endswith("0 posts published, 1 not ready.\n")


def test_a_picture_that_is_missing_is_a_warning_that_names_the_post(lfnkr: Run, translated: Path) -> None:
    post = translated / "source_posts" / "en" / "2025" / "letter.md"
    post.write_text(LETTER.replace("---\n\n", "cover: a\n---\n\n![](img/none.jpg)\n\n"), "utf-8")
    ended = lfnkr("publish", "2025/letter")
    assert ended.code == 0
    assert ended.err.startswith("warning: 2025/letter → ja: img/none.jpg: ")


def test_a_named_post_that_is_not_ready_is_a_refusal(lfnkr: Run, project: Path) -> None:
    lfnkr("extract")
    assert lfnkr("publish", "notice").code == 3
    assert lfnkr("publish", "not*").code == 0


def test_publish_keeps_what_somebody_edited_and_shows_the_difference(lfnkr: Run, translated: Path) -> None:
    lfnkr("publish")
    output = translated / "published" / "ja" / "2025" / "letter.md"
    output.write_text(output.read_text("utf-8").replace("家族", "世帯"), "utf-8")
    translate(translated, "2025/letter", "ja", {"A letter from the harbour": "港の手紙"})
    ended = lfnkr("publish", "2025/letter")
    assert ended.code == 3
    assert ended.err.startswith("warning: published/ja/2025/letter.md was edited by hand")
    assert "世帯" in ended.out
    assert "世帯" in output.read_text("utf-8")
    assert lfnkr("publish", "2025/letter", "--overwrite").code == 0
    assert "世帯" not in output.read_text("utf-8")


def test_drafts_are_published_only_by_a_named_person(lfnkr: Run, project: Path) -> None:
    lfnkr("extract")
    translate(project, "2025/letter", "ja", LETTER_JA, fuzzy=True)
    assert lfnkr("publish", "2025/letter").code == 3
    assert lfnkr("publish", "2025/letter", "--allow-drafts").code == 2
    assert lfnkr("publish", "2025/letter", "--allow-drafts", "--by", "aya").code == 0


def test_unpublish_takes_down_and_publish_leaves_it_down(lfnkr: Run, translated: Path) -> None:
    lfnkr("publish")
    output = translated / "published" / "ja" / "2025" / "letter.md"
    down = ("unpublish", "2025/letter", "-l", "ja", "--by", "aya", "--reason", "a name got out")
    assert "would delete" in lfnkr(*down, "-n").out
    ended = lfnkr(*down)
    assert (ended.code, ended.out) == (0, "2025/letter → ja: deleted published/ja/2025/letter.md\n")
    assert not output.exists()
    assert lfnkr("publish").code == 0
    assert not output.exists()
    assert lfnkr("publish", "2025/letter", "--by", "aya").code == 0
    assert output.exists()


def test_unpublish_without_a_language_takes_all_down(lfnkr: Run, translated: Path) -> None:
    lfnkr("publish")
    assert lfnkr("unpublish", "2025/letter", "notice", "--by", "aya", "--reason", "asked for").code == 0
    assert [path for path in (translated / "published").rglob("*") if path.is_file()] == []


def test_unpublish_works_where_the_source_is_gone(lfnkr: Run, translated: Path) -> None:
    lfnkr("publish")
    (translated / "source_posts" / "en" / "2025" / "letter.md").unlink()
    ended = lfnkr("unpublish", "2025/letter", "-l", "ja", "--by", "aya", "--reason", "asked for")
    assert ended.code == 0
    assert not (translated / "published" / "ja" / "2025" / "letter.md").exists()


def test_sign_off_and_revoke(lfnkr: Run, translated: Path) -> None:
    sign = ("sign-off", "2025/letter", "-l", "ja", "--by", "aya")
    assert lfnkr(*sign, "-n").out == "2025/letter → ja: would be signed\n"
    assert lfnkr(*sign).out == "2025/letter → ja: signed\n"
    assert lfnkr(*sign).out == "2025/letter → ja: was signed already\n"
    assert lfnkr(*sign, "--revoke", "-n").out == "2025/letter → ja: approval would be taken back\n"
    assert lfnkr(*sign, "--revoke").out == "2025/letter → ja: approval taken back\n"


def test_sign_off_counts_towards_what_publishing_needs(lfnkr: Run, translated: Path) -> None:
    (translated / "lfnkr.toml").write_text(f"{SETTINGS}\n[publish]\nsign_offs = 2\n")
    assert lfnkr("publish", "2025/letter").code == 3
    assert lfnkr("sign-off", "2025/letter", "-l", "ja", "--by", "aya").out.endswith("signed (1 of 2)\n")
    assert lfnkr("sign-off", "2025/letter", "-l", "ja", "--by", "ben").out.endswith("signed (2 of 2)\n")
    assert lfnkr("publish", "2025/letter").code == 0


def test_sign_off_is_refused_while_drafts_are_left(lfnkr: Run, project: Path) -> None:
    lfnkr("extract")
    ended = lfnkr("sign-off", "notice", "-l", "en", "--by", "aya")
    assert ended.code == 3
    assert "not signed: 3 segments are not translated" in ended.err


def test_memory_stats(lfnkr: Run, translated: Path) -> None:
    lines = lfnkr("memory", "stats").out.splitlines()
    assert [line.split() for line in lines[1:5] if line.strip(" ─")] == [
        ["Direction", "Pairs", "Texts", "Similar", "texts", "are", "found"],
        ["en", "→", "ja", "3", "6", "one", "by", "one"],
        ["ja", "→", "en", "3", "6", "one", "by", "one"],
    ]
    assert lines[-1].startswith("From 2 catalogs; 0.1 MB of database")
    found = json.loads(lfnkr("memory", "stats", "--json").out)
    assert found["rows"][0] == {
        "source_language": "en",
        "target_language": "ja",
        "pairs": 3,
        "texts": 6,
        "indexed": 0,
    }


def test_memory_search(lfnkr: Run, translated: Path) -> None:
    ended = lfnkr("memory", "search", "We met **twelve** families!", "-l", "ja")
    assert ended.code == 0
    assert ended.out.splitlines()[0].endswith("%  2025/letter")
    assert ended.out.splitlines()[1:] == [
        "       96 % alike, less for other punctuation",
        "       We met **twelve** families.",
        "       **十二**の家族に会いました。",
    ]
    assert lfnkr("memory", "search", "Nothing of the sort", "-l", "ja").out == "Nothing like it in the memory.\n"


def test_memory_goes_out_and_comes_in(lfnkr: Run, translated: Path) -> None:
    assert lfnkr("memory", "export", "out.tmx", "-n").out == "6 pairs would be written to out.tmx\n"
    assert lfnkr("memory", "export", "out.tmx").out == "6 pairs written to out.tmx\n"
    assert lfnkr("memory", "export", "out.tmx").out == "out.tmx holds the same already.\n"
    assert lfnkr("memory", "import", "out.tmx", "-n").out == "6 pairs would be imported to locales/memory/out.tmx\n"
    assert lfnkr("memory", "import", "out.tmx").out == "6 pairs imported to locales/memory/out.tmx\n"
    again = lfnkr("memory", "import", "out.tmx")
    assert again.out == "out.tmx was imported before: locales/memory/out.tmx is the same.\n"
    found = json.loads(lfnkr("memory", "import", "out.tmx", "--json").out)
    assert (found["pairs"], found["written"]) == (6, False)


def test_a_post_of_ours_stands_for_a_pair_that_was_imported_too(lfnkr: Run, translated: Path) -> None:
    lfnkr("memory", "export", "out.tmx")
    lfnkr("memory", "import", "out.tmx")
    text = "They [told us](https://example.org/) their stories."
    [found] = json.loads(lfnkr("memory", "search", text, "-l", "ja", "--json").out)["rows"]
    assert (found["origin"], found["tool"]) == ("2025/letter", "")


def test_a_likeness_beyond_everything_is_wrong_usage(lfnkr: Run, translated: Path) -> None:
    ended = lfnkr("memory", "search", "x", "-l", "ja", "--min-match", "200")
    assert (ended.code, ended.out) == (2, "")


def test_a_broken_memory_is_refused_in_one_line(lfnkr: Run, translated: Path) -> None:
    (translated / "bad.tmx").write_text("<tmx>\n<body></tmx>")
    ended = lfnkr("memory", "import", "bad.tmx")
    assert ended.code == 1
    assert ended.err.startswith("lfnkr: bad.tmx:2: column 13: not well-formed XML")
    assert ended.err.count("\n") == 1


def test_a_catalog_that_cannot_be_read_is_left_alone_and_named(lfnkr: Run, translated: Path) -> None:
    path = catalog(translated, "notice", "en")
    path.write_text(path.read_text("utf-8") + '\nmsgid "no end\n', "utf-8")
    before = path.read_bytes()
    ended = lfnkr("extract")
    assert ended.code == 4
    assert "locales/en/LC_MESSAGES/notice.po:" in ended.err
    assert path.read_bytes() == before


def test_diff_shows_what_changed_with_the_old_translation(lfnkr: Run, translated: Path) -> None:
    assert lfnkr("diff", "2025/letter", "-l", "ja").out == "Nothing is stale: every translation is of today's text.\n"
    post = translated / "source_posts" / "en" / "2025" / "letter.md"
    post.write_text(LETTER.replace("twelve", "fifteen"))
    ended = lfnkr("diff", "2025/letter", "-l", "ja")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "source_posts/en/2025/letter.md:5\n"
        "  We met **[-twelve-]{+fifteen+}** families.\n"
        "  **十二**の家族に会いました。\n"
    )
    (row,) = json.loads(lfnkr("diff", "2025/letter", "-l", "ja", "--json").out)["rows"]
    assert row["old_source"] == "We met **twelve** families."
    assert [piece["change"] for piece in row["pieces"]] == ["equal", "delete", "insert", "equal"]


@pytest.mark.parametrize("words", [["diff", "2025/letter"], ["diff", "-l", "ja"], ["diff", "none", "-l", "ja"]])
def test_diff_needs_a_post_and_a_language(lfnkr: Run, translated: Path, words: list[str]) -> None:
    assert lfnkr(*words).code == 2


@pytest.mark.parametrize(
    ("place", "code", "problem"),
    [
        ("source_posts", 1, "source_posts: not a regular file"),
        ("lfnkr.toml", 1, "lfnkr.toml: it is there and was not written by publish --wxr"),
        ("lfnkr.toml/out.xml", 1, "lfnkr.toml/out.xml: "),
        ("", 2, "--wxr: name a file"),
    ],
)
def test_publish_refuses_a_place_for_wordpress_before_it_publishes(
    lfnkr: Run, translated: Path, place: str, code: int, problem: str
) -> None:
    for words in ((), ("-n",), ("--json",)):
        ended = lfnkr("publish", "--wxr", place, *words)
        assert (ended.code, ended.err.count("\n"), problem in ended.err) == (code, 1, True), ended
    assert not (translated / "published").exists()
    assert not (translated / "locales" / "publications.jsonl").exists()
