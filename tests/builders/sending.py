"""Tenants with types, templates and contacts for tests of sending, and the jobs that send."""

import json
from datetime import UTC, datetime
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from typing import Any
from unittest.mock import patch

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver, drain_queues, message

TENANT = "acme"


def drain(world: World) -> None:
    """Deliver until the queues of planner and sender are empty."""
    drain_queues(world, "notification_planner", "notification_sender")


def sweep(world: World, tenant_id: str = TENANT) -> None:
    """Run the sweeper once for one tenant."""
    assert deliver(world, "sweeper", [message({"tenant_id": tenant_id}, "sweep")]) == []


class at:  # noqa: N801 - reads as a phrase: `with at(later):`
    """Stops the clock at this moment."""

    def __init__(self, moment: datetime) -> None:
        self._patch = patch("contactbook.clock.source", lambda: moment)

    def __enter__(self) -> None:
        self._patch.start()

    def __exit__(self, *_: object) -> None:
        self._patch.stop()


def store(tenant_id: str = TENANT) -> Any:
    from contactbook.services.base.stores import open_store

    return open_store(tenant_id)


def set_up(tenant_id: str = TENANT) -> None:
    """Give a tenant senders of its own: news@acme.example with a verified domain, and the sender id ACME."""
    verified_domain(f"{tenant_id}.example", tenant_id)
    sender_ids("ACME", tenant_id=tenant_id)
    sender = {"from_name": "Acme", "from_address": f"news@{tenant_id}.example", "reply_to": f"care@{tenant_id}.example"}
    settings("senders", {"email": sender, "sms": {"sender_id": "ACME"}}, tenant_id)


def identity_tags(group_id: str, stack: str = "contactbook") -> list[dict[str, str]]:
    """Return the tags of an identity at SES that the stack made for a tenant group."""
    return [{"Key": "contactbook-group", "Value": group_id}, {"Key": "contactbook-stack", "Value": stack}]


def verified_domain(domain: str, tenant_id: str = TENANT) -> None:
    """Register a domain, which SES finds proven at once."""
    from contactbook import clock
    from contactbook.domain.base.callers import job
    from contactbook.domain.senders.identities import SendingIdentityDraft
    from contactbook.services.senders.identities import register_domain

    register_domain(store(tenant_id), SendingIdentityDraft(domain=domain), by=job("test"), now=clock.now())


def sender_ids(*ids: str, tenant_id: str = TENANT) -> None:
    """Give a tenant these sender ids, as the operator does, and no others."""
    from contactbook.domain.tenants.registry import Tenant
    from contactbook.storage.base import table
    from contactbook.storage.settings.sections import forget_cached
    from contactbook.storage.tenants.registry import sender_ids_of

    tenant = Tenant(tenant_id=tenant_id, name=tenant_id, sms_sender_ids=ids, created_at=datetime(2026, 1, 1, tzinfo=UTC))
    table.put(sender_ids_of(tenant))
    forget_cached()


def settings(section: str, body: dict[str, Any], tenant_id: str = TENANT) -> None:
    from contactbook import clock
    from contactbook.domain.base.callers import job
    from contactbook.services.settings.sections import save_section

    save_section(store(tenant_id), section, body, by=job("test"), now=clock.now())


def contact(number: int = 1, tenant_id: str = TENANT, **fields: Any) -> str:
    """Create a person who accepts direct marketing, with the email c<number>@example.com. Return the id."""
    from contactbook import clock
    from contactbook.domain.base.callers import job
    from contactbook.domain.contacts.drafts import ContactDraft
    from contactbook.services.contacts.registration import register_contact

    body = {
        "kind": "person",
        "first_name": f"Person{number}",
        "last_name": "Georgiou",
        "emails": [{"address": f"c{number}@example.com"}],
        "preferences": {"direct_marketing": True},
        **fields,
    }
    return register_contact(store(tenant_id), ContactDraft.model_validate(body), by=job("test"), now=clock.now()).contact_id


def account(contact_id: str, **fields: Any) -> str:
    from contactbook import clock
    from contactbook.domain.accounts.accounts import AccountDraft
    from contactbook.domain.base.callers import job
    from contactbook.services.accounts.accounts import open_account

    draft = AccountDraft.model_validate({"name": "Checking", "service": "checking", **fields})
    opened = open_account(store(), contact_id, draft, by=job("test"), now=clock.now())
    return str(opened.account_id)


def withdraw(contact_id: str, tenant_id: str = TENANT) -> None:
    """Withdraw the contact's permission for direct marketing."""
    from contactbook import clock
    from contactbook.domain.base.callers import job
    from contactbook.domain.contacts.drafts import PreferencesDraft
    from contactbook.services.consent.preferences import set_preferences

    set_preferences(store(tenant_id), contact_id, PreferencesDraft(direct_marketing=False), by=job("test"), now=clock.now())


def notification_type(api: Api, purpose: str = "direct_marketing", **fields: Any) -> str:
    answer = api.post("/v1/notification-types", {"name": "Type", "purpose": purpose, **fields})
    assert answer.status == 201, answer.body
    return str(answer.body["notification_type_id"])


BODIES = {
    "email": {"subject": "Hello #first_name", "html": "<p>Dear #first_name</p>", "text": "Dear #first_name"},
    "sms": {"text": "Hi #first_name"},
    "print": {"html": "<p>Dear #first_name</p>"},
}


def template(api: Api, **fields: Any) -> str:
    answer = api.post("/v1/templates", {"name": "Template", "bodies": BODIES, **fields})
    assert answer.status == 201, answer.body
    return str(answer.body["template_id"])


def run_body(api: Api, audience: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "notification_type_id": fields.pop("notification_type_id", None) or notification_type(api),
        "template_id": fields.pop("template_id", None) or template(api),
        "channel": "email",
        "origin": "contact_report",
        "audience": audience,
        **fields,
    }


def start_run(api: Api, audience: dict[str, Any], **fields: Any) -> str:
    answer = api.post("/v1/notification-runs", run_body(api, audience, **fields))
    assert answer.status == 202, answer.body
    return str(answer.body["run_id"])


def recipients(world: World) -> list[str]:
    """Return the addresses of all emails that SES accepted, oldest first."""
    return [str(mail["To"]) for mail in mails(world)]


def mails(world: World) -> list[EmailMessage]:
    """Return all emails that SES accepted, oldest first, as the recipients get them."""
    return [message_from_string(mail.raw_data, _class=EmailMessage, policy=default) for mail in world.sent_emails()]


def states(world: World, tenant_id: str | None = None) -> list[str]:
    """Return the state of every communication, planned or stored; of one tenant, if it is named."""
    return [found.get("state", "queued") for found in communications(world, tenant_id)]


def communications(world: World, tenant_id: str | None = None) -> list[dict[str, Any]]:
    """Return every communication as it is stored, and those that are planned only as they will be."""
    items = [item for item in world.items() if tenant_id is None or f"TENANT#{tenant_id}#" in item["pk"]["S"]]
    stored = [document(item) for item in items if item["kind"]["S"] == "communication"]
    known = {found["communication_id"] for found in stored}
    return stored + [found for found in _planned(items) if found["communication_id"] not in known]


def _planned(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from contactbook.domain.runs.runs import Run
    from contactbook.domain.runs.slices import Slice

    runs = [Run.model_validate(document(item)) for item in items if item["kind"]["S"] == "notification_run"]
    by_id = {run.run_id: run for run in runs if not run.dry_run}
    slices = [Slice.model_validate(document(item)) for item in items if item["kind"]["S"] == "notification_slice"]
    return [
        found.model_dump(mode="json", exclude_none=True)
        for planned in slices
        if planned.run_id in by_id
        for found in by_id[planned.run_id].planned_in(planned)
    ]


def document(item: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(item["document"]["S"])
    return found
