"""Evidence of a time in the future, or before the no, is refused at its own field, wherever it is taken (S5.5)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.refusals import refuse
from tests.builders.sending import contact, set_up

ADDRESS = {"emails": [{"address": "c1@example.com", "primary": True}]}
HOUR = timedelta(hours=1)
YES = {"direct_marketing": True}


def told(at: Any) -> dict[str, Any]:
    return {"said_through": "phone", "said_at": at.isoformat()}


def refused(api: Api, route: str, one: str, evidence: dict[str, Any], *, yes: bool = True) -> Any:
    if route == "contact":
        made = {"kind": "person", "first_name": "A", **ADDRESS}
        return api.post("/v1/contacts", {**made, "preferences": {"direct_marketing": yes, "evidence": evidence}})
    if route == "preferences":
        return api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": yes, "evidence": evidence})
    return api.put(f"/v1/contacts/{one}/consent", {"state": "accepted" if yes else "rejected", "evidence": evidence})


ROUTES = {"contact": "/preferences/evidence/said_at", "preferences": "/evidence/said_at", "consent": "/evidence/said_at"}


@pytest.mark.feature("S5.5")
@pytest.mark.parametrize(("route", "field"), ROUTES.items())
def test_evidence_that_cannot_count_is_refused_at_its_time(world: World, api: Api, route: str, field: str) -> None:
    set_up()
    one, now = contact(1, **ADDRESS), clock.now()
    own = Api(contact_id=one)
    assert own.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": False}).status == 200
    assert own.put(f"/v1/contacts/{one}/consent", {"state": "rejected"}).status == 200
    refuse("c1@example.com", "one_click", at=now)
    early = refused(api, route, one, told(now - HOUR))
    assert (early.status, early.code, early.error_codes()) == (409, "refusal_stands", {field: "refusal_stands"})
    for yes in (True, False):
        future = refused(api, route, one, told(now + HOUR), yes=yes)
        assert (future.status, future.error_codes()) == (422, {field: "in_the_future"})
    unknown = refused(api, route, one, {**told(clock.now()), "attachment_id": "att_none"})
    assert unknown.error_codes() == {field.replace("said_at", "attachment_id"): "unknown_attachment"}


@pytest.mark.feature("S5.3", "S5.5")
@pytest.mark.parametrize("name", ["preferences", "consent", "list_ids", "channels", "refusals", "left_topics", "joined_topics"])
def test_a_patch_takes_no_yes_at_all(world: World, api: Api, name: str) -> None:
    set_up()
    one = contact(1, **ADDRESS)
    assert Api(contact_id=one).put(f"/v1/contacts/{one}/preferences", {"direct_marketing": False}).status == 200
    before = api.get(f"/v1/contacts/{one}").body
    values: dict[str, Any] = {"preferences": YES, "consent": {"state": "accepted"}, "channels": {"email": True}}
    answer = api.patch(f"/v1/contacts/{one}", {name: values.get(name, ["lst_1"])})
    code = "read_only" if name in before else "unknown_field"
    assert (answer.status, answer.error_codes()) == (422, {f"/{name}": code})
    assert api.get(f"/v1/contacts/{one}").body == before
