"""What a caller sends to create a contact, and to change one."""

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, create_model

from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.values import Draft, Flag, Key
from contactbook.domain.contacts.details import Identifiers, IdentityDocument
from contactbook.domain.contacts.record import ContactFields, ContactKind
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.refusals.evidence import EvidenceDraft


class PreferencesDraft(Draft):
    """The two marketing permissions in a request. A missing one keeps its value, or takes the tenant's default."""

    direct_marketing: Flag | None = None
    affiliate_marketing: Flag | None = None


class StatedPreferences(PreferencesDraft):
    """What a user says for the person, or the person itself: the permissions, the channels, and the evidence of a yes (S5.5, S5.6)."""

    channels: dict[Channel, Flag] = {}
    evidence: EvidenceDraft | None = None


class ContactDraft(ContactFields, Draft):
    """What a caller sends to create a contact, and to change one."""

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
    preferences: StatedPreferences = StatedPreferences()
    list_ids: Annotated[tuple[str, ...], Field(max_length=100)] = ()


if TYPE_CHECKING:
    # The type checker cannot see a model that is made at run time; routes use it as any model.
    ContactChanges = BaseModel
else:
    # A patch reaches into an object: whoever sends the new date of a document need not send its number.
    _DocumentChanges = partial_of("IdentityDocumentChanges", IdentityDocument)
    _IdentifiersChanges = create_model(
        "IdentifiersChanges",
        __base__=partial_of("IdentifiersChanges", Identifiers),
        id_card=(_DocumentChanges | None, None),
        passport=(_DocumentChanges | None, None),
    )
    ContactChanges = create_model(
        "ContactChanges",
        __base__=partial_of("ContactChanges", ContactFields),
        __doc__="Changes to a contact (RFC 7396).",
        identifiers=(_IdentifiersChanges | None, None),
    )
