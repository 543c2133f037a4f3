"""The email, phone and address that are used, and the level of each."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.contacts.own_information import missing_information
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.contact_information import Level, MissingReason, information_view, resolve
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.settings.fields import Types
from tests.builders.accounts import an_account
from tests.builders.contacts import CONTACT_ID, a_contact

HOME = {"type": "home", "line_1": "1 Ledra St", "city": "Nicosia", "country": "CY", "primary": True}
OFFICE = {"type": "business", "line_1": "9 Makarios Ave", "country": "CY"}
MAIL = {"type": "personal", "address": "eleni@example.com", "primary": True}
PHONE = {"type": "mobile", "number": "+35799123456", "primary": True}


def full_contact(**fields: Any) -> Contact:
    return a_contact(**{"emails": [MAIL], "phones": [PHONE], "addresses": [HOME], **fields})


def account_with(account_id: str = "acc_1", **information: Any) -> Account:
    return an_account(account_id, contact_information=information)


@pytest.mark.feature("S0.1", "S0.6", "S0.7", "S0.8", "S0.24")
def test_the_profiles_own_information_is_used_without_an_account() -> None:
    account = account_with(email="biz@example.com", phone="+35722000000", mailing_address=OFFICE)
    used = resolve(full_contact(), [account])
    assert (used.email.value, used.phone.value) == ("eleni@example.com", "+35799123456")
    assert used.mailing_address.value is not None
    assert used.mailing_address.value.line_1 == "1 Ledra St"
    assert {used.email.level, used.phone.level, used.mailing_address.level} == {Level.CONTACT}
    assert used.account_id is None


@pytest.mark.feature("S0.3", "S0.9", "S0.11", "S0.12")
def test_an_accounts_own_information_comes_first_for_that_account() -> None:
    account = account_with(email="biz@example.com", phone="+35722000000", mailing_address=OFFICE)
    used = resolve(full_contact(), [account], account_id="acc_1")
    assert (used.email.value, used.phone.value) == ("biz@example.com", "+35722000000")
    assert used.mailing_address.value == account.contact_information.mailing_address
    assert (used.email.level, used.email.account_id, used.account_id) == (Level.ACCOUNT, "acc_1", "acc_1")


@pytest.mark.feature("S0.13")
def test_each_missing_item_falls_back_by_itself() -> None:
    used = resolve(full_contact(), [account_with(email="biz@example.com")], account_id="acc_1")
    assert (used.email.level, used.phone.level, used.mailing_address.level) == (Level.ACCOUNT, Level.CONTACT, Level.CONTACT)
    assert used.phone.value == "+35799123456"


@pytest.mark.feature("S0.14")
def test_an_accounts_address_is_one_block_and_borrows_no_city() -> None:
    used = resolve(full_contact(), [account_with(mailing_address=OFFICE)], account_id="acc_1")
    assert used.mailing_address.value is not None
    assert (used.mailing_address.value.line_1, used.mailing_address.value.city) == ("9 Makarios Ave", None)


@pytest.mark.feature("S0.15")
@pytest.mark.parametrize("blank", ["", "   ", "\u200b", " \u00a0 "])
def test_blank_counts_as_missing(blank: str) -> None:
    account = account_with(email=blank, phone=blank, mailing_address={**OFFICE, "line_1": "\u200b"})
    used = resolve(full_contact(), [account], account_id="acc_1")
    assert {used.email.level, used.phone.level, used.mailing_address.level} == {Level.CONTACT}


@pytest.mark.feature("S0.15")
def test_a_bounced_address_counts_as_missing_and_is_reported() -> None:
    account = account_with(email="Biz@Example.com")
    used = resolve(full_contact(), [account], account_id="acc_1", unusable={"biz@example.com"})
    assert (used.email.value, used.email.level, used.email.passed_over) == ("eleni@example.com", Level.CONTACT, (Level.ACCOUNT,))
    both = resolve(full_contact(), [account], account_id="acc_1", unusable={"biz@example.com", "eleni@example.com"})
    assert (both.email.value, both.email.reason) == (None, MissingReason.UNUSABLE)
    assert both.email.passed_over == (Level.ACCOUNT, Level.CONTACT)


@pytest.mark.feature("S0.16")
def test_an_item_that_neither_level_has_gives_a_reason() -> None:
    used = resolve(a_contact(), [account_with()], account_id="acc_1")
    assert [used.email.reason, used.phone.reason, used.mailing_address.reason] == ["no_email", "no_phone", "no_address"]
    assert {used.email.value, used.phone.value, used.mailing_address.value} == {None}
    assert {used.email.level, used.phone.level, used.mailing_address.level} == {None}


@pytest.mark.feature("S0.17")
def test_another_customers_account_is_never_used() -> None:
    foreign = an_account("acc_1", contact_id="con_2", service="checking", contact_information={"email": "other@example.com"})
    for asked in ({"account_id": "acc_1"}, {"service": "checking"}):
        assert resolve(full_contact(), [foreign], **asked).email.value == "eleni@example.com"
        assert resolve(a_contact(), [foreign], **asked).email.value is None


@pytest.mark.feature("S0.18", "S0.25")
def test_a_service_group_takes_each_item_from_the_oldest_active_account_that_holds_it() -> None:
    group = "checking"
    accounts = [
        an_account("acc_4", opened=4, service_group=group, contact_information={"email": "4@example.com", "phone": "+4"}),
        an_account("acc_1", opened=1, service_group=group, state="closed", contact_information={"email": "1@example.com"}),
        an_account("acc_2", opened=2, service_group=group),
        an_account("acc_3", opened=3, service=group, contact_information={"email": "3@example.com"}),
        an_account("acc_0", opened=0, service_group="loans", contact_information={"email": "0@example.com"}),
    ]
    used = resolve(full_contact(), accounts, service=group)
    assert (used.email.value, used.email.account_id) == ("3@example.com", "acc_3")
    assert (used.phone.value, used.phone.account_id) == ("+4", "acc_4")
    assert used.mailing_address.level is Level.CONTACT
    assert used.account_id == "acc_2"


@pytest.mark.feature("S0.24")
def test_a_blank_service_means_contact_level() -> None:
    account = an_account(service_group="checking", contact_information={"email": "biz@example.com"})
    assert resolve(full_contact(), [account], service=" ").email.level is Level.CONTACT


@pytest.mark.feature("S2.42", "S2.35")
def test_an_inactive_address_is_never_used() -> None:
    contact = a_contact(addresses=[{**HOME, "active": False, "primary": False}, {**OFFICE, "primary": True}])
    used = resolve(contact)
    assert used.mailing_address.value is not None
    assert used.mailing_address.value.type == "business"
    assert resolve(a_contact(addresses=[{**HOME, "active": False}])).mailing_address.value is None


@pytest.mark.feature("S0.2")
def test_the_missing_items_of_the_contact_level_are_named() -> None:
    assert missing_information(full_contact()) == ()
    assert missing_information(a_contact(emails=[MAIL])) == ("phone", "mailing_address")


@pytest.mark.feature("S2.5")
def test_callers_see_the_same_items_with_the_label_of_the_address() -> None:
    types = Types.model_validate({"address": [{"type": "home", "label": "Where they live"}]})
    found = resolve(full_contact(), [account_with(email="biz@example.com")], account_id="acc_1")
    view = information_view(found, types)
    assert view.mailing_address.value is not None
    assert (view.mailing_address.value.label, view.mailing_address.value.line_1) == ("Where they live", "1 Ledra St")
    assert (view.mailing_address.level, view.account_id, view.email) == (Level.CONTACT, "acc_1", found.email)
    nowhere = information_view(resolve(a_contact()), types)
    assert (nowhere.mailing_address.value, nowhere.mailing_address.reason) == (None, MissingReason.NO_ADDRESS)


@pytest.mark.feature("S0.12", "S0.25")
def test_the_account_that_the_channel_can_deliver_to_is_the_one_that_it_is_about() -> None:
    accounts = [
        an_account("acc_1", opened=1, contact_information={"mailing_address": OFFICE}),
        an_account("acc_2", opened=2, contact_information={"email": "2@example.com"}),
        an_account("acc_3", opened=3, contact_information={"email": "3@example.com", "phone": "+35799000003"}),
    ]
    about = {channel: resolve(full_contact(), accounts, any_account=True, channel=channel) for channel in (None, *Channel)}
    assert {channel: used.account_id for channel, used in about.items()} == {
        None: "acc_1",
        Channel.EMAIL: "acc_2",
        Channel.SMS: "acc_3",
        Channel.PRINT: "acc_1",
    }
    assert (about[Channel.SMS].email.value, about[Channel.EMAIL].phone.value) == ("3@example.com", "+35799000003")
    assert resolve(full_contact(), accounts).account_id is None
    bounced = resolve(full_contact(), accounts, any_account=True, channel=Channel.EMAIL, unusable={"2@example.com"})
    assert bounced.account_id == "acc_3"


@pytest.mark.feature("S0.15")
def test_a_landline_is_passed_over_for_texts_alone() -> None:
    landline = {"number": "+35722111111", "primary": True}
    contact = a_contact(phones=[landline, {"number": "+35799123456"}])
    assert resolve(contact).phone.value == resolve(contact, channel=Channel.EMAIL).phone.value == "+35722111111"
    assert resolve(contact, channel=Channel.SMS).phone.value == "+35799123456"


MAYBE_EMAIL = st.sampled_from([None, "", "  ", "a@example.com", "b@example.com"])
MAYBE_ADDRESS = st.sampled_from([None, OFFICE, HOME, {**OFFICE, "city": "Paphos"}])
ACCOUNTS = st.lists(
    st.builds(
        lambda at, owner, group, state, email, address: {
            "opened": at,
            "contact_id": owner,
            "service_group": group,
            "state": state,
            "contact_information": {"email": email, "mailing_address": address},
        },
        st.integers(0, 3),
        st.sampled_from([CONTACT_ID, "con_2"]),
        st.sampled_from(["checking", "loans", None]),
        st.sampled_from(["open", "closed"]),
        MAYBE_EMAIL,
        MAYBE_ADDRESS,
    ),
    max_size=5,
)


@pytest.mark.feature("S0.4", "S0.13", "S0.14", "S0.17", "S0.18")
@given(ACCOUNTS, st.sampled_from([None, "acc_0", "acc_1"]), st.sampled_from([None, "checking"]), st.booleans(), st.randoms())
def test_every_item_is_whole_and_the_contacts_own_or_one_of_its_accounts(
    drawn: list[dict[str, Any]], account_id: str | None, service: str | None, has_mail: bool, random: Any
) -> None:
    accounts = [an_account(f"acc_{place}", **fields) for place, fields in enumerate(drawn)]
    contact = full_contact(emails=[MAIL] if has_mail else [])
    used = resolve(contact, accounts, account_id=account_id, service=service)
    own = {account.account_id: account for account in accounts if account.contact_id == CONTACT_ID}
    for item in (used.email, used.phone, used.mailing_address):
        assert (item.value is None) == (item.level is None) == (item.reason is not None)
        assert (item.level is Level.ACCOUNT) == (item.account_id is not None)
    if used.email.account_id:
        assert used.email.value == own[used.email.account_id].contact_information.email
    blocks = [*contact.addresses, *(account.contact_information.mailing_address for account in own.values())]
    assert used.mailing_address.value in blocks
    if not any(account.contact_information.email or account.contact_information.mailing_address for account in accounts):
        assert used.email.level is not Level.ACCOUNT
    shuffled = random.sample(accounts, len(accounts))
    assert resolve(contact, shuffled, account_id=account_id, service=service) == used
