"""The whole journey of WordPress posts: a real site's export in, translated, published, and into the site again."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib
import pytest

from lfnkr_i18n.cli.program import run
from lfnkr_i18n.formats import front_matter_and_body
from lfnkr_i18n.wordpress.model import Item
from lfnkr_i18n.wordpress.reader import read_export
from tests.wordpress.journeys import POSTS, VISIT_JA, content_of, publish_visit, translate
from tests.wordpress.server import WordPress, parse_blocks

BROWSER = "chromium-headless-shell"
SETTINGS = '[project]\nname = "Harbour news"\n\n[wordpress]\nlanguages = { "Journey" = "en", "旅" = "ja" }\n'


@dataclass(frozen=True, slots=True)
class Journey:
    """A project with the posts of a site, translated and published, and the file for the site."""

    root: Path
    prefix: str
    """What the slugs of its posts begin with; another worker's are in the same site."""
    sources: dict[str, int]
    """The slug's rest → WordPress id."""

    def lfnkr(self, *words: str) -> int:
        return run(["-C", str(self.root), "-q", *words])

    def published(self) -> Iterator[tuple[Path, Path]]:
        """Yield source and published file of every post of ours."""
        for language, other in (("en", "ja"), ("ja", "en")):
            for source in sorted((self.root / "source_posts" / language).glob(f"*{self.prefix}*.html")):
                yield source, self.root / "published" / other / source.name


@pytest.fixture(scope="module")
def journey(wordpress: WordPress, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Journey:
    root = tmp_path_factory.mktemp("journey")
    (root / "lfnkr.toml").write_text(SETTINGS, "utf-8")
    prefix = f"journey-{worker_id}-"
    journey = Journey(root, prefix, {file.stem: _write(wordpress, file, prefix) for file in POSTS})
    (root / "site.xml").write_bytes(wordpress.export())

    assert journey.lfnkr("import", str(root / "site.xml")) == 0
    assert journey.lfnkr("extract") == 0
    for catalog in sorted(root.glob(f"locales/*/LC_MESSAGES/*{prefix}*.po")):
        mark = "訳：" if "/ja/" in catalog.as_posix() else "In English: "
        translate(catalog, {entry.msgid: mark + entry.msgid for entry in polib.pofile(str(catalog))})
    posts = [source.stem for source, _published in journey.published()]
    journey.lfnkr("publish", *posts, "--no-check", "--by", "aya", "--wxr", str(root / "translations.xml"))
    return journey


def _write(wordpress: WordPress, file: Path, prefix: str) -> int:
    language = file.stem[:2]
    fields = {
        "title": f"{'旅' if language == 'ja' else 'Journey'}: <em>{file.stem}</em> & more",
        "content": content_of(file, wordpress),
        "excerpt": "要約です。" if language == "ja" else "In short.",
        "slug": prefix + file.stem,
        "status": "publish",
        "date": "2026-03-06T10:00:00",
        "meta": {"_lfnkr_lang": language},
    }
    number: int = wordpress.ask("POST", "posts", fields)["id"]
    return number


def _shape(blocks: list[dict[str, Any]]) -> list[object]:
    """Return names and nesting of blocks, with the attributes that are not text."""
    return [
        (block["blockName"], len(block["innerContent"]), sorted(block["attrs"]), _shape(block["innerBlocks"]))
        for block in blocks
    ]


def _body(path: Path) -> str:
    return front_matter_and_body(path.read_bytes(), path=path.name)[1].removeprefix("\n")


def _translations(wordpress: WordPress) -> dict[int, Item]:
    """Return the translations in the site by the id of their source."""
    items = read_export(io.BytesIO(wordpress.export()), shown="again.xml")
    return {int(item.meta["_lfnkr_source"]): item for item in items if item.is_translation}


@pytest.mark.slow
def test_posts_come_in_byte_for_byte(journey: Journey, wordpress: WordPress) -> None:
    for source, _published in journey.published():
        number = journey.sources[source.stem.partition(journey.prefix)[2]]
        raw = wordpress.ask("GET", f"posts/{number}?context=edit")["content"]["raw"]
        assert _body(source) == raw.replace("\r\n", "\n")


@pytest.mark.slow
def test_every_post_is_published_with_the_same_blocks(journey: Journey) -> None:
    pairs = list(journey.published())
    assert len(pairs) == len(journey.sources)
    for source, published in pairs:
        before, after = parse_blocks(_body(source)), parse_blocks(_body(published))
        assert _shape(after) == _shape(before), source.name
        assert "訳：" in _body(published) or "In English: " in _body(published)


@pytest.mark.slow
def test_the_site_takes_the_translations(journey: Journey, wordpress: WordPress) -> None:
    wordpress.bring_in(journey.root / "translations.xml")
    there = _translations(wordpress)

    for source, published in journey.published():
        front_matter, _ = front_matter_and_body(published.read_bytes(), path=published.name)
        number = journey.sources[source.stem.partition(journey.prefix)[2]]
        item = there[number]
        assert (item.title, item.content) == (front_matter["title"], _body(published))
        assert item.meta["_lfnkr_lang"] == front_matter["lang"]
        again = wordpress.ask("POST", f"posts/{item.id}?context=edit", {"content": item.content})
        assert again["content"]["raw"] == item.content, "the editor's own words come back as they were"


@pytest.mark.slow
def test_imported_again_nothing_has_changed(journey: Journey, wordpress: WordPress) -> None:
    (journey.root / "again.xml").write_bytes(wordpress.export())
    before = {path: path.stat().st_mtime_ns for path, _published in journey.published()}

    journey.lfnkr("import", str(journey.root / "again.xml"))

    assert {path: path.stat().st_mtime_ns for path, _published in journey.published()} == before


@pytest.fixture(scope="module")
def visit(wordpress: WordPress, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a translation in the site that passed every gate on its way."""
    return publish_visit(wordpress, tmp_path_factory.mktemp("visit"))


def test_a_translation_without_fault_passes_every_gate(wordpress: WordPress, visit: str) -> None:
    page = wordpress.page(visit)
    [post] = wordpress.ask("GET", "posts?slug=hoshino-visit-ja&context=edit")

    title, excerpt, *texts = VISIT_JA.values()
    assert (post["title"]["raw"], post["excerpt"]["raw"]) == (title, excerpt)
    assert all(text in post["content"]["raw"] for text in texts)
    assert f'hreflang="ja" href="{post["link"]}"' in page


@pytest.mark.slow
@pytest.mark.skipif(shutil.which(BROWSER) is None, reason=f"needs a browser: sudo apt-get install {BROWSER}")
def test_the_editor_finds_every_block_valid(wordpress: WordPress, visit: str) -> None:
    [post] = wordpress.ask("GET", "posts?slug=hoshino-visit-ja")
    page = wordpress.admin_page(f"post.php?post={post['id']}&action=edit")

    shown = subprocess.run(
        [BROWSER, "--no-sandbox", "--dump-dom", "--virtual-time-budget=30000", "--window-size=1100,4000", page],
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout

    assert VISIT_JA["What we did"] in shown
    assert shown.count('data-type="core/') == 14
    assert "unexpected or invalid content" not in shown
