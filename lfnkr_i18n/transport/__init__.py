"""The one way to a service on the network: a gated HTTP client."""

from lfnkr_i18n.transport.client import Audit, Client, Ended, Forbidden, Reply, Sent, is_local, refused_url

__all__ = ["Audit", "Client", "Ended", "Forbidden", "Reply", "Sent", "is_local", "refused_url"]
