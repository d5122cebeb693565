"""A report as one HTML page: source and translation side by side, findings below, filters above.

It holds everything it needs and may reach nothing: its policy (Content-Security-Policy) names its own style and script
by digest and forbids the rest. Without its script it is the plain list.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from lfnkr_i18n.checks.descriptions import described
from lfnkr_i18n.cli.printing import printable
from lfnkr_i18n.cli.reports.marked import Mark, marked, visible
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.messages import ngettext, spoken_language
from lfnkr_i18n.model import Severity

if TYPE_CHECKING:
    from lfnkr_i18n.cli.reports.report import Report
    from lfnkr_i18n.model import Span
    from lfnkr_i18n.steps.checking.checked import Checked, PlacedFinding

DISMISSED = "dismissed"


def page(report: Report) -> str:
    """Return the report as a page in the spoken language."""
    style, script = _asset("page.css"), _asset("page.js")
    title = _("Findings: {name}").format(name=report.name) if report.name else _("Findings")
    allowed = f"style-src {_source(style)}; script-src {_source(script)}"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    sections = [_section(result) for result in report.results if result.findings or result.dismissed]
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{spoken_language()}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{visible(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        *_head(report, title),
        *([_filters(report), *sections] if sections else []),
        f"<script>{script}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _asset(name: str) -> str:
    return (files("lfnkr_i18n.cli.reports") / name).read_text("utf-8")


def _source(text: str) -> str:
    """Return what a content security policy calls an inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _head(report: Report, title: str) -> Iterator[str]:
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    counts = [
        ngettext("{n} error", "{n} errors", errors).format(n=errors),
        ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
        *([_("{n} dismissed").format(n=report.dismissed)] if report.dismissed else []),
    ]
    day = report.now.strftime("%Y-%m-%d %H:%M %Z").strip()
    yield "<header>"
    yield f"<h1>{visible(title)}</h1>"
    yield f"<p><strong>{_(', ').join(counts)}</strong> · <time>{escape(day)}</time></p>"
    yield "</header>"
    problems = [f"{problem.path}:{problem.line}: {problem.text}" for problem in report.problems]
    if problems:
        heading = _("Could not be checked")
        listed = "".join(f"<li>{visible(problem)}</li>" for problem in problems)
        yield f'<div class="problems"><strong>{escape(heading)}</strong><ul>{listed}</ul></div>'
    elif not errors + warnings + report.dismissed:
        nothing = _("The checks found nothing.")
        yield f"<p>{escape(nothing)}</p>"


def _filters(report: Report) -> str:
    findings = [(result, placed) for result in report.results for placed in (*result.findings, *result.dismissed)]
    fields = (
        ("post", _("Post"), {result.post: result.post for result, _placed in findings}),
        ("language", _("To"), {result.language: result.language for result, _placed in findings}),
        ("check", _("Check"), {name: name for name in sorted({placed.finding.check for _result, placed in findings})}),
        ("severity", _("Severity"), {name: label for name, label in _labels().items() if name in _kinds(findings)}),
    )
    every = _("all")
    selects = "".join(
        f'<label>{escape(label)}<select name="{name}" autocomplete="off"><option value="">{escape(every)}</option>'
        + "".join(f'<option value="{_value(value)}">{visible(text)}</option>' for value, text in options.items())
        + "</select></label>"
        for name, label, options in fields
    )
    count = _("{shown} of {all} findings")
    return f'<form hidden data-count="{escape(count)}">{selects}<output aria-live="polite"></output></form>'


def _kinds(findings: Iterable[tuple[Checked, PlacedFinding]]) -> set[str]:
    return {_kind(placed) for _result, placed in findings}


def _kind(placed: PlacedFinding) -> str:
    return DISMISSED if placed.by else placed.finding.severity.value


def _labels() -> dict[str, str]:
    return {"error": _("error"), "warning": _("warning"), DISMISSED: _("dismissed")}


def _section(result: Checked) -> str:
    """Return the findings of a post in a language, those of one entry together."""
    entries = sorted((*result.findings, *result.dismissed), key=_entry)
    articles = "".join(_article(result, list(placed)) for _place, placed in groupby(entries, key=_entry))
    heading = f"{visible(result.post)} → {visible(result.language)}<small>{visible(result.catalog)}</small>"
    return f"<section>\n<h2>{heading}</h2>\n{articles}</section>"


def _entry(placed: PlacedFinding) -> tuple[str, int, str]:
    return placed.path, placed.line, placed.source


def _article(result: Checked, placed: list[PlacedFinding]) -> str:
    first = placed[0]
    texts = ""
    if first.source:
        source = marked(first.source, _marks((_kind(one), one.finding.source_span) for one in placed))
        target = marked(first.target, _marks((_kind(one), one.finding.target_span) for one in placed))
        heads = _("Source"), _("Translation")
        texts = (
            f'<div class="texts"><div><h3>{escape(heads[0])}</h3><p>{source}</p></div>'
            f'<div><h3>{escape(heads[1])}</h3><p lang="{escape(result.language)}">{target}</p></div></div>\n'
        )
    items = "".join(_item(result, one) for one in placed)
    place = " · ".join(visible(text) for text in (f"{first.path}:{first.line}", first.kind) if text)
    return f'<article>\n{texts}<ul>\n{items}</ul>\n<p class="place"><code>{place}</code></p>\n</article>\n'


def _marks(spans: Iterable[tuple[str, Span | None]]) -> list[Mark]:
    return [Mark(span.start, span.end, kind) for kind, span in spans if span is not None]


def _item(result: Checked, placed: PlacedFinding) -> str:
    finding, kind = placed.finding, _kind(placed)
    advice = described(finding.check)
    if placed.by:
        advice = _("Dismissed by {person}: {reason}").format(person=placed.by, reason=placed.reason)
    values = {"post": result.post, "language": result.language, "check": finding.check, "severity": kind}
    data = " ".join(f'data-{name}="{_value(value)}"' for name, value in values.items())
    return (
        f'<li {data}><b class="{kind}">{escape(_labels()[kind])}</b><code>{escape(finding.check)}</code> '
        f"{visible(finding.message)}<p>{visible(advice)}</p></li>\n"
    )


def _value(text: str) -> str:
    """Return a text as an attribute's value, by which filters compare."""
    return escape(printable(text))
