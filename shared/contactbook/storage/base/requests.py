"""Requests that carried an Idempotency-Key, and their answers: a repeated request gets the first answer again."""

import json
from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

from contactbook.domain.base.errors import RequestInProgress
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.settings.permissions import GroupRight
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.marks import Mark
from contactbook.storage.base.rows import Absent, AtVersion, Check, NotErased, Put, Remove, Row, Write

KEPT_SECONDS = 24 * 3600
# The answer and two writes for each contact must fit into one transaction.
_MOST_POINTERS = 49


class KeptRequest(Value):
    """One idempotent request: the hash of its body, its committed transactions, and its answer once there is one."""

    # Names the run, so that a run recognizes its own writes.
    run: str
    body_hash: str
    # Repeated runs use the time of the first run, so that they make the same ids and times.
    began_at: Moment
    # Until when the request counts as running, in seconds since 1970 UTC.
    running_until: int
    # The number of committed transactions.
    committed: int = 0
    status: int | None = None
    content_type: str | None = None
    headers: dict[str, str] = {}
    body: str = ""
    # The contacts that the request touched and its answer does not name, each with the right that seeing the answer needs.
    touched: dict[str, GroupRight] = {}
    # True once the answer was erased because a contact in it was anonymized.
    erased: Flag = False


class KeyTaken(Exception):
    """The idempotency key is in use; `stored` is the row under it."""

    def __init__(self, stored: Row | None) -> None:
        super().__init__("the key is in use")
        self.stored = stored


class RunningRequest:
    """A request that this function runs alone.

    A function that takes the request over increases its version, so that all later writes of this one fail.
    """

    def __init__(self, keys: TenantKeys, key: Key, kept: KeptRequest, version: int) -> None:
        self._keys = keys
        self._key = key
        self._version = version
        self.kept = kept
        self.mark = Mark(self._marked, done_before=kept.committed)

    @property
    def changed_something(self) -> bool:
        """True if this run or an earlier one committed a transaction."""
        return self._committed() > 0

    def finish(self, answered: KeptRequest, contact_ids: Sequence[str] = ()) -> None:
        """Keep the answer for 24 hours, unless another run took the request over.

        `contact_ids` names the contacts in the answer. Each gets a pointer to it, so that the answer is erased with the contact.
        If one of them has been anonymized meanwhile, the request is kept without its answer.
        """
        version = self._current_version()
        kept = with_fields(answered, committed=self._committed())
        row = _row(self._key, kept, version + 1)
        if not contact_ids:
            _put_unless_taken_over(row, version)
            return
        try:
            table.transact([Put(row, AtVersion(version), KeyTaken), *self._pointers(row, contact_ids[:_MOST_POINTERS])])
        except _ContactErased:
            _put_unless_taken_over(_row(self._key, _without_answer(kept), version + 1), version)
        except KeyTaken:
            return

    def _pointers(self, row: Row, contact_ids: Sequence[str]) -> list[Write]:
        request_hash = self._key.pk.rpartition("#")[2]
        pointers: list[Write] = []
        for contact_id in contact_ids:
            key = self._keys.beside_profile(contact_id, "REQUEST", request_hash)
            pointers.append(Check(self._keys.profile(contact_id), NotErased(), lambda _: _ContactErased()))
            pointers.append(Put(Row(key, "request_pointer", json.dumps(request_hash), expires_at=row.expires_at)))
        return pointers

    def release(self, *, now: datetime) -> None:
        """Stop running without an answer, and keep the key taken: the last transaction may have been committed.

        A repeated request takes over at once and skips the committed transactions.
        """
        stored = table.get(self._key)
        if stored and stored.version in (self._current_version(), self._current_version() + 1):
            kept = KeptRequest.model_validate_json(stored.document)
            if kept.status is None:
                row = _row(self._key, with_fields(kept, running_until=int(now.timestamp())), stored.version + 1)
                _put_unless_taken_over(row, stored.version)

    def forget(self) -> None:
        """Free the key: the request changed nothing and may be sent again."""
        try:
            table.transact([Remove(self._key, AtVersion(self._version), KeyTaken)])
        except KeyTaken:
            return

    def _marked(self, committed: int) -> Put:
        # The mark increases the version with each transaction.
        version = self._version + committed - self.kept.committed
        row = _row(self._key, with_fields(self.kept, committed=committed), version)
        return Put(
            row,
            AtVersion(version - 1),
            lambda _: RequestInProgress("Another run of this request has taken over. Wait, then send it again."),
        )

    def _committed(self) -> int:
        return max(self.mark.seen, self.kept.committed)

    def _current_version(self) -> int:
        return self._version + self._committed() - self.kept.committed


class RequestRepository:
    """The idempotent requests of one tenant's callers."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def begin(self, request_hash: str, body_hash: str, *, now: datetime, lease: int) -> RunningRequest | KeptRequest:
        """Begin to run the request under this key. If the key is in use, return what is kept: an answer, or a running request.

        `lease` is the number of seconds for which the request counts as running. A key is free again after 24 hours. A request
        whose run died is taken over, together with the transactions that it has committed.
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
        """Erase a kept answer. The key stays taken, so that the request is not carried out again."""
        key = self._keys.item("REQUEST", request_hash, "REQUEST")
        row = table.get(key)
        if row is None:
            return
        kept = KeptRequest.model_validate_json(row.document)
        if not kept.erased:
            table.put(Put(_row(key, _without_answer(kept), row.version + 1), AtVersion(row.version)))

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


class _ContactErased(Exception):
    """A contact in the answer is being anonymized."""


def _without_answer(kept: KeptRequest) -> KeptRequest:
    return with_fields(kept, body="", headers={}, touched={}, erased=True)


def _row(key: Key, kept: KeptRequest, version: int) -> Row:
    expires_at = int(kept.began_at.timestamp()) + KEPT_SECONDS
    return Row(key, "request", kept.model_dump_json(exclude_defaults=True), version=version, expires_at=expires_at)


def _put_unless_taken_over(row: Row, replacing: int) -> None:
    try:
        table.put(Put(row, AtVersion(replacing), KeyTaken))
    except KeyTaken:
        return
