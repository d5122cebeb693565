"""`lfnkr import` on the command line: its table, its lines, its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.projects import translate
from tests.wordpress.exports import export, item

ENGLISH = item(1, "The harbour", slug="harbour")
DRAFT = item(2, "Not yet", status="draft")
PICTURE = item(3, "boat.jpg", type_="attachment", status="inherit")
NUMBERS = item(4, "2026", "12 / 2026", slug="numbers")
JAPANESE = item(5, "港", "港はまた開いています。", slug="%e6%b8%af")


def write(*items: str) -> str:
    Path("export.xml").write_bytes(export(*items))
    return "export.xml"


def test_dry_run_is_a_table(project: Path, lfnkr: Run) -> None:
    ended = lfnkr("import", "-n", write(ENGLISH, JAPANESE, DRAFT, PICTURE))

    assert ended.code == 0
    assert [line.rstrip() for line in ended.out.splitlines()] == [
        "",
        " Post                                               Language   WordPress   What",
        " ──────────────────────────────────────────────────────────────────────────────",
        " 2026-03-06-harbour                                 en                 1   new",
        " 2026-03-06-港                                      ja                 5   new",
        "",
        "Left out, no posts or pages: pictures and files 1. --type NAME takes one.",
        "Left out, not public: drafts (draft) 1. --status NAME takes them.",
        "2 posts: 2 new. Nothing was written.",
    ]
    assert not (project / "source_posts" / "en" / "2026-03-06-harbour.html").exists()


def test_lines_and_numbers(project: Path, lfnkr: Run) -> None:
    assert lfnkr("import", write(ENGLISH)).out == "source_posts/en/2026-03-06-harbour.html: new\n1 post: 1 new.\n"
    assert lfnkr("import", write(ENGLISH)).out == "1 post: 1 unchanged.\n"
    assert "WordPress 2: post, draft: status" in lfnkr("import", "-v", write(ENGLISH, DRAFT)).out


def test_a_language_that_nothing_tells_is_said_and_can_be_given(project: Path, lfnkr: Run) -> None:
    ended = lfnkr("import", write(ENGLISH, NUMBERS))
    assert ended.code == 4
    assert "Left out, language unknown: 1. Say --language" in ended.out

    ended = lfnkr("import", "--language", "en", "export.xml")
    assert ended.code == 0
    assert "source_posts/en/2026-03-06-numbers.html: new" in ended.out


def test_edits_on_both_sides(project: Path, lfnkr: Run) -> None:
    lfnkr("import", write(ENGLISH))
    post = project / "source_posts" / "en" / "2026-03-06-harbour.html"
    post.write_text(post.read_text("utf-8") + "<p>More.</p>", "utf-8")

    ended = lfnkr("import", write(ENGLISH.replace("Words", "Other words")))

    assert ended.code == 1
    assert ended.err.startswith("source_posts/en/2026-03-06-harbour.html: edited here and in WordPress; --overwrite")
    assert post.read_text("utf-8").endswith("<p>More.</p>")


def test_no_text_of_a_post_is_printed(project: Path, lfnkr: Run) -> None:
    secret = item(1, "Ohnename", "Ohnename", slug="a", excerpt="Ohnename", meta={"x": "Ohnename"})
    for words in (["-n"], [], ["-v"], ["--json"]):
        ended = lfnkr("import", *words, write(secret, secret))
        assert "Ohnename" not in ended.out + ended.err


def test_json(project: Path, lfnkr: Run) -> None:
    printed = json.loads(lfnkr("import", "--json", "-n", write(ENGLISH, DRAFT)).out)

    assert printed == {
        "version": 1,
        "rows": [
            {
                "post": "2026-03-06-harbour",
                "path": "source_posts/en/2026-03-06-harbour.html",
                "language": "en",
                "wordpress": 1,
                "fate": "new",
                "problem": None,
                "names": [],
            }
        ],
        "skipped": [
            {"wordpress": 2, "type": "post", "status": "draft", "reason": "status", "language": "", "path": ""}
        ],
    }


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(["missing.xml"], 1, "lfnkr: missing.xml: no such file", id="no file"),
        pytest.param(["bad.xml"], 1, "lfnkr: bad.xml:1:1: not an XML file", id="no export"),
        pytest.param(["bad.xml", "--status", "trash"], 2, "lfnkr: --status trash: there are publish, fut", id="status"),
        pytest.param(["bad.xml", "--language", "de"], 2, "lfnkr: --language de: not a language of", id="language"),
        pytest.param(["bad.xml", "--keep", "--overwrite"], 2, "lfnkr: --overwrite and --keep contradict", id="both"),
        pytest.param([], 2, "lfnkr: ", id="nothing"),
    ],
)
def test_one_line_says_what_is_wrong(project: Path, lfnkr: Run, words: list[str], code: int, said: str) -> None:
    Path("bad.xml").write_text("hello", "utf-8")

    ended = lfnkr("import", *words)

    assert (ended.code, ended.out) == (code, "")
    assert ended.err.startswith(said)
    assert ended.err.count("\n") == 1


@pytest.fixture
def harbour(project: Path, lfnkr: Run) -> str:
    """A post from WordPress, translated and reviewed; its id."""
    post = "2026-03-06-harbour"
    assert lfnkr("import", write(ENGLISH)).code == 0
    assert lfnkr("extract", post).code == 0
    translate(project, post, "ja", {"The harbour": "港", "Words of a post.": "投稿の言葉。"})
    return post


def test_published_into_a_file_for_wordpress(project: Path, lfnkr: Run, harbour: str) -> None:
    dry, first, again = (lfnkr("publish", harbour, "--wxr", "out.xml", *words) for words in (["-n"], [], ["--json"]))

    assert dry.out.endswith("out.xml would be written: 1 post for WordPress.\n")
    assert first.out.endswith("out.xml written: 1 post for WordPress.\n")
    assert json.loads(again.out)["wxr"] == {"path": "out.xml", "posts": 1, "written": False, "left_out": []}
    assert b"<wp:post_name><![CDATA[harbour-ja]]></wp:post_name>" in Path("out.xml").read_bytes()


def test_taking_down_reminds_of_wordpress(project: Path, lfnkr: Run, harbour: str) -> None:
    lfnkr("publish", harbour)

    ended = lfnkr("unpublish", harbour, "-l", "ja", "--by", "aya", "--reason", "a name got out")

    assert ended.out.endswith("If it was imported into WordPress, take it down there too.\n")


def test_a_post_in_the_trash_of_wordpress_is_told_with_what_keeps_its_translation_back(
    project: Path, lfnkr: Run, harbour: str
) -> None:
    lfnkr("publish", harbour)
    path = f"source_posts/en/{harbour}.html"
    ended = lfnkr("import", write(item(1, "The harbour", slug="harbour__trashed", status="trash")))
    assert (ended.code, ended.err) == (
        0,
        f"warning: {path} stays, although the post is not public in WordPress any more (trash); if it is not to be "
        f"read, take its translations down: `lfnkr unpublish {path}`\n",
    )
    assert "harbour" in Path(path).read_text("utf-8")
    assert lfnkr("unpublish", path, "--by", "aya", "--reason", "in the trash").code == 0
    assert json.loads(lfnkr("publish", "--wxr", "out.xml", "--json").out)["wxr"]["posts"] == 0
