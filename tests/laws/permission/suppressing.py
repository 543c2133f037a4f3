"""Steps with the tenant's own suppression lists: made, filled, emptied, deleted while a run names them or not."""

from tests.laws.permission.history import History
from tests.laws.permission.suppressed import Listed
from tests.laws.permission.tenant import ADDRESSES, MOBILES, one_form
from tests.laws.permission.words import LISTED

MOST_LISTS = 3
# A form that names nobody. It must be refused: it would stop nobody.
WRITINGS = ("Ann <{}>", "mailto:{}", "{};", "{}, bob@example.com")


def make_list(history: History) -> None:
    if len(history.suppressed.there) >= MOST_LISTS:
        return
    always = history.random.random() < 0.3
    answer = history.api.post("/v1/suppression-lists", {"name": "List", "always": always})
    assert answer.status == 201, answer.text
    history.suppressed.lists[str(answer.body["suppression_list_id"])] = Listed(always)


def suppress(history: History) -> None:
    """Put a contact, an address, a domain or a number on a list, written in one way or another."""
    if not history.suppressed.there:
        make_list(history)
    list_id = history.random.choice(history.suppressed.there)
    kind = history.random.choice(["contact_id", "contact_id", "email", "email", "phone", "domain"])
    value = {
        "contact_id": history.one(),
        "email": history.random.choice(history.random.choice(ADDRESSES)),
        "phone": history.random.choice(MOBILES),
        "domain": history.random.choice(["bücher.example", "xn--bcher-kva.example"]),
    }[kind]
    sent = history.random.choice(WRITINGS).format(value) if kind == "email" and history.random.random() < 0.2 else value
    answer = history.api.post(f"/v1/suppression-lists/{list_id}/entries", {"entries": [{kind: sent}]})
    if answer.status == 200:
        (entry,) = answer.body["items"]
        history.suppressed.lists[list_id].entries[str(entry["entry_id"])] = (kind, value)


def release(history: History) -> None:
    """Take an entry off a list again."""
    filled = [(list_id, one) for list_id in history.suppressed.there for one in history.suppressed.lists[list_id].entries]
    if filled:
        list_id, entry_id = history.random.choice(filled)
        answer = history.api.delete(f"/v1/suppression-lists/{list_id}/entries/{entry_id}")
        if answer.status == 204:
            del history.suppressed.lists[list_id].entries[entry_id]


def delete_list(history: History) -> None:
    """Delete a list. A waiting run that names it must still send to nobody on it."""
    if history.suppressed.there:
        list_id = history.random.choice(history.suppressed.there)
        answer = history.api.delete(f"/v1/suppression-lists/{list_id}")
        assert answer.status == 204 or answer.code == "in_use", answer.text
        history.suppressed.lists[list_id].is_deleted = answer.status == 204


def change_list(history: History) -> None:
    """A list applies always from now on, or not any more."""
    if history.suppressed.there:
        list_id = history.random.choice(history.suppressed.there)
        always = history.random.random() < 0.5
        answer = history.api.patch(f"/v1/suppression-lists/{list_id}", {"always": always})
        assert answer.status == 200, answer.text
        history.suppressed.lists[list_id].always = always


def remove_what_was_told(history: History) -> None:
    """A user takes an address off the automatic list: what the provider told goes, what a person said stays."""
    items = history.api.get("/v1/suppression-lists/automatic/entries", limit=100).body["items"]
    if not items:
        return
    entry = history.random.choice(sorted(items, key=lambda one: (one["added_at"], str(one.get("email")))))
    answer = history.api.delete(f"/v1/suppression-lists/automatic/entries/{entry['entry_id']}")
    assert answer.status == 204 or answer.code in {"refusal_stands", "not_found"}, answer.text
    if answer.status == 204:
        # Where it is not told, nobody can tell which address it was.
        told = {entry["email"]} if entry.get("email") else {address for address, _ in history.words.at_addresses}
        for address in map(one_form, told):
            for scope in ("unusable", LISTED):
                history.words.takes_back(address, scope)
                history.removed[address, scope] = history.now
        history.everybody_may_rise()
