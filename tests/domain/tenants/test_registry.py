"""The ids of tenants, and the group that a tenant belongs to."""

import pytest
from pydantic import ValidationError

from contactbook.domain.tenants.registry import Tenant, TenantDraft
from tests.builders.contacts import NOW


@pytest.mark.feature("S4.1")
def test_a_top_account_and_its_child_accounts_are_one_group() -> None:
    top = Tenant(tenant_id="acme", name="Acme", created_at=NOW)
    child = Tenant(tenant_id="acme-north", name="North", parent_id="acme", created_at=NOW)
    assert (top.group_id, child.group_id) == ("acme", "acme")


@pytest.mark.parametrize("tenant_id", ["acme", "a-1", "x" * 40])
def test_an_id_has_lower_case_letters_digits_and_hyphens_inside(tenant_id: str) -> None:
    assert TenantDraft(tenant_id=tenant_id, name="Acme").tenant_id == tenant_id


@pytest.mark.parametrize("tenant_id", ["", "ab", "-acme", "acme-", "Acme", "acme#1", "acme/north", "x" * 41, "acme\n"])
def test_an_id_that_could_be_read_as_a_part_of_a_key_is_refused(tenant_id: str) -> None:
    with pytest.raises(ValidationError):
        TenantDraft(tenant_id=tenant_id, name="Acme")
