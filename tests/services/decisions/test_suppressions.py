"""Which suppressions apply to whom, and what looking them up costs."""

from datetime import datetime
from typing import Any

import pytest

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.exclude import Exclude
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.notification_types.channels import Channel
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.accounts import an_account
from tests.builders.notifications import EMAIL, PHONE, a_reachable_contact
from tests.builders.refusals import refuse
from tests.faults.counting import count_calls


def store() -> Any:
    from contactbook.services.base.stores import open_store

    return open_store("acme")


def a_list(*entries: dict[str, str], **fields: Any) -> str:
    api = Api()
    made = api.post("/v1/suppression-lists", {"name": "List"} | fields)
    if entries:
        api.post(f"{made.headers['Location']}/entries", {"entries": list(entries)})
    return str(made.body["suppression_list_id"])


def looked_up(list_ids: Any = (), *, channel: Channel = Channel.EMAIL, contact: Contact | None = None, accounts: Any = ()) -> Any:
    from contactbook.services.decisions import suppressions

    acme = store()
    recipients = [(contact or a_reachable_contact(), accounts)]
    applied = suppressions.applied_lists(acme, Exclude(suppression_list_ids=tuple(list_ids)))
    return suppressions.look_up(acme, applied, recipients, channel)


@pytest.mark.parametrize("entry", [{"email": EMAIL.upper()}, {"domain": "example.com"}])
def test_a_list_applies_only_to_the_run_that_names_it(world: World, entry: dict[str, str]) -> None:
    named = a_list(entry)

    assert looked_up([named]).of_email(EMAIL) is SkipReason.SUPPRESSED
    assert looked_up([]).of_email(EMAIL) is None


def test_a_list_with_always_applies_without_being_named(world: World) -> None:
    a_list({"phone": PHONE}, always=True)

    assert looked_up(channel=Channel.SMS).of_phone(PHONE) is SkipReason.SUPPRESSED


def test_an_accounts_address_is_looked_up_as_well(world: World) -> None:
    named = a_list({"email": "biz@example.com"})
    account: Account = an_account(contact_information={"email": "biz@example.com"})

    assert looked_up([named], accounts=[account]).of_email("biz@example.com") is SkipReason.SUPPRESSED


@pytest.mark.feature("S0.15")
def test_a_bounced_address_is_suppressed_for_this_tenant_only(world: World, now: datetime) -> None:
    from contactbook.services.base.stores import open_store
    from contactbook.services.decisions import suppressions

    refuse("Eleni@example.com")

    assert looked_up().of_email(EMAIL) is SkipReason.BOUNCED
    other = open_store("acme-corp")
    assert (
        suppressions.look_up(other, suppressions.applied_lists(other), [(a_reachable_contact(), ())], Channel.EMAIL).reasons == {}
    )


@pytest.mark.parametrize("order", [("bounce", "complaint"), ("complaint", "bounce")])
def test_a_bounce_outweighs_a_complaint_in_any_order(world: World, now: datetime, order: tuple[str, str]) -> None:

    for through in (*order, *order):
        refuse(EMAIL, through)

    assert looked_up().of_email(EMAIL) is SkipReason.BOUNCED


@pytest.mark.feature("S2.141")
def test_an_erased_entry_holds_no_value_and_still_applies(world: World, now: datetime) -> None:
    from contactbook.services.decisions import suppressions

    named = a_list({"email": EMAIL}, {"phone": PHONE})
    refuse(EMAIL)

    suppressions.erase_values(store(), a_reachable_contact())

    kept = " ".join(str(item) for item in world.items())
    assert EMAIL not in kept
    assert PHONE not in kept
    assert looked_up([named], channel=Channel.SMS).of_phone(PHONE) is SkipReason.SUPPRESSED
    assert looked_up().of_email(EMAIL) is SkipReason.BOUNCED


def test_a_page_of_a_hundred_recipients_costs_one_batch_read(world: World) -> None:
    from contactbook.services.decisions import suppressions

    a_list({"phone": PHONE}, always=True)
    acme = store()
    applied = suppressions.applied_lists(acme)
    recipients = [
        (a_reachable_contact(f"con_{place}", emails=[{"address": f"a{place}@example.com", "primary": True}], phones=[]), ())
        for place in range(100)
    ]

    with count_calls() as calls:
        suppressions.look_up(acme, applied, recipients, Channel.EMAIL)

    assert calls.counts == {"dynamodb.BatchGetItem": 1}
