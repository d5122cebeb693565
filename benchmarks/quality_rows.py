r"""Cases of the checks, as files that a person can read: good pairs, and mistakes planted one a line.

A row is `language<TAB>source<TAB>target`, of which language is the source's and the target's is the other of en and ja.
A fourth column says more of the pair: its kind, for `stale-edit` the source of the old translation, or as JSON whatever
a pair may hold, `{"alone": false}`, and the pairs that follow in the post, `{"more": [["heading 2", "Law", "法"]]}`.
`\n` and `\u200b` stand for their characters. Lines that start with `#` are comments; `# style: digits = "half"` states
the house style of the rows below, as in lfnkr.toml, and `# aliases: p1 = {en = "Mr. K"}` whom the register lists.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lfnkr_i18n.checks import CHECKS, Alias, PlacedPair, findings, post_findings
from lfnkr_i18n.checks.registry import POST_CHECKS
from lfnkr_i18n.glossary import Glossary, read_table
from lfnkr_i18n.house import HouseStyle
from lfnkr_i18n.model import Finding, Pair

CASES = Path(__file__).parents[1] / "tests/files/checks"
GOOD = CASES / "good_pairs.tsv"
OTHER = {"en": "ja", "ja": "en"}

_STATED = re.compile("# (style|aliases):")
_ESCAPE = re.compile(r"\\(?:[\\nrt]|u[0-9a-f]{4})")


@dataclass(frozen=True, slots=True)
class Row:
    """A pair as a file states it."""

    language: str
    source: str
    target: str
    options: Mapping[str, Any] = field(default_factory=dict)

    def pair(self) -> Pair:
        """Return the pair that the checks are asked about; its glossary is that of the cases where it has none."""
        options = {key: value for key, value in self.options.items() if key not in ("more", "aliases")}
        if "style" in options:
            options["style"] = HouseStyle(**options["style"])
        options.setdefault("terms", glossary())
        return Pair(self.source, self.target, self.language, OTHER[self.language], **options)

    def findings(self, check: str = "") -> list[Finding]:
        """Return what the checks say of the pair and of the post that it begins: all of them, or one alone.

        Beside others `numbers` does not repeat what `money` says.
        """
        texts = self.options.get("more", ())
        style = self.pair().style
        more = [
            Pair(source, target, self.language, OTHER[self.language], kind, style=style)
            for kind, source, target in texts
        ]
        aliases = [Alias(person, tuple(forms.items())) for person, forms in self.options.get("aliases", {}).items()]
        post = [PlacedPair(number, number, pair, aliases) for number, pair in enumerate((self.pair(), *more))]
        checks = {name: one for name, one in CHECKS.items() if check in ("", name)}
        post_checks = {name: one for name, one in POST_CHECKS.items() if check in ("", name)}
        return [*findings(self.pair(), checks), *post_findings(post, post_checks)]


@cache
def glossary() -> Glossary:
    """Return the glossary that every row is held against."""
    file = CASES / "glossary.csv"
    table = read_table(file.read_bytes(), languages=("en", "ja"), source_language="en", shown=file.name)
    return Glossary(table.terms)


def rows(file: Path) -> list[Row]:
    """Return the rows of a file, in order; none where there is no such file."""
    return list(_rows(file)) if file.exists() else []


def planted(check: str) -> list[Row]:
    """Return the mistakes that were written by hand for a check."""
    return rows(CASES / f"planted/{check}.tsv")


def right(check: str) -> list[Row]:
    """Return the pairs that look like a mistake to a careless check, and are none."""
    return rows(CASES / f"good/{check}.tsv")


def _rows(file: Path) -> Iterator[Row]:
    common: dict[str, Any] = {}
    for line in file.read_text("utf-8").split("\n"):
        stated = _STATED.match(line)
        if stated is not None:
            common = common | tomllib.loads(f"{stated[1]} = {{{line[stated.end() :]}}}")
        elif line and not line.startswith("#"):
            language, source, target, *more = line.split("\t")
            yield Row(language, _text(source), _text(target), common | _options(file.stem, *more))


def _options(check: str, said: str = "") -> dict[str, Any]:
    if said.startswith("{"):
        return dict(json.loads(said))
    if not said:
        return {}
    return {"previous_source": _text(said)} if check == "stale-edit" else {"kind": said}


def _text(column: str) -> str:
    r"""Return what a column says.

    >>> _text(r"one\ntwo")
    'one\ntwo'
    """
    return _ESCAPE.sub(lambda match: json.loads(f'"{match[0]}"'), column)
