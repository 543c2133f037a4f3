"""Whether a tenant is being off-boarded, as everything that works for it can see without a read of its own (S8.6)."""

from enum import StrEnum

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.values import Moment, Value


class ClosingStage(StrEnum):
    """How far a tenant is closed."""

    CLOSED = "closed"  # for writes; it can be called off
    ERASED = "erased"  # or being erased: for reads too


class Closing(Value):
    """The mark beside a tenant's settings while it is off-boarded and afterwards. None of both while it is open.

    `group_id` is the tenant group that keeps the record of the off-boarding, and `since` is when it was asked for.
    """

    stage: ClosingStage | None = None
    group_id: str | None = None
    since: Moment | None = None

    @property
    def is_closed(self) -> bool:
        """True if nothing may be written for the tenant, sent or begun."""
        return self.stage is not None

    @property
    def is_erased(self) -> bool:
        """True if the tenant's data is gone or going: nobody reads it, and whatever still waits for it is dropped."""
        return self.stage is ClosingStage.ERASED


def require_open(closing: Closing) -> None:
    """Raise RuleBroken `tenant_closing` for a tenant that is off-boarded."""
    if closing.is_closed:
        raise RuleBroken(
            "The tenant is being off-boarded and takes no changes. Its parent or the operator may call it off while it waits.",
            code="tenant_closing",
        )
