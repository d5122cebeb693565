"""The project's memory from its catalogs: only what is reviewed, always as the files are now."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from lfnkr_i18n import open_memory
from lfnkr_i18n.config import Project
from lfnkr_i18n.memory import index
from lfnkr_i18n.memory.store import open_to_read

MakeProject = Callable[..., Project]

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ja\\n"\n'
CATALOG = "locales/ja/LC_MESSAGES/2020/letter.po"
REVIEWED = 'msgid "Thank you."\nmsgstr "ありがとう。"\n'


def po(*entries: str, source: str = "en") -> str:
    return "\n".join([f'{HEADER}"X-Source-Language: {source}\\n"\n', *entries])


def targets(project: Project | Path | str, text: str, *, source: str = "en", target: str = "ja") -> list[str]:
    with open_memory(project) as memory:
        matches = memory.search(text, source_language=source, target_language=target)
        return [f"{match.target} ({match.origin})" for match in matches]


def test_a_project_is_opened_by_itself_or_by_its_folder(make_project: MakeProject) -> None:
    project = make_project({CATALOG: po(REVIEWED)})
    expected = ["ありがとう。 (2020/letter)"]
    assert targets(project, "Thank you.") == expected
    assert targets(project.root, "Thank you.") == expected
    assert targets(str(project.root), "Thank you.") == expected
    assert targets(project, "ありがとう。", source="ja", target="en") == ["Thank you. (2020/letter)"]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param('#, fuzzy\nmsgid "Thank you."\nmsgstr "ありがとう。"\n', id="stale"),
        pytest.param('# draft: memory 90%\n#, fuzzy\nmsgid "Thank you."\nmsgstr "ありがとう。"\n', id="draft"),
        pytest.param('#~ msgid "Thank you."\n#~ msgstr "ありがとう。"\n', id="obsolete"),
        pytest.param('msgid "Thank you."\nmsgstr ""\n', id="untranslated"),
        pytest.param('msgid "Thank you."\nmsgstr "<EMPTY>"\n', id="deliberately nothing"),
        pytest.param('msgid "Thank you."\nmsgid_plural "Thanks."\nmsgstr[0] "ありがとう。"\n', id="plural"),
    ],
)
def test_only_reviewed_entries_serve(make_project: MakeProject, entry: str) -> None:
    assert targets(make_project({CATALOG: po(entry)}), "Thank you.") == []


def test_entries_with_a_context_serve(make_project: MakeProject) -> None:
    project = make_project({CATALOG: po('msgctxt "title"\n' + REVIEWED)})
    assert targets(project, "Thank you.") == ["ありがとう。 (2020/letter)"]


def test_markup_is_kept(make_project: MakeProject) -> None:
    project = make_project({CATALOG: po('msgid "**Thank** [you](/a)\\n"\nmsgstr "**ありがとう** [君](/a)\\n"\n')})
    assert targets(project, "**Thank** [you](/a)\n") == ["**ありがとう** [君](/a)\n (2020/letter)"]


def test_the_source_language_is_the_headers(make_project: MakeProject) -> None:
    project = make_project({CATALOG: po('msgid "감사합니다."\nmsgstr "ありがとう。"\n', source="ko")})
    assert targets(project, "감사합니다.", source="ko") == ["ありがとう。 (2020/letter)"]
    assert targets(project, "감사합니다.") == []


def test_a_header_that_does_not_say_means_the_projects_language(make_project: MakeProject) -> None:
    project = make_project({CATALOG: REVIEWED})
    assert targets(project, "Thank you.") == ["ありがとう。 (2020/letter)"]


def test_an_edit_is_seen_at_once(make_project: MakeProject) -> None:
    project = make_project({CATALOG: po(REVIEWED)})
    for text in ("感謝します。", "どうも有難う。"):
        path = project.root / CATALOG
        path.write_text(po(f'msgid "Thank you."\nmsgstr "{text}"\n'), encoding="utf-8")
        assert targets(project, "Thank you.") == [f"{text} (2020/letter)"]
    (project.root / CATALOG).unlink()
    assert targets(project, "Thank you.") == []


def test_a_broken_catalog_is_named_and_the_others_serve(make_project: MakeProject) -> None:
    project = make_project({CATALOG: po(REVIEWED), "locales/ja/LC_MESSAGES/broken.po": 'msgid "oops\n'})
    with open_memory(project) as memory:
        assert [problem.split(":")[:2] for problem in memory.problems] == [["locales/ja/LC_MESSAGES/broken.po", "1"]]
        assert memory.counts() == {("en", "ja"): 1}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 9000])
def test_an_index_that_is_none_is_built_again(make_project: MakeProject, content: bytes) -> None:
    project = make_project({CATALOG: po(REVIEWED), ".lfnkr/memory.sqlite": content})
    assert targets(project, "Thank you.") == ["ありがとう。 (2020/letter)"]


def test_deleting_the_cache_costs_time_only(make_project: MakeProject) -> None:
    project = make_project({CATALOG: po(REVIEWED)})
    before = targets(project, "Thank you")
    for path in project.cache.glob("memory*"):
        path.unlink()
    assert targets(project, "Thank you") == before


def test_an_index_destroyed_while_it_is_open_is_built_again(make_project: MakeProject) -> None:
    entries = [f'msgid "Text number {n}"\nmsgstr "文{n}"\n' for n in range(600)]
    project = make_project({CATALOG: po(*entries)})
    targets(project, "Text number 5")
    with open_memory(project) as memory:
        path = project.cache / "memory.sqlite"
        path.write_bytes(path.read_bytes()[:4096] + b"\x55" * 40000)
        (match,) = memory.search("Text number 77", source_language="en", target_language="ja", limit=1)
    assert match.target == "文77"
    assert targets(project, "Text number 77")[0] == "文77 (2020/letter)"


def test_a_cache_that_cannot_be_made_is_no_obstacle(make_project: MakeProject) -> None:
    project = make_project({CATALOG: po(REVIEWED), ".lfnkr": "a file in the way"})
    assert targets(project, "Thank you.") == ["ありがとう。 (2020/letter)"]


IMPORTS = """
import sys
from lfnkr_i18n import open_memory
with open_memory(sys.argv[1]) as memory:
    match = memory.best("Thank you.", source_language="en", target_language="ja", min_match=70)
print(match.target, [name for name in ("numpy", "rapidfuzz", "lxml") if name in sys.modules])
"""


def test_an_equal_text_is_found_without_slow_imports(make_project: MakeProject) -> None:
    project = make_project({CATALOG: po(REVIEWED)})
    command = [sys.executable, "-X", "utf8", "-c", IMPORTS, str(project.root)]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert ended.stdout == "ありがとう。 []\n"


def _look_up(root: str) -> list[str]:
    index.FEW = 20  # so that each of them would build an index
    return [*targets(root, "Thank you."), *targets(root, "Text number 7!")[:1]]


def test_an_index_that_cannot_even_be_looked_for_is_none(tmp_path: Path) -> None:
    assert open_to_read(tmp_path / ("a" * 5000)) is None


def test_processes_that_build_the_index_at_once_agree(make_project: MakeProject) -> None:
    catalogs = {f"locales/ja/LC_MESSAGES/{n}.po": po(f'msgid "Text number {n}."\nmsgstr "文{n}"\n') for n in range(60)}
    project = make_project({CATALOG: po(REVIEWED), **catalogs})
    with ProcessPoolExecutor(3, mp_context=multiprocessing.get_context("spawn")) as executor:
        answers = list(executor.map(_look_up, [str(project.root)] * 6))
    assert answers == [["ありがとう。 (2020/letter)", "文7 (7)"]] * 6
    assert len(list(project.cache.glob("memory-*.idx"))) == 1
