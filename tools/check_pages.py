"""Write docs/checks.md from the checks and their cases: what each looks for, a wrong and a right translation.

    python tools/check_pages.py            writes the page
    python tools/check_pages.py --check    fails where the page is not what would be written

Every example is run: the check speaks at the wrong one, with the words that the page quotes, and is silent at the right
one, so that the page and the checks cannot disagree.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from lfnkr_i18n.checks import CHECK_NAMES, GATES, PICTURES, PROTECTED, PROTECTING
from lfnkr_i18n.checks.descriptions import described
from lfnkr_i18n.messages import use_language
from lfnkr_i18n.model import Finding
from lfnkr_i18n.steps.checking.names import known_names

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from quality_rows import GOOD, OTHER, Row, planted, right, rows  # noqa: E402  # the cases' reader stands beside their measure

PAGE = ROOT / "docs/checks.md"

HEAD = """\
# The checks

<!-- Written by tools/check_pages.py from the checks and their cases in tests/files/checks: change those. -->

`lfnkr check` says what may be wrong with a translation. An error stops publishing, a warning does not; of a draft
everything is a warning, since a reviewer will see it first. `lfnkr check --list` shows the names, `--only NAME` and
`--skip NAME` choose among them, `checks.disable` in lfnkr.toml switches one off.

A finding that is none is dismissed by a reviewer, in a translator comment of the entry, with a reason and a name:

```text
# ignore: numbers - quoted as printed (by aya)
```

The line stays when the catalog is merged, goes with the entry, and is counted in reports. `-` may be `:` or any dash.
What protects people cannot be dismissed: {protecting}.
"""


def page() -> str:
    """Return the page, ending with a line end."""
    use_language("en")
    names = [name for name in known_names() if name not in GATES]
    protecting = ", ".join(f"`{name}`" for name in names if name in PROTECTING) or "none of today's checks"
    parts = [HEAD.format(protecting=protecting), *("\n".join(_section(name)) for name in names)]
    return "\n".join(parts)


def _section(name: str) -> Iterator[str]:
    examples = list(_examples(name))
    severities = {said.severity for _, said, _ in examples if said is not None}
    kinds = " or ".join(sorted(severities)) or _without_cases(name)
    yield f"## `{name}`\n\n{f'*{kinds.capitalize()}.* ' if kinds else ''}{described(name)}\n"
    for wrong, said, correct in examples:
        style = wrong.options.get("style", {})
        settings = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in style.items()]
        yield "~~~~text"
        yield from (f"[style]   {line}" for line in settings)
        yield from (
            f"register  {person}: {' / '.join(forms.values())}"
            for person, forms in wrong.options.get("aliases", {}).items()
            if any(form in wrong.source for form in forms.values())
        )
        if "previous_source" in wrong.options:
            yield f"was       {_shown(wrong.options['previous_source'])}"
        yield from (
            f"with      {kind}: {_shown(source)} / {_shown(to)}" for kind, source, to in wrong.options.get("more", ())
        )
        yield f"source    {_shown(wrong.source)}"
        yield f"wrong     {_shown(wrong.target)}"
        if said is not None:
            yield f"            {said.severity}: {said.message}"
        if correct is not None:
            yield f"right     {_shown(correct.target)}"
        yield "~~~~\n"


def _without_cases(name: str) -> str:
    """Return the severity of what a check finds that no case shows."""
    known = {PROTECTED: "error", PICTURES: "error or warning"}
    return known.get(name, "" if name in CHECK_NAMES else "warning")


def _examples(name: str) -> Iterator[tuple[Row, Finding | None, Row | None]]:
    """Yield a mistake with its finding and the right translation, of each language the first that has one."""
    good = {(row.language, row.source): row for row in (*rows(GOOD), *right(name))}
    for language in OTHER:
        mistakes = [row for row in planted(name) if row.language == language]
        wrong = next((row for row in mistakes if (language, row.source) in good), None)
        if wrong is not None:
            correct = good[language, wrong.source]
            said = _said(name, wrong)
            yield wrong, said, correct
            if said is None or _said(name, Row(language, wrong.source, correct.target, wrong.options)) is not None:
                problem = f"docs/checks.md: `{name}` is silent at {wrong.target!r}, or speaks at {correct.target!r}"
                raise SystemExit(problem)


def _said(name: str, row: Row) -> Finding | None:
    """Return the first finding of a check in a row."""
    return next((finding for finding in row.findings() if finding.check == name), None)


def _shown(text: str) -> str:
    r"""Return a text with its invisible characters as escapes.

    >>> _shown("a\u200b")
    'a\\u200b'
    """
    return "".join(
        character if character.isprintable() or character == "　" else _escape(character) for character in text
    )


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the page is not up to date")
    text = page()
    if parser.parse_args().check:
        if not PAGE.exists() or PAGE.read_text("utf-8") != text:
            sys.exit("docs/checks.md is not what the checks say; run `python tools/check_pages.py`")
        print("docs/checks.md says what the checks do.")
        return
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
