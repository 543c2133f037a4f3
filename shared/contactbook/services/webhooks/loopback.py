"""Whether a webhook may call this machine: on the local stack only."""

from contactbook.config import config

_LOCAL = ("http://127.0.0.1:", "http://localhost:")


def is_loopback_allowed() -> bool:
    """True if the environment allows it and people reach this installation on this machine itself, which they cannot on AWS."""
    return config().webhooks_allow_loopback and config().public_url.startswith(_LOCAL)
