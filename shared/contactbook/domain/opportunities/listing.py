"""The list of a tenant's opportunities: its filters and its order (S1.3)."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from contactbook.domain.base.values import Flag, Value
from contactbook.domain.opportunities.opportunities import Opportunity, Outcome


class Sorting(StrEnum):
    """What a list of opportunities is sorted by."""

    CREATED_AT = "created_at"
    VALUE = "value"
    STAGE = "stage"


class Order(StrEnum):
    """What a caller may sort by, `-` in front for descending."""

    CREATED_AT = "created_at"
    CREATED_AT_DESCENDING = "-created_at"
    VALUE = "value"
    VALUE_DESCENDING = "-value"
    STAGE = "stage"
    STAGE_DESCENDING = "-stage"

    @property
    def sorting(self) -> Sorting:
        """What it sorts by."""
        return Sorting(self.value.removeprefix("-"))

    @property
    def is_descending(self) -> bool:
        """True from the last to the first."""
        return self.value.startswith("-")


class OpportunityFilters(Value):
    """What an opportunity must be to be listed."""

    stage: str | None = None
    outcome: Outcome | None = None
    contact_id: str | None = None

    def fit(self, opportunity: Opportunity) -> bool:
        """True if the opportunity has the stage and the outcome."""
        return self.stage in (None, opportunity.stage) and self.outcome in (None, opportunity.outcome)


class OpportunityCount(Value):
    """How many opportunities fit. With `more`, there are further ones that were not looked at."""

    count: int
    more: Flag


def in_order(opportunities: Iterable[Opportunity], order: Order) -> list[Opportunity]:
    """Return the opportunities in the order. One without a value or a stage comes before all others; equals are in the order of ids."""
    keys = {
        Sorting.CREATED_AT: lambda one: one.opportunity_id,
        Sorting.VALUE: lambda one: (one.value is not None, one.value or Decimal(0), one.opportunity_id),
        Sorting.STAGE: lambda one: (one.stage or "", one.opportunity_id),
    }
    return sorted(opportunities, key=keys[order.sorting], reverse=order.is_descending)
