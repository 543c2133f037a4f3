"""A contact: a person or a company whose information a tenant keeps (S2.1, S3.1-S3.3).

`ContactFields` declares each field that a caller may set, once. `ContactDraft` is what a caller sends, `Contact` is what is
stored. Whether a field is acceptable for a tenant is decided in `contact_rules.py`; here are only shapes and bounds.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Country, Day, Draft, Flag, Key, Language, Line, Moment, MonthDay, Value

MAXIMUM_POINTS = 20
MAXIMUM_ADDRESSES = 20
# Who somebody is, field by field, and nothing of how a tenant files it.
PARTICULARS = (
    "title",
    "first_name",
    "middle_name",
    "last_name",
    "full_name",
    "company_name",
    "gender",
    "date_of_birth",
    "name_day",
    "language",
)


class ContactKind(StrEnum):
    """A physical person or a legal organisation; fixed at creation (S2.13)."""

    PERSON = "person"
    COMPANY = "company"


class LifeCycleState(StrEnum):
    """Financial while the contact has an open account, else marketing (S2.16, S2.17)."""

    FINANCIAL = "financial"
    MARKETING = "marketing"


class Stage(StrEnum):
    """Customer while it has an open account; without one prospect if it ever had an opportunity, else lead (decision 1)."""

    CUSTOMER = "customer"
    PROSPECT = "prospect"
    LEAD = "lead"


class Origin(StrEnum):
    """How the record came to be (S1.10)."""

    LIST_UPLOAD = "list_upload"
    OPPORTUNITY = "opportunity"
    API = "api"
    TENANT_SYNC = "tenant_sync"


class AssociationType(StrEnum):
    """What else in the platform may hold on to a contact and so block its anonymisation (S2.133)."""

    USER = "user"
    GROUP = "group"
    UNIT = "unit"
    COMMUNITY = "community"


class Email(Value):
    """An email address, lower-cased in its domain part, with its type."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: Key | None = None
    address: Annotated[Line, StringConstraints(min_length=3, max_length=254)]
    primary: Flag = False


class Phone(Value):
    """A phone number; stored in E.164."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: Key | None = None
    number: Annotated[Line, StringConstraints(min_length=2, max_length=40)]
    primary: Flag = False


class Address(Value):
    """A postal address. `active` and `primary` follow the rules of S2.37-S2.43."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    address_id: Annotated[str, StringConstraints(pattern=r"^adr_[0-9A-Z]{26}$")] | None = None
    type: Key | None = None
    line_1: Annotated[Line, StringConstraints(min_length=1)]
    line_2: Line | None = None
    city: Line | None = None
    region: Line | None = None
    postal_code: Annotated[Line, StringConstraints(max_length=20)] | None = None
    country: Country
    active: Flag = True
    primary: Flag = False


class IdentityDocument(Value):
    """An id card or passport; `expires_on` is the printed date, on which it no longer counts (S2.105)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    number: Annotated[Line, StringConstraints(min_length=1, max_length=64)]
    country: Country | None = None
    expires_on: Day | None = None


IdentifierNumber = Annotated[Line, StringConstraints(min_length=1, max_length=64)]


class Identifiers(Value):
    """What identifies a person or a company towards an authority."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id_card: IdentityDocument | None = None
    passport: IdentityDocument | None = None
    social_security_number: IdentifierNumber | None = None
    vat_number: IdentifierNumber | None = None
    registration_number: IdentifierNumber | None = None
    tax_number: IdentifierNumber | None = None


class Association(Value):
    """Something of the platform that the contact belongs to."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    type: AssociationType
    id: Key


CustomValue = Annotated[str, StringConstraints(max_length=1000)] | Flag | int | float | None


class ContactFields(Value):
    """Every field of a contact that a caller may set."""

    title: Line | None = None
    first_name: Line | None = None
    middle_name: Line | None = None
    last_name: Line | None = None
    # Kept as given; where it is absent it is derived from the parts (S1.18).
    full_name: Line | None = None
    company_name: Line | None = None
    gender: Key | None = None
    date_of_birth: Day | None = None
    name_day: MonthDay | None = None
    language: Language | None = None
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
    custom: Annotated[dict[str, CustomValue], Field(max_length=50)] = {}


class PreferencesDraft(Draft):
    """The two marketing permissions as a caller states them; what is left out stays, or takes the tenant's default."""

    direct_marketing: Flag | None = None
    affiliate_marketing: Flag | None = None


class ContactDraft(ContactFields):
    """What a caller sends to create a contact."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "kind": "person",
                    "first_name": "Eleni",
                    "last_name": "Georgiou",
                    "language": "el",
                    "source": "api",
                    "emails": [{"type": "personal", "address": "eleni@example.com", "primary": True}],
                    "phones": [{"type": "mobile", "number": "+35799123456", "primary": True}],
                    "preferences": {"direct_marketing": True, "affiliate_marketing": False},
                    "tags": ["vip"],
                },
                {"kind": "company", "company_name": "Acme Ltd", "identifiers": {"vat_number": "CY10259033P"}},
            ]
        },
    )
    kind: ContactKind
    source: Key | None = None
    preferences: PreferencesDraft = PreferencesDraft()
    list_ids: Annotated[tuple[str, ...], Field(max_length=100)] = ()


class ConsentState(StrEnum):
    """Whether the contact lets the tenant keep and use its information (S2.110)."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ContactConsent(Value):
    """The consent state as it stands; its history is kept apart."""

    state: ConsentState = ConsentState.PENDING
    updated_at: Moment | None = None
    updated_by: Actor | None = None
    form_attachment_id: str | None = None
    # It had said no and is being asked again: it works, but no marketing goes out before it answers (S2.124, decision 7).
    answer_required: Flag = False


class Preference(Value):
    """One marketing permission: its value and who last really changed it (S2.48).

    `asked` is false while the value is only the tenant's default: never asked is neither a yes nor a no (decision 7).
    """

    value: Flag = False
    asked: Flag = False
    changed_at: Moment | None = None
    changed_by: Actor | None = None
    # Where it was changed: "api", "preference_centre", "one_click", "import", "merge".
    changed_through: str | None = None


class Preferences(Value):
    """Direct (in-house) and affiliate (partner) marketing, independent of each other (S2.44)."""

    direct_marketing: Preference = Preference()
    affiliate_marketing: Preference = Preference()


class KycState(StrEnum):
    """Where the contact stands in its KYC profile's flow (S2.85)."""

    PENDING_VERIFICATION = "pending_verification"
    VERIFIED = "verified"
    REFUTED = "refuted"
    EXPIRED = "expired"


class ContactKyc(Value):
    """The assigned KYC profile with its state and what makes it end."""

    profile: str
    state: KycState
    assigned_on: Day
    documents_provided_on: Day | None = None
    expires_on: Day | None = None
    expires_because: str | None = None
    reason: str | None = None


class Erasure(StrEnum):
    """How far anonymisation has come; nothing works on a contact from the first step on (S2.131)."""

    ERASING = "erasing"
    ANONYMIZED = "anonymized"


class HistoryHead(Value):
    """The end of the contact's audit chain: how many entries there are and the hash of the last."""

    count: int = 0
    hash: str = ""


class Contact(ContactFields):
    """A stored contact. `version` counts its changes, and each change is one audit entry."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    contact_id: str
    kind: ContactKind
    version: int = 1
    source: str | None = None
    origin: Origin = Origin.API
    # The life cycle is set by the system from these three facts, never by a user (S2.18).
    open_accounts: int = 0
    had_account: bool = False
    had_opportunity: bool = False
    privacy_level: int = 0
    consent: ContactConsent = ContactConsent()
    preferences: Preferences = Preferences()
    kyc: ContactKyc | None = None
    list_ids: tuple[str, ...] = ()
    # The uniqueness claims it holds, by their keys: whoever saves or deletes it knows which to free, whatever the rules are by then.
    claims: tuple[str, ...] = ()
    # Those of the tags that the daily sync put: it never removes another's (S4.28).
    sync_tags: tuple[str, ...] = ()
    # The contacts that were merged into this one, and those merged into them (S1.22): what stayed with them is this one's now.
    absorbed: tuple[str, ...] = ()
    # Set when consent asked for anonymisation that blockers still hold up (S2.140), and once erasure began.
    anonymization_pending: bool = False
    erasure: Erasure | None = None
    history: HistoryHead = HistoryHead()
    created_at: Moment
    created_by: Actor
    updated_at: Moment
    updated_by: Actor

    def fields(self) -> ContactFields:
        """Only what a caller may set, as a draft would carry it."""
        return ContactFields.model_validate({name: getattr(self, name) for name in ContactFields.model_fields})
