"""Pictures: which a post refers to, where each lies and goes, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lfnkr_i18n.files import digest, file_digest
from lfnkr_i18n.publishing.assets import Located, local_path, located, placed, referred
from lfnkr_i18n.publishing.digests import source_digest


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "source_posts/en/2020/letter.md": "the post",
        "source_posts/en/2020/img/street.jpg": "street",
        "source_posts/en/2020/img/street.ja.jpg": "street, Japanese",
        "source_posts/en/2020/my cat.png": "cat",
        "source_posts/en/2020/猫.png": "cat",
        "source_posts/en/logo.svg": "logo",
        "source_posts/shared.gif": "shared",
        "outside.jpg": "outside",
        "lfnkr.toml": "",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def look_up(project: Path, target: str, *, language: str = "ja") -> Located:
    return located(
        referred([("image", target)], {}),
        post=project / "source_posts/en/2020/letter.md",
        source_folder=project / "source_posts",
        language=language,
        post_suffixes={".md"},
    )


@pytest.mark.parametrize(
    ("target", "content", "path"),
    [
        pytest.param("my%20cat.png", "cat", "published/ja/2020/my cat.png", id="percent-encoded"),
        pytest.param("%E7%8C%AB.png", "cat", "published/ja/2020/猫.png", id="Japanese, percent-encoded"),
        pytest.param("my cat.png", "cat", "published/ja/2020/my cat.png", id="with a blank"),
        pytest.param("猫.png", "cat", "published/ja/2020/猫.png", id="Japanese"),
        pytest.param("./my%20cat.png?w=300#left", "cat", "published/ja/2020/my cat.png", id="query and fragment"),
        pytest.param("../logo.svg", "logo", "published/ja/logo.svg", id="the folder above"),
        pytest.param("../../shared.gif", "shared", "published/shared.gif", id="shared by the languages"),
        pytest.param(
            "img/street.jpg", "street, Japanese", "published/ja/2020/img/street.jpg", id="own version, same name"
        ),
    ],
)
def test_a_picture_goes_beside_the_post(project: Path, target: str, content: str, path: str) -> None:
    pictures = look_up(project, target).found
    places = placed(pictures, published="published/ja/2020/letter.md", folder="published").pictures
    assert {place: picture.file.read_text(encoding="utf-8") for place, picture in places.items()} == {path: content}


def test_a_language_without_a_version_of_its_own_gets_the_common_one(project: Path) -> None:
    [picture] = look_up(project, "img/street.jpg", language="ko").found
    assert picture.file.read_text() == "street"


def test_an_own_version_is_enough(project: Path) -> None:
    (project / "source_posts/en/2020/img/street.jpg").unlink()
    [picture] = look_up(project, "img/street.jpg").found
    assert (picture.referred.name, picture.file.name) == ("street.jpg", "street.ja.jpg")


@pytest.mark.parametrize(
    "target",
    [
        "/img/a.jpg",
        "https://example.org/a.jpg",
        "//example.org/a.jpg",
        "data:image/png;base64,AAAA",
        "#top",
        "?a",
        "",
        "C:a.jpg",
    ],
)
def test_absolute_paths_and_urls_are_left_alone(project: Path, target: str) -> None:
    assert look_up(project, target) == Located()


@pytest.mark.parametrize("target", ["gone.jpg", "img", "letter.md", "../../../outside.jpg", "../../../lfnkr.toml"])
def test_what_is_no_picture_in_source_posts_is_a_warning(project: Path, target: str) -> None:
    (project / "published/ja/2020").mkdir(parents=True)
    result = look_up(project, target)
    assert (result.found, result.missing) == ((), (target,))
    assert result.warnings == (f"{target}: no such picture in source_posts",)


def test_a_name_that_a_mac_took_apart_is_found(project: Path) -> None:
    (project / "source_posts/en/2020/か\u3099.png").write_text("ga")
    [picture] = look_up(project, "が.png").found
    assert picture.file.read_text() == "ga"
    assert list(placed([picture], published="published/ja/a.md", folder="published").pictures) == [
        "published/ja/が.png"
    ]


def test_a_link_out_of_source_posts_is_not_followed(project: Path) -> None:
    (project / "source_posts/en/2020/secret.jpg").symlink_to(project / "outside.jpg")
    assert look_up(project, "secret.jpg").missing == ("secret.jpg",)


def test_a_picture_that_would_land_outside_is_not_copied(project: Path) -> None:
    pictures = look_up(project, "../../shared.gif").found
    result = placed(pictures, published="published/letter.md", folder="published")
    assert result.pictures == {}
    assert result.warnings == ("../../shared.gif: would be published outside published; not copied",)


def test_pictures_are_images_linked_pictures_and_those_of_front_matter() -> None:
    images = [("image", "a.jpg"), ("image", "film.mp4"), ("image", "a.jpg")]
    links = [("link", "b.PNG"), ("link", "leaflet.pdf")]
    front_matter = {"cover": {"image": "c.webp"}, "title": "About d", "tags": ["e.gif"], "weight": 3}
    assert referred(images + links, front_matter) == [
        ("a.jpg", True),
        ("film.mp4", True),
        ("b.PNG", True),
        ("c.webp", False),
        ("e.gif", False),
    ]


def test_a_front_matter_value_without_a_file_is_no_warning(project: Path) -> None:
    source = project / "source_posts"
    targets = referred([], {"cover": "gone.jpg"})
    result = located(targets, post=source / "en/a.md", source_folder=source, language="ja", post_suffixes={".md"})
    assert result == Located((), ("gone.jpg",), ())


@given(st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_target_is_a_path_below_or_above_or_nothing(target: str) -> None:
    path = local_path(target)
    assert path is None or not (path.startswith("/") or "\0" in path or "\\" in path)


def test_a_file_is_digested_in_pieces_as_in_one(project: Path) -> None:
    assert file_digest(project / "outside.jpg", shown="x") == digest(b"outside")


def test_the_source_digest_changes_with_a_word_or_a_picture() -> None:
    plain = source_digest(b"text", [("a.jpg", "1"), ("b.jpg", None)])
    assert plain == source_digest(b"text", [("b.jpg", None), ("a.jpg", "1"), ("a.jpg", "1")])
    assert (
        len(
            {
                plain,
                source_digest(b"text.", [("a.jpg", "1")]),
                source_digest(b"text", [("a.jpg", "2"), ("b.jpg", None)]),
            }
        )
        == 3
    )
