"""The parts of a contact that have a shape of their own: emails, phones, addresses, identifiers, associations."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from contactbook.domain.base.values import Country, Day, Flag, Key, Line, Moment, Part, Value

MAXIMUM_POINTS = 20
MAXIMUM_ADDRESSES = 20
MOST_IN_A_POSTAL_CODE = 20


class AssociationType(StrEnum):
    """Other records of the platform that may need a contact and so block its anonymization (S2.133)."""

    USER = "user"
    GROUP = "group"
    UNIT = "unit"
    COMMUNITY = "community"


class Email(Part):
    """An email address, lower-cased in its domain part, with its type."""

    type: Key | None = None
    address: Annotated[Line, StringConstraints(min_length=3, max_length=254)]
    primary: Flag = False


Extension = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,11}$")]


class Phone(Part):
    """A phone number; stored in E.164, apart from the extension that is dialled behind it (S6.6)."""

    type: Key | None = None
    number: Annotated[Line, StringConstraints(min_length=2, max_length=40)]
    extension: Extension | None = None
    primary: Flag = False


class Address(Part):
    """A postal address. `active` and `primary` follow the rules of S2.37-S2.43."""

    address_id: Annotated[str, StringConstraints(pattern=r"^adr_[0-9A-Z]{26}$")] | None = None
    type: Key | None = None
    line_1: Annotated[Line, StringConstraints(min_length=1)]
    line_2: Line | None = None
    city: Line | None = None
    region: Line | None = None
    postal_code: Annotated[Line, StringConstraints(max_length=MOST_IN_A_POSTAL_CODE)] | None = None
    country: Country
    active: Flag = True
    primary: Flag = False


class IdentityDocument(Part):
    """An id card or passport. `expires_on` is the printed date; the document is no longer valid on that day (S2.105)."""

    number: Annotated[Line, StringConstraints(min_length=1, max_length=64)]
    country: Country | None = None
    expires_on: Day | None = None


IdentifierNumber = Annotated[Line, StringConstraints(min_length=1, max_length=64)]


class Identifiers(Part):
    """Numbers that identify a person or a company to an authority."""

    id_card: IdentityDocument | None = None
    passport: IdentityDocument | None = None
    social_security_number: IdentifierNumber | None = None
    vat_number: IdentifierNumber | None = None
    registration_number: IdentifierNumber | None = None
    tax_number: IdentifierNumber | None = None


class Association(Part):
    """A record of the platform to which the contact belongs."""

    type: AssociationType
    id: Key


CustomValue = Annotated[str, StringConstraints(max_length=1000)] | Flag | int | float | None


MAXIMUM_EXTERNAL_IDS = 10
# Another system that knows the contact, and the id that it has there, exactly as it is written there (S7.4).
ExternalSystem = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
ExternalId = Annotated[Line, StringConstraints(min_length=1, max_length=200)]


class LeftTopic(Value):
    """A list that the person left by itself, and has not joined again by itself."""

    list_id: str
    at: Moment


class JoinedTopic(Value):
    """A list that the person joined by itself or, as a user shows with evidence, asked for; `at` is when it said so.

    `told_at` is when a user recorded that, if not at once.
    """

    list_id: str
    at: Moment
    told_at: Moment | None = None
