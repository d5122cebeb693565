"""What the command line says of a photo that tells where it was taken, in every form of a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.projects import SETTINGS, translate
from tests.pictures.photos import FULL, photo

POST = "source_posts/en/street.md"
PHOTO = "source_posts/en/img/street.jpg"
TEXT = "---\ntitle: A street\n---\n\n![A street](img/street.jpg)\n"


@pytest.fixture
def project(lfnkr: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "news"
    (root / PHOTO).parent.mkdir(parents=True)
    (root / "lfnkr.toml").write_text(SETTINGS, "utf-8")
    (root / POST).write_text(TEXT, "utf-8")
    (root / PHOTO).write_bytes(photo("JPEG", exif=FULL))
    monkeypatch.chdir(root)
    lfnkr("extract")
    translate(root, "street", "ja", {"A street": "通り"})
    return root


def test_text_names_the_post_its_line_and_the_picture(lfnkr: Run, project: Path) -> None:
    ended = lfnkr("check", "--only", "picture-data")
    assert ended.code == 3
    assert ended.out.startswith(f"{POST}:5: error picture-data: {PHOTO} holds where it was taken (GPS), ")
    assert lfnkr("check", "--skip", "picture-data").code == 0
    assert lfnkr("publish", "street").code == 3
    assert not (project / "published").exists()


def test_programs_are_told_the_same(lfnkr: Run, project: Path) -> None:
    (row,) = json.loads(lfnkr("check", "--json").out)["rows"]
    assert (row["path"], row["line"], row["severity"], row["check"]) == (POST, 5, "error", "picture-data")
    (run,) = json.loads(lfnkr("check", "--format", "sarif").out)["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (result["ruleId"], place["artifactLocation"]["uri"], place["region"]) == (
        "picture-data",
        POST,
        {"startLine": 5},
    )
    assert f"::error file={POST},line=5,title=picture-data::" in lfnkr("check", "--format", "github").out


def test_the_page_says_it_in_both_languages(lfnkr: Run, process: Run, project: Path) -> None:
    english = lfnkr("check", "--format", "html").out
    assert f"<code>{POST}:5</code>" in english
    assert "where it was taken (GPS)" in english
    japanese = process("--ui-language", "ja", "check", "--format", "html", cwd=project).out
    assert "撮影した場所（GPS）" in japanese


def test_fix_leaves_pictures_alone(lfnkr: Run, project: Path) -> None:
    before = (project / PHOTO).read_bytes()
    assert "Nothing here has one right answer." in lfnkr("check", "--fix", "--yes").out
    assert (project / PHOTO).read_bytes() == before
