"""The suppression lists that a tenant keeps, and their entries: as sent, as stored and as shown."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, JsonValue, StringConstraints, model_validator

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.text import fold
from contactbook.domain.base.values import Draft, Flag, Line, Moment, Record, Value
from contactbook.domain.contacts.points import normalized_email, normalized_phone
from contactbook.domain.decisions.more_contactable import Acknowledgement
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import EntryKind, Target, contact_target, domain_target, email_target, phone_target

MAXIMUM_ENTRIES = 100
_OF_A_NUMBER = frozenset("+0123456789 ().-/")
_WAYS_OUT = {
    "email": "Send one email address, such as ann@example.com: without a name, mailto: or separators, and one entry for each address.",
    "phone": "Send one phone number, such as +35799123456: without other text, and one entry for each number.",
    "domain": "Send one domain, such as example.com: without addresses or paths, and one entry for each domain.",
}


class SuppressionListFields(Value):
    """What a caller may set of a suppression list.

    A list with `always` applies to every communication of the tenant. Any other list applies to the runs that name it. A list with
    `criteria` holds whoever meets them when a message is sent, and has no entries.
    """

    name: Annotated[Line, StringConstraints(min_length=1, max_length=100)]
    always: Flag = False
    criteria: dict[str, JsonValue] | None = None


class SuppressionListDraft(SuppressionListFields, Draft):
    """What a caller sends to create a suppression list."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [{"name": "Do not disturb"}]})


class SuppressionListChanges(SuppressionListFields):
    """What a caller may change of a suppression list, and how many more contacts it knows to be contacted then (S5.13)."""

    acknowledge: Acknowledgement | None = None


class SuppressionListCount(Value):
    """How many entries a list has, or how many contacts meet its criteria, counted so far; `complete` if these are all."""

    count: int
    complete: Flag


class SuppressionList(SuppressionListFields, Record):
    """A stored suppression list. `kinds` are the kinds of entry that it ever had; other kinds are not looked up in it."""

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
            raise ValueError("Name exactly one of `contact_id`, `email`, `phone` and `domain`.")
        return self


class EntriesDraft(Draft):
    """Entries to add to a suppression list."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"examples": [{"entries": [{"email": "a@example.com"}, {"domain": "example.org"}]}]},
    )
    entries: Annotated[tuple[EntryDraft, ...], Field(min_length=1, max_length=MAXIMUM_ENTRIES)]


class SuppressionEntry(Value):
    """A stored entry. `value` is erased when its contact is anonymized; the entry still applies through its keyed hash."""

    entry_id: str
    kind: EntryKind
    value: str | None = None
    reason: SkipReason = SkipReason.SUPPRESSED
    # The cause of an automatic entry, such as the id of the communication that bounced.
    source: str | None = None
    # The user who added it; None for what a bounce, a complaint or an anonymization added.
    added_by: Actor | None = None
    added_at: Moment


class SuppressionEntryView(Value):
    """An entry as a caller sees it: exactly one of the four values is set.

    None is set after the value was erased, and if it is the value of a contact that the caller may not see. Then an entry of the
    automatic list has no kind either: it knows its address by a keyed hash only.
    """

    entry_id: str
    kind: EntryKind | None = None
    contact_id: str | None = None
    email: str | None = None
    phone: str | None = None
    domain: str | None = None
    reason: SkipReason
    source: str | None = None
    added_at: Moment


def entry_target(entry: EntryDraft, place: int, default_region: str) -> Target:
    """Return the target that an entry names, checked as an address of a contact (S5.11).

    Raises ValidationFailed for an invalid address, number or domain: it would be stored, and stop nobody.
    """
    if entry.contact_id is not None:
        return contact_target(entry.contact_id)
    try:
        if entry.email is not None:
            _require_one_mailbox(entry.email, place)
            return email_target(normalized_email(entry.email))
        if entry.phone is not None:
            return phone_target(_one_number(entry.phone, default_region))
        return domain_target(_one_domain(entry.domain or ""))
    except ValueError as error:
        name, message = next((name, message) for name, message in _WAYS_OUT.items() if getattr(entry, name) is not None)
        raise ValidationFailed.of(f"/entries/{place}/{name}", f"invalid_{name}", message) from error


def _require_one_mailbox(email: str, place: int) -> None:
    """Refuse a pattern for every address of a domain. Raises ValidationFailed with the entry that does it."""
    mailbox, _, domain = fold(email).rpartition("@")
    if mailbox and set(mailbox.strip()) <= {"*", "%"}:
        message = f'A pattern stops nobody. Send {{"domain": "{domain.strip()}"}} for every address of the domain.'
        raise ValidationFailed.of(f"/entries/{place}/email", "invalid_email", message)


def _one_number(number: str, region: str) -> str:
    """Return the number in E.164. Raises ValueError, also where a number is read out of other text."""
    if not set(fold(number)) <= _OF_A_NUMBER:
        raise ValueError("There is more than a number.")
    return normalized_phone(number, region)


def _one_domain(domain: str) -> str:
    """Return the domain, which may begin with the @ of an address. Raises ValueError unless an address can have it."""
    bare = domain.removeprefix("@")
    if "@" in bare:
        raise ValueError("There is more than a domain.")
    return normalized_email(f"a@{bare}").removeprefix("a@")


def entry_view(entry: SuppressionEntry, *, is_shown: bool = True) -> SuppressionEntryView:
    """Return the entry with its value under the name it was sent as, or without its value and what it came from."""
    value = entry.value if is_shown else None
    return SuppressionEntryView(
        entry_id=entry.entry_id,
        kind=entry.kind,
        contact_id=value if entry.kind is EntryKind.CONTACT else None,
        email=value if entry.kind is EntryKind.EMAIL else None,
        phone=value if entry.kind is EntryKind.PHONE else None,
        domain=value if entry.kind is EntryKind.DOMAIN else None,
        reason=entry.reason,
        source=entry.source if is_shown else None,
        added_at=entry.added_at,
    )
