"""What lies in source_posts: posts, and what cannot be one."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from lfnkr_i18n.config import Misplaced, PostFile, open_project, post_files
from tests.timing import within


def found(root: Path, settings: str = "") -> tuple[list[PostFile], list[Misplaced]]:
    (root / "lfnkr.toml").write_text(settings, encoding="utf-8")
    return post_files(open_project(root))


def lay_out(root: Path, *names: str) -> None:
    for name in names:
        path = root / "source_posts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


@pytest.mark.parametrize(
    ("name", "post", "language", "suffix"),
    [
        pytest.param("en/letter.md", "letter", "en", ".md", id="in a language's folder"),
        pytest.param("letter.md", "letter", None, ".md", id="outside of one"),
        pytest.param("ja/2020/05/手紙.mdx", "2020/05/手紙", "ja", ".mdx", id="in folders"),
        pytest.param("fr/letter.md", "fr/letter", None, ".md", id="two letters that lfnkr.toml does not list"),
        pytest.param("en/en/a.md", "en/a", "en", ".md", id="only the first folder counts"),
        pytest.param("en/A.B.MD", "A.B", "en", ".md", id="suffix in capitals, full stop inside"),
        pytest.param("en.md", "en", None, ".md", id="named like a language"),
        pytest.param("en/a.md/b.html", "a.md/b", "en", ".html", id="a folder that looks like a post"),
    ],
)
def test_ids(tmp_path: Path, name: str, post: str, language: str | None, suffix: str) -> None:
    lay_out(tmp_path, name)
    files, misplaced = found(tmp_path)
    assert misplaced == []
    assert [(file.id, file.folder_language, file.suffix, file.shown) for file in files] == [
        (post, language, suffix, f"source_posts/{name}")
    ]
    assert files[0].path == tmp_path / "source_posts" / name


def test_order_is_that_of_ids(tmp_path: Path) -> None:
    lay_out(tmp_path, "ja/b.md", "en/a/z.md", "en/b.md", "a.md")
    assert [file.shown for file in found(tmp_path)[0]] == [
        "source_posts/a.md",
        "source_posts/en/a/z.md",
        "source_posts/en/b.md",
        "source_posts/ja/b.md",
    ]


def test_pictures_and_hidden_files_are_no_concern(tmp_path: Path) -> None:
    lay_out(tmp_path, "en/a.jpg", "en/.draft.md", ".git/a.md", "en/README", "en/a.md~", "en/con.jpg")
    assert found(tmp_path) == ([], [])


def test_no_source_posts_at_all(tmp_path: Path) -> None:
    assert found(tmp_path) == ([], [])


def test_source_posts_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "source_posts").touch()
    files, misplaced = found(tmp_path)
    assert (files, [item.shown for item in misplaced]) == ([], ["source_posts"])


@pytest.mark.parametrize(
    "name",
    ["con.md", "NUL.md", "com1.html", "lpt9.txt.md", "aux/a.md", "en/prn/a.md"],
)
def test_names_that_windows_keeps(tmp_path: Path, name: str) -> None:
    lay_out(tmp_path, name)
    files, misplaced = found(tmp_path)
    assert files == []
    assert "Windows keeps this name" in misplaced[0].message


@pytest.mark.parametrize(
    "name",
    [
        "a:b.md",
        "a?.md",
        "a*.md",
        "a<b>.md",
        'a"b.md',
        "a|b.md",
        "a\\b.md",
        "a\nb.md",
        "a\x1bb.md",
        "a\u202eb.md",
        "x:/a.md",
    ],
)
def test_names_with_characters_that_not_every_system_holds(tmp_path: Path, name: str) -> None:
    lay_out(tmp_path, name)
    files, misplaced = found(tmp_path)
    assert files == []
    assert "not every system can hold" in misplaced[0].message
    assert misplaced[0].shown.isprintable()


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    lay_out(tmp_path, "a.md")
    os.rename(os.fsencode(tmp_path / "source_posts/a.md"), os.fsencode(tmp_path) + b"/source_posts/\xff.md")  # noqa: PTH104
    files, misplaced = found(tmp_path)
    assert (files, [item.shown for item in misplaced]) == ([], ["source_posts/\\udcff.md"])


@pytest.mark.parametrize("name", [" a.md", "a .md", "a..md", "a.md ", "a.md.", "x /a.md", "x./a.md", "\u3000a.md"])
def test_names_with_outer_blanks_or_full_stops(tmp_path: Path, name: str) -> None:
    lay_out(tmp_path, name)
    files, misplaced = found(tmp_path)
    assert files == []
    assert "begins or ends with a blank or a full stop" in misplaced[0].message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("en/Letter.md", "en/letter.md", id="case"),
        pytest.param("en/Letter.md", "ja/letter.html", id="case, in two languages"),
        pytest.param("en/2020/A/x.md", "en/2020/a/x.md", id="case of a folder"),
        pytest.param("en/caf\u00e9.md", "en/cafe\u0301.md", id="composed and decomposed"),
        pytest.param("en/Straße.md", "en/STRASSE.md", id="folded"),
        pytest.param("ja/が.md", "ja/か\u3099.md", id="kana with a mark"),
    ],
)
def test_ids_that_some_systems_cannot_tell_apart(tmp_path: Path, one: str, other: str) -> None:
    lay_out(tmp_path, one, other, "en/fine.md")
    files, misplaced = found(tmp_path)
    assert [file.id for file in files] == ["fine"]
    assert sorted(item.shown for item in misplaced) == sorted([f"source_posts/{one}", f"source_posts/{other}"])
    assert f"source_posts/{other}" in next(item.message for item in misplaced if item.shown.endswith(one))


def test_one_id_in_two_languages_or_formats_is_for_the_reader_of_posts(tmp_path: Path) -> None:
    lay_out(tmp_path, "en/a.md", "ja/a.md", "en/a.html")
    files, misplaced = found(tmp_path)
    assert ([file.id for file in files], misplaced) == (["a", "a", "a"], [])


def test_a_language_folder_in_another_case(tmp_path: Path) -> None:
    lay_out(tmp_path, "EN/a.md")
    files, misplaced = found(tmp_path)
    assert (files, [item.shown for item in misplaced]) == ([], ["source_posts/EN"])
    assert "`en`" in misplaced[0].message


@pytest.mark.parametrize(
    ("link", "target", "message"),
    [
        pytest.param("link.md", "../outside.md", "out of source_posts", id="file out of the tree"),
        pytest.param("link.md", "/etc/passwd", "out of source_posts", id="absolute"),
        pytest.param("link.md", "missing.md", "leads nowhere", id="nowhere"),
        pytest.param("link.md", "link.md", "leads nowhere", id="itself"),
        pytest.param("link", "link", "leads nowhere", id="itself, without suffix"),
        pytest.param("link", "folder", "not followed", id="folder in the tree"),
        pytest.param("link", "..", "out of source_posts", id="folder above"),
        pytest.param("link", ".", "not followed", id="its own folder"),
    ],
)
def test_links_are_not_followed(tmp_path: Path, link: str, target: str, message: str) -> None:
    lay_out(tmp_path, "folder/a.md")
    (tmp_path / "outside.md").touch()
    (tmp_path / "source_posts" / link).symlink_to(target)
    files, misplaced = found(tmp_path)
    assert [file.id for file in files] == ["folder/a"]
    assert [item.shown for item in misplaced] == [f"source_posts/{link}"]
    assert message in misplaced[0].message


def test_links_to_pictures_are_no_concern(tmp_path: Path) -> None:
    lay_out(tmp_path, "en/a.md")
    (tmp_path / "source_posts/en/a.jpg").symlink_to("../../../a.jpg")
    assert [file.id for file in found(tmp_path)[0]] == ["a"]
    assert found(tmp_path)[1] == []


def test_a_link_inside_the_tree_is_a_post(tmp_path: Path) -> None:
    lay_out(tmp_path, "en/a.md")
    (tmp_path / "source_posts/en/b.md").symlink_to("a.md")
    files, misplaced = found(tmp_path)
    assert ([file.id for file in files], misplaced) == (["a", "b"], [])


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, "en/a.md")
    os.mkfifo(tmp_path / "source_posts/en/fifo.md")
    monkeypatch.chdir(tmp_path / "source_posts/en")  # a socket's address is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
        files, misplaced = found(tmp_path)
    assert [file.id for file in files] == ["a"]
    assert [item.message for item in misplaced] == ["not a regular file; move it away"] * 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind only ordinary users")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    lay_out(tmp_path, "en/a.md", "en/locked/b.md")
    (tmp_path / "source_posts/en/locked").chmod(0)
    files, misplaced = found(tmp_path)
    (tmp_path / "source_posts/en/locked").chmod(0o700)
    assert ([file.id for file in files], [item.shown for item in misplaced]) == (["a"], ["source_posts/en/locked"])


@pytest.mark.slow
def test_ten_thousand_posts_are_found_at_once(tmp_path: Path) -> None:
    for year in range(20):
        lay_out(tmp_path, *(f"en/{2000 + year}/post-{number}.md" for number in range(500)))
    with within(seconds=0.5):  # 0.05 s measured
        files, _misplaced = found(tmp_path)
    assert len(files) == 10_000
