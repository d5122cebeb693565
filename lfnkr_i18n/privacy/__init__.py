"""Names of people at risk: the register that lists them, and what finds them, disguised as they may be."""

from lfnkr_i18n.privacy.audit import Audit, AuditLog, Sending
from lfnkr_i18n.privacy.matcher import Hit, Matcher
from lfnkr_i18n.privacy.register import Person, Register, forms_of, read_register, register_state
from lfnkr_i18n.privacy.variants import uncertain_forms

__all__ = [
    "Audit",
    "AuditLog",
    "Hit",
    "Matcher",
    "Person",
    "Register",
    "Sending",
    "forms_of",
    "read_register",
    "register_state",
    "uncertain_forms",
]
