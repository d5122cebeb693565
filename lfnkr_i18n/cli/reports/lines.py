"""Reports of a line a finding: for editors and terminals, for GitHub's log, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lfnkr_i18n.cli.printing import json_text, one_line

if TYPE_CHECKING:
    from lfnkr_i18n.cli.reports.report import Report
    from lfnkr_i18n.model import Span
    from lfnkr_i18n.steps.checking.checked import Checked, PlacedFinding


def line(placed: PlacedFinding) -> str:
    """Return a finding as editors know it from compilers: `path:line: severity name: message`."""
    finding = placed.finding
    return one_line(f"{placed.path}:{placed.line}: {finding.severity} {finding.check}: {finding.message}")


def text(report: Report) -> str:
    """Return a line a finding."""
    return "".join(f"{line(placed)}\n" for result in report.results for placed in result.findings)


def github(report: Report) -> str:
    """Return the workflow commands that make GitHub show each finding beside its line.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    commands = [
        _command(placed.finding.severity, placed.path, placed.line, placed.finding.check, placed.finding.message)
        for result in report.results
        for placed in result.findings
    ]
    commands += [_command("error", problem.path, problem.line, "lfnkr", problem.text) for problem in report.problems]
    return "".join(f"{command}\n" for command in commands)


def _command(kind: str, path: str, number: int, title: str, message: str) -> str:
    return f"::{kind} file={_property(path)},line={number},title={_property(title)}::{_data(one_line(message))}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def as_json(report: Report) -> str:
    """Return a row a finding, those that people dismissed, and what could not be checked."""
    return json_text(
        rows=[_row(result, placed) for result in report.results for placed in result.findings],
        dismissed=[
            {**_row(result, placed), "by": placed.by, "reason": placed.reason}
            for result in report.results
            for placed in result.dismissed
        ],
        problems=[
            {"path": result.path, "problem": result.problem} for result in report.results if result.problem is not None
        ],
    )


def _row(result: Checked, placed: PlacedFinding) -> dict[str, object]:
    finding = placed.finding
    return {
        "post": result.post,
        "language": result.language,
        "path": placed.path,
        "line": placed.line,
        "severity": finding.severity,
        "check": finding.check,
        "message": finding.message,
        "source": placed.source,
        "target": placed.target,
        "source_span": _ends(finding.source_span),
        "target_span": _ends(finding.target_span),
    }


def _ends(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
