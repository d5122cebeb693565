"""What the checks are called, those of the steps among them, and which of them lfnkr.toml disables."""

from __future__ import annotations

from lfnkr_i18n.checks import CHECK_NAMES, GATES, PICTURES, POST_CHECK_NAMES, PROTECTED
from lfnkr_i18n.config import Project
from lfnkr_i18n.errors import SettingsError
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.steps.checking.consistency import INCONSISTENT, SLUGS

BLOCKS = "blocks"
"""Name of the check of what a post says elsewhere or twice."""

CATALOG = "catalog"
"""Name of the check that a PO file is the one of its post."""

DISMISSAL = "dismissal"
"""Name of the check that looks at the dismissals themselves."""

NAMES = (*CHECK_NAMES, *POST_CHECK_NAMES, INCONSISTENT, SLUGS, BLOCKS, PICTURES, CATALOG, DISMISSAL)
"""What lfnkr.toml may disable: every check but the gates."""


def known_names() -> tuple[str, ...]:
    """Return every name that `check --only` and `--skip` know, the gates last."""
    return (*NAMES, PROTECTED, *GATES)


def enabled_names(project: Project) -> tuple[str, ...]:
    """Return the names of the checks that lfnkr.toml does not disable. Raises SettingsError for a name that is none."""
    disabled = project.settings.checks.disable
    for name in disabled:
        if name not in NAMES:
            problem = _("lfnkr.toml: checks.disable: no check `{name}`; there are {known}")
            raise SettingsError(problem.format(name=name, known=", ".join(NAMES)))
    return tuple(name for name in NAMES if name not in disabled)
