"""Steps with accounts, which may have an email and a phone of their own: what is refused there holds for messages that go there."""

from typing import Any

from tests.laws.permission.history import History
from tests.laws.permission.tenant import ADDRESSES, MOBILES

MOST_ACCOUNTS = 2


def open_account(history: History) -> None:
    """The contact becomes a customer. Its account may be reached elsewhere."""
    contact_id = history.one()
    if len(history.accounts_of(contact_id)) < MOST_ACCOUNTS:
        body = {"name": f"Account {len(history.trace)}", "service": "checking", "contact_information": _information(history)}
        history.api.post(f"/v1/contacts/{contact_id}/accounts", body)


def change_account(history: History) -> None:
    """The account is reached elsewhere from now on, or is closed, or was the wrong one."""
    if not history.accounts:
        return
    path = f"/v1/accounts/{history.random.choice(list(history.accounts))}"
    if history.random.random() < 0.2:
        history.api.delete(path)
    elif history.random.random() < 0.2:
        history.api.patch(path, {"state": history.random.choice(["closed", "open"])})
    else:
        history.api.patch(path, {"contact_information": _information(history)})


def _information(history: History) -> dict[str, Any]:
    email = history.random.choice([None, history.random.choice(history.random.choice(ADDRESSES))])
    return {"email": email, "phone": history.random.choice([None, None, history.random.choice(MOBILES)])}
