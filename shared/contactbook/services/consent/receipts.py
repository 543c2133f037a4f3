"""Signed consent receipts, and the public keys that verify them."""

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.base.values import Value
from contactbook.domain.consent.receipts import Json, ReceiptKey, encoded, receipt_of, signed
from contactbook.services.changes.access import visible_contact
from contactbook.storage.tenant_store import TenantStore

_PURPOSE = "consent-receipt"


class ReceiptKeys(Value):
    """Every key that may have signed a receipt."""

    keys: tuple[ReceiptKey, ...]


def read_receipt(store: TenantStore, contact_id: str, event_id: str, *, by: Caller) -> Json:
    """Return the receipt of one consent event, signed with the current key. Raises NotFound, Merged."""
    # The library is large, and few callers need it.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    visible_contact(store, contact_id, by=by)
    event = store.consents.get(contact_id, event_id)
    receipt = receipt_of(
        event,
        contact_id=contact_id,
        controller_name=store.settings.current().tenant_name,
    )
    key = Ed25519PrivateKey.from_private_bytes(store.key_ring.key(_PURPOSE))
    return signed(receipt, key_id=store.key_ring.current, sign=key.sign)


def receipt_keys(ring: KeyRing) -> ReceiptKeys:
    """Return the public keys, one for each secret of the ring, so that older receipts can be verified too."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return ReceiptKeys(
        keys=tuple(
            ReceiptKey(
                key_id=key_id,
                public_key=encoded(
                    Ed25519PrivateKey.from_private_bytes(ring.key(_PURPOSE, key_id)).public_key().public_bytes_raw()
                ),
            )
            for key_id in sorted(ring.secrets)
        )
    )
