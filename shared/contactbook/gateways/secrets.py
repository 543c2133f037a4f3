"""The secret keys, read from Secrets Manager once in each function instance."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import boto3
from pydantic import SecretStr

from contactbook.config import config
from contactbook.domain.base.key_ring import KeyRing


def prepare() -> None:
    """Make the client before the first request does. No secret is read."""
    _read()


@cache
def _read() -> Callable[..., Mapping[str, Any]]:
    read: Callable[..., Mapping[str, Any]] = boto3.client("secretsmanager").get_secret_value
    return read


@cache
def key_ring() -> KeyRing:
    """Return the keys as they were on the first call. The secret is JSON: {"current": "1", "1": "...", ...}."""
    stored: dict[str, str] = json.loads(_read()(SecretId=config().secret_id)["SecretString"])
    current = stored.pop("current")
    return KeyRing.model_validate({"current": current, "secrets": stored})


@cache
def refusal_secret() -> SecretStr:
    """Return the secret that hashes refused addresses, as it was on the first call. The secret is JSON: {"key": "..."}."""
    stored: dict[str, str] = json.loads(_read()(SecretId=config().refusal_secret_id)["SecretString"])
    return SecretStr(stored["key"])
