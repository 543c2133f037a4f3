"""A message that is bound to an address goes there or nowhere (S5.12)."""

import pytest

from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.bound_addresses import bound_to, has_address
from tests.builders.accounts import an_account
from tests.builders.notifications import EMAIL, PHONE, a_reachable_contact

ACCOUNT = an_account(contact_information={"email": "Biz@example.com", "phone": "+35722111111"})
MANY = a_reachable_contact(
    emails=[{"address": "first@example.com", "primary": True}, {"address": EMAIL}],
    phones=[{"number": "+35722000000", "primary": True}, {"number": PHONE}],
)


def reached(contact: Contact) -> tuple[list[str], list[str]]:
    return [one.address for one in contact.emails if one.primary], [one.number for one in contact.phones if one.primary]


@pytest.mark.feature("S5.12")
@pytest.mark.parametrize("address", [EMAIL, "ELENI@Example.com", PHONE, "biz@example.com", "+35722111111"])
def test_an_address_is_the_contacts_or_one_of_its_accounts_however_it_is_written(address: str) -> None:
    assert has_address(MANY, [ACCOUNT], address)
    assert not has_address(a_reachable_contact(emails=[], phones=[]), [], address)


@pytest.mark.feature("S5.12")
def test_the_address_is_the_only_one_that_the_message_can_go_to() -> None:
    assert reached(bound_to(MANY, [], EMAIL)) == ([EMAIL], [])
    assert reached(bound_to(MANY, [], PHONE)) == ([], [PHONE])
    assert reached(bound_to(MANY, [ACCOUNT], "biz@example.com")) == (["biz@example.com"], [])
    for address in (EMAIL, PHONE):
        bound = bound_to(MANY, [], address)
        assert len(bound.emails) + len(bound.phones) == 1
        assert bound.model_dump(exclude={"emails", "phones"}) == MANY.model_dump(exclude={"emails", "phones"})


@pytest.mark.feature("S5.12")
@pytest.mark.parametrize("address", ["former@example.com", "+35799000000", "biz@example.com"])
def test_an_address_that_is_not_the_contacts_any_more_leaves_none(address: str) -> None:
    bound = bound_to(MANY, [], address)
    assert (bound.emails, bound.phones) == ((), ())
