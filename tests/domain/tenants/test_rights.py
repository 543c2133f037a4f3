"""Who may do what in the registry, and who may be whose parent."""

import pytest

from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import MissingScope, RuleBroken, ValidationFailed
from contactbook.domain.tenants import rights
from contactbook.domain.tenants.registry import Tenant
from contactbook.domain.tenants.rights import Role
from tests.builders.contacts import NOW, a_caller, an_operator


def tenant(tenant_id: str, parent_id: str | None = None, children: int = 0) -> Tenant:
    return Tenant(tenant_id=tenant_id, name=tenant_id, parent_id=parent_id, children=children, created_at=NOW)


@pytest.mark.feature("S8.1")
@pytest.mark.parametrize(
    ("own_id", "tenant_id", "parent_id", "role"),
    [
        ("acme", "acme", None, Role.ITSELF),
        ("acme", "acme-north", "acme", Role.PARENT),
        ("acme-north", "acme-north", "acme", Role.ITSELF),
        ("acme-north", "acme", None, None),
        ("acme-south", "acme-north", "acme", None),
        ("globex", "acme-north", "acme", None),
    ],
)
def test_a_caller_has_a_role_towards_itself_and_its_children(own_id, tenant_id, parent_id, role):
    assert rights.role_of(a_caller(super_user=True), own_id, tenant(tenant_id, parent_id)) is role
    assert rights.role_of(an_operator(), own_id, tenant(tenant_id, parent_id)) is Role.OPERATOR


@pytest.mark.feature("S8.1")
def test_neither_a_user_of_every_scope_nor_a_job_is_the_operator():
    for caller in (a_caller(super_user=True), job("sync")):
        with pytest.raises(MissingScope):
            rights.require_operator(caller, "Only the operator.")
    rights.require_operator(an_operator(), "Only the operator.")


@pytest.mark.feature("S4.2", "S8.1")
@pytest.mark.parametrize("parent", [None, tenant("acme-north", "acme"), tenant("new")])
def test_a_parent_is_another_tenant_without_a_parent(parent):
    with pytest.raises(ValidationFailed):
        rights.require_parent(parent, "new")


@pytest.mark.feature("S8.1")
def test_a_top_account_has_a_thousand_children_at_most():
    assert rights.require_parent(tenant("acme", children=999), "new").children == 999
    with pytest.raises(RuleBroken) as refused:
        rights.require_parent(tenant("acme", children=1000), "new")
    assert refused.value.code == "too_many_children"
