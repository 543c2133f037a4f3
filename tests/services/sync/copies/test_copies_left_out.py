"""A copy that is gone speaks for its own person alone, by what the top account matches by (S4.6, S4.27)."""

from typing import Any

import pytest

from contactbook.domain.base.versions import with_fields
from contactbook.services.sync.requests.left_out import page_of_left_out
from contactbook.storage.base import table
from tests.builders.sync import TOP, Group

EMAIL, OTHER = "eleni@example.com", "other@example.com"
PHONE, ANOTHER = "+35799000001", "+35799000002"
COMPANY: dict[str, Any] = {"kind": "company", "last_name": None, "company_name": "Acme Ltd"}


def shared(group: Group, email: str | None, phone: str | None, **said: Any) -> None:
    for tenant_id in ("acme-corp", "acme2"):
        group.add(tenant_id, email, phone, **said)


def lose_the_copy(group: Group) -> None:
    """The copy is deleted, and its sources go: only its addresses tell whose copy is gone."""
    group.sync()
    (copy,) = group.all(TOP)
    group.delete(TOP, copy)
    group.sync()
    for tenant_id in ("acme-corp", "acme2"):
        for contact in group.all(tenant_id):
            group.delete(tenant_id, contact)
    group.sync()
    assert [one.because for one in page_of_left_out(group.store(TOP), limit=10, after=None)[0]] == ["copy_deleted"]


@pytest.mark.feature("S4.6", "S4.27")
@pytest.mark.parametrize(
    ("match_on", "email", "phone", "copied"),
    [
        ("either", OTHER, PHONE, 0),
        ("email", OTHER, PHONE, 1),
        ("phone", EMAIL, ANOTHER, 1),
        ("both", EMAIL, ANOTHER, 1),
        ("both", EMAIL, PHONE, 0),
    ],
)
def test_a_copy_that_is_gone_keeps_out_who_is_that_person_by_what_contacts_match_by(
    group: Group, match_on: str, email: str, phone: str, copied: int
) -> None:
    group.configure(copy_to_top_account=True, match_on=match_on)
    shared(group, EMAIL, PHONE)
    lose_the_copy(group)
    shared(group, email, phone)
    run = group.sync()
    assert (run.full, run.copied, run.left_out) == (False, copied, 1 - copied)


@pytest.mark.feature("S4.6", "S4.27")
@pytest.mark.parametrize(("before", "after"), [({}, COMPANY), (COMPANY, {})])
def test_a_copy_of_a_company_that_is_gone_keeps_out_no_person_and_one_of_a_person_no_company(
    group: Group, before: dict[str, Any], after: dict[str, Any]
) -> None:
    group.configure(copy_to_top_account=True)
    shared(group, EMAIL, PHONE, **before)
    lose_the_copy(group)
    shared(group, EMAIL, PHONE, **after)
    assert (group.sync().copied, [one.kind for one in group.all(TOP)]) == (1, [after.get("kind", "person")])


@pytest.mark.feature("S4.27")
@pytest.mark.parametrize("after", [{}, COMPANY])
def test_a_copy_that_a_former_version_remembered_keeps_out_whoever_has_its_addresses(group: Group, after: dict[str, Any]) -> None:
    group.configure(copy_to_top_account=True)
    shared(group, EMAIL, PHONE)
    lose_the_copy(group)
    (gone,), _ = group.group.copies.page_of_left_out(limit=10, after=None)
    assert gone.kind == "person"
    table.transact(group.group.copies.writes_of(with_fields(gone, kind=None)))
    shared(group, EMAIL, PHONE, **after)
    assert group.sync().left_out == 1


@pytest.mark.feature("S4.24", "S4.27")
def test_a_full_run_learns_the_kind_of_a_copy_that_a_former_version_remembered(group: Group) -> None:
    group.configure(copy_to_top_account=True)
    shared(group, EMAIL, None, **COMPANY)
    group.sync()
    (copy,), _ = group.group.copies.page(limit=10, after=None)
    table.transact(group.group.copies.writes_of(with_fields(copy, kind=None)))
    group.sync(full=True)
    assert group.group.copies.page(limit=10, after=None)[0] == [copy]


@pytest.mark.feature("S4.6", "S4.21")
def test_a_copy_of_a_company_stands_for_no_person_with_its_address(group: Group) -> None:
    group.configure(copy_to_top_account=True)
    shared(group, EMAIL, None, **COMPANY)
    group.sync()
    group.add("acme2", EMAIL)
    group.add("other", EMAIL)
    assert (group.sync().full, group.sync(full=True).contacts_tagged) == (False, 0)
    tags = {copy.kind.value: {tag for tag in copy.tags if tag.startswith("engaging")} for copy in group.all(TOP)}
    assert tags == {
        "company": {"engaging-in-North-primary", "engaging-in-South"},
        "person": {"engaging-in-South-primary", "engaging-in-West"},
    }
