"""A post of a real site, its Japanese translation, and the way of both through the program."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import polib

from lfnkr_i18n.cli.program import run
from tests.wordpress.server import WordPress

ROOT = Path(__file__).parents[2]
HTML_POSTS = ROOT / "tests" / "formats" / "files" / "html"
POSTS = (*sorted(HTML_POSTS.glob("??-*.html")), ROOT / "tests" / "files" / "wordpress" / "en-block-crlf.html")
"""Posts as they stand in WordPress, of both editors and both languages."""
PICTURE = ROOT / "source_posts" / "en" / "2024" / "images" / "bread.svg"

VISIT: dict[str, Any] = {
    "title": "A day at the Hoshino home — 12 volunteers & 40 children",
    "excerpt": "Twelve volunteers, one day, forty children.",
    "slug": "hoshino-visit",
    "status": "publish",
    "date": "2026-03-06T10:00:00",
    "meta": {"_lfnkr_lang": "en"},
}

LAPTOPS = '<a href="https://example.org/laptops?year=2026&amp;lang=en" target="_blank" rel="noreferrer noopener">'

VISIT_JA = {
    "A day at the Hoshino home — 12 volunteers & 40 children": "ほしのホームでの一日――ボランティア12人と子ども40人",
    "Twelve volunteers, one day, forty children.": "12人のボランティアと40人の子どもの一日。",
    "On 5 March, twelve volunteers visited the <strong>Hoshino Children’s Home</strong> in Saitama & spent the day "
    "cooking, singing and playing “karuta”.": "3月5日、12人のボランティアが埼玉の"
    "<strong>児童養護施設ほしのホーム</strong>を訪ね、料理や歌、「かるた」で一日を過ごしました。",
    "What we did": "当日の活動",
    "Cooked <em>okonomiyaki</em> for 40 people": "40人分の<em>お好み焼き</em>づくり",
    f"Donated 15 laptops (see the {LAPTOPS}list of donors</a>)": f"パソコン15台の寄贈（{LAPTOPS}寄贈者の一覧</a>）",
    "ten new ones": "うち10台は新品",
    "Read the whole story": "続きを読む",
    "Volunteers in front of the home": "施設の前に並ぶボランティア",
    "Group photo": "集合写真",
    "Our volunteers, with the director (centre).": "ボランティアと施設長（中央）。",
    'Photo: <a href="https://example.org/">A. Tanaka</a>': '撮影：<a href="https://example.org/">A. Tanaka</a>',
    "“The children talked about it for weeks.”": "「子どもたちは何週間もその話をしていました。」",
    "The director of the home": "ほしのホーム施設長",
    "Item": "項目",
    "Cost": "費用",
    "Food": "食材",
    "Bus": "バス",
    "(both ways)": "（往復）",
    "What the day cost": "当日の費用",
    "Donate now": "寄付する",
}


def content_of(file: Path, wordpress: WordPress) -> str:
    """Return one of `POSTS` with a picture that the site has."""
    shutil.copy(PICTURE, wordpress.root / "wp-content" / "uploads")
    content = file.read_bytes().decode()
    return content.replace("https://example.org/door.jpg", f"{wordpress.url}/wp-content/uploads/{PICTURE.name}")


def translate(catalog: Path, texts: dict[str, str]) -> None:
    """Translate a catalog as a reviewer does in a PO editor."""
    entries = polib.pofile(str(catalog), wrapwidth=0)
    for entry in entries:
        entry.msgstr = texts[entry.msgid]
        entry.flags = []
    entries.save()


def publish_visit(wordpress: WordPress, folder: Path) -> str:
    """Take a post of the site through the whole program and back; return the address of its translation there."""
    wordpress.ask("POST", "posts", {**VISIT, "content": content_of(HTML_POSTS / "en-block-visit.html", wordpress)})
    project, export, out = folder / "project", folder / "site.xml", folder / "translations.xml"
    project.mkdir()
    (project / "lfnkr.toml").touch()
    export.write_bytes(wordpress.export())
    post = "2026-03-06-hoshino-visit"
    for words in (["import", str(export)], ["extract", post]):
        _succeed(project, *words)
    translate(project / "locales" / "ja" / "LC_MESSAGES" / f"{post}.po", VISIT_JA)
    _succeed(project, "publish", post)
    _succeed(project, "publish", "--wxr", str(out))  # what is up to date stands published too
    wordpress.bring_in(out)
    [translation] = wordpress.ask("GET", "posts?slug=hoshino-visit-ja")
    return str(translation["link"])


def _succeed(project: Path, *words: str) -> None:
    code = run(["-C", str(project), "-q", *words])
    if code:
        raise RuntimeError(f"lfnkr {' '.join(words)} ended with {code}")
