"""What `lfnkr check` found, written for people, programs and forges."""

from lfnkr_i18n.cli.reports.report import Report, written

__all__ = ["Report", "written"]
