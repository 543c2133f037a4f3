"""Steps that change records: contacts made, changed, deleted, erased, imported, merged, put on lists."""

from itertools import pairwise
from typing import Any

from tests.aws_in_process.jobs import drain_queues
from tests.laws.permission.history import History, Merge
from tests.laws.permission.said import evidence, link_to, one_click, preferences, take_words
from tests.laws.permission.tenant import ADDRESSES, LANDLINE, MOBILES, PREMIUM, UNSENDABLE

NAMES = ("Ann", "Bob", "Eve")
COLUMNS = {
    "first_name": "First",
    "emails.0.address": "Mail",
    "preferences.direct_marketing": "Direct",
    "preferences.affiliate_marketing": "Affiliate",
}
MOST_CONTACTS = 6
# So many merges of one after the other.
IN_A_ROW = 9


HOME = {"line_1": "1 Ledra", "city": "Nicosia", "country": "CY"}


def some_address(history: History) -> str:
    if history.random.random() < 0.06:
        return UNSENDABLE
    return history.random.choice(history.random.choice(ADDRESSES))


def some_numbers(history: History) -> list[dict[str, str]]:
    """Return the numbers of a contact: mostly a mobile, at times after a landline."""
    mobile = history.random.choice(MOBILES)
    numbers = history.random.choice([[], [mobile], [mobile], [LANDLINE, mobile], [LANDLINE], [PREMIUM]])
    return [{"number": one} for one in numbers]


def create(history: History) -> None:
    if len(history.contacts) >= MOST_CONTACTS:
        return
    flags = preferences(history, yes=0.8)
    if flags and history.random.random() < 0.25:
        flags["evidence"] = evidence(history)
    body = {
        "kind": "person",
        "first_name": history.random.choice(NAMES),
        "emails": [{"address": some_address(history)}],
        "phones": some_numbers(history),
        "addresses": [HOME] if history.random.random() < 0.5 else [],
        "list_ids": [one for one in history.tenant.lists if history.random.random() < 0.5],
        "preferences": flags,
    }
    answer = history.api.post("/v1/contacts", body)
    if answer.status == 201:
        take_words(history, str(answer.body["contact_id"]), flags)


def change_addresses(history: History) -> None:
    wanted = {history.random.choice(one) for one in history.random.sample(ADDRESSES, history.random.choice([1, 1, 2]))}
    body: dict[str, Any] = {"emails": [{"address": one} for one in sorted(wanted)]}
    if history.random.random() < 0.3:
        body["phones"] = some_numbers(history)
    history.api.patch(f"/v1/contacts/{history.one()}", body)


def delete(history: History) -> None:
    history.api.delete(f"/v1/contacts/{history.one()}")


def make_again(history: History) -> None:
    """Delete a contact, and make one with its addresses."""
    contact = history.contacts.get(history.one())
    if contact and not contact.get("erasure") and history.api.delete(f"/v1/contacts/{contact['contact_id']}").status == 204:
        flags = preferences(history)
        again = {
            "kind": "person",
            "first_name": contact["first_name"],
            "emails": [{"address": one["address"]} for one in contact.get("emails", ())],
            "phones": [{"number": one["number"]} for one in contact.get("phones", ())],
            "preferences": flags,
        }
        answer = history.api.post("/v1/contacts", again)
        if answer.status == 201:
            take_words(history, str(answer.body["contact_id"]), flags)


def move_house(history: History) -> None:
    """The contact gets a postal address."""
    history.api.post(f"/v1/contacts/{history.one()}/addresses", HOME)


def anonymize(history: History) -> None:
    contact_id = history.one()
    addresses = history.everywhere(contact_id)
    if history.api.post(f"/v1/contacts/{contact_id}/anonymize").status in {200, 202}:
        drain_queues(history.world, "anonymization")
        history.erased(contact_id, addresses)


def _row(history: History) -> str:
    known = [one for one in history.contacts.values() if one.get("emails")]
    name, address = history.random.choice(NAMES), some_address(history)
    if known and history.random.random() < 0.6:
        contact = history.random.choice(known)
        name, address = contact["first_name"], contact["emails"][0]["address"]
    flags = [history.random.choice(["true", "false", ""]) for _ in range(2)]
    return ",".join([name, address, *flags])


def import_file(history: History) -> None:
    rows = [_row(history) for _ in range(history.random.choice([1, 2]))] if len(history.contacts) < MOST_CONTACTS else []
    if not rows:
        return
    body = {
        "kind": "person",
        "format": "csv",
        "csv": "\n".join(["First,Mail,Direct,Affiliate", *rows]) + "\n",
        "columns": COLUMNS,
        "on_duplicate": history.random.choice(["skip", "update"]),
        "list_id": history.random.choice([None, *history.tenant.lists]),
    }
    answer = history.api.post("/v1/imports", body)
    assert answer.status == 202, answer.text
    drain_queues(history.world, "contact_import")
    history.imports.append(str(answer.body["import_id"]))
    history.everybody_may_rise()


def undo_import(history: History) -> None:
    if history.imports:
        history.api.post(f"/v1/imports/{history.random.choice(history.imports)}/undo")
        drain_queues(history.world, "contact_import")
        for contact_id in history.contacts:
            history.words.forget_users(contact_id)


def merge(history: History) -> None:
    _merge(history, history.one(), history.one())


def _merge(history: History, survivor: str, source: str) -> None:
    before = history.words.snapshot([survivor, source], history.now)
    answer = history.api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    if answer.status == 200:
        drain_queues(history.world, "merges")
        history.merges[str(answer.body["merge_id"])] = Merge(survivor, [source], before)
        history.all_merges.add((survivor, source))
        history.words.merged(survivor, source)
        history.may_rise.add(survivor)


def merge_in_a_row(history: History) -> None:
    """Merge a contact with a link into another one, and that into the next. Somebody clicks on the link of the first."""
    if history.random.random() < 0.7 or len(history.contacts) >= MOST_CONTACTS:
        return
    body = {"kind": "person", "emails": [{"address": ADDRESSES[0][0]}], "preferences": {}}
    # A name of its own for each: what is left of an earlier row may stand there.
    names = [f"Row{len(history.trace)}-{number}" for number in range(IN_A_ROW + 1)]
    made = [history.api.post("/v1/contacts", body | {"first_name": name}) for name in names]
    assert all(answer.status == 201 for answer in made), [answer.text for answer in made if answer.status != 201]
    row = [str(answer.body["contact_id"]) for answer in made]
    history.look()
    link = link_to(history, row[0], ADDRESSES[0][0], "unsubscribe")
    for source, survivor in pairwise(row):
        _merge(history, survivor, source)
    history.look()
    one_click(history, link)


def undo_merge(history: History) -> None:
    if not history.merges:
        return
    merge_id = history.random.choice(list(history.merges))
    if history.api.post(f"/v1/merges/{merge_id}/undo").status == 200:
        drain_queues(history.world, "merges")
        undone = history.merges.pop(merge_id)
        history.may_rise.add(undone.survivor)
        history.words.parted(undone.survivor, undone.sources, undone.before)
