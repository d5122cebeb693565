"""A listed name in a picture's metadata stops the post, whatever is waived, and is never said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pictures.photos import exif, photo, xmp
from tests.steps.names.conftest import JAPANESE, LETTER, NAME, Guarded, without_names

PHOTO = "source_posts/en/img/street.jpg"
CAPTIONED = [
    pytest.param({"exif": exif(main={0x010E: f"{NAME} at the door"})}, id="Exif description"),
    pytest.param({"exif": exif(main={0x9C9B: "朴哲浩".encode("utf-16-le")})}, id="Windows title"),
    pytest.param({"xmp": xmp(elements="<dc:title>パク・チョルホさん</dc:title>")}, id="XMP title"),
    pytest.param({"comment": b"PAK CHOLHO"}, id="comment"),
]


@pytest.fixture
def shown(guarded: Guarded) -> Guarded:
    guarded.write("source_posts/en/letter.md", f"{LETTER}\n![The street](img/street.jpg)\n")
    guarded.write(PHOTO, photo("JPEG"))
    guarded.translate({**JAPANESE, "The street": "通り"})
    return guarded


@pytest.mark.parametrize("options", CAPTIONED)
def test_a_name_in_a_pictures_metadata_is_not_published(shown: Guarded, options: dict[str, Any]) -> None:
    shown.write(PHOTO, photo("JPEG", **options))
    result = shown.publish_one("letter", no_check=True, allow_drafts=True, by="aya")
    assert (result.outcome, result.names) == ("failed", ("p1",))
    assert result.problem == f"{PHOTO}: its metadata hold a listed name: p1; take them out of the file"
    assert not shown.exists("published/ja/img/street.jpg")
    assert shown.leaks() == []
    without_names(result)


def test_another_caption_and_a_project_without_a_register_are_published(shown: Guarded) -> None:
    shown.write(PHOTO, photo("JPEG", comment=b"A street"))
    assert shown.publish_one("letter").outcome == "published"
    shown.write(PHOTO, photo("JPEG", comment=NAME.encode()))
    shown.settings("")
    assert shown.publish_one("letter").outcome == "published"


def test_an_original_with_such_a_picture_is_not_published_either(shown: Guarded) -> None:
    shown.list_names(more="[publish]\noriginals = true\n")
    shown.write(PHOTO, photo("JPEG", comment=NAME.encode()))
    results = [result for result in shown.publish() if result.post == "letter"]
    assert [(result.language, result.names) for result in results] == [("en", ("p1",)), ("ja", ("p1",))]
