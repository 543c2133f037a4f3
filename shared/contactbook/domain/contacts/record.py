"""A contact: a person or a company whose information a tenant keeps (S2.1, S3.1-S3.3).

`ContactFields` declares each field that a caller may set. `Contact` is the stored record; `drafts.py` has what a caller sends, and
`details.py` the parts with a shape of their own. These modules hold shapes and limits only; `rules.py` applies a tenant's rules.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.values import Day, Flag, Key, Language, Line, Moment, Money, MonthDay, Value
from contactbook.domain.base.versions import built, fields_in
from contactbook.domain.contacts.details import (
    MAXIMUM_ADDRESSES,
    MAXIMUM_EXTERNAL_IDS,
    MAXIMUM_POINTS,
    Address,
    Association,
    CustomValue,
    Email,
    ExternalId,
    ExternalSystem,
    Identifiers,
    JoinedTopic,
    LeftTopic,
    Phone,
)
from contactbook.domain.contacts.kyc_record import ContactKyc
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.refusals.marks import RefusedAddress
from contactbook.domain.settings.sending import ZoneName

# The fields that say who the contact is; the other fields say how the tenant files it.
PARTICULARS = (
    *("title", "first_name", "middle_name", "last_name", "full_name", "company_name"),
    *("gender", "date_of_birth", "birthday", "name_day", "language", "time_zone"),
)


class ContactKind(StrEnum):
    """A natural person or a legal organization; fixed at creation (S2.13)."""

    PERSON = "person"
    COMPANY = "company"


class LifeCycleState(StrEnum):
    """Financial while the contact has an open account, else marketing (S2.16, S2.17)."""

    FINANCIAL = "financial"
    MARKETING = "marketing"


class Stage(StrEnum):
    """Customer while it has an open account, else prospect if it ever had an opportunity, else lead (decision 1)."""

    CUSTOMER = "customer"
    PROSPECT = "prospect"
    LEAD = "lead"


class Origin(StrEnum):
    """How the record was created (S1.10)."""

    LIST_UPLOAD = "list_upload"
    OPPORTUNITY = "opportunity"
    API = "api"
    TENANT_SYNC = "tenant_sync"


class ContactFields(Value):
    """Every field of a contact that a caller may set."""

    title: Line | None = None
    first_name: Line | None = None
    middle_name: Line | None = None
    last_name: Line | None = None
    # Stored as given; derived from the parts if it is absent (S1.18).
    full_name: Line | None = None
    company_name: Line | None = None
    gender: Key | None = None
    date_of_birth: Day | None = None
    # Stored where the date of birth is not known, else derived from it.
    birthday: MonthDay | None = None
    name_day: MonthDay | None = None
    language: Language | None = None
    # Its IANA name. It may be one that is not known any more: whoever needs the time asks whether it is.
    time_zone: ZoneName | None = None
    emails: Annotated[tuple[Email, ...], Field(max_length=MAXIMUM_POINTS)] = ()
    phones: Annotated[tuple[Phone, ...], Field(max_length=MAXIMUM_POINTS)] = ()
    identifiers: Identifiers = Identifiers()
    addresses: Annotated[tuple[Address, ...], Field(max_length=MAXIMUM_ADDRESSES)] = ()
    categories: Annotated[tuple[Key, ...], Field(max_length=20)] = ()
    industry: Key | None = None
    industry_sector: Key | None = None
    tags: Annotated[tuple[Key, ...], Field(max_length=100)] = ()
    owned_by_group: Key | None = None
    associations: Annotated[tuple[Association, ...], Field(max_length=50)] = ()
    external_ids: Annotated[dict[ExternalSystem, ExternalId], Field(max_length=MAXIMUM_EXTERNAL_IDS)] = {}
    custom: Annotated[dict[str, CustomValue], Field(max_length=50)] = {}


class ConsentState(StrEnum):
    """The contact's answer to whether the tenant may keep and use its information (S2.110)."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ContactConsent(Value):
    """The current consent state. Its history is stored apart."""

    state: ConsentState = ConsentState.PENDING
    updated_at: Moment | None = None
    updated_by: Actor | None = None
    form_attachment_id: str | None = None
    # True if it said no before and is asked again: it is usable, but gets no marketing before it answers (S2.124, decision 7).
    answer_required: Flag = False
    # The person's own last no, where it stands and `updated_at` does not tell: it was said again, or it is asked again (S5.3).
    refused_at: Moment | None = None
    # When the person said the yes that a user recorded with evidence (S5.5).
    evidence_at: Moment | None = None


class Preference(Value):
    """One marketing permission: its value and who last changed the value (S2.48).

    `asked` is false while the value is the tenant's default: a contact that was never asked said neither yes nor no (decision 7).
    """

    value: Flag = False
    asked: Flag = False
    changed_at: Moment | None = None
    changed_by: Actor | None = None
    # Where it was changed: "api", "preference_centre", "one_click", "import", "merge".
    changed_through: str | None = None
    # The person's own last no, where it stands and `changed_at` does not tell: it confirmed a default, or was said again (S5.1).
    refused_at: Moment | None = None
    refused_through: str | None = None
    # When the person said the yes that a user recorded with evidence (S5.5), and when that was recorded, if not at `changed_at`.
    evidence_at: Moment | None = None
    told_at: Moment | None = None


ALLOWED_UNLESS_REFUSED = Preference(value=True)


class Preferences(Value):
    """Direct (in-house) and affiliate (partner) marketing, independent of each other (S2.44), and the channels (S5.6).

    `channels` has those about which something was said; marketing may use every other one.
    """

    direct_marketing: Preference = Preference()
    affiliate_marketing: Preference = Preference()
    channels: dict[Channel, Preference] = {}

    def of_channel(self, channel: Channel) -> Preference:
        """Return whether marketing may use the channel."""
        return self.channels.get(channel, ALLOWED_UNLESS_REFUSED)


class Erasure(StrEnum):
    """The progress of anonymization. From its first step on the contact cannot be used (S2.131)."""

    ERASING = "erasing"
    ANONYMIZED = "anonymized"


class HistoryHead(Value):
    """The end of the contact's audit chain: the number of entries and the hash of the last one."""

    count: int = 0
    hash: str = ""


class Contact(ContactFields):
    """A stored contact. `version` counts its changes; each change has an audit entry."""

    contact_id: str
    kind: ContactKind
    version: int = 1
    source: str | None = None
    origin: Origin = Origin.API
    # The system derives the life cycle from these three facts; no user sets it (S2.18).
    open_accounts: int = 0
    had_account: bool = False
    had_opportunity: bool = False
    # The name day that a rule gave which moves with Easter: while it is the contact's, each year gives another (S2.55).
    moving_name_day: str | None = None
    privacy_level: int = 0
    consent: ContactConsent = ContactConsent()
    preferences: Preferences = Preferences()
    kyc: ContactKyc | None = None
    # Since when each identifier stands as it does, where it came after the contact: an older scan does not prove it (S2.103).
    identifiers_since: dict[str, Moment] = {}
    # The credit limits of its open accounts, by account. None for a contact with no account, or from before contacts kept them (S2.72).
    credit_limits: dict[str, Money] | None = None
    # True while one of them is above the maximum of the contact's KYC standing.
    above_maximum: Flag = False
    list_ids: tuple[str, ...] = ()
    # The names of its uniqueness claims, so that a save or delete frees them even after the rules have changed.
    claims: tuple[str, ...] = ()
    # The ids of merged contacts in systems in which this contact has its own: they lead to it (S7.4).
    led_external_ids: dict[str, tuple[str, ...]] = {}
    # The tags that the daily sync added. It never removes other tags (S4.28).
    sync_tags: tuple[str, ...] = ()
    # The contacts that were merged into this one, directly or through others (S1.22). What is stored with them belongs to this one.
    absorbed: tuple[str, ...] = ()
    # What is refused at its addresses. `settled`: the stream has looked up each address, and marks each later refusal here. While it
    # is not settled, whoever contacts it looks the refusals up (S5.4).
    refusals: tuple[RefusedAddress, ...] = ()
    settled: Flag = False
    # Since when it has each address (keyed hash) that it got later: what it said before then was not about that address (S5.4).
    gained: dict[str, Moment] = {}
    left_topics: tuple[LeftTopic, ...] = ()
    # The lists that it joined by itself. Such a yes answers what was said before at its addresses about the list.
    joined_topics: tuple[JoinedTopic, ...] = ()
    # `anonymization_pending`: a withdrawn consent asked for it, and blockers delay it (S2.140). `erasure`: it has begun.
    anonymization_pending: bool = False
    erasure: Erasure | None = None
    history: HistoryHead = HistoryHead()
    created_at: Moment
    created_by: Actor
    updated_at: Moment
    updated_by: Actor

    def reached_at(self) -> tuple[str, ...]:
        """Return the comparable form of each of its emails and phones."""
        found = [email.address for email in self.emails] + [phone.number for phone in self.phones]
        return tuple(dict.fromkeys(map(comparable_address, found)))

    def own_ids(self) -> tuple[str, ...]:
        """Return its id and those of the contacts merged into it: what was said or kept under each of them is its own (S1.23)."""
        return (self.contact_id, *self.absorbed)

    def fields(self) -> ContactFields:
        """Return the fields that a caller may set."""
        return built(ContactFields, **fields_in(ContactFields, self))
