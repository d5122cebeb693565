"""The reports of `lfnkr check`: for editors, programs, GitHub, SARIF viewers and, in a real browser, people."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lfnkr_i18n.checks.descriptions import described
from lfnkr_i18n.cli.reports import Report, written
from lfnkr_i18n.cli.reports.marked import Mark, marked
from lfnkr_i18n.messages import use_language
from lfnkr_i18n.model import Finding, Severity, Span
from lfnkr_i18n.steps.checking.checked import Checked, PlacedFinding
from lfnkr_i18n.steps.checking.names import known_names
from lfnkr_i18n.steps.problems import Trouble
from tests.cli.conftest import Run
from tests.cli.projects import LETTER_JA, catalog, translate

HOSTILE = '</script><script>document.title="owned"</script><img src=x onerror="alert(1)">&\u202e'
PO = "locales/ja/LC_MESSAGES/a, b%.po"
ERROR = PlacedFinding(
    PO,
    7,
    Finding("numbers", Severity.ERROR, "12 in the source, 15 in the translation", Span(10, 12), Span(0, 2), 0),
    "We helped 12 families.",
    "15家族を支援しました。",
    "paragraph",
)
WARNING = PlacedFinding(
    PO, 9, Finding("emphasis", Severity.WARNING, f"stars\n::error::{HOSTILE}", segment=1), HOSTILE, HOSTILE, "heading 2"
)
DISMISSED = PlacedFinding(
    PO,
    12,
    Finding("urls", Severity.ERROR, "another address", segment=2),
    "See /a.",
    "/bを参照。",
    "paragraph",
    "aya",
    HOSTILE,
)
CUT = Trouble("b.po", 3, "a line, cut: short")
REPORT = Report(
    (
        Checked(f"2025/{HOSTILE}", "source_posts/en/a.md", "ja", PO, (ERROR, WARNING), (DISMISSED,)),
        Checked("b", "source_posts/en/b.md", "ja", "b.po", (), (), "b.po:3: a line, cut: short", CUT),
        Checked(
            "c", "source_posts/en/c.md:4", problem="no UTF-8", trouble=Trouble("source_posts/en/c.md", 4, "no UTF-8")
        ),
    ),
    HOSTILE,
    datetime(2026, 4, 1, 9, 30, tzinfo=UTC),
)


def test_text_is_what_editors_know() -> None:
    first, second = written(REPORT, "text").splitlines()
    assert first == f"{PO}:7: error numbers: 12 in the source, 15 in the translation"
    assert second.startswith(f"{PO}:9: warning emphasis: stars ::error::")


def test_github_commands_are_escaped() -> None:
    """A comma or colon would end a property, a line end the command."""
    path = "locales/ja/LC_MESSAGES/a%2C b%25.po"
    lines = written(REPORT, "github").splitlines()
    assert lines[0] == f"::error file={path},line=7,title=numbers::12 in the source, 15 in the translation"
    assert lines[1].startswith(f"::warning file={path},line=9,title=emphasis::stars ::error::</script>")
    assert lines[2:] == [
        "::error file=b.po,line=3,title=lfnkr::a line, cut: short",
        "::error file=source_posts/en/c.md,line=4,title=lfnkr::no UTF-8",
    ]


def test_json_has_texts_and_spans() -> None:
    found = json.loads(written(REPORT, "json"))
    assert found["version"] == 1
    row = found["rows"][0]
    assert (row["check"], row["line"], row["source_span"], row["target_span"]) == ("numbers", 7, [10, 12], [0, 2])
    assert row["target"] == "15家族を支援しました。"
    assert [(row["by"], row["reason"]) for row in found["dismissed"]] == [("aya", HOSTILE)]
    assert [problem["path"] for problem in found["problems"]] == ["source_posts/en/b.md", "source_posts/en/c.md:4"]


def test_sarif() -> None:
    log = json.loads(written(REPORT, "sarif"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert [rule["id"] for rule in rules] == list(known_names())
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    error, warning, dismissed = run["results"]
    assert rules[error["ruleIndex"]]["id"] == error["ruleId"] == "numbers"
    assert (error["level"], warning["level"]) == ("error", "warning")
    assert error["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "locales/ja/LC_MESSAGES/a,%20b%25.po"},
        "region": {"startLine": 7},
    }
    assert "suppressions" not in error
    (suppression,) = dismissed["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("inSource", "accepted")
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert [note["message"]["text"] for note in invocation["toolExecutionNotifications"]] == [
        "a line, cut: short",
        "no UTF-8",
    ]


def test_every_check_is_described_in_both_languages() -> None:
    english = {name: described(name) for name in known_names()}
    assert [name for name, text in english.items() if not text] == []
    use_language("ja")
    assert [name for name, text in english.items() if described(name) == text] == []


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("a<b", [], "a&lt;b"),
        ("a12b", [Mark(1, 3, "error")], 'a<mark class="error">12</mark>b'),
        ("12", [Mark(0, 2, "warning"), Mark(0, 2, "error")], '<mark class="error">12</mark>'),
        (
            "abcd",
            [Mark(0, 3, "warning"), Mark(2, 4, "error")],
            '<mark class="warning">ab</mark><mark class="error">c</mark><mark class="error">d</mark>',
        ),
        ("ab", [Mark(1, 1, "error")], 'a<mark class="error"></mark>b'),
        ("ab", [Mark(2, 2, "error")], 'ab<mark class="error"></mark>'),
        ("ab", [Mark(1, 9, "error")], 'a<mark class="error">b</mark>'),
        ("a\u200bb", [Mark(1, 2, "error")], 'a<mark class="error"><abbr>U+200B</abbr></mark>b'),
    ],
)
def test_marks(text: str, marks: list[Mark], expected: str) -> None:
    assert marked(text, marks) == expected


class Page(HTMLParser):
    """The elements of a page, with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_page_holds_all_it_needs_and_runs_nothing_else() -> None:
    html = written(REPORT, "html")
    page = Page(html)
    assert not page.all("img")
    assert not page.all("link")
    assert page.all("script") == [{}]
    assert "<script>document.title" not in html
    assert "\u202e" not in html
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?://|url\(", html)


def test_the_page_is_a_plain_list_without_its_script() -> None:
    page = Page(written(REPORT, "html"))
    findings = [attributes for attributes in page.all("li") if "data-check" in attributes]
    assert [(item["data-check"], item["data-severity"]) for item in findings] == [
        ("numbers", "error"),
        ("emphasis", "warning"),
        ("urls", "dismissed"),
    ]
    assert not [attributes for _tag, attributes in page.elements if "hidden" in attributes and _tag != "form"]
    assert "We helped 12 families." in page.text
    assert "b.po:3: a line, cut: short" in page.text
    assert "Dismissed by aya" in page.text


def test_the_page_in_japanese_and_of_nothing() -> None:
    use_language("ja")
    page = Page(written(REPORT, "html"))
    assert page.all("html") == [{"lang": "ja"}]
    assert "原文" in page.text
    assert "訳文" in page.text
    nothing = Page(written(Report((), "News", REPORT.now), "html"))
    assert "問題は見つかりませんでした" in nothing.text
    assert not nothing.all("form")


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here; `apt-get install chromium` has one")
@pytest.mark.parametrize(
    ("address", "shown", "count"),
    [
        ("#check=nonsense&other=1", {"numbers", "emphasis", "urls"}, "3 of 3 findings"),
        ("#severity=dismissed", {"urls"}, "1 of 3 findings"),
        ("#severity=warning&check=numbers", set(), "0 of 3 findings"),
    ],
)
def test_a_real_browser_shows_and_filters_it(tmp_path: Path, address: str, shown: set[str], count: str) -> None:
    (tmp_path / "report.html").write_text(written(REPORT, "html"), "utf-8")
    dom = _browse(tmp_path, f"{(tmp_path / 'report.html').as_uri()}{address}")
    page = Page(dom)
    items = [attributes for attributes in page.all("li") if "data-check" in attributes]
    assert {item["data-check"] for item in items if "hidden" not in item} == shown
    assert "hidden" not in page.all("form")[0]
    assert count in page.text
    assert len([section for section in page.all("section") if "hidden" not in section]) == bool(shown)
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert re.search(r"<title>Findings: &lt;/script&gt;", dom)


def _browse(folder: Path, address: str) -> str:
    """Return the page as the browser has it once its script ran."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    ended = subprocess.run(
        [str(CHROMIUM), *options, address], capture_output=True, encoding="utf-8", timeout=120, check=True
    )
    return ended.stdout


@pytest.fixture
def wrong(translated: Path) -> Path:
    """A project whose translation leads elsewhere."""
    text = "They [told us](https://example.org/) their stories."
    translate(translated, "2025/letter", "ja", {text: LETTER_JA[text].replace("example.org", "example.com")})
    return translated


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (("--format", "text"), "locales/ja/LC_MESSAGES/2025/letter.po:"),
        (("--format", "json"), '{\n  "version": 1,'),
        (("--json",), '{\n  "version": 1,'),
        (("--json", "--format", "json"), '{\n  "version": 1,'),
        (("--format", "github"), "::error file=locales/ja/LC_MESSAGES/2025/letter.po,line="),
        (("--format", "sarif"), '{\n  "$schema":'),
        (("--format", "html"), "<!DOCTYPE html>"),
    ],
)
def test_formats_on_the_command_line(wrong: Path, lfnkr: Run, words: tuple[str, ...], start: str) -> None:
    ended = lfnkr("check", *words)
    assert (ended.code, ended.err) == (3, "")
    assert ended.out.startswith(start)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "html"])
def test_a_report_goes_to_a_file_and_stdout_sums_it_up(wrong: Path, lfnkr: Run, form: str) -> None:
    ended = lfnkr("check", "--format", form, "--output", "reports/out.txt")
    assert (ended.code, ended.out) == (3, "2 catalogs checked: 1 error, 0 warnings.\n")
    first = (wrong / "reports/out.txt").read_bytes()
    assert first
    if form != "html":
        lfnkr("check", "--format", form, "--output", "reports/out.txt")
        assert (wrong / "reports/out.txt").read_bytes() == first


def test_where_nothing_can_be_written(wrong: Path, lfnkr: Run) -> None:
    (wrong / "reports").write_text("a file")
    ended = lfnkr("check", "--output", "reports/out.txt")
    assert ended.code == 1
    assert ended.err.startswith("lfnkr: reports/out.txt: ")


@pytest.mark.parametrize("file", ["lfnkr.toml", "source_posts/en/2025/letter.md", "locales/new.html"])
def test_a_report_replaces_nothing_of_the_project(wrong: Path, lfnkr: Run, file: str) -> None:
    before = {path: path.read_bytes() for path in wrong.rglob("*.*") if path.is_file()}
    ended = lfnkr("check", "--format", "html", "--output", file)
    assert (ended.code, ended.out) == (2, "")
    assert "the project's own files lie there" in ended.err
    assert {path: path.read_bytes() for path in before} == before


def test_a_dry_run_leaves_no_report_behind(project: Path, lfnkr: Run) -> None:
    ended = lfnkr("check", "--format", "html", "--output", "out.html", "-n")
    assert ended.out.startswith("out.html would be written.\n")
    assert not (project / "out.html").exists()


def test_dismissed_findings_are_counted(wrong: Path, lfnkr: Run) -> None:
    path = catalog(wrong, "2025/letter", "ja")
    text = path.read_text("utf-8")
    place = text.rindex("\n\n", 0, text.index("They [told us]")) + 2
    path.write_text(f"{text[:place]}# ignore: urls - the page moved (by aya)\n{text[place:]}", "utf-8")
    ended = lfnkr("check")
    assert (ended.code, ended.out) == (0, "2 catalogs checked: 0 errors, 0 warnings, 1 dismissed.\n")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--format", "pdf"), "--format pdf: choose one of text, json, github, sarif, html"),
        (("--json", "--format", "sarif"), "choose one of --json and --format"),
    ],
)
def test_wrong_usage(project: Path, lfnkr: Run, words: tuple[str, ...], problem: str) -> None:
    ended = lfnkr("check", *words)
    assert ended.code == 2
    assert problem in ended.err


def test_the_list_says_what_each_check_looks_for(lfnkr: Run) -> None:
    names = lfnkr("check", "--list").out.splitlines()
    assert names == list(known_names())
    told = lfnkr("-v", "check", "--list").out.splitlines()
    assert told == [f"{name}: {described(name)}" for name in names]


def test_what_cannot_be_checked_is_said_at_its_line(lfnkr: Run, project: Path) -> None:
    """A post and a catalog that cannot be read, each at the line that says so, in every form that has lines."""
    lfnkr("extract")
    path = catalog(project, "2025/letter", "ja")
    text = path.read_text("utf-8")
    path.write_text(text.replace('msgstr ""\n\n', "msgstr oops\n\n", 1), "utf-8")
    line = path.read_text("utf-8").split("\n").index("msgstr oops") + 1
    (project / "source_posts/en/bad.md").write_bytes(b"---\ntitle: A\nlang: en\n---\n\n\xff\n")
    github = lfnkr("check", "--format", "github").out.splitlines()
    places = [command.split(",title=")[0] for command in github if ",title=lfnkr::" in command]
    assert places == [
        f"::error file=locales/ja/LC_MESSAGES/2025/letter.po,line={line}",
        "::error file=source_posts/en/bad.md,line=6",
    ]
    (run,) = json.loads(lfnkr("check", "--format", "sarif").out)["runs"]
    told = run["invocations"][0]["toolExecutionNotifications"]
    lines = [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in told]
    assert lines == [line, 6]
    assert not any(one["message"]["text"].startswith(("locales/", "source_posts/")) for one in told)
