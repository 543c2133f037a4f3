"""The secret keys, read from Secrets Manager once in each function instance."""

import json
from functools import cache
from typing import Any

import boto3
from pydantic import SecretStr

from contactbook.config import config
from contactbook.domain.base.key_ring import KeyRing


def prepare() -> None:
    """Make the client before the first request does. No secret is read."""
    _client()


@cache
def _client() -> Any:  # noqa: ANN401 - boto3 has no types for this service here
    return boto3.client("secretsmanager")


def _stored(secret_id: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(_client().get_secret_value(SecretId=secret_id)["SecretString"])
    return found


@cache
def key_ring() -> KeyRing:
    """Return the keys as they were on the first call. The secret is JSON: {"current": "1", "1": "...", ...}."""
    stored = _stored(config().secret_id)
    current = stored.pop("current")
    return KeyRing.model_validate({"current": current, "secrets": stored})


@cache
def refusal_secret() -> SecretStr:
    """Return the secret that hashes refused addresses, as it was on the first call. The secret is JSON: {"key": "..."}."""
    return SecretStr(_stored(config().refusal_secret_id)["key"])
