"""A communication and a look end after the days that the tenant's settings name; what a person said does not (S2.2, S2.127)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from contactbook.domain.audit.looks import Look, LookAction
from contactbook.domain.base.callers import job
from contactbook.domain.communications.communications import Communication
from contactbook.domain.offboarding.readable import Stored, line_of
from contactbook.domain.settings.retention import Retention
from contactbook.services.erasure.job import do_daily_round
from contactbook.storage.base import table
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.builders.communications import CONTACT, a_communication
from tests.builders.sending import (
    BODIES,
    at,
    communications,
    contact,
    drain,
    mails,
    notification_type,
    set_up,
    settings,
    start_run,
    store,
)

SENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = SENT + timedelta(days=31)
_LINK = re.compile(r"https?://\S+/p/[^\s>\"/]+")


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    with at(SENT):
        set_up()
        settings("retention", {"communications_days": 30, "looks_days": 30})


def mailed(world: World, api: Api) -> tuple[str, dict[str, Any]]:
    """Return a contact, and the communication that a run sent to it."""
    with at(SENT):
        contact_id = contact(1)
        start_run(api, {"contact_ids": [contact_id]})
        drain(world)
    (found,) = communications(world)
    return contact_id, found


def remove_stored(contact_id: str, communication_id: str) -> None:
    """Remove the item as DynamoDB does when its time has come."""
    key = store().keys.beside_profile(contact_id, "COMMUNICATION", communication_id)
    assert table.get(key).expires_at == int(LATER.timestamp()) - 86_400
    table.remove_many([key])


@pytest.mark.feature("S2.2")
@pytest.mark.parametrize("is_removed", [False, True])
def test_nobody_is_shown_a_communication_that_has_ended(world: World, api: Api, *, is_removed: bool) -> None:
    contact_id, found = mailed(world, api)
    run_id = found["run_id"]

    def shown() -> list[Any]:
        one = api.get(f"/v1/communications/{found['communication_id']}")
        timeline = api.get(f"/v1/contacts/{contact_id}/timeline").body["items"]
        export = api.get(f"/v1/contacts/{contact_id}/export", format="json")
        return [
            one.status == 200,
            len(api.get(f"/v1/contacts/{contact_id}/communications").body["items"]),
            len(api.get("/v1/communications").body["items"]),
            len(api.get("/v1/communications", run_id=run_id).body["items"]),
            api.get("/v1/communications/count", contact_id=contact_id).body["count"],
            sum(one["kind"] == "communication" for one in timeline),
            len(api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]),
            found["communication_id"] in export.text,
        ]

    with at(LATER - timedelta(days=1, seconds=1)):
        assert shown() == [True, 1, 1, 1, 1, 1, 1, True]
    if is_removed:
        remove_stored(contact_id, found["communication_id"])
    with at(LATER):
        assert shown() == [False, 0, 0, 0, 0, 0, 0, False]


@pytest.mark.feature("S2.2")
def test_what_waits_does_not_end_and_a_page_goes_on_behind_what_has_ended(world: World, api: Api) -> None:
    contact_id, _ = mailed(world, api)
    message = {"bodies": BODIES, "channel": "print", "scheduled_for": "2027-01-01T00:00:00Z"}
    path = f"/v1/contacts/{contact_id}/communications"
    with at(SENT - timedelta(days=1)):
        queued = api.post(path, {**message, "notification_type_id": notification_type(api)}).body["communication_id"]
    with at(LATER):
        assert api.get("/v1/communications", limit=1).body["items"][0]["communication_id"] == queued
        first = api.get(path, limit=1).body
        assert first["items"] == []
        rest = api.get(path, limit=1, cursor=first["next_cursor"]).body
        assert [one["communication_id"] for one in rest["items"]] == [queued]


@pytest.mark.feature("S2.2", "S5.4")
@pytest.mark.parametrize("is_removed", [False, True])
def test_the_link_of_a_mail_that_has_ended_still_says_no(world: World, api: Api, *, is_removed: bool) -> None:
    contact_id, found = mailed(world, api)
    link = _LINK.search(str(mails(world)[0]["List-Unsubscribe"]))
    assert link
    path = urlsplit(link[0]).path
    if is_removed:
        remove_stored(contact_id, found["communication_id"])
    with at(LATER):
        answer = one_click(path)
        assert answer.status == 200, answer.text
        assert [one.through for one in store().contacts.get(contact_id).refusals] == ["one_click"]
        assert api.get(f"/v1/contacts/{contact_id}/audit/verify").body["whole"] is True


def one_click(path: str) -> Answer:
    kind = "application/x-www-form-urlencoded"
    return Api(anonymous=True).call("POST", f"{path}/one-click", raw="List-Unsubscribe=One-Click", content_type=kind)


@pytest.mark.feature("S2.2")
def test_the_daily_round_removes_what_was_stored_before_there_was_an_end(world: World, api: Api) -> None:
    contact_id, _ = mailed(world, api)
    with at(SENT):
        settings("retention", {"communications_days": None})
        kept = a_communication(contact_id, state="sent", created_at=SENT - timedelta(days=2), updated_at=SENT)
        unknown = a_communication(contact_id, time="run_01KJPWD6M1FJM1VKSF48MW5Z9B", state="unknown")
        for one in (kept, unknown):
            store().communications.add(one)

    def after(days: int) -> set[str]:
        do_daily_round(store(), now=SENT + timedelta(days=days), has_time=lambda: True)
        return {one["communication_id"] for one in world.documents("communication")}

    assert len(after(400)) == 3
    with at(SENT):
        settings("retention", {"communications_days": 40})
    assert len(after(46)) == 3
    assert after(48) == {unknown.communication_id}


@pytest.mark.feature("S2.127", "S2.128")
def test_the_chain_stays_whole_when_looks_have_gone(world: World, api: Api) -> None:
    with at(SENT):
        contact_id = contact(1)
        api.get(f"/v1/contacts/{contact_id}")
    path = f"/v1/contacts/{contact_id}/audit"

    def looks() -> int:
        # To read the audit is a look as well.
        found = api.get(path).body["items"]
        return sum(one["action"] == "contact.read" and one["at"] < "2026-03-03" for one in found)

    with at(LATER - timedelta(days=2)):
        assert looks() == 1
    with at(LATER):
        assert looks() == 0
        (key,) = [(item["pk"]["S"], item["sk"]["S"]) for item in world.items(looks=True) if item["kind"]["S"] == "look"][:1]
        world.client("dynamodb").delete_item(TableName=world.table_name, Key={"pk": {"S": key[0]}, "sk": {"S": key[1]}})
        assert api.get(f"{path}/verify").body["whole"] is True


@pytest.mark.feature("S8.6")
def test_a_hand_over_holds_nothing_that_has_ended() -> None:
    kept = Retention(communications_days=30, looks_days=30)
    sent = a_communication(state="sent")
    look = Look(entry_id="acs_1", at=SENT, actor=job("test").actor, action=LookAction.READ, contact_ids=(CONTACT,))
    for kind, value in (("communication", sent), ("look", look)):
        stored = Stored(kind, CONTACT, "1", value.model_dump_json())
        assert line_of(stored, kept, LATER - timedelta(days=1, seconds=1)) is not None
        assert line_of(stored, kept, LATER) is None
    queued: Communication = a_communication(state="queued")
    assert line_of(Stored("communication", CONTACT, "1", queued.model_dump_json()), kept, LATER) is not None
