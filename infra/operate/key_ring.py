"""Rotating the key ring, in two steps: first every function learns the new key, then it is used.

A function reads the ring once in each environment. A link that is signed with a key that another environment does not know yet would be refused
there. Lambda ends each environment within hours; a day is safe.
"""

import argparse
import json
import os
import secrets
import string
import sys
from datetime import UTC, datetime, timedelta

import boto3

_LENGTH = 64
_LETTERS = string.ascii_letters + string.digits
LEARNED_AFTER = timedelta(hours=24)


def rotate(wanted: argparse.Namespace) -> int:
    """Add a key, or use the one that was added. Return 1 if the other step comes first, or it is too early. No key is ever removed."""
    client, secret_id = boto3.client("secretsmanager"), os.environ["SECRET_ID"]
    stored = client.get_secret_value(SecretId=secret_id)
    ring: dict[str, str] = json.loads(stored["SecretString"])
    names = [name for name in ring if name != "current"]
    if not all(name.isdecimal() for name in names):
        print("The keys of the ring must be named by numbers. Look at the secret.", file=sys.stderr)
        return 1
    newest = max(names, key=int)
    changed, text = _added(ring, newest) if wanted.step == "add" else _used(ring, newest, stored["CreatedDate"])
    if changed is None:
        print(text, file=sys.stderr)
        return 1
    print(f"{'Would do: ' if wanted.dry_run else ''}{text}")
    if not wanted.dry_run:
        client.put_secret_value(SecretId=secret_id, SecretString=json.dumps(changed))
    return 0


def _added(ring: dict[str, str], newest: str) -> tuple[dict[str, str] | None, str]:
    if newest != ring["current"]:
        return None, f"Key {newest} is there already and not used yet. Use it with: rotate-keys use"
    name = str(int(newest) + 1)
    made = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return {
        **ring,
        name: made,
    }, f"Key {name} is in the ring. Key {newest} signs until you use the new one: in a day, with rotate-keys use"


def _used(ring: dict[str, str], newest: str, added_at: datetime) -> tuple[dict[str, str] | None, str]:
    if newest == ring["current"]:
        return None, f"Key {newest} is in use already. Add one first: rotate-keys add"
    usable_at = added_at + LEARNED_AFTER
    if datetime.now(UTC) < usable_at:
        return None, f"Not every function knows key {newest} yet. Use it after {usable_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC."
    return {
        **ring,
        "current": newest,
    }, f"Key {newest} signs from now on. Key {ring['current']} stays, and verifies what it signed."
