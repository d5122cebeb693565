"""Take the pictures of docs/wordpress.md: of a real WordPress in English and Japanese, and of the table of an import.

Needs what the tests with a real WordPress need, and wordpress-l10n, chromium-headless-shell, fonts-noto-cjk (Debian).
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from screenshot import ROOT, with_wide_characters

from lfnkr_i18n.cli.import_report import import_table
from lfnkr_i18n.config import open_project
from lfnkr_i18n.messages import LANGUAGES, use_language
from lfnkr_i18n.steps.importing.import_posts import import_posts, look_at
from lfnkr_i18n.steps.importing.plan import Wish

sys.path.insert(0, str(ROOT))
from tests.wordpress.journeys import publish_visit
from tests.wordpress.server import shared_site

IMAGES = ROOT / "docs" / "images"
EXPORT = ROOT / "tests" / "files" / "wordpress" / "export.xml"
COLUMNS = 80


def table(language: str) -> str:
    """Return the table of `lfnkr import -n` as an SVG picture, in a language for people."""
    use_language(language)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "lfnkr.toml").touch()
        project = open_project(Path(folder))
        results = list(import_posts(project, look_at(project, EXPORT, Wish()), dry_run=True))
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print("[bold green]$[/] lfnkr import -n harbour-news.xml", highlight=False)
    console.print(import_table(results))
    return with_wide_characters(console.export_svg(title="lfnkr import -n", unique_id=f"import-{language}"))


def photograph(url: str, file: Path, *, height: int) -> None:
    """Take a picture of a page, 900 pixels wide."""
    options = ["--no-sandbox", "--hide-scrollbars", "--force-color-profile=srgb", "--virtual-time-budget=8000"]
    command = ["chromium-headless-shell", *options, f"--window-size=900,{height}", f"--screenshot={file}", url]
    subprocess.run(command, check=True, capture_output=True)
    print(file.relative_to(ROOT))


def main() -> None:
    for language in LANGUAGES:
        path = IMAGES / ("import.svg" if language == "en" else f"import.{language}.svg")
        path.write_text(table(language), "utf-8", newline="\n")
        print(path.relative_to(ROOT))
    with tempfile.TemporaryDirectory() as folder, shared_site(Path(folder), "pictures") as site:
        for menus, name in (("", "wordpress-export.png"), ("ja", "wordpress-export.ja.png")):
            photograph(site.admin_page("export.php", menus=menus), IMAGES / name, height=500)
        photograph(publish_visit(site, Path(folder)), IMAGES / "wordpress-translation.png", height=760)


if __name__ == "__main__":
    main()
