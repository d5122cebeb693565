"""What HTTP statuses of translation services mean for us; nothing of their own words is passed on."""

from __future__ import annotations

from lfnkr_i18n.errors import EngineBusy, EngineError, EngineStopped
from lfnkr_i18n.messages import gettext as _
from lfnkr_i18n.transport import Reply


def accepted(reply: Reply, *, key: str) -> Reply:
    """Return an answer of status 200; raise what any other one means. `key` is the variable that holds the key."""
    status = reply.status
    if status == 200:
        return reply
    if status in (401, 403):
        raise EngineStopped(_("it does not accept the key; check {variable}").format(variable=key))
    if status == 402 or status == 456:
        raise EngineStopped(_("its quota is used up; what is drafted so far is kept"))
    if status in (404, 405, 410, 501):
        raise EngineStopped(
            _("there is no such service at this address ({status}); check its url").format(status=status)
        )
    if status in (408, 425, 429) or status >= 500:
        raise EngineBusy(_("it is busy or broken ({status})").format(status=status), after=reply.after)
    raise EngineError(_("it refused the request ({status})").format(status=status))
