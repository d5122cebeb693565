"""What `lfnkr check` found, written for people, programs and forges."""

from lfnkr_i18n.cli.reports.report import Report

__all__ = ["Report", "written"]


def written(report: Report, form: str) -> str:
    """Return a report in one of the formats of `--format`, as a text that ends with a line end (or is empty)."""
    if form == "html":
        from lfnkr_i18n.cli.reports.page import page

        return page(report)
    if form == "sarif":
        from lfnkr_i18n.cli.reports.sarif import sarif

        return sarif(report)
    from lfnkr_i18n.cli.reports import lines

    return {"text": lines.text, "github": lines.github, "json": lines.as_json}[form](report)
