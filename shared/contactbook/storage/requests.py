"""Answers to requests that carried an Idempotency-Key, so that a repeated one gets the first answer again."""

from datetime import datetime

from contactbook.domain.values import Value
from contactbook.storage import table
from contactbook.storage.keys import TenantKeys
from contactbook.storage.rows import Absent, AtVersion, Put, Remove, Row

KEPT_SECONDS = 24 * 3600


class KeptRequest(Value):
    """One idempotent request: the hash of its body, and its answer once there is one."""

    body_hash: str
    # Seconds since 1970 UTC until which the first request is taken to be still running.
    running_until: int
    status: int | None = None
    headers: dict[str, str] = {}
    body: str = ""


class RequestRepository:
    """The idempotent requests of one tenant's callers."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def begin(self, request_hash: str, kept: KeptRequest, *, now: datetime) -> KeptRequest | None:
        """Claim the key for this request; None when it is ours, else what is kept under it."""
        row = self._row(request_hash, kept, version=1, now=now)
        earlier: list[Row] = []

        def remember(stored: Row | None) -> Exception:
            if stored:
                earlier.append(stored)
            return KeyTaken()

        try:
            table.put(Put(row, Absent(), remember))
        except KeyTaken:
            stored = KeptRequest.model_validate_json(earlier[0].document) if earlier else kept
            return self._take_over(request_hash, kept, stored, earlier, now)
        return None

    def finish(self, request_hash: str, kept: KeptRequest, *, now: datetime) -> None:
        """Keep the answer for 24 hours."""
        table.put(Put(self._row(request_hash, kept, version=2, now=now)))

    def forget(self, request_hash: str) -> None:
        """Give the key free again: the request changed nothing and may be tried again as it is."""
        table.transact([Remove(self._keys.item("REQUEST", request_hash, "REQUEST"))])

    def _take_over(
        self, request_hash: str, kept: KeptRequest, stored: KeptRequest, earlier: list[Row], now: datetime
    ) -> KeptRequest | None:
        """A key whose 24 hours are over, or whose first request died, is free again."""
        row = earlier[0] if earlier else None
        is_over = row is not None and (row.expires_at or 0) <= now.timestamp()
        is_dead = stored.status is None and stored.running_until <= now.timestamp()
        if not row or not (is_over or is_dead):
            return stored
        try:
            table.put(
                Put(self._row(request_hash, kept, version=row.version + 2, now=now), AtVersion(row.version), lambda _: KeyTaken())
            )
        except KeyTaken:
            return stored
        return None

    def _row(self, request_hash: str, kept: KeptRequest, *, version: int, now: datetime) -> Row:
        key = self._keys.item("REQUEST", request_hash, "REQUEST")
        return Row(key, "request", kept.model_dump_json(), version=version, expires_at=int(now.timestamp()) + KEPT_SECONDS)


class KeyTaken(Exception):
    """The idempotency key is in use."""
