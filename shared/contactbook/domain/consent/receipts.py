"""Consent receipts: what a person was asked and answered, in a form that anyone can verify without us.

The shape follows ISO/IEC TS 27560:2023: a receipt's metadata, and the consent record with its header, the processing of
personal information, the parties, and the event. The signature covers every byte of the canonical text except itself.
"""

import base64
import json
from collections.abc import Callable, Mapping

from pydantic import JsonValue

from contactbook.domain.base.callers import ActorType
from contactbook.domain.base.values import Value
from contactbook.domain.consent.events import ConsentEvent
from contactbook.domain.contacts.record import ConsentState

ALGORITHM = "Ed25519"
SCHEMA = "ISO/IEC TS 27560:2023"
_STATES = {
    ConsentState.ACCEPTED: "given",
    ConsentState.REJECTED: "refused",
    ConsentState.WITHDRAWN: "withdrawn",
    ConsentState.PENDING: "requested",
}
_METHODS = {"link": "signed link", "portal": "customer portal", "api": "recorded by the controller", "reconsent": "asked again"}
# How a receipt refers to its one controller. People know the controller by its name; its id here says nothing to them.
_CONTROLLER = "controller"

Json = dict[str, JsonValue]
Sign = Callable[[bytes], bytes]


class ReceiptKey(Value):
    """A public key that verifies receipts. `public_key` is base64url without padding."""

    key_id: str
    algorithm: str = ALGORITHM
    public_key: str


def receipt_of(event: ConsentEvent, *, contact_id: str, controller_name: str) -> Json:
    """Return the unsigned receipt of one consent event."""
    at = event.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    is_own = event.by.type in (ActorType.LINK, ActorType.CONTACT)
    return {
        "receipt_metadata": {"receipt_id": event.event_id, "schema_version": SCHEMA},
        "consent_record": {
            "record_id": event.event_id,
            "schema_version": SCHEMA,
            "pii_principal_id": contact_id,
            "pii_processing": {
                "privacy_notice": event.form_version,
                "purposes": [
                    {
                        "purpose": "keeping and using contact information",
                        "lawful_basis": "consent",
                        "pii_information": ["contact information"],
                        "pii_controllers": [_CONTROLLER],
                        "collection_method": _METHODS.get(event.through, event.through),
                    }
                ],
            },
            "party_identification": [
                {"party_id": _CONTROLLER, "party_type": "pii_controller", "party_name": controller_name},
                {"party_id": contact_id, "party_type": "pii_principal"},
            ],
            "events": [
                {
                    "event_time": at,
                    "event_state": _STATES[event.state],
                    "consent_state": event.state.value,
                    "previous_consent_state": event.previous_state.value,
                    "entity_id": contact_id if is_own else f"{event.by.type.value}:{event.by.id}",
                }
            ],
        },
    }


def canonical(document: Mapping[str, JsonValue]) -> str:
    """Return the canonical text of a document: sorted keys, no spaces, ASCII."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def signed(receipt: Json, *, key_id: str, sign: Sign) -> Json:
    """Return the receipt with its signature, its keys in canonical order."""
    named: Json = {**receipt, "signature": {"algorithm": ALGORITHM, "key_id": key_id}}
    value = encoded(sign(canonical(named).encode()))
    whole: Json = {**receipt, "signature": {"algorithm": ALGORITHM, "key_id": key_id, "value": value}}
    ordered: Json = json.loads(canonical(whole))
    return ordered


def encoded(raw: bytes) -> str:
    """Return the bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
