"""The bodies that change a contact: a merge-patch of the fields that a caller may set, and one that may create the contact."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel, create_model

from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.values import Key
from contactbook.domain.contacts.addresses import Addresses, find_address
from contactbook.domain.contacts.details import (
    MAXIMUM_ADDRESSES,
    Address,
    ExternalId,
    ExternalSystem,
    Identifiers,
    IdentityDocument,
)
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


def with_hidden_kept(before: Addresses, sent: Sequence[Address]) -> Addresses:
    """Return a list sent whole with the inactive addresses that it does not name, each where it was: the list may not show them (S2.41).

    Raises ValidationFailed if these are too many together.
    """
    named = {address.address_id for address in sent}
    result = list(sent)
    for place, address in enumerate(before):
        if address.active or address.address_id in named:
            continue
        earlier = {one.address_id for one in before[:place]}
        after = max((at for at, one in enumerate(result, start=1) if one.address_id in earlier), default=0)
        result.insert(after, address)
    if len(result) > MAXIMUM_ADDRESSES:
        message = (
            f"A contact can have at most {MAXIMUM_ADDRESSES} addresses, and its inactive ones count. "
            "Remove one of them by DELETE; `include_inactive=true` shows them."
        )
        raise ValidationFailed.of("/addresses", "too_many_addresses", message)
    return tuple(result)


def require_primary_kept(before: Addresses, sent: Sequence[Address]) -> None:
    """Raise RuleBroken `primary_needed` if a list sent whole deactivates the primary and marks no other (S2.43)."""
    primary = find_address(before)
    if primary is None:
        return
    now = next((address for address in sent if address.address_id == primary.address_id), None)
    active = [address for address in sent if address.active]
    if now and not now.active and active and not any(address.primary for address in active):
        message = "Other addresses are active. Mark the one that becomes primary with `primary`: true."
        raise RuleBroken.of("/addresses", "primary_needed", message)
