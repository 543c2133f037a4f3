"""Criteria of a contact and its accounts: conditions joined by all, any and not (S2.65, S2.108, S4.30).

A leaf names a field and one operator: `{"field": "kyc.expires_on", "within_days": 30}`. Criteria are parsed once, and refused if a
field does not have an operator. They are then matched against many contacts. The conditions of anonymization are criteria too.

Texts are folded before they are compared, so case and Unicode forms do not matter. A field with several values meets an operator
if one of its values does. `is_not` is the opposite of `is`. A field of an account reads the account, or each account of the contact.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.text import fold
from contactbook.domain.contacts.record import Contact
from contactbook.domain.name_days.rules import days_celebrated_on
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.segments.criteria_fields import (
    SELECTABLE,
    AccountField,
    ContactField,
    FieldType,
    FieldValue,
    OpportunityField,
)

# A date, or a day of the year, that stays a word until the criteria are matched.
TODAY = "today"


class Operator(StrEnum):
    """The comparison of a leaf."""

    IS = "is"
    IS_NOT = "is_not"
    IN = "in"
    CONTAINS = "contains"
    STARTS_WITH = "starts_with"
    BEFORE = "before"
    AFTER = "after"
    WITHIN_DAYS = "within_days"
    EXISTS = "exists"


Operand = str | bool | float | date | tuple[str | float | date, ...]


@dataclass(frozen=True)
class Leaf:
    """One field, one operator and its operand; `raw` is the operand as it was sent."""

    path: str
    field: ContactField | AccountField | OpportunityField
    operator: Operator
    operand: Operand
    raw: object


@dataclass(frozen=True)
class All:
    """All criteria hold. It is true without any."""

    of: tuple["Criteria", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of the criteria holds."""

    of: tuple["Criteria", ...]


@dataclass(frozen=True)
class Not:
    """The criteria do not hold."""

    of: "Criteria"


Criteria = All | AnyOf | Not | Leaf


def matches(
    criteria: Criteria, contact: Contact, accounts: Sequence[Account], today: date, opportunities: Sequence[Opportunity] = ()
) -> bool:
    """True if the contact meets the criteria on that day in its tenant's time zone.

    Fields of accounts read `accounts`: all accounts of the contact, or a single one. Those of opportunities read all of the contact's,
    which whoever `asks_opportunities` must give.
    """
    match criteria:
        case All(of=parts):
            return all(matches(part, contact, accounts, today, opportunities) for part in parts)
        case AnyOf(of=parts):
            return any(matches(part, contact, accounts, today, opportunities) for part in parts)
        case Not(of=part):
            return not matches(part, contact, accounts, today, opportunities)
        case Leaf():
            return _meets(criteria, _values(criteria, contact, accounts, opportunities), today)


def certainly_matches(criteria: Criteria, contact: Contact, *, certainly: bool = True) -> bool:
    """True if the contact meets the criteria whatever the fields hold that a caller with the right to select does not know.

    Otherwise criteria would be an oracle: `emails.address is x` tells the address (S3.15). With `certainly=False` it is true if the
    contact could meet the criteria.
    """
    match criteria:
        case All(of=parts):
            return all(certainly_matches(part, contact, certainly=certainly) for part in parts)
        case AnyOf(of=parts):
            return any(certainly_matches(part, contact, certainly=certainly) for part in parts)
        case Not(of=part):
            return not certainly_matches(part, contact, certainly=not certainly)
        case Leaf():
            # No field that may be known depends on the day.
            return _meets(criteria, _values(criteria, contact, ()), date.min) if criteria.path in SELECTABLE else not certainly


def conjuncts(criteria: Criteria) -> list[Criteria]:
    """Return the parts that must all hold, from any depth of nesting."""
    if isinstance(criteria, All):
        return list(chain.from_iterable(conjuncts(part) for part in criteria.of))
    return [criteria]


def asks_accounts(criteria: Criteria) -> bool:
    """True if any part reads a field of accounts."""
    return _asks(criteria, AccountField)


def asks_opportunities(criteria: Criteria) -> bool:
    """True if any part reads a field of opportunities."""
    return _asks(criteria, OpportunityField)


def of_contact_alone(criteria: Criteria) -> bool:
    """True if no part reads anything but the contact itself."""
    return not asks_accounts(criteria) and not asks_opportunities(criteria)


def _asks(criteria: Criteria, kind: type[AccountField | OpportunityField]) -> bool:
    match criteria:
        case All(of=parts) | AnyOf(of=parts):
            return any(_asks(part, kind) for part in parts)
        case Not(of=part):
            return _asks(part, kind)
        case Leaf(field=field):
            return isinstance(field, kind)


def _values(
    leaf: Leaf, contact: Contact, accounts: Sequence[Account], opportunities: Sequence[Opportunity] = ()
) -> list[FieldValue]:
    if isinstance(leaf.field, ContactField):
        found = leaf.field.values(contact)
    elif isinstance(leaf.field, OpportunityField):
        found = chain.from_iterable(leaf.field.values(one) for one in opportunities)
    else:
        found = chain.from_iterable(leaf.field.values(account) for account in accounts)
    present = [value for value in found if value is not None and value != ""]
    return [fold(value) if isinstance(value, str) else value for value in present]


def _meets(leaf: Leaf, values: list[FieldValue], today: date) -> bool:
    if leaf.operator is Operator.EXISTS:
        return bool(values) is leaf.operand
    if leaf.operator is Operator.IS_NOT:
        return not any(_is(value, leaf.operand, leaf.field.type, today) for value in values)
    test = _TESTS[leaf.operator]
    return any(test(value, leaf.operand, leaf.field.type, today) for value in values)


def _is(value: FieldValue, operand: object, field_type: FieldType, today: date) -> bool:
    if field_type is FieldType.DAY_OF_YEAR and operand == TODAY:
        return value in days_celebrated_on(today)
    if field_type is FieldType.DATE and operand == TODAY:
        return value == today
    return value == operand


def _in(value: FieldValue, operand: object, field_type: FieldType, today: date) -> bool:
    return isinstance(operand, tuple) and any(_is(value, one, field_type, today) for one in operand)


def _contains(value: FieldValue, operand: object, field_type: FieldType, today: date) -> bool:  # noqa: ARG001 - every test has this signature
    if field_type is FieldType.LIST:
        return value == operand
    return isinstance(value, str) and isinstance(operand, str) and operand in value


def _starts_with(value: FieldValue, operand: object, field_type: FieldType, today: date) -> bool:  # noqa: ARG001 - every test has this signature
    return isinstance(value, str) and isinstance(operand, str) and value.startswith(operand)


def _before(value: FieldValue, operand: object, field_type: FieldType, today: date) -> bool:  # noqa: ARG001 - every test has this signature
    limit = today if operand == TODAY else operand
    return isinstance(value, date) and isinstance(limit, date) and value < limit


def _after(value: FieldValue, operand: object, field_type: FieldType, today: date) -> bool:  # noqa: ARG001 - every test has this signature
    limit = today if operand == TODAY else operand
    return isinstance(value, date) and isinstance(limit, date) and value > limit


def _within_days(value: FieldValue, operand: object, field_type: FieldType, today: date) -> bool:
    """True from today to so many days ahead, or back if the number is negative; both ends count."""
    days = int(operand) if isinstance(operand, int | float) else 0
    if field_type is FieldType.DAY_OF_YEAR:
        span = range(min(days, 0), max(days, 0) + 1) if abs(days) < 366 else range(366)
        return any(_is(value, TODAY, field_type, today + timedelta(days=ahead)) for ahead in span)
    return isinstance(value, date) and min(days, 0) <= (value - today).days <= max(days, 0)


_TESTS: dict[Operator, Callable[[FieldValue, object, FieldType, date], bool]] = {
    Operator.IS: _is,
    Operator.IN: _in,
    Operator.CONTAINS: _contains,
    Operator.STARTS_WITH: _starts_with,
    Operator.BEFORE: _before,
    Operator.AFTER: _after,
    Operator.WITHIN_DAYS: _within_days,
}
