"""Opening, changing and closing accounts changes their contact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.accounts.accounts import Account, AccountState, after_account
from contactbook.domain.contacts.life_cycle import is_past_customer, life_cycle_state
from contactbook.domain.contacts.record import LifeCycleState
from tests.builders.accounts import an_account
from tests.builders.contacts import a_contact


@pytest.mark.feature("S2.16", "S2.17", "S3.5", "S3.6")
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(AccountState)), max_size=20))
def test_a_contact_is_a_customer_exactly_while_an_account_is_open(steps: list[tuple[int, AccountState]]) -> None:
    contact = a_contact()
    accounts: dict[int, Account] = {}
    for number, state in steps:
        before = accounts.get(number)
        accounts[number] = an_account(f"acc_{number}", state=state)
        contact = after_account(contact, before, accounts[number])
        is_open = [account for account in accounts.values() if account.state is AccountState.OPEN]
        assert contact.open_accounts == len(is_open)
        assert (life_cycle_state(contact) is LifeCycleState.FINANCIAL) == bool(is_open)
        assert is_past_customer(contact) == (not is_open)
