"""A left list and a STOP stop what they are about, and bills as far as they are told to (S5.6, S5.7)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.decision import decide
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import Purpose
from contactbook.domain.refusals.marks import RefusedAddress
from contactbook.domain.settings.sections import Settings
from tests.builders.contacts import CONTACT_ID
from tests.builders.notifications import EMAIL, THEN, a_reachable_contact, a_type

LATER = THEN + timedelta(days=1)


def mark(through: str, *scopes: str) -> RefusedAddress:
    return RefusedAddress.model_validate({"address": "hash", "through": through, "scopes": scopes, "said_at": THEN})


def reason(
    contact: Contact,
    purpose: Purpose = Purpose.DIRECT_MARKETING,
    channel: Channel = Channel.EMAIL,
    *refused: RefusedAddress,
    list_id: str | None = None,
) -> SkipReason | None:
    return decide(
        contact, (), channel=channel, notification_type=a_type(purpose), service=None, settings=Settings(),
        suppressions=Suppressions(refused={EMAIL: refused}), list_id=list_id,
    ).reason  # fmt: skip


@pytest.mark.feature("S5.7", "S2.46")
@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize(
    ("fields", "refused", "is_left"),
    [
        ({"list_ids": ["lst_1"]}, (), False),
        ({}, (), True),
        ({"list_ids": ["lst_2"]}, (), True),
        # It was left at the address, by whoever has it.
        ({"list_ids": ["lst_1"]}, (mark("preference_centre", "topic:lst_1"),), True),
        ({"list_ids": ["lst_1"]}, (mark("preference_centre", "topic:lst_2"),), False),
        (
            {"list_ids": ["lst_1"], "joined_topics": [{"list_id": "lst_1", "at": LATER}]},
            (mark("one_click", "topic:lst_1"),),
            False,
        ),
    ],
)
def test_a_message_to_a_list_goes_to_nobody_who_left_it_but_for_a_bill(
    purpose: Purpose, fields: dict[str, Any], refused: tuple[RefusedAddress, ...], is_left: bool
) -> None:
    stops = is_left and purpose is not Purpose.FINANCIAL
    found = reason(a_reachable_contact(**fields), purpose, Channel.EMAIL, *refused, list_id="lst_1")
    assert found is (SkipReason.TOPIC_LEFT if stops else None)
    assert reason(a_reachable_contact(**fields), purpose, Channel.EMAIL, *refused) is None


@pytest.mark.feature("S5.6")
@pytest.mark.parametrize("purpose", Purpose)
def test_a_stop_to_one_number_stops_every_text_and_nothing_else(purpose: Purpose) -> None:
    stopped = a_reachable_contact(refusals=[mark("sms_stop", "channel:sms")])
    assert reason(stopped, purpose, Channel.SMS) is SkipReason.UNSENDABLE_ADDRESS
    assert reason(stopped, purpose, Channel.EMAIL) is reason(stopped, purpose, Channel.PRINT) is None
    bounced = a_reachable_contact(refusals=[mark("bounce", "unusable")])
    assert reason(bounced, purpose, Channel.SMS) is None


@pytest.mark.feature("S5.4", "S5.6")
def test_a_channel_that_was_closed_at_the_address_is_opened_by_the_persons_younger_yes_to_it() -> None:
    closed = mark("preference_centre", "channel:email")
    assert reason(a_reachable_contact(), Purpose.DIRECT_MARKETING, Channel.EMAIL, closed) is SkipReason.CHANNEL_OPTED_OUT
    for by, expected in (("contact", None), ("user", SkipReason.CHANNEL_OPTED_OUT)):
        yes = {"value": True, "asked": True, "changed_at": LATER, "changed_by": {"type": by, "id": CONTACT_ID}}
        flags = {"direct_marketing": {"value": True, "asked": True}, "channels": {"email": yes}}
        assert reason(a_reachable_contact(preferences=flags), Purpose.DIRECT_MARKETING, Channel.EMAIL, closed) is expected
