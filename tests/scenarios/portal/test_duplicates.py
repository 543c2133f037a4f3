"""Duplicates side by side, merged and taken apart again; and the persons that a group shares."""

import pytest

from tests.scenarios.conftest import Stack
from tests.scenarios.portal.conftest import Visit


@pytest.mark.feature("S1.22")
def test_two_contacts_are_compared_merged_and_taken_apart(stack: Stack, visit: Visit) -> None:
    acme = stack.tenant()
    phone = [{"number": "+35799123456"}]
    person = {"kind": "person", "source": "api", "last_name": "Georgiou", "phones": phone}
    ids = [acme.post("/v1/contacts", person | {"first_name": name})["contact_id"] for name in ("Eleni", "Helen")]
    stack.drain()
    visitor = visit(acme, "duplicates")
    visitor.tab.get_by_role("link", name="Helen Georgiou").click()
    table = visitor.tab.get_by_role("region", name="Side by side")
    table.wait_for()
    table.get_by_label("Helen", exact=True).check()
    visitor.tab.get_by_role("region", name="What the merge would leave").get_by_text("Helen Georgiou").wait_for()
    stays = visitor.tab.url.split("/")[-2]
    visitor.tab.get_by_role("button", name="Merge").dblclick()
    visitor.tab.get_by_role("heading", name="A merge").wait_for()
    assert acme.get(f"/v1/contacts/{stays}")["first_name"] == "Helen"
    assert sorted(acme.call("GET", f"/v1/contacts/{one}").status_code for one in ids) == [200, 410]

    visitor.go(f"contacts/{stays}?section=timeline")
    visitor.tab.get_by_role("link", name="Open the merge").click()
    visitor.press("Undo the merge")
    visitor.status.get_by_text("The merge is undone.").wait_for()
    assert {acme.get(f"/v1/contacts/{one}")["first_name"] for one in ids} == {"Eleni", "Helen"}


@pytest.mark.feature("S4.12")
def test_the_top_account_sees_who_is_shared_and_what_a_run_changed(stack: Stack, visit: Visit) -> None:
    visitor = visit(stack.portal("demo"), "group")
    shared = visitor.tab.get_by_role("article").filter(has_text="Eleni Georgiou")
    shared.get_by_text("the highest stage").wait_for()
    assert shared.get_by_role("listitem").filter(has_text="primary").inner_text().startswith("Demo North")
    visitor.tab.get_by_role("link").filter(has_text="tagged: 3").click()
    primary = visitor.tab.get_by_role("row").filter(has_text="primary-shared-contact")
    primary.filter(has_text="Eleni Georgiou").first.wait_for()
