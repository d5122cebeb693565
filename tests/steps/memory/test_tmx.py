"""Memories of other tools in a project: imported, exported, and what a name leaves behind when it is purged."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from lfnkr_i18n.config import Project, open_project
from lfnkr_i18n.errors import FileError, LfnkrError, TmxError, UsageError
from lfnkr_i18n.memory import index
from lfnkr_i18n.model import Match
from lfnkr_i18n.steps.memory.opening import open_memory
from lfnkr_i18n.steps.memory.purge import purge_memory
from lfnkr_i18n.steps.memory.stats import memory_stats
from lfnkr_i18n.steps.memory.tmx_export import export_memory
from lfnkr_i18n.steps.memory.tmx_import import import_memory
from lfnkr_i18n.temporary import temporary_path

MakeProject = Callable[..., Project]

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Source-Language: en\\n"
"""
BY_AYA = '"Last-Translator: Aya T. <aya@example.org>\\n"\n"PO-Revision-Date: 2024-05-17 10:20+0900\\n"\n'
CATALOG = "locales/ja/LC_MESSAGES/2020/letter.po"
REVIEWED = 'msgid "Thank **you**."\nmsgstr "**ありがとう**。"\n'
DRAFT = '# draft: google\n#, fuzzy\nmsgid "A draft."\nmsgstr "下書き。"\n'
CASES = Path(__file__).parents[2] / "memory" / "tmx" / "cases"


def po(*entries: str) -> str:
    return "\n".join([HEADER + BY_AYA, *entries])


def search(project: Project, text: str) -> list[Match]:
    with open_memory(project) as memory:
        return memory.search(text, source_language="en", target_language="ja")


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project({CATALOG: po(REVIEWED, DRAFT)})


# Where a pair comes from


def test_a_catalogs_header_says_who_and_when(project: Project) -> None:
    (match,) = search(project, "Thank **you**.")
    assert (match.date, match.translator, match.reviewer) == ("2024-05-17T01:20:00Z", "Aya T.", "")


# Import


def test_an_imported_memory_is_copied_and_found(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "partner.tmx"
    shutil.copy(CASES / "omegat-level1.tmx", path)
    found = import_memory(project, path)
    assert (found.copy, found.pairs, found.tool, found.written) == (
        "locales/memory/partner.tmx",
        2,
        "OmegaT 6.0.0",
        True,
    )
    assert (project.root / found.copy).read_bytes() == path.read_bytes()
    (match,) = search(project, "We helped families.")
    assert (match.target, match.origin, match.translator, match.tool) == (
        "家族を支援しました。",
        "locales/memory/partner.tmx",
        "aya",
        "OmegaT 6.0.0",
    )


def test_imported_twice_it_is_there_once(project: Project) -> None:
    first = import_memory(project, CASES / "omegat-level1.tmx")
    again = import_memory(project, CASES / "omegat-level1.tmx")
    assert (first.written, again.written) == (True, False)
    assert import_memory(project, project.root / first.copy).written is False


def test_a_dry_run_writes_nothing(project: Project) -> None:
    assert import_memory(project, CASES / "omegat-level1.tmx", dry_run=True).pairs == 2
    assert not (project.root / "locales/memory").exists()
    assert not project.cache.exists()


def test_another_file_of_the_same_name_is_refused(project: Project, tmp_path: Path) -> None:
    import_memory(project, CASES / "omegat-level1.tmx")
    shutil.copy(CASES / "omegat-level2.tmx", tmp_path / "omegat-level1.tmx")
    with pytest.raises(FileError, match="another file of this name"):
        import_memory(project, tmp_path / "omegat-level1.tmx")


def test_a_broken_file_leaves_nothing(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "broken.tmx"
    path.write_bytes((CASES / "omegat-level1.tmx").read_bytes()[:-20])
    with pytest.raises(TmxError, match=r"broken\.tmx:\d+: column \d+: "):
        import_memory(project, path)
    assert not (project.root / "locales/memory").exists()
    assert [path.name for path in project.root.rglob("write-*")] == []


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        pytest.param("missing.tmx", None, "no such file", id="missing"),
        pytest.param("con.tmx", CASES / "ours.tmx", "Windows", id="a name for devices"),
        pytest.param(
            "fr.tmx",
            '<tmx version="1.4"><header/><body><tu><tuv xml:lang="fr"><seg>a</seg></tuv></tu></body></tmx>',
            r"no pairs in two of this project's languages \(en, ja\); its languages are fr",
            id="other languages",
        ),
    ],
)
def test_what_cannot_be_imported(
    project: Project, tmp_path: Path, name: str, content: str | Path | None, problem: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content if isinstance(content, str) else content.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(LfnkrError, match=problem):
        import_memory(project, path)


def test_a_memory_put_there_by_hand_is_found_and_a_broken_one_named(project: Project) -> None:
    folder = project.root / "locales/memory/old"
    folder.mkdir(parents=True)
    shutil.copy(CASES / "omegat-level1.tmx", folder / "omegat.tmx")
    (folder / "bad.tmx").write_bytes(b"<tmx>")
    with open_memory(project) as memory:
        assert [problem.partition(":")[0] for problem in memory.problems] == ["locales/memory/old/bad.tmx"]
    assert [match.target for match in search(project, "We helped families.")] == ["家族を支援しました。"]


def test_other_languages_of_the_project_read_the_files_again(make_project: MakeProject) -> None:
    project = make_project({"locales/memory/x.tmx": (CASES / "omegat-level1.tmx").read_text(encoding="utf-8")})
    assert search(project, "We helped families.")
    settings = project.root / "lfnkr.toml"
    settings.write_text('[project]\nlanguages = ["fr", "ja"]\nsource_language = "fr"\n', encoding="utf-8")
    with open_memory(project.root) as memory:
        assert memory.counts() == {}


# Export


def exported(project: Project, path: Path, *, drafts: bool = False) -> str:
    export_memory(project, path, drafts=drafts)
    return path.read_text(encoding="utf-8")


def test_reviewed_pairs_are_exported_and_drafts_only_when_asked(project: Project, tmp_path: Path) -> None:
    text = exported(project, tmp_path / "out.tmx")
    assert '<seg>Thank <bpt i="1" x="1" type="bold">**</bpt>you<ept i="1">**</ept>.</seg>' in text
    assert 'changedate="20240517T012000Z" changeid="Aya T."' in text
    assert "下書き" not in text
    with_drafts = exported(project, tmp_path / "drafts.tmx", drafts=True)
    assert '<prop type="x-lfnkr-state">draft</prop>' in with_drafts
    assert "下書き" in with_drafts


def test_an_export_imported_elsewhere_gives_the_same_pairs(project: Project, tmp_path: Path) -> None:
    export_memory(project, tmp_path / "out.tmx", drafts=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "lfnkr.toml").touch()
    other = open_project(tmp_path / "other")
    found = import_memory(other, tmp_path / "out.tmx")
    assert (found.pairs, found.unreviewed) == (1, 1)
    (match,) = search(other, "Thank **you**.")
    assert (match.target, match.translator, match.date) == ("**ありがとう**。", "Aya T.", "2024-05-17T01:20:00Z")


def test_exported_twice_nothing_is_written(project: Project, tmp_path: Path) -> None:
    first = export_memory(project, tmp_path / "out.tmx")
    before = (tmp_path / "out.tmx").stat()
    again = export_memory(project, tmp_path / "out.tmx")
    assert (first.written, again.written, again.pairs) == (True, False, 1)
    assert (tmp_path / "out.tmx").stat().st_mtime_ns == before.st_mtime_ns


def test_a_dry_export_counts_and_writes_nothing(project: Project, tmp_path: Path) -> None:
    assert export_memory(project, tmp_path / "out.tmx", drafts=True, dry_run=True).pairs == 2
    assert not (tmp_path / "out.tmx").exists()


def test_a_pair_of_several_posts_is_exported_once(make_project: MakeProject, tmp_path: Path) -> None:
    twice = {f"locales/ja/LC_MESSAGES/{name}.po": po(REVIEWED) for name in ("a", "b")}
    done = export_memory(make_project(twice), tmp_path / "out.tmx")
    assert (done.pairs, done.repeated) == (1, 1)


def test_a_broken_catalog_is_named_and_the_others_exported(make_project: MakeProject, tmp_path: Path) -> None:
    project = make_project({CATALOG: po(REVIEWED), "locales/ja/LC_MESSAGES/bad.po": 'msgid "oops\n'})
    done = export_memory(project, tmp_path / "out.tmx")
    assert (done.pairs, [problem.partition(":")[0] for problem in done.problems]) == (
        1,
        ["locales/ja/LC_MESSAGES/bad.po"],
    )


def test_a_file_of_others_is_not_written_over(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "theirs.tmx"
    shutil.copy(CASES / "omegat-level1.tmx", path)
    with pytest.raises(FileError, match="not an export of lfnkr"):
        export_memory(project, path)
    assert path.read_bytes() == (CASES / "omegat-level1.tmx").read_bytes()


def test_a_name_that_no_disk_takes_is_refused(project: Project, tmp_path: Path) -> None:
    for dry_run in (True, False):
        with pytest.raises(FileError, match="the name is too long for this disk"):
            export_memory(project, tmp_path / f"{'a' * 300}.tmx", dry_run=dry_run)


def test_an_export_does_not_go_where_it_would_count_twice(project: Project) -> None:
    with pytest.raises(FileError, match="counts twice"):
        export_memory(project, project.root / "locales/memory/out.tmx")


def test_an_unknown_language_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="fr"):
        export_memory(project, tmp_path / "out.tmx", languages=["fr"])


# Stats


def test_stats(project: Project) -> None:
    import_memory(project, CASES / "omegat-level1.tmx")
    found = memory_stats(project)
    assert [(row.source_language, row.target_language, row.pairs, row.texts) for row in found.rows] == [
        ("en", "ja", 3, 3),
        ("ja", "en", 0, 3),
    ]
    assert found.catalogs == 1
    assert [(one.path, one.pairs, one.tool) for one in found.imported] == [
        ("locales/memory/omegat-level1.tmx", 2, "OmegaT 6.0.0")
    ]
    assert found.database_bytes > 0


# Purge


NAME = "Mira Vantos"


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_byte_of_a_purged_name_stays(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FEW", 20)
    named = [f'msgid "{NAME} wrote letter {n}."\nmsgstr "{NAME}さんの手紙{n}。"\n' for n in range(40)]
    others = [f'msgid "Letter {n} came."\nmsgstr "手紙{n}が来た。"\n' for n in range(40)]
    project = make_project({CATALOG: po(*named, *others)})
    memory = (CASES / "omegat-level1.tmx").read_text(encoding="utf-8").replace("We helped families.", f"{NAME} helped.")
    (tmp_path / "partner.tmx").write_text(memory, encoding="utf-8")
    import_memory(project, tmp_path / "partner.tmx")
    (tmp_path / "partner.tmx").unlink()
    assert len(search(project, f"{NAME} wrote a letter 7.")) == 5  # builds the index
    assert NAME.encode() in bytes_of(project.cache)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left_by_a_crash = temporary_path(project.cache / "tmp").name.replace(f"-{os.getpid()}-", f"-{gone.pid}-")
    (project.cache / "tmp" / left_by_a_crash).write_text(NAME)

    def holds(text: str) -> bool:
        return NAME in text

    def as_it_is(text: str, _language: str) -> str:
        return text

    would = purge_memory(project, holds, as_it_is, dry_run=True)
    assert (would.pairs, [(one.path, one.units) for one in would.files]) == (41, [("locales/memory/partner.tmx", 1)])
    assert NAME.encode() in bytes_of(project.root / "locales/memory")

    (project.root / CATALOG).write_text(po(*others), encoding="utf-8")  # the caller's part
    assert purge_memory(project, holds, as_it_is) == would
    assert NAME.encode() not in bytes_of(project.root)
    again = purge_memory(project, holds, as_it_is, dry_run=True)
    assert (again.pairs, again.files) == (0, ())
    assert [match.target for match in search(project, "Letter 7 came.")][:1] == ["手紙7が来た。"]
    assert [match.target for match in search(project, "Thank you.")] == ["どうも。"]
    assert NAME.encode() not in bytes_of(project.root)


def test_a_purge_while_another_process_reads_leaves_nothing_either(make_project: MakeProject) -> None:
    project = make_project({CATALOG: po(f'msgid "{NAME} wrote."\nmsgstr "手紙。"\n')})
    search(project, "x")
    (project.root / CATALOG).write_text(po(REVIEWED), encoding="utf-8")
    with closing(sqlite3.connect(project.cache / "memory.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM text").fetchone()
        assert purge_memory(project, lambda text: NAME in text, lambda text, _language: text).pairs == 1
    assert NAME.encode() not in bytes_of(project.root)
