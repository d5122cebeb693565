"""The states of translations, as people read them."""

from __future__ import annotations

from lfnkr_i18n.messages import gettext as _


def state_label(state: str) -> str:
    """Return a state as people read it."""
    labels = {
        "published": _("published"),
        "ready": _("ready"),
        "outdated": _("outdated"),
        "in review": _("in review"),
        "drafting": _("drafting"),
        "new": _("new"),
        "source gone": _("source gone"),
    }
    return labels.get(state, state)
