"""SARIF 2.1.0, the format in which code forges and editors take what checkers find.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from lfnkr_i18n import __version__
from lfnkr_i18n.cli.printing import one_line
from lfnkr_i18n.files import digest
from lfnkr_i18n.messages import spoken_language

if TYPE_CHECKING:
    from lfnkr_i18n.cli.reports.report import Report
    from lfnkr_i18n.steps.checking.checked import PlacedFinding
    from lfnkr_i18n.steps.problems import Trouble

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(report: Report) -> str:
    """Return the report as a SARIF log: one run, a rule a check, dismissed findings as suppressed results."""
    from lfnkr_i18n.steps.checking.names import known_names

    rules = list(known_names())
    results = [_result(placed, rules) for result in report.results for placed in (*result.findings, *result.dismissed)]
    problems = [_notification(problem) for problem in report.problems]
    run = {
        "tool": {"driver": {"name": "lfnkr", "version": __version__, "rules": [_rule(name) for name in rules]}},
        "language": spoken_language(),
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not problems, "toolExecutionNotifications": problems}],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str) -> dict[str, object]:
    from lfnkr_i18n.checks.descriptions import described

    text = described(name) or name
    return {"id": name, "shortDescription": {"text": text}, "help": {"text": text}}


def _result(placed: PlacedFinding, rules: list[str]) -> dict[str, object]:
    finding = placed.finding
    # Neither line nor spans: an entry that moved is the same finding.
    identity = "\0".join((placed.path, finding.check, finding.message, placed.source, placed.target))
    result: dict[str, object] = {
        "ruleId": finding.check,
        "ruleIndex": rules.index(finding.check),
        "level": finding.severity.value,
        "message": {"text": one_line(finding.message)},
        "locations": [_location(placed.path, placed.line)],
        "partialFingerprints": {"entry/v1": digest(identity.encode("utf-8", "surrogatepass"))},
    }
    if placed.by:
        reason = one_line(f"{placed.reason} ({placed.by})")
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": reason}]
    return result


def _notification(problem: Trouble) -> dict[str, object]:
    return {
        "level": "error",
        "message": {"text": one_line(problem.text)},
        "locations": [_location(problem.path, problem.line)],
    }


def _location(path: str, line: int) -> dict[str, object]:
    uri = quote(path, safe="/~!$&'()*+,;=@", errors="replace")
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": line}}}
