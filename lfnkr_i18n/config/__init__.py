"""lfnkr.toml, and where a project keeps its files."""

from lfnkr_i18n.config.output import day_of
from lfnkr_i18n.config.posts import SUFFIXES, Misplaced, PostFile, post_data, post_files
from lfnkr_i18n.config.project import (
    SETTINGS_FILE,
    Project,
    catalog_name,
    find_project,
    named_register,
    open_project,
)
from lfnkr_i18n.config.settings import Person, Settings
from lfnkr_i18n.config.toml import settings_template

__all__ = [
    "SETTINGS_FILE",
    "SUFFIXES",
    "Misplaced",
    "Person",
    "PostFile",
    "Project",
    "Settings",
    "catalog_name",
    "day_of",
    "find_project",
    "named_register",
    "open_project",
    "post_data",
    "post_files",
    "settings_template",
]
