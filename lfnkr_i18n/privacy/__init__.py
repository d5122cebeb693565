"""Names of people at risk: the register that lists them, and what finds them, disguised as they may be.

Names have homes, as in `lfnkr_i18n` itself: who only seals what leaves, where nobody is listed, needs no matcher.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lfnkr_i18n.privacy.matcher import Hit, Matcher
    from lfnkr_i18n.privacy.register import Person, Register, forms_of, read_register, register_state
    from lfnkr_i18n.privacy.variants import uncertain_forms

__all__ = [
    "Hit",
    "Matcher",
    "Person",
    "Register",
    "forms_of",
    "read_register",
    "register_state",
    "uncertain_forms",
]

_HOMES = {
    "matcher": ("Hit", "Matcher"),
    "register": ("Person", "Register", "forms_of", "read_register", "register_state"),
    "variants": ("uncertain_forms",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
