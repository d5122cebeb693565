"""Machine translation behind one small protocol; every engine gets and gives text and codes, matched by id."""

from lfnkr_i18n.engines.engine import Enforced, Enforcing, Engine, Limits, Quota, Setup
from lfnkr_i18n.engines.registry import ENGINES, Kind, make

__all__ = ["ENGINES", "Enforced", "Enforcing", "Engine", "Kind", "Limits", "Quota", "Setup", "make"]
