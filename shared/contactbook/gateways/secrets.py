"""The secret keys, read from Secrets Manager once in each function instance."""

import json
from functools import cache

import boto3
from pydantic import SecretStr

from contactbook.config import config
from contactbook.domain.base.key_ring import KeyRing


@cache
def key_ring() -> KeyRing:
    """Return the keys as they were on the first call. The secret is JSON: {"current": "1", "1": "...", ...}."""
    client = boto3.client("secretsmanager")
    stored: dict[str, str] = json.loads(client.get_secret_value(SecretId=config().secret_id)["SecretString"])
    current = stored.pop("current")
    return KeyRing.model_validate({"current": current, "secrets": stored})


@cache
def refusal_secret() -> SecretStr:
    """Return the secret that hashes refused addresses, as it was on the first call. The secret is JSON: {"key": "..."}."""
    client = boto3.client("secretsmanager")
    stored: dict[str, str] = json.loads(client.get_secret_value(SecretId=config().refusal_secret_id)["SecretString"])
    return SecretStr(stored["key"])
