"""Who must not be contacted for reasons of their own: entries of suppression lists, addresses that bounced or complained."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.text import fold
from contactbook.domain.base.values import Draft, Flag, Line, Moment, Record, Value
from contactbook.domain.contacts.points import comparable_email, normalized_phone
from contactbook.domain.decisions.notification_types import SkipReason

MAXIMUM_ENTRIES = 100


class EntryKind(StrEnum):
    """What an entry of a suppression list names."""

    CONTACT = "contact"
    EMAIL = "email"
    PHONE = "phone"
    DOMAIN = "domain"


class Target(Value):
    """One thing that can be suppressed, in the form in which it is compared."""

    kind: EntryKind
    value: str


class Suppressions(Value):
    """What is known to be suppressed among those looked up, with the reason of each."""

    reasons: Mapping[Target, SkipReason] = {}

    def of_contact(self, contact_id: str) -> SkipReason | None:
        """Why the contact as such is suppressed, or None."""
        return self.reasons.get(contact_target(contact_id))

    def of_email(self, address: str) -> SkipReason | None:
        """Why this address, or its domain, is suppressed, or None."""
        targets = (email_target(address), domain_target(domain_of(address)))
        return strongest(self.reasons[target] for target in targets if target in self.reasons)

    def of_phone(self, number: str) -> SkipReason | None:
        """Why this number is suppressed, or None."""
        return self.reasons.get(phone_target(number))


# A bounced address cannot be reached at all; a complaint still lets a bill through.
_STRENGTH = (SkipReason.BOUNCED, SkipReason.SUPPRESSED, SkipReason.COMPLAINED)


def strongest(reasons: Iterable[SkipReason]) -> SkipReason | None:
    """The reason that counts where several hold for the same address."""
    found = set(reasons)
    return next((reason for reason in _STRENGTH if reason in found), None)


def contact_target(contact_id: str) -> Target:
    """A contact by its id."""
    return Target(kind=EntryKind.CONTACT, value=contact_id)


def email_target(address: str) -> Target:
    """An email address, compared without regard to case."""
    return Target(kind=EntryKind.EMAIL, value=comparable_email(address))


def phone_target(number: str) -> Target:
    """A phone number in E.164."""
    return Target(kind=EntryKind.PHONE, value=fold(number).replace(" ", ""))


def domain_target(domain: str) -> Target:
    """Every address of a domain; its subdomains are domains of their own."""
    return Target(kind=EntryKind.DOMAIN, value=fold(domain).removeprefix("@").rstrip("."))


def domain_of(address: str) -> str:
    """The part of an email address after its last @."""
    return address.rpartition("@")[2]


class SuppressionListFields(Value):
    """What a caller may set of a suppression list.

    `always` makes it hold for every communication of the tenant; without it, it holds for the runs that name it.
    """

    name: Annotated[Line, StringConstraints(min_length=1, max_length=100)]
    always: Flag = False


class SuppressionListDraft(SuppressionListFields, Draft):
    """What a caller sends to create a suppression list."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [{"name": "Do not disturb"}]})


class SuppressionList(SuppressionListFields, Record):
    """A stored suppression list; `kinds` are those it ever had an entry of, so that nothing else is looked up in it."""

    suppression_list_id: str
    kinds: tuple[EntryKind, ...] = ()
    created_at: Moment
    updated_at: Moment


class EntryDraft(Draft):
    """One entry as sent: exactly one of a contact, an email address, a phone number or a domain."""

    contact_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None = None
    email: Annotated[Line, StringConstraints(min_length=3, max_length=254)] | None = None
    phone: Annotated[Line, StringConstraints(min_length=2, max_length=40)] | None = None
    domain: Annotated[Line, StringConstraints(min_length=1, max_length=253)] | None = None

    @model_validator(mode="after")
    def _names_one_thing(self) -> Self:
        if len([name for name in EntryDraft.model_fields if getattr(self, name) is not None]) != 1:
            raise ValueError("an entry has exactly one of contact_id, email, phone and domain")
        return self


class EntriesDraft(Draft):
    """Entries to add to a suppression list."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"entries": [{"email": "a@example.com"}, {"domain": "example.org"}]}]},
    )
    entries: Annotated[tuple[EntryDraft, ...], Field(min_length=1, max_length=MAXIMUM_ENTRIES)]


def target_of(entry: EntryDraft, place: int, default_region: str) -> Target:
    """What an entry names, as it is compared. Raises ValidationFailed for what is no address, number or domain."""
    if entry.contact_id is not None:
        return contact_target(entry.contact_id)
    if entry.email is not None:
        if "@" not in entry.email.strip("@"):
            raise ValidationFailed.of(f"/entries/{place}/email", "invalid_email", "This is not an email address.")
        return email_target(entry.email)
    if entry.phone is not None:
        try:
            return phone_target(normalized_phone(entry.phone, default_region))
        except ValueError as error:
            raise ValidationFailed.of(f"/entries/{place}/phone", "invalid_phone", str(error)) from error
    target = domain_target(entry.domain or "")
    if "." not in target.value or "@" in target.value or " " in target.value:
        raise ValidationFailed.of(f"/entries/{place}/domain", "invalid_domain", "This is not a domain.")
    return target


class SuppressionEntry(Value):
    """A stored entry. `value` is gone once the contact it belonged to was anonymised; the entry goes on working."""

    entry_id: str
    kind: EntryKind
    value: str | None = None
    reason: SkipReason = SkipReason.SUPPRESSED
    # What made an automatic one, such as the id of the communication that bounced.
    source: str | None = None
    added_at: Moment


class SuppressionEntryView(Value):
    """An entry as a caller sees it: one of the four is set, none where the value was erased."""

    entry_id: str
    contact_id: str | None = None
    email: str | None = None
    phone: str | None = None
    domain: str | None = None
    reason: SkipReason
    source: str | None = None
    added_at: Moment


def entry_view(entry: SuppressionEntry) -> SuppressionEntryView:
    """The entry with its value under the name it was sent as."""
    value = entry.value
    return SuppressionEntryView(
        entry_id=entry.entry_id,
        contact_id=value if entry.kind is EntryKind.CONTACT else None,
        email=value if entry.kind is EntryKind.EMAIL else None,
        phone=value if entry.kind is EntryKind.PHONE else None,
        domain=value if entry.kind is EntryKind.DOMAIN else None,
        reason=entry.reason,
        source=entry.source,
        added_at=entry.added_at,
    )
