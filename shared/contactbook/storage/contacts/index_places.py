"""Where a contact lies in the indexes: its name, what is due of it, and the state of its KYC profile."""

from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.contacts.names import SORTED_LETTERS, former_sort_name, sort_name
from contactbook.domain.contacts.record import Contact, Erasure
from contactbook.storage.base.keys import Key, TenantKeys

_HELD = (KycState.VERIFIED, KycState.PENDING_VERIFICATION)


def name_place(keys: TenantKeys, contact: Contact) -> Key:
    """Return the contact's place in gsi1: its folded name."""
    return Key(keys.contacts_by_name(), f"{sort_name(contact)[:SORTED_LETTERS]}#{contact.contact_id}")


def lay_elsewhere(contact: Contact) -> bool:
    """True if a former version put a contact of this name elsewhere in gsi1, by its accents."""
    return former_sort_name(contact) != sort_name(contact)


def due_place(keys: TenantKeys, contact: Contact) -> Key | None:
    """Return the contact's place in gsi2: its anonymization, or the end of its KYC profile."""
    if contact.erasure is Erasure.ERASING or (contact.anonymization_pending and contact.erasure is None):
        asked_at = contact.updated_at.isoformat(timespec="milliseconds")
        return Key(keys.due(), f"ERASURE#{asked_at}#{contact.contact_id}")
    kyc = contact.kyc
    if not kyc or not kyc.expires_on or kyc.state not in _HELD:
        return None
    return Key(keys.due(), f"KYC#{kyc.expires_on.isoformat()}#{contact.contact_id}")


def kyc_state_place(keys: TenantKeys, contact: Contact) -> Key | None:
    """Return the contact's place in gsi3 by the time of its KYC state, if somebody has to work on that."""
    kyc = contact.kyc
    if not kyc or contact.erasure or kyc.state is KycState.VERIFIED:
        return None
    since = kyc.since.isoformat(timespec="milliseconds") if kyc.since else kyc.assigned_on.isoformat()
    return Key(keys.kyc_states(kyc.state.value), f"{since}#{contact.contact_id}")
