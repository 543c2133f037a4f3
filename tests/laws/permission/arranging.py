"""Steps that change the tenant's settings and its lists of contacts, and those of users who may not: they change nothing."""

from typing import Any

from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues
from tests.laws.permission.history import History
from tests.laws.permission.tenant import consent_of, reached_at
from tests.laws.permission.words import AFFILIATE, DIRECT

UNIQUE: dict[str, Any] = {"person": [["emails.address", "first_name"]]}


def set_lists(history: History) -> None:
    contact_id = history.one()
    wanted = [one for one in history.tenant.lists if history.random.random() < 0.6]
    history.api.put(f"/v1/contacts/{contact_id}/lists", {"list_ids": wanted})
    history.may_rise.add(contact_id)


def join_list(history: History) -> None:
    contact_id = history.one()
    history.api.post(f"/v1/lists/{history.random.choice(history.tenant.lists)}/contacts", {"contact_ids": [contact_id]})
    history.may_rise.add(contact_id)


def change_many(history: History) -> None:
    """Put several contacts on lists and take them off others, at once. Who left a list stays off it."""
    chosen = history.random.sample(list(history.contacts), min(3, len(history.contacts)))
    added, removed = history.random.sample(history.tenant.lists, 2)
    change = {"add_to_lists": [added], "remove_from_lists": [removed], "add_tags": ["many"]}
    begun = history.api.post("/v1/contacts/bulk-changes", {"audience": {"contact_ids": chosen}, "change": change})
    assert begun.status in {202, 422}, begun.text
    drain_queues(history.world, "bulk_changes")
    history.may_rise.update(chosen)


def take_off_list(history: History) -> None:
    """A user takes a contact off a list."""
    list_id = history.random.choice(history.tenant.lists)
    history.api.delete(f"/v1/lists/{list_id}/contacts/{history.one()}")


def change_settings(history: History) -> None:
    """Change what a consent or a default does. What would let more be contacted is acknowledged first."""
    if history.random.random() < 0.5:
        section, names = "consent", ("rejected", "withdrawn")
        body: dict[str, Any] = {name: history.random.choice(["complete", "complete", "none"]) for name in names}
        body["marketing_requires_accepted"] = history.random.random() < 0.2
    else:
        section, names = "preferences", (DIRECT, AFFILIATE)
        body = {name: history.random.random() < 0.5 for name in names}
        history.passes_over_everything = False
    save_settings(history, section, body)
    if section == "consent":
        history.are_settings_default = "none" not in body.values()


def reword_consent(history: History) -> None:
    """Send the text of the consent form alone: what is left out takes its default, and who is freed by that must be acknowledged."""
    before = history.api.get("/v1/settings/consent").body
    there = [one for one in history.contacts.values() if not one.get("erasure") and before.get(consent_of(one)) == "none"]
    # Whoever has an address of somebody who was erased or has complained may not be contacted after the change either.
    closed = history.left_by_erased | {one for one, scope in history.words.at_addresses if scope in {DIRECT, "unusable"}}
    asked = [one for one in there if not closed & set(reached_at(one)) and not _is_listed(history, one)]
    answer = history.api.put("/v1/settings/consent", {"form_text": "We write to you about our offers."})
    after = history.api.get("/v1/settings/consent").body
    is_freed = asked and any(after[consent_of(one)] == "complete" for one in asked)
    assert not (answer.status == 200 and is_freed), "a new text of the form frees who had rejected, and nobody was told"
    if answer.status == 200:
        history.are_settings_default = True


def _is_listed(history: History, contact: dict[str, Any]) -> bool:
    """True if a suppression list that always applies has the contact or an address of it."""
    stops = history.suppressed.stops
    return stops((), {contact["contact_id"]}, None) or any(stops((), set(), one) for one in reached_at(contact))


def pass_over_everything(history: History) -> None:
    """Let types without the Apply switch pass over what the person said itself, or over flags only."""
    is_everything = history.random.random() < 0.3
    body = {"apply_off_passes_over": "everything" if is_everything else "flags"}
    save_settings(history, "preferences", body)
    history.passes_over_everything = is_everything


def change_uniqueness(history: History) -> None:
    """Two contacts may be the same person from now on, or not any more."""
    is_unique = history.api.get("/v1/settings/uniqueness").body.get("person")
    save_settings(history, "uniqueness", {"person": []} if is_unique else UNIQUE)
    drain_queues(history.world, "uniqueness_build")


def save_settings(history: History, section: str, body: dict[str, Any]) -> None:
    answer = history.api.put(f"/v1/settings/{section}", body)
    if answer.status == 409:
        body = body | {"acknowledge": {"more_contactable": answer.body["more_contactable"]}}
        answer = history.api.put(f"/v1/settings/{section}", body)
    assert answer.status == 200, answer.text


READING = ("contacts:read", "communications:send")


def without_scopes(history: History) -> None:
    """A user who may only read and send tries what needs more."""
    contact_id, path = history.one(), f"/v1/contacts/{history.one()}"
    user = Api(user_id="user-2", scopes=READING)
    tries = [
        ("PUT", f"{path}/preferences", {DIRECT: True, AFFILIATE: True}),
        ("PUT", f"{path}/consent", {"state": "accepted"}),
        ("PUT", f"{path}/lists", {"list_ids": history.tenant.lists}),
        ("POST", f"{path}/merge", {"source_ids": [contact_id]}),
        ("DELETE", path, None),
        ("PUT", "/v1/settings/preferences", {"apply_off_passes_over": "everything"}),
        ("PATCH", f"/v1/notification-types/{history.tenant.types['direct']}", {"apply_direct_marketing_preference": False}),
    ]
    for method, where, body in [tries[-1], history.random.choice(tries)]:
        answer = user.call(method, where, body)
        assert answer.status in {403, 404}, f"{method} {where} by a user without the scope: {answer.status} {answer.text}"


def make_careless_type(history: History) -> None:
    """Who may only send makes a type that passes the Apply switch: refused, for it would reach who said no."""
    purpose = history.random.choice(["customer_care", "direct_marketing", "financial"])
    body = {"name": "Careless", "purpose": purpose, "apply_direct_marketing_preference": False}
    answer = Api(user_id="user-2", scopes=READING).post("/v1/notification-types", body)
    assert answer.status == 403, f"a {purpose} type made with communications:send alone: {answer.status}"


def in_another_portal(history: History) -> None:
    """A person speaks for somebody else: nothing is heard."""
    own, other = history.one(), history.one()
    if own != other:
        answer = Api(contact_id=own).put(f"/v1/contacts/{other}/preferences", {DIRECT: True})
        assert answer.status in {403, 404}, answer.text
