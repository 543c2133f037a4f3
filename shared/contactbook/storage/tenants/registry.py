"""The registry of tenants. It is the only partition that belongs to no tenant."""

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.paging import After
from contactbook.domain.senders.identities import SmsSenderIds
from contactbook.domain.tenants.registry import Tenant
from contactbook.storage.base import table
from contactbook.storage.base.group_keys import group_partition
from contactbook.storage.base.keys import TENANTS_PARTITION, Key, TenantKeys, tenant_entry
from contactbook.storage.base.rows import Absent, AtVersion, Put, Row, Write


def find_tenant(tenant_id: str) -> Tenant | None:
    """Return the tenant, or None."""
    row = table.get(tenant_entry(tenant_id))
    return Tenant.model_validate_json(row.document) if row else None


def page_of_tenants(*, limit: int | None = None, after: After | None = None) -> tuple[list[Tenant], After | None]:
    """Return a page of tenants in the order of their ids. One query."""
    page = table.query(TENANTS_PARTITION, limit=limit, after=after)
    return [Tenant.model_validate_json(row.document) for row in page.rows], page.after


def children_of(group_id: str) -> list[Tenant]:
    """Return the child accounts of a top account, in the order of their ids. One query."""
    return [Tenant.model_validate_json(row.document) for row in table.query(group_partition(group_id, "TENANTS")).rows]


def add_of(tenant: Tenant) -> list[Write]:
    """Return the writes that register a tenant. They raise RuleBroken `tenant_exists`."""
    return [
        Put(_row(tenant), Absent(), lambda _: RuleBroken("A tenant with this id already exists.", code="tenant_exists")),
        *_child_entry(tenant),
    ]


def save_of(tenant: Tenant, *, replacing: int) -> list[Write]:
    """Return the writes that replace the tenant of version `replacing`."""
    return [Put(_row(tenant), AtVersion(replacing)), *_child_entry(tenant), sender_ids_of(tenant)]


def sender_ids_of(tenant: Tenant) -> Put:
    """Return the write that copies the sender ids to the tenant's settings, where sending reads them without a request of its own."""
    ids = SmsSenderIds(ids=tenant.sms_sender_ids)
    return Put(Row(TenantKeys(tenant.tenant_id).section("sms_sender_ids"), "sms_sender_ids", ids.model_dump_json()))


def _child_entry(tenant: Tenant) -> list[Write]:
    if tenant.parent_id is None:
        return []
    key = Key(group_partition(tenant.parent_id, "TENANTS"), tenant.tenant_id)
    return [Put(Row(key, "child_tenant", tenant.model_dump_json(), version=tenant.version))]


def _row(tenant: Tenant) -> Row:
    return Row(tenant_entry(tenant.tenant_id), "tenant", tenant.model_dump_json(), version=tenant.version)
