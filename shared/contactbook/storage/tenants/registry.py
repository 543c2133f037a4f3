"""The registry of tenants. It is the only partition that belongs to no tenant.

A child account stands there and in a partition of its tenant group. A top account reads its children in the group, and so never
touches what is not its own.
"""

from collections.abc import Sequence

from contactbook.domain.base.errors import BadCursor, RuleBroken
from contactbook.domain.base.paging import After
from contactbook.domain.senders.identities import SmsSenderIds
from contactbook.domain.sending.inbound_texts import comparable_sender_id
from contactbook.domain.settings.sections import Registered
from contactbook.domain.settings.sending import Localization
from contactbook.domain.tenants.registry import Tenant
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import group_partition
from contactbook.storage.base.keys import Key, TenantKeys, part
from contactbook.storage.base.rows import Absent, AtVersion, Index, Put, Remove, Row, Write
from contactbook.storage.base.shared_keys import TENANTS_PARTITION, tenant_entry


def find_tenant(tenant_id: str) -> Tenant | None:
    """Return the tenant, or None. Raises NotFound for an id that no tenant can have."""
    return _tenant_at(tenant_entry(part(tenant_id)))


def find_child(group_id: str, tenant_id: str) -> Tenant | None:
    """Return the child account of this top account, or None. Raises NotFound for an id that no tenant can have."""
    return _tenant_at(_child_key(group_id, part(tenant_id)))


def page_of_tenants(*, limit: int | None = None, after: After | None = None) -> tuple[list[Tenant], After | None]:
    """Return a page of tenants in the order of their ids. One query. Raises BadCursor."""
    return _page(TENANTS_PARTITION, limit, after)


def page_of_children(group_id: str, *, limit: int, after: After | None) -> tuple[list[Tenant], After | None]:
    """Return a page of the child accounts of a top account, in the order of their ids. One query. Raises BadCursor."""
    return _page(group_partition(group_id, "TENANTS"), limit, after)


def children_of(group_id: str) -> list[Tenant]:
    """Return the child accounts of a top account, in the order of their ids. One query."""
    return [row.read(Tenant) for row in table.query(group_partition(group_id, "TENANTS")).rows]


def tenants_with_sender_id(sender_id: str) -> list[str]:
    """Return the tenants that the operator gave this number or name, to send texts from. One query of the registry."""
    wanted = comparable_sender_id(sender_id)
    rows = table.query(TENANTS_PARTITION).rows
    return [
        one.tenant_id for one in (row.read(Tenant) for row in rows) if wanted in map(comparable_sender_id, one.sms_sender_ids)
    ]


def time_zones_of(tenant_ids: Sequence[str]) -> dict[str, str]:
    """Return the time zone of each tenant, from its settings. One batch read for each hundred."""
    keys = {TenantKeys(tenant_id).section("localization"): tenant_id for tenant_id in tenant_ids}
    zones = {keys[row.key]: row.read(Localization).time_zone for row in table.get_many(list(keys))}
    return {tenant_id: zones.get(tenant_id, Localization().time_zone) for tenant_id in tenant_ids}


def is_in_use(tenant_id: str) -> bool:
    """True if the tenant has settings or contacts, registered or not. Two queries."""
    keys = TenantKeys(tenant_id)
    if table.query(keys.settings_partition(), limit=1).rows:
        return True
    return bool(table.query_index(Index.BY_NAME, keys.contacts_by_name(), limit=1).rows)


def taken() -> RuleBroken:
    """Return the error for an id that a tenant has already."""
    return RuleBroken.of("/tenant_id", "tenant_exists", "A tenant with this id already exists. Name another id.")


def add_of(tenant: Tenant) -> list[Write]:
    """Return the writes that register a tenant. They raise RuleBroken `tenant_exists`."""
    return [Put(_row(tenant), Absent(), lambda _: taken()), *_child_entry(tenant), name_of(tenant)]


def save_of(tenant: Tenant, *, replacing: Tenant) -> list[Write]:
    """Return the writes that replace the tenant at its version. A new parent's group has it then, and the former one's not."""
    writes: list[Write] = [
        Put(_row(tenant), AtVersion(replacing.version)),
        *_child_entry(tenant),
        sender_ids_of(tenant),
        name_of(tenant),
    ]
    if replacing.parent_id is not None and replacing.parent_id != tenant.parent_id:
        writes.append(Remove(_child_key(replacing.parent_id, tenant.tenant_id)))
    return writes


def remove_of(tenant: Tenant) -> list[Write]:
    """Return the writes that delete the tenant's entries of this version. They raise ConcurrentUpdate."""
    writes: list[Write] = [Remove(tenant_entry(tenant.tenant_id), AtVersion(tenant.version))]
    if tenant.parent_id is not None:
        writes.append(Remove(_child_key(tenant.parent_id, tenant.tenant_id)))
    return writes


def _page(partition: str, limit: int | None, after: After | None) -> tuple[list[Tenant], After | None]:
    # One route lists the whole registry to the operator, and children to a top account. A token may change between two pages.
    if after is not None and after.get("pk") != partition:
        raise BadCursor("The cursor belongs to a list that this token does not get. Start again without it.")
    page = table.query(partition, limit=limit, after=after)
    return [row.read(Tenant) for row in page.rows], page.after


def _tenant_at(key: Key) -> Tenant | None:
    row = table.get(key)
    return row.read(Tenant) if row else None


def sender_ids_of(tenant: Tenant) -> Put:
    """Return the write that copies the sender ids to the tenant's settings, where sending reads them without a request of its own."""
    ids = SmsSenderIds(ids=tenant.sms_sender_ids)
    return Put(Row(TenantKeys(tenant.tenant_id).section("sms_sender_ids"), "sms_sender_ids", ids.model_dump_json()))


def name_of(tenant: Tenant) -> Put:
    """Return the write that copies the name to the tenant's settings, where people are told it without a request of its own."""
    document = Registered(name=tenant.name).model_dump_json()
    return Put(Row(TenantKeys(tenant.tenant_id).section("registered"), "registered", document))


def _child_key(group_id: str, tenant_id: str) -> Key:
    return Key(group_partition(group_id, "TENANTS"), tenant_id)


def _child_entry(tenant: Tenant) -> list[Write]:
    if tenant.parent_id is None:
        return []
    key = _child_key(tenant.parent_id, tenant.tenant_id)
    return [Put(Row(key, "child_tenant", tenant.model_dump_json(), version=tenant.version))]


def _row(tenant: Tenant) -> Row:
    return Row(tenant_entry(tenant.tenant_id), "tenant", tenant.model_dump_json(), version=tenant.version)
