"""Steps that send: runs and single messages planned now and sent later, and the comparison of dry run, permissions and sender."""

from typing import Any
from unittest.mock import patch

from contactbook.domain.decisions.origins import ANY_SERVICE
from tests.builders.sending import drain
from tests.laws.permission.history import History
from tests.laws.permission.law import check_bills, permissions
from tests.laws.permission.running import stream
from tests.laws.permission.said import leave_lists, link_to, one_click
from tests.laws.permission.sent import look_at_sent
from tests.laws.permission.tenant import MARKETING, TYPES, one_form
from tests.laws.permission.words import PROCESSING

CHANNELS = ("email", "email", "email", "sms", "print")


# What a communication may follow.
EVENTS = ("contact.created", "contact.changed", "preferences.changed", "consent.changed")
MOST_EVENTS = 2


def follow_event(history: History) -> None:
    """Let a message follow an event of contacts, or end that. The stream plans it."""
    known = history.followed
    if len(known) < MOST_EVENTS and history.random.random() < 0.7:
        body = _message(history) | {"event": history.random.choice(EVENTS)}
        answer = history.api.post("/v1/event-communications", body)
        assert answer.status == 201, answer.text
        known.append(str(answer.body["event_communication_id"]))
    elif known:
        assert history.api.delete(f"/v1/event-communications/{known.pop(0)}").status == 204


def _message(history: History) -> dict[str, Any]:
    return {
        "notification_type_id": history.tenant.types[history.random.choice(list(TYPES))],
        "template_id": history.tenant.template_id,
        "channel": history.random.choice(CHANNELS),
    }


def plan(history: History) -> None:
    """Start a run over a list or everyone, and send nothing yet. It may name suppression lists."""
    topic = history.random.choice([*history.tenant.lists, *[None] * 4])
    named = [one for one in history.suppressed.there if history.random.random() < 0.5]
    kind, channel = history.random.choice(list(TYPES)), history.random.choice(CHANNELS)
    start(history, kind, topic, channel, exclude={"suppression_list_ids": named}, origin=_origin(history))


def cancel(history: History) -> None:
    """Cancel a run before it is sent, or after."""
    if history.runs:
        history.api.post(f"/v1/notification-runs/{history.random.choice(list(history.runs))}/cancel")


def write_to_one(history: History) -> None:
    """Queue one message to one contact, as a user does."""
    body = _message(history) | _about_accounts(history)
    answer = history.api.post(f"/v1/contacts/{history.one()}/communications", body)
    assert answer.status in {201, 404, 409, 410, 422}, answer.text
    if answer.status == 201 and history.random.random() < 0.4:
        cancel_one(history, answer.body["communication_id"])


def _origin(history: History) -> str:
    """A run may be about the contacts, or about what they hold: then it goes to what an account has of its own."""
    return "account_report" if history.random.random() < 0.4 else "contact_report"


def _about_accounts(history: History) -> dict[str, Any]:
    """A message may be about any account of the contact: it goes to what that has of its own."""
    return {"service": ANY_SERVICE} if history.random.random() < 0.3 else {}


def cancel_one(history: History, communication_id: str) -> None:
    """Cancel a message by itself, or as one of many."""
    if history.random.random() < 0.5:
        history.api.delete(f"/v1/communications/{communication_id}")
    else:
        history.api.post("/v1/communications/cancel", {"communication_ids": [communication_id]})


def send(history: History) -> None:
    """Run planner and sender, with the stream before or not, and look at every message."""
    if history.random.random() < 0.5:
        stream(history)
    send_all(history)


def interrupt(history: History) -> None:
    """Send, while the first one to be written to says no: between the decision and the arming of its message."""
    from contactbook.services.sending import arming, message_contents

    rendered, is_done = message_contents.render_for, False
    says = history.random.choice([_clicks, _leaves])

    def interrupted(*given: Any, **said: Any) -> Any:
        nonlocal is_done
        _, communication, _, _, decision = given[:5]
        if not is_done and isinstance(decision.address, str):
            says(history, communication.contact_id, one_form(decision.address))
        # Only the first one: what was sent before is sent.
        is_done = True
        return rendered(*given, **said)

    with patch.object(arming, "render_for", interrupted):
        send_all(history)


def _clicks(history: History, contact_id: str, address: str) -> None:
    one_click(history, link_to(history, contact_id, address, "unsubscribe"))


def _leaves(history: History, contact_id: str, address: str) -> None:
    leave_lists(history, link_to(history, contact_id, address, "preferences"))


def agree(history: History) -> None:
    """Dry run, permissions and sender say the same of everybody, and a bill reaches whom it may reach."""
    stream(history)
    send_all(history)
    history.look()
    if not history.contacts:
        return
    if history.random.random() < 0.4:
        _compare(history, "bill", "email")
    else:
        _compare(history, history.random.choice(list(TYPES)), history.random.choice(CHANNELS))
    told = history.api.get(f"/v1/contacts/{next(iter(history.contacts))}/permissions")
    assert told.status == 200, told.text


def _compare(history: History, kind: str, channel: str) -> None:
    dry = start(history, kind, None, channel, dry_run=True)
    drain(history.world)
    decisions = _decisions(history, dry)
    # Quiet hours put off: what is put off leaves later, and is decided again.
    contacted = {name for name, one in decisions.items() if one["contacted"] and not one.get("put_off_until")}
    tried = len(history.carrier.refused)
    run_id = start(history, kind, None, channel)
    # What the stream planned besides is no part of the run.
    got = {one["contact_id"] for one in send_all(history) if one.get("run_id") == run_id}
    # Nobody knew that these numbers had opted out at the carrier.
    is_new = len(history.carrier.refused) > tried
    assert got == contacted or is_new, f"{kind}: the dry run would contact {sorted(contacted)}, and {sorted(got)} were"
    if kind == "bill" and channel == "email":
        check_bills(history, got, {name: str(one.get("reason")) for name, one in decisions.items()})
    elif TYPES[kind][2] and not is_new:
        _compare_permissions(history, kind, channel, decisions)


def _compare_permissions(history: History, kind: str, channel: str, decisions: dict[str, dict[str, Any]]) -> None:
    """Who is contacted permits it; who permits it is not skipped for having refused it."""
    scopes = (*TYPES[kind][1], *((PROCESSING, f"channel:{channel}") if kind in MARKETING else ()))
    for contact_id, decision in decisions.items():
        if contact_id not in history.contacts or history.contacts[contact_id].get("erasure"):
            continue
        allowed = permissions(history, contact_id)
        refused = [scope for scope in scopes if not allowed[scope]]
        if kind not in MARKETING and not allowed[PROCESSING]:
            # A refused consent takes the permission for marketing. Customer care that follows its flag goes on.
            continue
        assert not (decision["contacted"] and refused), f"{kind}: {contact_id} is contacted, but refuses {refused}"
        reason = str(decision.get("reason"))
        is_refusal = reason.endswith("opted_out") or reason in {"complained", "refused_by_address"}
        assert refused or not is_refusal, f"{kind}: {contact_id} is skipped as {reason}, but permits it"


def start(history: History, kind: str, topic: str | None, channel: str = "email", **said: Any) -> str:
    """Start a run and return its id."""
    audience: dict[str, Any] = {"list_id": topic} if topic else {"all": True}
    body = {
        "notification_type_id": history.tenant.types[kind],
        "template_id": history.tenant.template_id,
        "channel": channel,
        "origin": "contact_report",
        "audience": audience,
        **said,
    }
    answer = history.api.post("/v1/notification-runs", body)
    assert answer.status == 202, answer.text
    run_id = str(answer.body["run_id"])
    history.runs[run_id] = topic
    history.excluded[run_id] = tuple(said.get("exclude", {}).get("suppression_list_ids", ()))
    history.waiting.add(run_id)
    return run_id


def send_all(history: History) -> list[dict[str, Any]]:
    """Run planner and sender until nothing waits, and look at every message. Return the new communications."""
    drain(history.world)
    history.waiting.clear()
    return look_at_sent(history)


def _decisions(history: History, run_id: str) -> dict[str, dict[str, Any]]:
    items = history.api.get(f"/v1/notification-runs/{run_id}/decisions", limit=100).body["items"]
    return {one["contact_id"]: one for one in items}
