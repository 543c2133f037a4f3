"""An address that the provider cannot take is known before anything is tried (S0.15, S5.6)."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import contact, drain, set_up, start_run

LANDLINE, MOBILE, PREMIUM = "+35722123456", "+35799123456", "+35790012345"


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def skipped(world: World, api: Api, contact_id: str, **fields: Any) -> dict[str, int]:
    run_id = start_run(api, {"contact_ids": [contact_id]}, **fields)
    drain(world)
    found: dict[str, int] = api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"]
    return found


@pytest.mark.feature("S0.15")
@pytest.mark.parametrize("dry_run", [True, False])
def test_a_name_that_ses_cannot_take_is_skipped_in_the_dry_run_too(world: World, api: Api, dry_run: bool) -> None:
    contact_id = contact(1, emails=[{"address": "ελένη@example.com"}])
    assert skipped(world, api, contact_id, dry_run=dry_run) == {"unsendable_address": 1}
    assert world.sent_emails() == []


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize("number", [LANDLINE, PREMIUM])
@pytest.mark.parametrize("dry_run", [True, False])
def test_a_number_that_cannot_be_a_mobile_is_no_address_of_a_text(world: World, api: Api, number: str, dry_run: bool) -> None:
    contact_id = contact(1, phones=[{"number": number}])
    assert skipped(world, api, contact_id, channel="sms", dry_run=dry_run) == {"no_address": 1}


@pytest.mark.feature("S5.6")
def test_the_primary_landline_is_passed_over_for_a_mobile(world: World, api: Api) -> None:
    contact_id = contact(1, phones=[{"number": LANDLINE, "primary": True}, {"number": MOBILE}])
    run_id = start_run(api, {"contact_ids": [contact_id]}, channel="sms", dry_run=True)
    drain(world)
    (decision,) = api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]
    assert (decision["contacted"], decision["address"]) == (True, MOBILE)
