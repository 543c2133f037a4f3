"""Whom a re-consent run did not ask, for those who may view the contacts (S2.123, S2.125)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.domain.base.errors import RuleBroken
from contactbook.services.changes.commit import commit_change
from contactbook.services.consent import reconsent
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues
from tests.builders.library import keep_file
from tests.functions.reconsent.conftest import START, person


def finished(api: Api, world: World) -> dict[str, Any]:
    run_id = api.post(START, {"form_attachment_id": "att_new"}).body["run_id"]
    drain_queues(world, "reconsent")
    return dict(api.get(f"/v1/consent/reconsent-runs/{run_id}").body)


def refused(api: Api, run: dict[str, Any]) -> dict[str, str]:
    page = api.get(f"/v1/consent/reconsent-runs/{run['run_id']}/refused").body
    assert page["next_cursor"] is None
    return {one["contact_id"]: one["code"] for one in page["items"]}


@contextmanager
def failing(*contact_ids: str, times: int = 100) -> Iterator[None]:
    """Let a rule refuse so many changes of these contacts."""
    usual, left = commit_change, [times]

    def commit(store: Any, change: Any, **given: Any) -> Any:
        if change.after.contact_id in contact_ids and left[0]:
            left[0] -= 1
            raise RuleBroken("It is too large.", code="record_too_large")
        return usual(store, change, **given)

    with patch.object(reconsent, "commit_change", commit):
        yield


@pytest.mark.feature("S2.123", "S2.125")
def test_a_run_names_whom_it_did_not_ask_with_a_code_each(api: Api, world: World) -> None:
    person(api, "Asked", "accepted")
    withdrawn, failed = person(api, "Sofia", "accepted", "withdrawn"), person(api, "Maria", "rejected")
    with failing(failed):
        run = finished(api, world)
    assert (run["asked"], run["untouched"], run["failed"]) == (1, 1, 1)
    assert refused(api, run) == {withdrawn: "withdrawn", failed: "record_too_large"}


@pytest.mark.feature("S2.123")
def test_who_waits_for_the_anonymization_is_named_so(api: Api, world: World) -> None:
    api.put("/v1/settings/consent", {"rejected": "anonymize"})
    contact_id = person(api, "Eleni", "rejected")
    run = finished(api, world)
    assert refused(api, run) == {contact_id: "anonymization_pending"}


@pytest.mark.feature("S2.125")
def test_who_is_asked_when_the_run_comes_again_neither_counts_nor_is_named(api: Api, world: World) -> None:
    contact_id = person(api, "Maria", "accepted")
    with failing(contact_id, times=1):
        run = finished(api, world)
    assert (run["asked"], run["failed"], refused(api, run)) == (1, 0, {})


@pytest.mark.feature("S2.125")
def test_whom_a_second_run_asked_stays_named_in_the_first_alone(api: Api, world: World) -> None:
    contact_id = person(api, "Maria", "accepted")
    with failing(contact_id):
        first = finished(api, world)
    keep_file("att_next")
    second = api.post(START, {"form_attachment_id": "att_next"}).body
    drain_queues(world, "reconsent")
    assert refused(api, first) == {contact_id: "record_too_large"}
    assert refused(api, second) == {}


@pytest.mark.feature("S2.123", "S2.141")
def test_an_erasure_takes_the_contact_off_the_list(api: Api, world: World) -> None:
    kept, erased, deleted = (person(api, name, "accepted", "withdrawn") for name in ("Anna", "Sofia", "Maria"))
    run = finished(api, world)
    assert refused(api, run).keys() == {kept, erased, deleted}
    assert api.post(f"/v1/contacts/{erased}/anonymize").status == 200
    assert api.delete(f"/v1/contacts/{deleted}").status == 204
    assert refused(api, run) == {kept: "withdrawn"}
    # A later run counts the erased one alone.
    later = finished(api, world)
    assert (later["untouched"], refused(api, later)) == (2, {kept: "withdrawn"})


@pytest.mark.feature("S8.3")
def test_nobody_sees_whom_he_may_not_view(world: World) -> None:
    root = Api(user_id="root", super_user=True)
    root.put("/v1/settings/groups", {"groups": ["sales", "care"]})
    shown = person(root, "Anna", "accepted", "withdrawn", owned_by_group="sales")
    hidden = person(root, "Sofia", "accepted", "withdrawn", owned_by_group="care")
    run = finished(root, world)
    assert refused(root, run).keys() == {shown, hidden}
    seller = Api(scopes=("contacts:read",), groups=("sales",))
    assert refused(seller, run).keys() == {shown}
    assert Api(scopes=("settings:read",)).get(f"/v1/consent/reconsent-runs/{run['run_id']}/refused").code == "missing_scope"


@pytest.mark.feature("S2.125")
def test_the_list_is_paged_and_belongs_to_its_run_and_tenant(api: Api, world: World) -> None:
    contacts = {person(api, f"Person {number}", "accepted", "withdrawn") for number in range(3)}
    path = f"/v1/consent/reconsent-runs/{finished(api, world)['run_id']}/refused"
    first = api.get(f"{path}?limit=2").body
    second = api.get(f"{path}?limit=2&cursor={first['next_cursor']}").body
    assert {one["contact_id"] for one in (*first["items"], *second["items"])} == contacts
    assert (len(first["items"]), second["next_cursor"]) == (2, None)
    assert Api(tenant_id="other").get(path).status == 404
    assert api.get("/v1/consent/reconsent-runs/LATEST/refused").status == 404
    other = finished(api, world)["run_id"]
    assert api.get(f"/v1/consent/reconsent-runs/{other}/refused?cursor={first['next_cursor']}").code == "bad_cursor"


@pytest.mark.feature("S2.125")
def test_a_page_whose_contacts_all_fail_is_saved_in_one_go(api: Api, world: World) -> None:
    contacts = {person(api, f"Person {number:02}", "accepted") for number in range(26)}
    with failing(*contacts):
        run = finished(api, world)
    assert (run["asked"], run["failed"]) == (0, 26)
    page = api.get(f"/v1/consent/reconsent-runs/{run['run_id']}/refused?limit=100").body
    assert {one["contact_id"] for one in page["items"]} == contacts
