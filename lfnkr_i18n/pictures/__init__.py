"""Pictures: which data about people a file holds beside what it shows."""

from lfnkr_i18n.pictures.kinds import SEVERE, Kind, named
from lfnkr_i18n.pictures.look import SUFFIXES, Told, personal_data, texts_in

__all__ = ["SEVERE", "SUFFIXES", "Kind", "Told", "named", "personal_data", "texts_in"]
