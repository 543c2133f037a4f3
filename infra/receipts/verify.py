"""Checks consent receipts offline: `python -m infra.receipts.verify receipt.json keys.json`.

`keys.json` is the response of `GET /v1/consent/receipt-keys`. A receipt is valid only byte for byte as it was issued (one
line feed at the end is allowed). Any other change makes it invalid.
"""

import argparse
import base64
import binascii
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class BadReceiptError(Exception):
    """The receipt is invalid; the message says why."""


def verified(raw: bytes, keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return the receipt after its signature was checked against the keys. Raise BadReceiptError if it is invalid."""
    receipt = _parsed(raw.removesuffix(b"\n"))
    signature = receipt.get("signature")
    if not isinstance(signature, dict) or set(signature) != {"algorithm", "key_id", "value"}:
        raise BadReceiptError("it has no signature")
    unsigned = {**receipt, "signature": {name: signature[name] for name in ("algorithm", "key_id")}}
    try:
        _key(signature, keys).verify(_decoded(signature["value"]), _canonical(unsigned))
    except InvalidSignature as error:
        raise BadReceiptError("the signature does not match") from error
    return receipt


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        receipt = json.loads(raw)
    except ValueError as error:
        raise BadReceiptError("it is not JSON") from error
    if not isinstance(receipt, dict) or _canonical(receipt) != raw:
        raise BadReceiptError("its bytes differ from those of an issued receipt")
    return receipt


def _key(signature: Mapping[str, Any], keys: Mapping[str, Any]) -> Ed25519PublicKey:
    for key in keys.get("keys", []):
        if key["key_id"] == signature["key_id"] and key["algorithm"] == signature["algorithm"] == "Ed25519":
            return Ed25519PublicKey.from_public_bytes(_decoded(key["public_key"]))
    raise BadReceiptError("no key has the key_id that it names")


def _decoded(text: object) -> bytes:
    try:
        raw = base64.b64decode(f"{text}{'=' * (-len(str(text)) % 4)}", altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise BadReceiptError("its signature is not base64url") from error
    if base64.urlsafe_b64encode(raw).decode().rstrip("=") != text:
        raise BadReceiptError("its signature is not base64url")
    return raw


def _canonical(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def main(arguments: list[str] | None = None) -> int:
    """Check the receipts that the command line names. Return 0 if all are valid, else 1."""
    parser = argparse.ArgumentParser(prog="python -m infra.receipts.verify", description="Check consent receipts offline.")
    parser.add_argument("receipts", nargs="+", type=Path, help="files with one receipt each")
    parser.add_argument("keys", type=Path, help="what GET /v1/consent/receipt-keys answered")
    chosen = parser.parse_args(arguments)
    keys = json.loads(chosen.keys.read_bytes())
    status = 0
    for path in chosen.receipts:
        try:
            event = verified(path.read_bytes(), keys)["consent_record"]["events"][0]
        except BadReceiptError as error:
            print(f"{path}: BAD, {error}")
            status = 1
        else:
            print(f"{path}: good, consent {event['event_state']} at {event['event_time']}")
    return status


if __name__ == "__main__":
    sys.exit(main())
