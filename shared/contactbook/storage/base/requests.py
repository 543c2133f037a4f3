"""Answers to requests that carried an Idempotency-Key, so that a repeated one gets the first answer again."""

import json
from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

from contactbook.domain.base.errors import ConcurrentUpdate, RequestInProgress
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.marks import Mark
from contactbook.storage.base.rows import Absent, AtVersion, Check, NotErased, Put, Remove, Row, Write

KEPT_SECONDS = 24 * 3600
# With the answer itself and two writes for each contact, a transaction holds no more.
_MOST_POINTERS = 49


class KeptRequest(Value):
    """One idempotent request: the hash of its body, what it has carried out, and its answer once there is one."""

    # Tells one run from another, so that a run takes only its own writes for its own.
    run: str
    body_hash: str
    # Repeated runs go by the time of the first, so that they make the same ids and times.
    began_at: Moment
    # Seconds since 1970 UTC until which the request is taken to be still running.
    running_until: int
    # How many transactions are committed.
    committed: int = 0
    status: int | None = None
    content_type: str | None = None
    headers: dict[str, str] = {}
    body: str = ""
    # The answer told of a contact that was anonymized since.
    erased: Flag = False


class KeyTaken(Exception):
    """The idempotency key is in use; `stored` is what stands under it."""

    def __init__(self, stored: Row | None) -> None:
        super().__init__("the key is in use")
        self.stored = stored


class RunningRequest:
    """A request that this function runs, alone: whoever takes it over moves its version on, and writes here fail from then on."""

    def __init__(self, keys: TenantKeys, key: Key, kept: KeptRequest, version: int) -> None:
        self._keys = keys
        self._key = key
        self._version = version
        self.kept = kept
        self.mark = Mark(self._marked, done_before=kept.committed)

    @property
    def changed_something(self) -> bool:
        """Whether this run or an earlier one committed a transaction."""
        return self._committed() > 0

    def finish(self, answered: KeptRequest, contact_ids: Sequence[str] = ()) -> None:
        """Keep the answer for 24 hours. Where another run took over, its answer counts.

        Beside each contact that it tells of a pointer is left, so that the answer is erased with the contact; of one that was
        anonymized meanwhile no answer is kept.
        """
        version = self._stands_at()
        kept = with_fields(answered, committed=self._committed())
        row = _row(self._key, kept, version + 1)
        if not contact_ids:
            _put_quietly(row, version)
            return
        try:
            table.transact([Put(row, AtVersion(version), KeyTaken), *self._pointers(row, contact_ids[:_MOST_POINTERS])])
        except _Erased:
            _put_quietly(_row(self._key, _without_answer(kept), version + 1), version)
        except KeyTaken:
            return

    def _pointers(self, row: Row, contact_ids: Sequence[str]) -> list[Write]:
        request_hash = self._key.pk.rpartition("#")[2]
        pointers: list[Write] = []
        for contact_id in contact_ids:
            key = self._keys.beside_profile(contact_id, "REQUEST", request_hash)
            pointers.append(Check(self._keys.profile(contact_id), NotErased(), lambda _: _Erased()))
            pointers.append(Put(Row(key, "request_pointer", json.dumps(request_hash), expires_at=row.expires_at)))
        return pointers

    def release(self, *, now: datetime) -> None:
        """Stop running without an answer: whether the last transaction was committed is not known, so the key stays taken.

        Whoever repeats the request takes it over at once; what it finds committed it does not do again.
        """
        stored = table.get(self._key)
        if stored and stored.version in (self._stands_at(), self._stands_at() + 1):
            kept = KeptRequest.model_validate_json(stored.document)
            if kept.status is None:
                row = _row(self._key, with_fields(kept, running_until=int(now.timestamp())), stored.version + 1)
                _put_quietly(row, stored.version)

    def forget(self) -> None:
        """Give the key free again: the request changed nothing and may be tried again as it is."""
        try:
            table.transact([Remove(self._key, AtVersion(self._version), KeyTaken)])
        except KeyTaken:
            return

    def _marked(self, committed: int) -> Put:
        # The mark moves the version on with each transaction.
        version = self._version + committed - self.kept.committed
        row = _row(self._key, with_fields(self.kept, committed=committed), version)
        return Put(row, AtVersion(version - 1), lambda _: RequestInProgress("Another run of this request took over."))

    def _committed(self) -> int:
        return max(self.mark.seen, self.kept.committed)

    def _stands_at(self) -> int:
        return self._version + self._committed() - self.kept.committed


class RequestRepository:
    """The idempotent requests of one tenant's callers."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def begin(self, request_hash: str, body_hash: str, *, now: datetime, lease: int) -> RunningRequest | KeptRequest:
        """Run the request under this key, or what is kept under it: its answer, or that it is still running.

        A key whose 24 hours are over is free again. One whose run died is taken over, with what that run had committed.
        """
        key = self._keys.item("REQUEST", request_hash, "REQUEST")
        until = int(now.timestamp()) + lease
        fresh = KeptRequest(run=token_hex(8), body_hash=body_hash, began_at=now, running_until=until)
        try:
            table.put(Put(_row(key, fresh, 1), Absent(), KeyTaken))
        except KeyTaken as taken:
            return self._resumed(key, taken.stored, fresh, now) if taken.stored else fresh
        return RunningRequest(self._keys, key, fresh, 1)

    def erase_answer(self, request_hash: str) -> None:
        """Let go of a kept answer; the key stays taken, so that nobody carries the request out again."""
        key = self._keys.item("REQUEST", request_hash, "REQUEST")
        row = table.get(key)
        if row is None:
            return
        kept = KeptRequest.model_validate_json(row.document)
        if not kept.erased:
            refusal = ConcurrentUpdate("Another run of the request took over.")
            table.put(Put(_row(key, _without_answer(kept), row.version + 1), AtVersion(row.version), lambda _: refusal))

    def _resumed(self, key: Key, row: Row, fresh: KeptRequest, now: datetime) -> RunningRequest | KeptRequest:
        kept = KeptRequest.model_validate_json(row.document)
        is_over = (row.expires_at or 0) <= now.timestamp()
        is_dead = kept.status is None and kept.running_until <= now.timestamp() and kept.body_hash == fresh.body_hash
        if not (is_over or is_dead):
            return kept
        resumed = fresh if is_over else with_fields(kept, run=fresh.run, running_until=fresh.running_until)
        try:
            table.put(Put(_row(key, resumed, row.version + 1), AtVersion(row.version), KeyTaken))
        except KeyTaken:
            return kept
        return RunningRequest(self._keys, key, resumed, row.version + 1)


class _Erased(Exception):
    """The contact that the answer tells of is being anonymized."""


def _without_answer(kept: KeptRequest) -> KeptRequest:
    return with_fields(kept, body="", headers={}, erased=True)


def _row(key: Key, kept: KeptRequest, version: int) -> Row:
    expires_at = int(kept.began_at.timestamp()) + KEPT_SECONDS
    return Row(key, "request", kept.model_dump_json(exclude_defaults=True), version=version, expires_at=expires_at)


def _put_quietly(row: Row, replacing: int) -> None:
    try:
        table.put(Put(row, AtVersion(replacing), KeyTaken))
    except KeyTaken:
        return
