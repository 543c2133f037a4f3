"""Steps that send: runs planned now and sent later, the stream, and the comparison of dry run, permissions and sender."""

from typing import Any
from unittest.mock import patch

from contactbook.domain.base.comparable import comparable_address
from tests.aws_in_process.jobs import drain_stream
from tests.builders.sending import drain
from tests.laws.permission.history import History
from tests.laws.permission.law import check_bills, check_mail, permissions
from tests.laws.permission.said import link_to, one_click
from tests.laws.permission.tenant import MARKETING, TYPES, sent
from tests.laws.permission.words import EMAIL, PROCESSING


def plan(history: History) -> None:
    """Start a run over chosen contacts, a list or everyone, and send nothing yet."""
    topic = history.random.choice([*history.tenant.lists, None, None])
    _start(history, history.random.choice(list(TYPES)), topic)


def send(history: History) -> None:
    """Run planner and sender, with the stream before or not, and look at every mail."""
    if history.random.random() < 0.5:
        stream(history)
    _send(history)


def interrupt(history: History) -> None:
    """Send, while the first one to be written to clicks on an older link: between the decision and the arming of its mail."""
    from contactbook.services.sending import arming, message_contents

    rendered, is_done = message_contents.render_for, False

    def clicked(*given: Any, **said: Any) -> Any:
        nonlocal is_done
        _, communication, _, _, decision = given[:5]
        if not is_done and decision.address:
            is_done = True
            one_click(history, link_to(history, communication.contact_id, comparable_address(decision.address), "unsubscribe"))
        return rendered(*given, **said)

    with patch.object(arming, "render_for", clicked):
        _send(history)


def stream(history: History) -> None:
    drain_stream(history.world)
    history.words.reached = history.now
    history.moved = set()


def agree(history: History) -> None:
    """Dry run, permissions and sender say the same of everybody, and a bill reaches whom it may reach."""
    stream(history)
    _send(history)
    history.look()
    if not history.contacts:
        return
    for kind in dict.fromkeys([history.random.choice(list(TYPES)), "bill"]):
        dry = _start(history, kind, None, dry_run=True)
        drain(history.world)
        decisions = _decisions(history, dry)
        contacted = {contact_id for contact_id, one in decisions.items() if one["contacted"]}
        _start(history, kind, None)
        got = {one["contact_id"] for one in _send(history)}
        assert got == contacted, f"{kind}: the dry run would contact {sorted(contacted)}, and {sorted(got)} were"
        if kind == "bill":
            check_bills(history, got, {name: str(one.get("reason")) for name, one in decisions.items()})
        elif TYPES[kind][2]:
            _compare(history, kind, decisions)


def _compare(history: History, kind: str, decisions: dict[str, dict[str, Any]]) -> None:
    """Who is contacted permits it; who permits it is not skipped for having refused it."""
    scopes = (*TYPES[kind][1], *((PROCESSING, EMAIL) if kind in MARKETING else ()))
    for contact_id, decision in decisions.items():
        if contact_id not in history.contacts or history.contacts[contact_id].get("erasure"):
            continue
        allowed = permissions(history, contact_id)
        refused = [scope for scope in scopes if not allowed[scope]]
        assert not (decision["contacted"] and refused), f"{kind}: {contact_id} is contacted, but refuses {refused}"
        reason = str(decision.get("reason"))
        is_refusal = reason.endswith("opted_out") or reason in {"complained", "refused_by_address"}
        assert refused or not is_refusal, f"{kind}: {contact_id} is skipped as {reason}, but permits it"


def _start(history: History, kind: str, topic: str | None, **said: Any) -> str:
    audience: dict[str, Any] = {"list_id": topic} if topic else {"all": True}
    body = {
        "notification_type_id": history.tenant.types[kind],
        "template_id": history.tenant.template_id,
        "channel": "email",
        "origin": "contact_report",
        "audience": audience,
        **said,
    }
    answer = history.api.post("/v1/notification-runs", body)
    assert answer.status == 202, answer.text
    run_id = str(answer.body["run_id"])
    history.runs[run_id] = topic
    return run_id


def _send(history: History) -> list[dict[str, Any]]:
    drain(history.world)
    found = sent(history.world)
    places = list(history.contacts)
    new = sorted(
        (one for communication_id, one in found.items() if communication_id not in history.sent),
        key=lambda one: (one["run_id"], places.index(one["contact_id"]) if one["contact_id"] in places else -1),
    )
    told = [comparable_address(one["address"]) for one in new]
    mails = [comparable_address(mail.destinations[0]) for mail in history.world.sent_emails()[len(history.sent) :]]
    assert sorted(mails) == sorted(told), f"the mails to {mails} are not those of the communications to {told}"
    for mail in new:
        # As it was sent: an erasure takes the address away.
        history.sent[mail["communication_id"]] = mail
        check_mail(history, mail)
    return new


def _decisions(history: History, run_id: str) -> dict[str, dict[str, Any]]:
    items = history.api.get(f"/v1/notification-runs/{run_id}/decisions", limit=100).body["items"]
    return {one["contact_id"]: one for one in items}
