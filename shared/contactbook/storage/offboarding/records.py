"""The record of a tenant's off-boarding, in its group, and the mark beside the tenant's settings that says that it is closed."""

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.offboarding.offboarding import Offboarding, OffboardingState
from contactbook.domain.settings.closing import Closing, ClosingStage
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.base.keys import Key, TenantKeys, part
from contactbook.storage.base.rows import Put, Remove, Row, Write, at_version

_ERASED = (OffboardingState.ERASING, OffboardingState.FINISHED)


def mark_of(tenant_id: str) -> Closing:
    """Return the mark of a tenant as stored now. One read. Raises NotFound for an id that no tenant can have."""
    row = table.get(_mark_key(tenant_id))
    return row.read(Closing) if row else Closing()


def find(group_id: str, tenant_id: str) -> Offboarding | None:
    """Return the off-boarding that a group keeps of a tenant, or None. One read. Raises NotFound as `mark_of`."""
    row = table.get(_key(group_id, tenant_id))
    return row.read(Offboarding) if row else None


def save_of(found: Offboarding, *, replacing: int) -> list[Write]:
    """Return the writes that replace the record of version `replacing` (0: there is none), and bring the mark in line with it.

    They raise ConcurrentUpdate if another worker saved meanwhile.
    """
    stage = ClosingStage.ERASED if found.state in _ERASED else ClosingStage.CLOSED
    mark = Closing(stage=stage, group_id=found.group_id, since=found.requested_at)
    return [
        _put_of(found, replacing),
        Put(Row(_mark_key(found.tenant_id), "closing", mark.model_dump_json())),
    ]


def save(found: Offboarding, *, replacing: int) -> None:
    """Replace the record alone: the mark stays. One write. Raises ConcurrentUpdate."""
    table.put(_put_of(found, replacing))


def remove_of(found: Offboarding) -> list[Write]:
    """Return the writes that call it off. They raise ConcurrentUpdate."""
    key = _key(found.group_id, found.tenant_id)
    return [Remove(key, at_version(found.version), lambda _: _raced()), Remove(_mark_key(found.tenant_id))]


def _put_of(found: Offboarding, replacing: int) -> Put:
    document = found.model_dump_json(exclude_defaults=True)
    row = Row(_key(found.group_id, found.tenant_id), "offboarding", document, version=found.version)
    return Put(row, at_version(replacing), lambda _: _raced())


def _raced() -> ConcurrentUpdate:
    return ConcurrentUpdate("Another worker went on with the off-boarding meanwhile.")


def _key(group_id: str, tenant_id: str) -> Key:
    return GroupKeys(group_id).offboarding(tenant_id)


def _mark_key(tenant_id: str) -> Key:
    try:
        return TenantKeys(part(tenant_id)).section("closing")
    except ValueError as error:
        raise NotFound("There is no such tenant.") from error
