"""What earlier runs found out makes the next one faster, and never another one: same results, same bytes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from lfnkr_i18n.errors import LfnkrError
from lfnkr_i18n.manifest.pages import Pages
from lfnkr_i18n.messages import use_language
from lfnkr_i18n.steps.checking.check import check
from lfnkr_i18n.steps.drafting.draft import draft
from lfnkr_i18n.steps.extract import extract
from lfnkr_i18n.steps.publishing.publish import publish
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.status import status
from tests.pictures.photos import FULL, photo
from tests.steps.publishing.conftest import JAPANESE, LETTER, Desk

STEPS: dict[str, Callable[[Desk, Executor | None], object]] = {
    "extract": lambda desk, executor: list(extract(desk.project, select(desk.project), executor=executor)),
    "check": lambda desk, executor: list(check(desk.project, select(desk.project), executor=executor)),
    "check one": lambda desk, executor: list(check(desk.project, select(desk.project, ["letter*"]), executor=executor)),
    "draft": lambda desk, executor: list(draft(desk.project, select(desk.project), executor=executor)),
    "status": lambda desk, executor: asdict(status(desk.project, select(desk.project), executor=executor)),
    "status ja": lambda desk, executor: asdict(status(desk.project, select(desk.project, [], ["ja"]))),
    "publish": lambda desk, executor: list(
        publish(desk.project, select(desk.project), now=desk.now, executor=executor)
    ),
    "publish drafts": lambda desk, executor: list(
        publish(desk.project, select(desk.project), now=desk.now, allow_drafts=True, by="aya", executor=executor)
    ),
}


def run(desk: Desk, step: str, executor: Executor | None = None) -> object:
    """Run a step; an error of ours is a result too, whose text may name the project's folder."""
    found = told(lambda: STEPS[step](desk, executor))
    return found.replace(str(desk.root), "") if isinstance(found, str) else found


# What happens to a project between two commands.


def say(text: str) -> Callable[[Desk], None]:
    return lambda desk: desk.write("source_posts/en/letter.md", text)


def replace_in(name: str, old: str, new: str) -> Callable[[Desk], None]:
    def change(desk: Desk) -> None:
        if desk.exists(name):
            desk.write(name, desk.read(name).replace(old, new))

    return change


def register(name: str) -> Callable[[Desk], None]:
    """List one person, and say where the list is."""

    def change(desk: Desk) -> None:
        path = desk.root.parent / "names.toml"
        path.write_text(f'[[person]]\nid = "p1"\nnames = {{ en = ["{name}"] }}\npublic = {{ en = "Mr. K" }}\n')
        path.chmod(0o600)
        desk.settings('[privacy]\nnames = "../names.toml"\n')

    return change


def custom_block(key: str) -> Callable[[Desk], None]:
    def change(desk: Desk) -> None:
        desk.write("blocks.xml", BLOCKS.format(key=key))
        desk.settings('[wordpress]\ncustom_blocks = "blocks.xml"\n')

    return change


def told(work: Callable[[], object]) -> object:
    """Return what came of some work; an error of ours is a result too."""
    try:
        return work()
    except LfnkrError as error:
        return str(error)


def drop(name: str) -> Callable[[Desk], None]:
    return lambda desk: desk.drop(name) if desk.exists(name) else None


def turn_back(desk: Desk) -> None:
    """Change a letter of the catalog and leave its size and its time, as a sync tool may."""
    path = desk.root / CATALOG
    if path.exists():
        times = path.stat()
        path.write_bytes(path.read_bytes().replace("手紙".encode(), "葉書".encode()))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def touch_all(desk: Desk) -> None:
    """Give all files new times, as a checkout does."""
    for path in [*desk.root.glob("source_posts/**/*"), *desk.root.glob("locales/**/*")]:
        path.touch()


def fill(desk: Desk, name: str, text: str = "大使館に手紙を書きました。") -> None:
    """Translate what is untranslated, as a person does with an editor."""
    if not desk.exists(name):
        return
    lines = desk.read(name).split("\n")
    for number, line in enumerate(lines):
        if line == 'msgstr ""' and lines[number - 1].startswith('msgid "') and lines[number - 1] != 'msgid ""':
            source = lines[number - 1].removeprefix('msgid "').removesuffix('"')
            lines[number] = f'msgstr "{JAPANESE.get(source, text)}"'
    desk.write(name, "\n".join(lines))


def translate(name: str, text: str = "大使館に手紙を書きました。") -> Callable[[Desk], None]:
    return lambda desk: fill(desk, name, text)


PHOTO = photo("JPEG", exif=FULL)
CATALOG = "locales/ja/LC_MESSAGES/letter.po"
SECOND = "locales/ja/LC_MESSAGES/report.po"
LONG = "We wrote a long letter to the embassy of that country."
PAGE = """<p>A parcel came.</p>
<!-- wp:shop/parcel {"title":"Rice for all","note":"By sea"} /-->
"""
BLOCKS = """<wpml-config><gutenberg-blocks>
<gutenberg-block type="shop/parcel" translate="1"><key name="{key}"/></gutenberg-block>
</gutenberg-blocks></wpml-config>
"""
MEMORY = f"""<tmx version="1.4"><header srclang="en"/><body><tu>
<tuv xml:lang="en"><seg>{LONG}</seg></tuv><tuv xml:lang="ja"><seg>私たちは長い手紙を書きました。</seg></tuv>
</tu></body></tmx>
"""
REPORT = f"# A report\n\nThey came by train. {LONG}\n"
CHANGES: dict[str, Callable[[Desk], object]] = {
    "nothing": lambda desk: None,
    "edit a word": say(LETTER.replace("wrote", "spoke")),
    "edit it back": say(LETTER),
    "a longer post": say(LETTER + f"\n{LONG}\n"),
    "a post without text": say(""),
    "a post that is not UTF-8": lambda desk: desk.write("source_posts/en/letter.md", b"\xff\xfe\x00"),
    "a post in Japanese": say(LETTER.replace("lang: en", "lang: ja")),
    "not to be translated": say(LETTER.replace("lang: en", "lang: en\ntranslate: false")),
    "a second post": lambda desk: desk.write("source_posts/en/report.md", REPORT),
    "the second post goes": drop("source_posts/en/report.md"),
    "an original in Japanese": lambda desk: desk.write("source_posts/ja/letter.md", "# 手紙\n"),
    "the original goes": drop("source_posts/ja/letter.md"),
    "the post goes": drop("source_posts/en/letter.md"),
    "a picture changes": lambda desk: desk.write("source_posts/en/img/street.jpg", b"STREET"),
    "a picture tells where it was taken": lambda desk: desk.write("source_posts/en/img/street.jpg", PHOTO),
    "a Japanese picture": lambda desk: desk.write("source_posts/en/img/street.ja.jpg", b"tori"),
    "the Japanese picture goes": drop("source_posts/en/img/street.ja.jpg"),
    "the picture goes": drop("source_posts/en/img/street.jpg"),
    "translate": translate(CATALOG),
    "translate the second": translate(SECOND, "駅に来ました。"),
    "translate it otherwise": translate(SECOND, "長い長い手紙でした。"),
    "a wrong translation": replace_in(SECOND, "駅", "駅 https://example.org/"),
    "a broken catalog": replace_in(CATALOG, 'msgstr "', "msgstr oops"),
    "a mended catalog": replace_in(CATALOG, "msgstr oops", 'msgstr "'),
    "the catalog goes": drop(CATALOG),
    "a letter changes, its time does not": turn_back,
    "new times": touch_all,
    "the published post is edited": replace_in("published/ja/letter.md", "大使館", "領事館"),
    "the published post goes": drop("published/ja/letter.md"),
    "other settings": lambda desk: desk.settings('[segmentation]\nunit = "block"\n[publish]\noriginals = true\n'),
    "paths by date": lambda desk: desk.settings('[publish]\noutput = "site/{slug}-{lang}{ext}"\n'),
    "first settings": lambda desk: desk.settings(""),
    "a sign-off is needed": lambda desk: desk.settings("[publish]\nsign_offs = 1\n"),
    "a glossary": lambda desk: desk.write("locales/glossary.csv", "en,ja\nembassy,領事館\n"),
    "another glossary": lambda desk: desk.write("locales/glossary.csv", "en,ja\nembassy,大使館\ntrain,列車\n"),
    "the glossary goes": drop("locales/glossary.csv"),
    "a register": register("embassy"),
    "another register": register("train"),
    "a register of nobody who is met": register("Minsu"),
    "the register goes": drop("../names.toml"),
    "an HTML post": lambda desk: desk.write("source_posts/en/page.html", PAGE),
    "translate the HTML post": translate("locales/ja/LC_MESSAGES/page.po", "荷物が届きました。"),
    "a custom block": custom_block("title"),
    "another custom block": custom_block("note"),
    "no file of custom blocks": drop("blocks.xml"),
    "links, style, a check less": lambda desk: desk.settings(
        '[links]\n"/en/" = "/ja/"\n[style]\nvoice = "de-aru"\n[checks]\ndisable = ["urls"]\n'
    ),
    "people": lambda desk: desk.settings('[[people]]\nid = "aya"\nname = "Aya T."\nlanguages = ["ja"]\n'),
    "signed": lambda desk: told(lambda: desk.sign("letter")),
    "approval taken back": lambda desk: told(lambda: desk.sign("letter", revoke=True)),
    "taken down": lambda desk: told(lambda: desk.unpublish("letter")),
    "online again": lambda desk: told(lambda: desk.publish("letter", by="aya")),
    "a memory": lambda desk: desk.write("locales/memory/friends.tmx", MEMORY),
    "the memory goes": drop("locales/memory/friends.tmx"),
    "somebody answers for a finding": replace_in(SECOND, "#: ", "# ignore: urls - as told (by aya)\n#: "),
    "a date": say(LETTER.replace("lang: en", "lang: en\ndate: 2019-04-01")),
    "posts of today": lambda desk: desk.settings("[project]\ntranslate_since = 2020-01-01\n"),
    "speak Japanese": lambda desk: use_language("ja"),
    "speak English": lambda desk: use_language("en"),
}


Moves = st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.sampled_from(sorted(STEPS))), min_size=3, max_size=12)


DAY = ("extract", "draft", "check", "status", "publish", "status")


class Twins:
    """Two desks to which the same happens; the second one forgets everything before each command."""

    def __init__(self, new_desk: Callable[[], Desk]) -> None:
        self.desks = (new_desk(), new_desk())

    def change(self, name: str) -> None:
        for desk in self.desks:
            CHANGES[name](desk)
            desk.later(minutes=1)

    def run(self, step: str) -> None:
        with_manifest, without = self.desks
        shutil.rmtree(without.root / ".lfnkr/manifest", ignore_errors=True)
        assert run(with_manifest, step) == run(without, step), step
        assert contents(with_manifest) == contents(without), step


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_a_run_finds_what_one_without_a_manifest_does(
    new_desk: Callable[[], Desk], change: str
) -> None:
    twins = Twins(new_desk)
    for step in ("extract", "publish"):
        twins.run(step)
        for name in ("a second post", "translate", "translate the second", "a wrong translation"):
            twins.change(name)
    for name in ("nothing", change):
        twins.change(name)
        for step in DAY:
            twins.run(step)


@pytest.mark.slow
@given(moves=Moves)
def test_after_many_changes_too(new_desk: Callable[[], Desk], moves: list[tuple[str, str]]) -> None:
    use_language("en")
    twins = Twins(new_desk)
    for change, step in [("nothing", "extract"), ("translate", "status"), *moves, ("nothing", "publish")]:
        twins.change(change)
        twins.run(step)


def contents(desk: Desk) -> dict[str, bytes]:
    return {name: data for name, (data, _time) in desk.tree().items()}


# What is opened.

_opened: list[str] | None = None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _opened is not None and isinstance(arguments[0], str | os.PathLike):
        _opened.append(os.fspath(arguments[0]))


sys.addaudithook(_hook)  # there is no way to take one away again


@contextmanager
def opened(desk: Desk) -> Iterator[set[str]]:
    """Give the files of the project, from its folder, that are opened until the end of the block."""
    global _opened
    _opened, found = [], set[str]()
    try:
        yield found
    finally:
        root = f"{desk.root}{os.sep}"
        found.update(path.removeprefix(root) for path in _opened if path.startswith(root))
        _opened = None


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk whose posts are extracted, translated and published, with a second one that is not."""
    desk.write("source_posts/en/report.md", REPORT)
    run(desk, "extract")
    fill(desk, CATALOG)
    run(desk, "publish")
    return desk


@pytest.mark.parametrize("step", ["extract", "check", "status", "publish"])
def test_posts_and_catalogs_that_did_not_change_are_not_opened(full: Desk, step: str) -> None:
    first = run(full, step)
    with opened(full) as files:
        again = run(full, step)
    assert not [name for name in files if name.endswith((".md", ".po")) and not name.startswith("published/")]
    assert step == "publish" or again == first


@pytest.mark.parametrize("step", ["extract", "check", "status", "publish"])
def test_of_many_posts_only_the_changed_one_is_opened(full: Desk, step: str) -> None:
    run(full, step)
    full.write("source_posts/en/report.md", REPORT.replace("train", "ship"))
    with opened(full) as files:
        run(full, step)
    posts = [name for name in files if name.startswith("source_posts/") and name.endswith(".md")]
    assert posts == ["source_posts/en/report.md"]


@pytest.mark.parametrize("step", ["extract", "check", "status", "publish"])
def test_whatever_a_step_reads_the_manifest_knows_of(full: Desk, step: str) -> None:
    shutil.rmtree(full.root / ".lfnkr")
    with opened(full) as files:
        run(full, step)
    known = {name for name, _known in Pages[Any](Any, full.root / ".lfnkr/manifest/files").items()}
    ours = {name for name in files if name.startswith(("source_posts/", "locales/")) and name.split(".")[-1] != "jsonl"}
    assert {CATALOG, "source_posts/en/letter.md"} <= ours <= known


def test_draft_does_not_open_posts_that_people_translated(full: Desk) -> None:
    run(full, "draft")
    fill(full, SECOND)
    run(full, "draft")
    with opened(full) as files:
        run(full, "draft")
    assert not [name for name in files if name.startswith("source_posts/")]


# Who does the work.


class Backwards(Executor):
    """An executor that does the last task first."""

    def __init__(self) -> None:
        self._tasks: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._tasks.append((future, lambda: fn(*args, **kwargs)))
        return future

    def map(self, fn: Callable[..., Any], *iterables: Any, timeout: float | None = None, chunksize: int = 1) -> Any:
        futures = [self.submit(fn, *arguments) for arguments in zip(*iterables, strict=True)]
        for future, task in reversed(self._tasks):
            future.set_result(task())
        self._tasks.clear()
        return iter([future.result() for future in futures])


EXECUTORS: dict[str, Callable[[], Executor]] = {
    "one process": lambda: ProcessPoolExecutor(1),
    "four processes": lambda: ProcessPoolExecutor(4),
    "four threads": lambda: ThreadPoolExecutor(4),
    "the last task first": Backwards,
}


@pytest.mark.parametrize("name", EXECUTORS)
def test_results_are_the_same_whoever_works(new_desk: Callable[[], Desk], name: str) -> None:
    alone, shared = new_desk(), new_desk()
    with EXECUTORS[name]() as executor:
        for desk, workers in ((alone, None), (shared, executor)):
            for number in range(20):
                desk.write(f"source_posts/en/news/{number}.md", REPORT.replace("train", f"train {number}"))
            results = [run(desk, "extract", workers)]
            for number in range(0, 20, 3):
                fill(desk, f"locales/ja/LC_MESSAGES/news/{number}.po", f"{number}番の列車で来ました。")
            for _time in range(2):
                results += [run(desk, step, workers) for step in ("extract", "draft", "check", "status", "publish")]
            desk.found = results  # type: ignore[attr-defined]
    assert alone.found == shared.found  # type: ignore[attr-defined]
    assert contents(alone) == contents(shared)
