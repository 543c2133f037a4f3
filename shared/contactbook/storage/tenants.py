"""The registry of tenants: the one place that is no tenant's own."""

from contactbook.domain.errors import RuleBroken
from contactbook.domain.tenants import Tenant
from contactbook.storage import table
from contactbook.storage.keys import TENANTS_PARTITION, tenant_entry
from contactbook.storage.rows import Absent, AtVersion, Put, Row


def find_tenant(tenant_id: str) -> Tenant | None:
    """The tenant, or None."""
    row = table.get(tenant_entry(tenant_id))
    return Tenant.model_validate_json(row.document) if row else None


def page_of_tenants(
    *, limit: int | None = None, after: dict[str, str] | None = None
) -> tuple[list[Tenant], dict[str, str] | None]:
    """Tenants in the order of their ids: one query a page."""
    page = table.query(TENANTS_PARTITION, limit=limit, after=after)
    return [Tenant.model_validate_json(row.document) for row in page.rows], page.after


def add_of(tenant: Tenant) -> Put:
    """The write that registers a tenant. Raises RuleBroken `tenant_exists`."""
    return Put(_row(tenant), Absent(), lambda _: RuleBroken("There is a tenant with this id.", code="tenant_exists"))


def save_of(tenant: Tenant, *, replacing: int) -> Put:
    """The write that replaces the tenant that stood at version `replacing`."""
    return Put(_row(tenant), AtVersion(replacing))


def _row(tenant: Tenant) -> Row:
    return Row(tenant_entry(tenant.tenant_id), "tenant", tenant.model_dump_json(), version=tenant.version)
