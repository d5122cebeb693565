"""Checks that lfnkr.toml disables, asked before anything is checked."""

from __future__ import annotations

from lfnkr_i18n.config import Project


def refuse_unknown_checks(project: Project) -> None:
    """Raise SettingsError for a wrong name among the disabled checks: said once, not for each post."""
    if project.settings.checks.disable:
        from lfnkr_i18n.steps.checking.names import enabled_names  # only the checks know their names

        enabled_names(project)
