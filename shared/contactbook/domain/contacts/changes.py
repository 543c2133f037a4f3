"""The bodies that change a contact: a merge-patch of the fields that a caller may set, and one that may create the contact."""

from typing import TYPE_CHECKING

from pydantic import BaseModel, create_model

from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.values import Key
from contactbook.domain.contacts.details import ExternalId, ExternalSystem, Identifiers, IdentityDocument
from contactbook.domain.contacts.record import ContactFields, ContactKind


class _PutFields(ContactFields):
    kind: ContactKind
    source: Key | None = None


if TYPE_CHECKING:
    # The type checker cannot see a model that is made at run time; routes use it as any model.
    ContactChanges = BaseModel
    ContactPut = BaseModel
else:
    # An id of another system is removed with null.
    _IDS = (dict[ExternalSystem, ExternalId | None] | None, None)
    # A patch reaches into an object: whoever sends the new date of a document need not send its number.
    _DocumentChanges = partial_of("IdentityDocumentChanges", IdentityDocument)
    _IdentifiersChanges = create_model(
        "IdentifiersChanges",
        __base__=partial_of("IdentifiersChanges", Identifiers),
        id_card=(_DocumentChanges | None, None),
        passport=(_DocumentChanges | None, None),
    )
    _IDENTIFIERS = (_IdentifiersChanges | None, None)
    ContactChanges = create_model(
        "ContactChanges",
        __base__=partial_of("ContactChanges", ContactFields),
        __doc__="Changes to a contact (RFC 7396).",
        external_ids=_IDS,
        identifiers=_IDENTIFIERS,
    )
    ContactPut = create_model(
        "ContactPut",
        __base__=partial_of("ContactPut", _PutFields),
        __doc__="A new contact, or changes to the one that is there (RFC 7396).",
        external_ids=_IDS,
        identifiers=_IDENTIFIERS,
    )
