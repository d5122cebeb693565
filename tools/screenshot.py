"""Draw the status table of this repository's own posts: docs/images/status.svg, and status.ja.svg in Japanese."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console

from lfnkr_i18n.cli.status_table import status_table
from lfnkr_i18n.config import open_project
from lfnkr_i18n.messages import LANGUAGES, use_language
from lfnkr_i18n.steps.selection import select
from lfnkr_i18n.steps.status import status

ROOT = Path(__file__).parents[1]
COLUMNS = 88
_TEXT = re.compile(r'(textLength=")([0-9.]+)("[^>]*>)([^<]+)(?=</text>)')


def picture(language: str) -> str:
    """Return the table as an SVG picture, in a language for people."""
    use_language(language)
    project = open_project(ROOT)
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print("[bold green]$[/] lfnkr status\n", highlight=False)
    console.print(status_table(status(project, select(project)), name=project.settings.project.name))
    return with_wide_characters(console.export_svg(title="lfnkr status", unique_id=f"status-{language}"))


def with_wide_characters(svg: str) -> str:
    """Give Japanese text its two cells a character: Rich counts characters, and the letters would overlap."""

    def widened(match: re.Match[str]) -> str:
        before, length, between, text = match.groups()
        shown = html.unescape(text)
        return f"{before}{float(length) * cell_len(shown) / len(shown):.1f}{between}{text}"

    return _TEXT.sub(widened, svg)


def main() -> None:
    folder = ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        path = folder / ("status.svg" if language == "en" else f"status.{language}.svg")
        path.write_text(picture(language), "utf-8", newline="\n")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
