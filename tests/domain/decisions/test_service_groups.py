"""A message for holders of an account of a group goes to holders alone (S0.10, S0.21)."""

from typing import Any

import pytest

from contactbook.domain.decisions.decision import decide
from contactbook.domain.decisions.origins import Service
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.settings.sections import Settings
from tests.builders.accounts import an_account
from tests.builders.notifications import a_reachable_contact, a_type


@pytest.mark.feature("S0.10", "S0.21")
@pytest.mark.parametrize(
    ("service", "accounts", "is_holder"),
    [
        (None, [an_account(service_group="loans")], True),
        (None, [an_account(service="loans")], True),
        (None, [an_account(service_group="loans", state="closed")], False),
        (None, [an_account(service_group="cards")], False),
        (None, [an_account(service_group="loans", contact_id="con_2")], False),
        (Service(account_id="acc_1"), [an_account(service_group="loans", state="closed")], True),
        (Service(account_id="acc_2"), [an_account(service_group="loans")], False),
        (Service(service="*"), [an_account(service_group="loans")], True),
    ],
)
def test_a_message_to_holders_of_a_group_goes_to_nobody_else(service: Any, accounts: Any, is_holder: bool) -> None:
    decision = decide(
        a_reachable_contact(), accounts, channel=Channel.EMAIL, notification_type=a_type(), service=service,
        settings=Settings(), suppressions=Suppressions(), service_group="loans",
    )  # fmt: skip
    assert (decision.contacted, decision.reason) == (is_holder, None if is_holder else SkipReason.NO_ACCOUNT)


@pytest.mark.feature("S0.25", "S0.18")
def test_a_service_that_means_any_account_finds_one_that_the_channel_can_deliver_to() -> None:
    accounts = [an_account("acc_1", opened=1), an_account("acc_2", opened=2, contact_information={"email": "biz@example.com"})]
    decision = decide(
        a_reachable_contact(), accounts, channel=Channel.EMAIL, notification_type=a_type(), service=Service(service="*"),
        settings=Settings(), suppressions=Suppressions(),
    )  # fmt: skip
    assert (decision.address, decision.account_id) == ("biz@example.com", "acc_2")
