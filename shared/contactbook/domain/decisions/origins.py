"""Where a communication came from and the Service section that follows: they decide which level's information is tried first.

S0.6-S0.11, S0.23-S0.26.
"""

from enum import StrEnum

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.values import Value

# A Service of this name means any account of the contact: the oldest open one that has the item.
ANY_SERVICE = "*"


class Origin(StrEnum):
    """Where a communication came from."""

    CONTACT_REPORT = "contact_report"
    ACCOUNT_REPORT = "account_report"
    PROFILE = "profile"
    ACCOUNT_PROFILE = "account_profile"
    SCHEDULE = "schedule"
    EVENT = "event"


# The other two, CONTACT_REPORT (S0.6) and PROFILE (S0.7), are at contact level.
ACCOUNT_LEVEL_ORIGINS = frozenset({Origin.ACCOUNT_REPORT, Origin.ACCOUNT_PROFILE, Origin.SCHEDULE, Origin.EVENT})


class Service(Value):
    """The Service section of a communication: the account, or the product or product group, that it is about (S0.23).

    A communication without a Service uses the contact's own information (S0.24). With one, account information is tried first
    (S0.25).
    """

    account_id: str | None = None
    # A product or a product group.
    service: str | None = None

    @property
    def is_any(self) -> bool:
        """True if it means any account of the contact. Which one is known when the message is decided."""
        return self.service == ANY_SERVICE


def account_service(account: Account) -> Service:
    """Return the Service section of a communication about this account: never blank, so that it tells the level (S0.26)."""
    return Service(account_id=account.account_id, service=account.service or account.service_group or account.name)


def origin_with(origin: Origin, service: Service | None) -> Origin:
    """Return the origin that agrees with the Service.

    A Service makes a contact-level origin account-level. Clearing the Service undoes that.
    """
    if service is None and origin in ACCOUNT_LEVEL_ORIGINS:
        return {Origin.ACCOUNT_REPORT: Origin.CONTACT_REPORT, Origin.ACCOUNT_PROFILE: Origin.PROFILE}.get(origin, origin)
    if service is not None and origin not in ACCOUNT_LEVEL_ORIGINS:
        return Origin.ACCOUNT_REPORT if origin is Origin.CONTACT_REPORT else Origin.ACCOUNT_PROFILE
    return origin
