"""A report that comes when its communication has ended."""

import pytest

from contactbook.storage.base import table
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import set_up, store
from tests.functions.delivery_feedback.test_app import sent_one, tell


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


@pytest.mark.feature("S2.2", "S5.4")
@pytest.mark.parametrize(("kind", "through"), [("Complaint", "complaint"), ("Bounce", "bounce"), ("Delivery", None)])
def test_a_no_about_a_message_that_has_ended_stands(world: World, api: Api, kind: str, through: str | None) -> None:
    found = sent_one(world, api)
    table.remove_many([store().keys.beside_profile(found["contact_id"], "COMMUNICATION", found["communication_id"])])
    for _ in range(2):
        tell(found, kind)
    contact_now = store().contacts.get(found["contact_id"])
    assert [mark.through for mark in contact_now.refusals] == ([through] if through else [])
    assert contact_now.preferences.direct_marketing.value is (kind != "Complaint")
    assert api.get("/v1/communications").body["items"] == []
