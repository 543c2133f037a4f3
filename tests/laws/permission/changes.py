"""Steps that change records: contacts made, changed, deleted, erased, imported, merged, put on lists; settings; the provider's reports."""

from typing import Any

from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from tests.aws_in_process.jobs import drain_queues
from tests.builders.sending import store
from tests.laws.permission.history import History, Merge
from tests.laws.permission.said import evidence, preferences, take_words
from tests.laws.permission.tenant import ADDRESSES, addresses_of
from tests.laws.permission.words import AFFILIATE, DIRECT

NAMES = ("Ann", "Bob", "Eve")
COLUMNS = {
    "first_name": "First",
    "emails.0.address": "Mail",
    "preferences.direct_marketing": "Direct",
    "preferences.affiliate_marketing": "Affiliate",
}
MOST_CONTACTS = 6


def some_address(history: History) -> str:
    return history.random.choice(history.random.choice(ADDRESSES))


def create(history: History) -> None:
    if len(history.contacts) >= MOST_CONTACTS:
        return
    flags = preferences(history)
    if flags and history.random.random() < 0.25:
        flags["evidence"] = evidence(history)
    body = {
        "kind": "person",
        "first_name": history.random.choice(NAMES),
        "emails": [{"address": some_address(history)}],
        "list_ids": [one for one in history.tenant.lists if history.random.random() < 0.5],
        "preferences": flags,
    }
    answer = history.api.post("/v1/contacts", body)
    if answer.status == 201:
        take_words(history, str(answer.body["contact_id"]), flags)


def change_addresses(history: History) -> None:
    wanted = {history.random.choice(one) for one in history.random.sample(ADDRESSES, history.random.choice([1, 1, 2]))}
    history.api.patch(f"/v1/contacts/{history.one()}", {"emails": [{"address": one} for one in sorted(wanted)]})


def delete(history: History) -> None:
    history.api.delete(f"/v1/contacts/{history.one()}")


def anonymize(history: History) -> None:
    contact_id = history.one()
    addresses = addresses_of(history.contacts.get(contact_id, {}))
    if history.api.post(f"/v1/contacts/{contact_id}/anonymize").status in {200, 202}:
        drain_queues(history.world, "anonymization")
        for address in addresses:
            history.words.says_about(address, "erased", history.now)


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
    }
    answer = history.api.post("/v1/imports", body)
    assert answer.status == 202, answer.text
    drain_queues(history.world, "contact_import")
    history.imports.append(str(answer.body["import_id"]))
    for contact_id in history.contacts:
        history.words.forget_users(contact_id)
        history.may_rise.add(contact_id)


def undo_import(history: History) -> None:
    if history.imports:
        history.api.post(f"/v1/imports/{history.random.choice(history.imports)}/undo")
        drain_queues(history.world, "contact_import")
        for contact_id in history.contacts:
            history.words.forget_users(contact_id)


def merge(history: History) -> None:
    survivor, source = history.one(), history.one()
    before = history.words.snapshot([survivor, source], history.now)
    answer = history.api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    if answer.status == 200:
        drain_queues(history.world, "merges")
        history.merges[str(answer.body["merge_id"])] = Merge(survivor, [source], before)
        history.words.merged(survivor, source)
        history.may_rise.add(survivor)


def undo_merge(history: History) -> None:
    if not history.merges:
        return
    merge_id = history.random.choice(list(history.merges))
    if history.api.post(f"/v1/merges/{merge_id}/undo").status == 200:
        drain_queues(history.world, "merges")
        undone = history.merges.pop(merge_id)
        history.may_rise.add(undone.survivor)
        history.words.parted(undone.survivor, undone.sources, undone.before)


def set_lists(history: History) -> None:
    contact_id = history.one()
    wanted = [one for one in history.tenant.lists if history.random.random() < 0.6]
    history.api.put(f"/v1/contacts/{contact_id}/lists", {"list_ids": wanted})
    history.may_rise.add(contact_id)


def join_list(history: History) -> None:
    contact_id = history.one()
    history.api.post(f"/v1/lists/{history.random.choice(history.tenant.lists)}/contacts", {"contact_ids": [contact_id]})
    history.may_rise.add(contact_id)


def change_settings(history: History) -> None:
    if history.random.random() < 0.5:
        section, names = "consent", ("rejected", "withdrawn")
        body: dict[str, Any] = {name: history.random.choice(["complete", "complete", "none"]) for name in names}
        body["marketing_requires_accepted"] = history.random.random() < 0.2
    else:
        section, names = "preferences", (DIRECT, AFFILIATE)
        body = {name: history.random.random() < 0.5 for name in names}
    answer = history.api.put(f"/v1/settings/{section}", body)
    if answer.status == 409:
        body["acknowledge"] = {"more_contactable": answer.body["more_contactable"]}
        answer = history.api.put(f"/v1/settings/{section}", body)
    assert answer.status == 200, answer.text
    if section == "consent":
        history.are_settings_default = "none" not in body.values()


def feedback(history: History) -> None:
    """The provider tells about a message, late, and maybe twice."""
    from contactbook.services.sending.feedback import record_feedback

    if not history.sent:
        return
    found = history.sent[history.random.choice(list(history.sent))]
    kind = history.random.choice(
        [FeedbackKind.COMPLAINT, FeedbackKind.COMPLAINT, FeedbackKind.HARD_BOUNCE, FeedbackKind.DELIVERED]
    )
    told = Feedback(
        kind=kind,
        tenant_id="acme",
        communication_id=found["communication_id"],
        message_id=found["message_id"],
        recipients=(found["address"],),
        at=history.now,
    )
    for _ in range(history.random.choice([1, 2])):
        record_feedback(store(), told, now=history.now)
    address = comparable_address(found["address"])
    if kind is FeedbackKind.HARD_BOUNCE:
        history.words.says_about(address, "unusable", history.now)
    first = (found["communication_id"], kind) not in history.told
    history.told.add((found["communication_id"], kind))
    if kind is FeedbackKind.COMPLAINT and first:
        for scope in (DIRECT, AFFILIATE):
            history.words.says_about(address, scope, history.now)
            history.person_says(history.survivor_of(found["contact_id"]), scope, value=False)
