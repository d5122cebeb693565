"""How much reviewers change of engines' drafts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lfnkr_i18n.catalog import parse, serialize
from lfnkr_i18n.catalog.kept_drafts import KeptDraft, keep_drafts, kept_drafts
from lfnkr_i18n.config import Project
from lfnkr_i18n.steps.drafting.effort import Effort, edit_rate, effort
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.selection import select

MakeProject = Callable[..., Project]

POST = "Snow fell.\n\nWe came.\n\nIt was cold.\n\nThey left.\n"


@pytest.mark.parametrize(
    ("draft", "final", "language", "rate"),
    [
        ("雪が降った。", "雪が降った。", "ja", 0.0),
        ("雪が降った。", "雪が降りました。", "ja", 3 / 8),
        ("Snow fell down.", "Snow fell.", "en", 2 / 2),
        ("か\u3099", "が", "ja", 0.0),
        ("", "雪", "ja", 1.0),
    ],
)
def test_edit_rate(draft: str, final: str, language: str, rate: float) -> None:
    assert edit_rate(draft, final, language=language) == rate


def review(project: Project, texts: dict[str, str]) -> None:
    path = project.catalog_path("winter", "ja")
    catalog = parse(path.read_bytes(), path.name)
    for entry in catalog:
        entry.msgstr = texts.get(entry.msgid, entry.msgstr)
    path.write_bytes(serialize(catalog))


def kept(source: str, text: str, engine: str = "deepl") -> KeptDraft:
    return KeptDraft("winter", "en", "ja", engine, source, text)


def test_reviewed_drafts_by_engine_and_direction(make_project: MakeProject) -> None:
    project = make_project({"source_posts/en/winter.md": POST})
    list(extract(project, select(project)))
    keep_drafts(
        [
            kept("Snow fell.", "別の訳", engine="google"),  # replaced by the next
            kept("Snow fell.", "雪が降った。"),
            kept("We came.", "私が来た。"),
            kept("It was cold.", "寒かった。", engine="openai"),
            kept("They left.", "去った。"),
        ],
        cache=project.cache,
    )
    review(project, {"Snow fell.": "雪が降った。", "We came.": "私達が来た。", "It was cold.": "冷たかった。"})
    assert effort(project) == [
        Effort("deepl", "en", "ja", 2, 0.0, 1 / 6, 0.5),
        Effort("openai", "en", "ja", 1, 2 / 6, 2 / 6, 0.0),
    ]


def test_nothing_was_drafted(make_project: MakeProject) -> None:
    assert effort(make_project({})) == []


def test_a_line_that_a_crash_cut_short_is_left_out(tmp_path: Path) -> None:
    keep_drafts([kept("Snow fell.", "雪。")], cache=tmp_path)
    with (tmp_path / "engine-drafts.jsonl").open("a") as stream:
        stream.write('{"post": "win')
    keep_drafts([kept("We came.", "来た。")], cache=tmp_path)
    assert [draft.source for draft in kept_drafts(tmp_path)] == ["Snow fell.", "We came."]
