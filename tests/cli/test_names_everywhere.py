"""A listed name in every place that a project has, and every command that reads it: nothing is told, nothing is kept.

`test_names_gate` looks at posts and catalogs; this looks at the places that nobody thinks of.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.projects import LETTER_JA, catalog, new_project, translate
from tests.cli.test_names_gate import in_process, pieces_in, with_register
from tests.wordpress.exports import cdata, export, group, item

NAME = "Pak Chol-ho"
HTML = "<!-- wp:paragraph -->\n<p>We met twelve families.{}</p>\n<!-- /wp:paragraph -->\n"
GLOSSARY = "en,ja,note\nharbour,港,\n{}\n"


def wrote(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def in_html(text: str) -> Callable[[Path], None]:
    return lambda project: wrote(project / "source_posts/en/page.html", HTML.format(text))


def in_catalog(old: str, new: str) -> Callable[[Path], None]:
    """Put something into the letter's catalog, as an editor of PO files, or another program, may leave it."""

    def change(project: Path) -> None:
        path = catalog(project, "2025/letter", "ja")
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return change


def picture(project: Path) -> None:
    post = project / "source_posts/en/2025/letter.md"
    post.write_text(post.read_text("utf-8") + "\n![Harbour](img/pak-chol-ho.jpg)\n", "utf-8")
    (post.parent / "img").mkdir()
    (post.parent / "img/pak-chol-ho.jpg").write_bytes(b"\xff\xd8")


def settings(more: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        path = project / "lfnkr.toml"
        path.write_text(path.read_text("utf-8").replace("Harbour news", f"Harbour news {NAME}") + more, "utf-8")

    return change


PLACES: dict[str, Callable[[Path], None]] = {
    "block comment": in_html(f'</p>\n<!-- wp:x {{"a":"{NAME}"}} /-->\n<p>'),
    "escaped block comment": in_html('</p>\n<!-- wp:x {"a":"\\u0050ak \\u003cb\\u003eChol-ho"} /-->\n<p>'),
    "html comment": in_html(f"<!-- {NAME} -->"),
    "hidden element": in_html(f'<span hidden style="display:none">{NAME}</span>'),
    "attribute": in_html(f'<img src="a.png" alt="{NAME}">'),
    "attribute nobody sees": in_html('<a href="/x" data-name="pak_chol-ho">x</a>'),
    "entities": in_html("&#80;&#97;&#107;&nbsp;&#x43;hol&shy;-ho"),
    "script": in_html(f'<script>var who = "{NAME}";</script>'),
    "shortcode": in_html(f'[caption id="{NAME}"]x[/caption]'),
    "picture": picture,
    "header of a catalog": in_catalog('"MIME-Version', f'"Last-Translator: {NAME}\\n"\n"MIME-Version'),
    "previous text": in_catalog("msgid \"We met", f'#| msgid "{NAME} met twelve families."\nmsgid "We met'),
    "obsolete entry": in_catalog("#. ", f'#~ msgid "Old"\n#~ msgstr "{NAME}"\n\n#. '),
    "wrapped text": in_catalog("msgstr \"**十二**", 'msgstr ""\n"朴"\n"哲"\n"浩と"\n"**十二**'),
    "reference": in_catalog("#: source_posts/en/2025/letter.md", "#: source_posts/en/2025/letter.md pak-chol-ho.md:3"),
    "glossary": lambda project: wrote(project / "locales/glossary.csv", GLOSSARY.format(f"school,{NAME}学校,")),
    "note of the glossary": lambda project: wrote(project / "locales/glossary.csv", GLOSSARY.format(f"a,b,{NAME}")),
    "column of the glossary": lambda project: wrote(project / "locales/glossary.csv", f"en,ja,{NAME}\na,b,c\n"),
    "name of the project": settings(""),
    "person": settings(f'\n[[people]]\nid = "aya"\nname = "{NAME}"\n'),
    "file of another language": lambda project: wrote(project / "source_posts/ja/朴哲浩.md", "雪。\n"),
    "folder": lambda project: wrote(project / "source_posts/en/pak chol-ho/rain.md", "Rain fell.\n"),
    "stray file": lambda project: wrote(project / "source_posts/en/pak-chol-ho.md.bak", "Rain fell.\n"),
}  # fmt: skip

COMMANDS = [
    line.split()
    for line in """
        extract -v
        draft -v
        draft -n --json
        status
        status --json
        status --csv
        check -v
        check --format html --output report.html
        check --format sarif
        check --format github
        check --format html
        check --json
        check --fix
        diff 2025/letter -l ja
        publish -v --wxr out.xml
        publish --allow-drafts --no-check --by aya
        run --json
        memory search twelve -l ja
        memory export out.tmx --drafts
        memory stats --json
        glossary list
        glossary list --json
        glossary check -v
        glossary export out.csv
        engines list --json
        doctor
        doctor --json
        sign-off 2025/letter -l ja --by aya
        names list
        names audit
        names fix
        names purge p1 -n
        names test source_posts locales lfnkr.toml
        unpublish 2025/letter --by aya --reason asked
    """.strip().splitlines()
]


def laid_out(folder: Path, place: str) -> Path:
    project = new_project(folder)
    assert in_process(["-C", str(project), "extract", "-q"]).code == 0
    translate(project, "2025/letter", "ja", LETTER_JA)
    with_register(project)
    PLACES[place](project)
    return project


def kept(project: Path, theirs: set[str]) -> list[str]:
    """Return the files that we wrote in which a piece of the name stands, in any encoding that we may write."""
    found = []
    for path in sorted(project.rglob("*")):
        shown = path.relative_to(project).as_posix()
        if path.is_file() and shown not in theirs:
            data = path.read_bytes()
            texts = (
                data.decode(errors="replace"),
                data.decode("utf-16-le", "replace"),
                data[1:].decode("utf-16-le", "replace"),
                shown,
            )
            found += [shown] if any(map(pieces_in, texts)) else []
    return found


@pytest.mark.parametrize("place", PLACES)
def test_no_name_is_told_or_kept(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    project = laid_out(tmp_path / "news", place)
    theirs = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    monkeypatch.chdir(project)
    for words in COMMANDS:
        ended = in_process(words)
        assert pieces_in(ended.out + ended.err) == [], (words, ended)
        assert ended.code in (0, 1, 2, 3, 4), (words, ended)
        assert kept(project, theirs) == [], words


def comment(text: str) -> str:
    return f"<wp:comment><wp:comment_author>{cdata(text)}</wp:comment_author></wp:comment>"


POST = item(6, "Bread", "Bread was baked.", slug="bread")
EXPORTS = {
    "text": item(6, "Bread", f"{NAME} baked.", slug="bread"),
    "title": item(6, NAME, "Bread.", slug="bread"),
    "excerpt": item(6, "Bread", "Bread.", slug="bread", excerpt=NAME),
    "slug": item(6, "Bread", "Bread.", slug="pak-chol-ho"),
    "coded slug": item(6, "Bread", "Bread.", slug="%e6%9c%b4%e5%93%b2%e6%b5%a9"),
    "category": item(6, "Bread", "Bread.", slug="bread", terms=[("category", "pak-chol-ho", NAME)]),
    "tag": item(6, "Bread", "Bread.", slug="bread", terms=[("post_tag", "x", "朴哲浩")]),
    "custom field": item(6, "Bread", "Bread.", slug="bread", meta={"who": NAME, "pak_chol_ho": "1"}),
    "password": item(6, "Bread", "Bread.", slug="bread", password=NAME),
    "status": item(6, "Bread", "Bread.", slug="bread", status=NAME),
    "type": item(6, "Bread", "Bread.", slug="bread", type_="pak_chol_ho"),
    "day": item(6, "Bread", "Bread.", slug="bread", day=NAME),
    "attachment": POST + item(8, NAME, "", slug="pak-chol-ho-jpg", type_="attachment", status="inherit"),
    "author": POST.replace("[aya]", f"[{NAME}]"),
    "comment": POST.replace("</item>", f"{comment(NAME)}</item>"),
    "address": POST.replace("/2026/03/06/bread/", "/2026/03/06/pak-chol-ho/"),
    "id": POST.replace(">6<", f">{NAME}<"),
    "title of the site": POST,
    "not well formed": POST.replace("</title>", f"</{NAME}>"),
    "a group": POST + group("pak-chol-ho", {"en": 6, "朴哲浩": 7}),
}


@pytest.mark.parametrize("place", EXPORTS)
def test_no_name_comes_in_from_wordpress(tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    project = new_project(tmp_path / "news")
    with_register(project)
    data = export(EXPORTS[place], item(7, "Rain", "Rain fell.", slug="rain"))
    file = tmp_path / "export.xml"
    file.write_bytes(data.replace(b"Harbour news", NAME.encode()) if "site" in place else data)
    theirs = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    monkeypatch.chdir(project)
    for words in (["-n"], ["-v"], ["--json"], ["--overwrite", "--status", "draft"], ["--type", "pak_chol_ho"]):
        ended = in_process(["import", "../export.xml", "--language", "en", *words])
        assert pieces_in(ended.out + ended.err) == [], (words, ended)
        assert "Traceback" not in ended.err
        assert kept(project, theirs) == [], words
