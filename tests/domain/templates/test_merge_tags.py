"""The merge tags and their values."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from contactbook.domain.decisions.contact_information import resolve
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.settings.sections import Settings
from contactbook.domain.templates.merge_tags import merge_values, tags_beginning
from tests.builders.accounts import an_account
from tests.builders.children import an_opportunity
from tests.builders.contacts import NOW
from tests.builders.notifications import a_reachable_contact
from tests.builders.templates import KNOWN


@pytest.mark.feature("S2.69")
def test_tags_are_listed_by_their_prefix() -> None:
    assert [tag.tag for tag in tags_beginning("#fi", Settings())] == ["#first_name"]
    assert [tag.tag for tag in tags_beginning("FI", Settings())] == ["#first_name"]
    assert len(tags_beginning("", Settings())) == len(KNOWN)


@pytest.mark.feature("S2.69")
def test_a_custom_field_is_a_tag() -> None:
    settings = Settings.model_validate({"custom_fields": {"fields": [{"name": "shoe_size", "label": "Shoe size"}]}})

    assert [tag.tag for tag in tags_beginning("#custom", settings)] == ["#custom_shoe_size"]


def values_of(decision: Decision, opportunities: Sequence[Opportunity] = (), **fields: Any) -> dict[str, str]:
    accounts = [an_account(name="Priority", number="0042", service="checking", contact_information={"email": "biz@example.com"})]
    return merge_values(
        a_reachable_contact(**fields),
        accounts,
        decision,
        opportunities=opportunities,
        settings=Settings(),
        links={},
        today=date(2026, 3, 2),
    )


@pytest.mark.feature("S1.8", "S2.68")
def test_the_tags_of_an_opportunity_are_of_the_one_that_was_changed_last() -> None:
    decision = Decision(contacted=True, channel=Channel.EMAIL)
    last = an_opportunity("opp_1", name="Bath", stage="tour", value="1200.00", outcome="won", updated_at=NOW + timedelta(days=1))
    found = values_of(decision, [last, an_opportunity("opp_2", name="Kitchen")])
    named = {name: value for name, value in found.items() if name.startswith("opportunity_")}
    assert named == {
        "opportunity_name": "Bath",
        "opportunity_stage": "tour",
        "opportunity_value": "1200.00",
        "opportunity_outcome": "won",
    }
    without = {name: value for name, value in values_of(decision).items() if name.startswith("opportunity_")}
    assert without == dict.fromkeys(named, "")


@pytest.mark.feature("S0.12", "S0.16", "S2.68")
def test_each_merge_field_comes_from_its_own_level() -> None:
    accounts = [an_account(name="Priority", service="checking", contact_information={"email": "biz@example.com"})]
    information = resolve(a_reachable_contact(), accounts, account_id="acc_1")

    values = values_of(Decision(contacted=True, channel=Channel.EMAIL, information=information))

    assert (values["email"], values["phone"], values["city"]) == ("biz@example.com", "+35799123456", "Nicosia")
    assert (values["account_name"], values["account_number"], values["account_service"]) == ("Priority", "0042", "checking")
    assert values["mailing_address"] == "1 Ledra St\n1011 Nicosia"


@pytest.mark.feature("S0.8", "S0.12")
def test_contact_level_merge_fields_hold_nothing_of_an_account() -> None:
    values = values_of(Decision(contacted=True, channel=Channel.EMAIL, information=resolve(a_reachable_contact())))

    assert (values["email"], values["account_name"], values["account_service"]) == ("eleni@example.com", "", "")


@pytest.mark.feature("S0.16", "S2.70")
def test_every_tag_has_a_value_even_for_an_empty_contact() -> None:
    bare: dict[str, Any] = {"first_name": None, "emails": [], "phones": [], "addresses": []}

    values = values_of(Decision(contacted=False, channel=Channel.EMAIL), **bare)

    assert values.keys() == KNOWN
    assert values["first_name"] == values["email"] == values["mailing_address"] == ""


@pytest.mark.feature("S2.11")
@pytest.mark.parametrize(
    ("language", "born", "celebrates", "flag"),
    [
        ("en", "12 April 1985", "21 May", "yes"),
        ("el", "12 Απριλίου 1985", "21 Μαΐου", "ναι"),
        ("fr", "1985-04-12", "05-21", "yes"),
        (None, "12 April 1985", "21 May", "yes"),
    ],
)
def test_merge_fields_follow_the_formats_and_the_language_of_the_message(language, born, celebrates, flag) -> None:
    fields = [
        {"name": "since", "label": "Since", "type": "date"},
        {"name": "vip", "label": "VIP", "type": "flag"},
    ]
    settings = Settings.model_validate({"formatting": {"phone": "international"}, "custom_fields": {"fields": fields}})
    contact = a_reachable_contact(date_of_birth="1985-04-12", name_day="05-21", custom={"since": "1985-04-12", "vip": True})
    decision = Decision(contacted=True, channel=Channel.SMS, information=resolve(contact), language=language)
    values = merge_values(contact, [], decision, opportunities=(), settings=settings, links={}, today=date(1985, 4, 12))
    assert values["phone"] == "+357 99 123456"
    assert {values[name] for name in ("date_of_birth", "today", "custom_since")} == {born}
    assert (values["name_day"], values["birthday"]) == (celebrates, born.removesuffix(" 1985").removeprefix("1985-"))
    assert values["custom_vip"] == flag
