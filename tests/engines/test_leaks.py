"""Whatever register, post, engine, fault and option: no listed form reaches a service, a stream, or a file of ours."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lfnkr_i18n.cli.program import run
from lfnkr_i18n.privacy import Matcher, read_register
from tests.engines.conftest import KINDS
from tests.engines.services import Service, cut, page, reset, respond, status

CASES = Path(__file__).parents[1] / "files/privacy/pak.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
DISGUISED = [row["text"] for row in ROWS[1:] if row["found"]]
LISTED = ROWS[0]["register"]
FORMS = ", ".join(f"{language} = {json.dumps(forms)}" for language, forms in LISTED["names"].items())
REGISTER = f"""\
[[person]]
id = "{LISTED["id"]}"
names = {{ {FORMS} }}
public = {{ en = "Mr. C", ja = "Cさん" }}
"""

CLEAN = "---\ntitle: Winter\n---\n\nSnow fell on 12 families.\n\nWe brought **warm** coats to the [school](https://b.org/).\n"
FAULTS = {
    "none": respond,
    "busy": status(503, json.dumps({"error": DISGUISED[0]}).encode(), Retry_After="0"),
    "refused": status(400, DISGUISED[0].encode()),
    "key": status(403, DISGUISED[0].encode()),
    "page": page(DISGUISED[0]),
    "cut": cut,
    "reset": reset,
}


@pytest.fixture(scope="module")
def services() -> Iterator[dict[str, Service]]:
    started = {name: kind() for name, kind in KINDS.items()}
    yield started
    for service in started.values():
        service.close()


@pytest.fixture
def surroundings(services: dict[str, Service], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys, no waiting between tries, and Google on this machine."""
    import deep_translator.constants

    from lfnkr_i18n.engines import google, patience

    monkeypatch.setitem(deep_translator.constants.BASE_URLS, "GOOGLE_TRANSLATE", f"{services['google'].url}/m")
    monkeypatch.setattr(google, "PAUSE", 0.0)
    monkeypatch.setattr(patience, "LONGEST_WAIT", 0.0)
    for name in ("DEEPL_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "test-key:fx")


def lay_out(folder: Path, engine: str, service: Service, post: str, term: str | None) -> None:
    """Write a project whose register lies outside of it, with one post that may hold a name and one that does not."""
    (folder / "kept").mkdir()
    register = folder / "kept/names.toml"
    register.write_text(REGISTER, encoding="utf-8")
    register.chmod(0o600)
    project = folder / "news"
    (project / "source_posts/en").mkdir(parents=True)
    tables = "" if engine == "google" else f'[engines.{engine}]\nurl = "{service.url}"\n'
    tables += 'model = "m"\n' if engine == "openai" else ""
    (project / "lfnkr.toml").write_text(
        f'[draft]\nengines = ["{engine}"]\n[privacy]\nnames = "../kept/names.toml"\n{tables}', encoding="utf-8"
    )
    (project / "source_posts/en/winter.md").write_text(CLEAN, encoding="utf-8")
    (project / "source_posts/en/letter.md").write_text(post, encoding="utf-8")
    if term is not None:
        (project / "locales").mkdir()
        quoted = term.replace('"', '""')
        (project / "locales/glossary.csv").write_text(
            f'en,ja\nschool,"{quoted}"\nwitness,"{quoted}"\n', encoding="utf-8"
        )


def ours(project: Path) -> Iterator[tuple[str, str]]:
    """Yield name and content of every file that we wrote."""
    for path in sorted(project.rglob("*")):
        if path.is_file() and "source_posts" not in path.parts and path.name != "glossary.csv":
            yield path.name, path.read_bytes().decode("utf-8", "replace")


def told(words: list[str]) -> tuple[int, str]:
    """Return how a command line ends, and all that it says, its debug log too."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            code = run(words)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    return code, stream.getvalue()


POSTS = st.one_of(
    st.just("Nothing to see.\n"),
    st.builds("{}\n".format, st.sampled_from(DISGUISED)),
    st.builds("---\ntitle: {}\n---\n\nA letter.\n".format, st.sampled_from(DISGUISED).map(json.dumps)),
)
OPTIONS = st.lists(st.sampled_from(["-v", "-n", "--again", "--json", "--max-chars=40"]), unique=True)


@pytest.mark.parametrize("engine", [*KINDS])
@pytest.mark.parametrize(("fault", "said"), [("none", DISGUISED[0]), ("busy", None)], ids=["answer", "fault"])
def test_names_in_posts_titles_terms_answers_and_errors(
    services: dict[str, Service], surroundings: None, tmp_path: Path, engine: str, fault: str, said: str | None
) -> None:
    post = f"---\ntitle: {json.dumps(DISGUISED[0])}\n---\n\nA letter.\n"
    check(tmp_path, services[engine], engine, post, fault, said, "朴哲浩の学校", ["-v"], "draft")


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    engine=st.sampled_from([*KINDS]),
    post=POSTS,
    fault=st.sampled_from([*FAULTS]),
    said=st.sampled_from([None, *DISGUISED]),
    term=st.sampled_from([None, "朴哲浩の学校", *DISGUISED]),
    options=OPTIONS,
    command=st.sampled_from(["draft", "draft", "run"]),
)
def test_no_listed_name_gets_out(
    services: dict[str, Service],
    surroundings: None,
    tmp_path_factory: pytest.TempPathFactory,
    engine: str,
    post: str,
    fault: str,
    said: str | None,
    term: str | None,
    options: list[str],
    command: str,
) -> None:
    folder = tmp_path_factory.mktemp("leak")
    check(folder, services[engine], engine, post, fault, said, term, options, command)


def check(
    folder: Path,
    service: Service,
    engine: str,
    post: str,
    fault: str,
    said: str | None,
    term: str | None,
    options: list[str],
    command: str,
) -> None:
    """Draft a project with an engine that plays a fault or says a name, and look for the name everywhere."""
    lay_out(folder, engine, service, post, term)
    service.got.clear()
    service.always = FAULTS[fault]
    work = service.translate
    service.translate = lambda text, target: said if said is not None and "12" in text else work(text, target)
    project = folder / "news"
    options = [option for option in options if command == "draft" or option in ("-v", "-n", "--json")]
    try:
        texts = [told(["-C", os.fspath(project), word, *options])[1] for word in ("extract", command, "engines")[:2]]
    finally:
        service.translate = work
    listed: Matcher = read_register(folder / "kept/names.toml").matcher
    for request in service.got:
        assert not listed.terms_in(unquote_plus(request))
        assert "p1" not in request
    for text in texts:
        assert not listed.terms_in(text)
        assert "Traceback" not in text
    for name, content in ours(project):
        assert not listed.terms_in(content), name
    for log in (folder / "kept").glob("*.jsonl"):
        assert not listed.terms_in(log.read_text("utf-8"))
        assert "Snow" not in log.read_text("utf-8")


def test_a_request_is_in_the_audit_log(services: dict[str, Service], surroundings: None, tmp_path: Path) -> None:
    service = services["deepl"]
    service.always = None
    lay_out(tmp_path, "deepl", service, "Nothing to see.\n", None)
    code, _ = told(["-C", os.fspath(tmp_path / "news"), "draft"])
    assert code == 0
    lines = [json.loads(line) for line in (tmp_path / "kept/names.audit.jsonl").read_text("utf-8").splitlines()]
    sent = [line["sending"] for line in lines if line["event"] == "sending"]
    assert sorted((one["engine"], one["posts"], one["segments"]) for one in sent) == [
        ("deepl", ["letter"], 1),
        ("deepl", ["winter"], 3),
    ]
    assert [line["status"] for line in lines if line["event"] == "ended"] == ["200", "200"]


def test_an_answer_with_a_listed_name_is_no_draft_and_is_not_kept(
    services: dict[str, Service], surroundings: None, tmp_path: Path
) -> None:
    service = services["openai"]
    service.always = None
    work = service.translate
    service.translate = lambda text, target: "12家族と朴哲浩に雪が降った。" if "12" in text else work(text, target)
    lay_out(tmp_path, "openai", service, "Nothing to see.\n", None)
    told(["-C", os.fspath(tmp_path / "news"), "draft"])
    service.translate = work
    catalog = (tmp_path / "news/locales/ja/LC_MESSAGES/winter.po").read_text("utf-8")
    assert "朴" not in catalog
    assert "# no draft: openai: it gave no usable answer" in catalog
    before = catalog
    told(["-C", os.fspath(tmp_path / "news"), "draft"])
    assert (tmp_path / "news/locales/ja/LC_MESSAGES/winter.po").read_text("utf-8") == before
