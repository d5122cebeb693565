"""Photos that tell where they were taken stop a post; the editor is told which, and the administrator may allow one."""

from __future__ import annotations

from typing import Any

import pytest

from lfnkr_i18n.files import digest
from lfnkr_i18n.large_files import looked_into
from lfnkr_i18n.messages import use_language
from lfnkr_i18n.model import Severity
from lfnkr_i18n.steps.checking import pictures as looking
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.checking.checked import PlacedFinding
from lfnkr_i18n.steps.selection import select
from tests.pictures.photos import FULL, HARMLESS, exif, photo

PHOTO = "source_posts/en/img/street.jpg"
JAPANESE_PHOTO = "source_posts/en/img/street.ja.jpg"
POST = "source_posts/en/letter.md"
LOCATED = photo("JPEG", exif=FULL)
DATED = photo("JPEG", exif=exif(camera={0x9003: "2026:05:01 12:00:00"}))
CLEAN = photo("JPEG", exif=HARMLESS)
SAID = (
    "source_posts/en/img/street.jpg holds where it was taken (GPS), when it was taken, a camera's serial number, "
    "the name of its author or owner, the camera's own notes; take that out of the file, or list it in "
    "checks.allowed_pictures"
)


def found(desk: Any, **options: Any) -> list[PlacedFinding]:
    results = check(desk.project, select(desk.project), **options)
    return [one for result in results for one in result.findings if one.finding.check == "picture-data"]


@pytest.fixture
def translated(desk: Any) -> Any:
    desk.translate()
    return desk


def test_a_position_stops_the_post_and_is_said_at_its_line(translated: Any) -> None:
    translated.write(PHOTO, LOCATED)
    (one,) = found(translated)
    assert (one.path, one.line) == (POST, 8)
    assert (one.finding.severity, one.finding.message) == (Severity.ERROR, SAID)
    result = translated.publish_one("letter")
    assert (result.outcome, result.reasons) == ("not ready", ("the checks found 1 error; `lfnkr check` shows it",))
    assert not translated.exists("published/ja/img/street.jpg")
    assert translated.row().errors == 1


def test_no_value_is_ever_said(translated: Any) -> None:
    translated.write(PHOTO, LOCATED)
    (one,) = found(translated)
    assert not any(value in one.finding.message for value in ("Aya", "2026", "0123456", "35", "139"))
    kept = [path.read_bytes() for path in (translated.root / ".lfnkr").rglob("*") if path.is_file()]
    assert kept
    assert not any(b"0123456" in data for data in kept)


def test_what_does_not_lead_to_a_person_by_itself_is_a_warning(translated: Any) -> None:
    translated.write(PHOTO, DATED)
    (one,) = found(translated)
    assert one.finding.severity is Severity.WARNING
    assert "holds when it was taken;" in one.finding.message
    assert translated.publish_one().outcome == "published"


def test_a_clean_photo_and_a_post_without_one_are_silent(translated: Any) -> None:
    translated.write(PHOTO, CLEAN)
    assert found(translated) == []
    translated.drop(PHOTO)
    assert found(translated) == []


def test_what_is_no_picture_is_a_warning(translated: Any) -> None:
    translated.write(PHOTO, "<html>404</html>")
    (one,) = found(translated)
    assert one.finding.severity is Severity.WARNING
    assert one.finding.message.startswith(f"{PHOTO} is no picture, or a broken one")


def test_each_language_is_told_of_the_picture_it_shows(translated: Any) -> None:
    translated.write(PHOTO, LOCATED)
    translated.write(JAPANESE_PHOTO, CLEAN)
    assert found(translated) == []
    translated.write(PHOTO, CLEAN)
    translated.write(JAPANESE_PHOTO, LOCATED)
    (one,) = found(translated)
    assert one.finding.message.startswith(JAPANESE_PHOTO)


@pytest.mark.parametrize(
    ("allowed", "count"),
    [
        pytest.param(PHOTO, 0, id="path"),
        pytest.param("source_posts/*.jpg", 0, id="pattern"),
        pytest.param("img/street.jpg", 1, id="not from the project's folder"),
        pytest.param(digest(LOCATED), 0, id="digest"),
        pytest.param(digest(LOCATED).upper(), 0, id="digest in capitals"),
        pytest.param(digest(CLEAN), 1, id="another file's digest"),
    ],
)
def test_the_administrator_allows_a_picture(translated: Any, allowed: str, count: int) -> None:
    translated.write(PHOTO, LOCATED)
    translated.settings(f'[checks]\nallowed_pictures = ["{allowed}"]\n')
    assert len(found(translated)) == count


def test_an_allowed_file_is_not_allowed_when_it_becomes_another(translated: Any) -> None:
    translated.write(PHOTO, LOCATED)
    translated.settings(f'[checks]\nallowed_pictures = ["{digest(LOCATED)}"]\n')
    assert found(translated) == []
    translated.write(PHOTO, photo("JPEG", exif=FULL, quality=50))
    assert len(found(translated)) == 1


def test_nobody_dismisses_it_in_a_comment(translated: Any) -> None:
    translated.write(PHOTO, LOCATED)
    path = translated.project.catalog_path("letter", "ja")
    text = path.read_text(encoding="utf-8")
    path.write_text(f"# ignore: picture-data - it is fine (by aya)\n{text}", encoding="utf-8")
    results = list(check(translated.project, select(translated.project)))
    checks = [one.finding.check for result in results for one in result.findings]
    assert sorted(checks) == ["dismissal", "picture-data"]
    assert not any(result.dismissed for result in results)


def test_it_is_chosen_and_switched_off_by_name(translated: Any) -> None:
    translated.write(PHOTO, LOCATED)
    assert len(found(translated, only=["picture-data"])) == 1
    assert found(translated, skip=["picture-data"]) == []
    translated.settings('[checks]\ndisable = ["picture-data"]\n')
    assert found(translated) == []


def test_a_named_person_may_publish_it_all_the_same(translated: Any) -> None:
    translated.write(PHOTO, LOCATED)
    assert translated.publish_one("letter", no_check=True, by="aya").outcome == "published"
    assert translated.ledger()[-1]["waived"] == ["checks"]


def test_an_original_is_stopped_too(translated: Any) -> None:
    translated.settings("[publish]\noriginals = true\n")
    translated.write(PHOTO, LOCATED)
    translated.write(JAPANESE_PHOTO, CLEAN)
    outcomes = {result.language: result.outcome for result in translated.publish()}
    assert outcomes == {"en": "not ready", "ja": "published"}
    results = {result.language: result for result in check(translated.project, select(translated.project))}
    (one,) = results["en"].findings
    assert (one.path, one.line, one.finding.message) == (POST, 8, SAID)
    assert results["ja"].findings == ()


def test_a_picture_is_looked_into_again_only_when_it_changed(translated: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def counting(path: Any, look: Any, *, shown: str) -> Any:
        looked.append(shown)
        return looked_into(path, look, shown=shown)

    monkeypatch.setattr(looking, "looked_into", counting)
    translated.write(PHOTO, LOCATED)
    first = found(translated)
    assert looked == [PHOTO]
    assert found(translated) == first
    assert looked == [PHOTO]
    translated.write(PHOTO, DATED)
    assert found(translated) != first
    assert looked == [PHOTO, PHOTO]


def test_pictures_that_stay_where_they_are_are_looked_into_too(translated: Any) -> None:
    translated.settings('[publish]\nassets = "leave"\n')
    translated.write(PHOTO, LOCATED)
    assert translated.publish_one("letter").outcome == "not ready"


def test_a_picture_that_only_the_front_matter_names_is_said_at_the_first_line(desk: Any) -> None:
    desk.write(POST, "---\ntitle: A letter\nlang: en\nimage: img/street.jpg\n---\n\nWe wrote to the embassy.\n")
    desk.translate()
    desk.write(PHOTO, LOCATED)
    (one,) = found(desk)
    assert (one.path, one.line) == (POST, 1)


def test_addresses_are_left_alone(desk: Any) -> None:
    desk.write(POST, "---\ntitle: A letter\nlang: en\n---\n\n![The street](https://example.org/street.jpg)\n")
    desk.translate()
    assert found(desk) == []


def test_it_is_said_in_japanese(translated: Any) -> None:
    translated.write(PHOTO, LOCATED)
    use_language("ja")
    try:
        (one,) = found(translated)
    finally:
        use_language("en")
    assert "撮影した場所（GPS）、撮影した日時、" in one.finding.message
