"""One record of every kind in a tenant, created through the API. Other tenants must not be able to detect them."""

import json
import re
from typing import Any

from tests.api.operations import Operation, operations
from tests.aws_in_process.http import Api
from tests.builders import sending
from tests.builders.library import upload

# A path parameter with the segment before it: `notification-runs/{run_id}` differs from `anonymization-runs/{run_id}`.
_PARAMETER = re.compile(r"([^/]+)/\{([^}]+)\}")
# Parameters that do not name a record.
NO_RECORDS = frozenset({"settings/{section}", "by-external-id/{system}"})
# The record that an id in a body or query names, by the field's name.
NAMES = {
    "account_id": "accounts/{account_id}",
    "communication_ids": "communications/{communication_id}",
    "contact_id": "contacts/{contact_id}",
    "contact_ids": "contacts/{contact_id}",
    "related_contact_id": "contacts/{contact_id}",
    "source_ids": "contacts/{contact_id}",
    "list_id": "lists/{list_id}",
    "list_ids": "lists/{list_id}",
    "template_id": "templates/{template_id}",
    "notification_type_id": "notification-types/{notification_type_id}",
    "form_attachment_id": "library/attachments/{attachment_id}",
    "segment_id": "segments/{segment_id}",
    "add_to_lists": "lists/{list_id}",
    "remove_from_lists": "lists/{list_id}",
    "run_id": "notification-runs/{run_id}",
}
# Ids that a caller chooses, or that name no record of a tenant.
CHOSEN = frozenset({"external_id", "external_ids", "tenant_id", "parent_id", "user_id", "sms_sender_ids"})

# A second contact of the tenant, for requests that need two.
ANOTHER = "another/{contact_id}"
PERSON = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}
FILE = {"file_name": "form.pdf", "content_type": "application/pdf", "size": 100, "classification": "consent_form"}
# Path and body that create a record, where the collection's own POST and its example are not enough.
MADE_BY: dict[str, tuple[str, Any]] = {
    "contacts/{contact_id}": ("/v1/contacts", PERSON),
    ANOTHER: ("/v1/contacts", PERSON),
    "accounts/{account_id}": ("/v1/contacts/{contact_id}/accounts", {"name": "Checking"}),
    "communications/{communication_id}": (
        "/v1/contacts/{contact_id}/communications",
        {"channel": "email", "template_id": "?", "notification_type_id": "?", "scheduled_for": "2026-12-01T09:00:00Z"},
    ),
    "merges/{merge_id}": ("/v1/contacts/{contact_id}/merge", {"source_ids": ["another"]}),
    "imports/{import_id}": (
        "/v1/imports",
        {"kind": "person", "format": "csv", "csv": "Last\nX", "columns": {"last_name": "Last"}},
    ),
    "relations/{relation_id}": (
        "/v1/contacts/{contact_id}/relations",
        {"related_contact_id": "another", "relation_type": "employee"},
    ),
    "attachments/{attachment_id}": ("/v1/contacts/{contact_id}/attachments", FILE),
    "library/attachments/{attachment_id}": ("/v1/attachments", FILE),
    "addresses/{address_id}": ("/v1/contacts/{contact_id}/addresses", {"line_1": "1 Ledra St", "country": "CY"}),
    "entries/{entry_id}": (
        "/v1/suppression-lists/{suppression_list_id}/entries",
        {"entries": [{"email": "{tenant_id}@example.com"}]},
    ),
    "notification-runs/{run_id}": (
        "/v1/notification-runs",
        {"notification_type_id": "?", "template_id": "?", "channel": "email", "audience": {"list_id": "?"}},
    ),
    "notification-schedules/{schedule_id}": (
        "/v1/notification-schedules",
        {
            "name": "Daily",
            "notification_type_id": "?",
            "template_id": "?",
            "channel": "email",
            "audience": {"list_id": "?"},
            "expression": "cron(0 9 * * ? *)",
            "time_zone": "UTC",
        },
    ),
    "bulk-changes/{bulk_change_id}": (
        "/v1/contacts/bulk-changes",
        {"audience": {"contact_ids": ["?"]}, "change": {"add_tags": ["vip"]}},
    ),
    "tenants/{tenant_id}": ("/v1/tenants", {"tenant_id": "{tenant_id}-child", "name": "Child", "parent_id": "{tenant_id}"}),
    "sending-identities/{domain}": ("/v1/sending-identities", {"domain": "{tenant_id}-more.example"}),
    "webhooks/{webhook_id}": ("/v1/webhooks", {"url": "https://hooks.acme.example/", "events": ["contact.created"]}),
    "segments/{segment_id}": ("/v1/segments", {"name": "All", "of": "contact", "criteria": {"all": []}}),
}
# Records that one request cannot create, each with its reason. A made-up id stands for them.
UNMADE = {
    "reconsent-runs/{run_id}": "needs a form that was uploaded",
    "receipts/{receipt_id}": "its id is in the consent's history, which is asked about as well",
    "exports/{export_id}": "is made by a job",
    "print-batches/{print_batch_id}": "is made by a job",
    "deliveries/{delivery_id}": "is made by a job",
    "left-out/{left_out_id}": "is made by a run of the sync",
    "expiry-runs/{run_id}": "is made by a job, with the same id in every tenant",
}


def parameters_of(path: str) -> list[str]:
    """Return the parameters of a path: `["contacts/{contact_id}", "notes/{note_id}"]`."""
    return [_kind(path, before, name) for before, name in _PARAMETER.findall(path)]


def filled(path: str, ids: dict[str, str]) -> str:
    """Return the path with its parameters replaced by these ids."""
    return _PARAMETER.sub(lambda found: f"{found[1]}/{ids.get(_kind(path, found[1], found[2]), found[2])}", path)


def _kind(path: str, before: str, name: str) -> str:
    # Attachments of the library and of a contact have the same last two segments.
    library = "library/" if path.startswith("/v1/attachments/") else ""
    return f"{library}{before}/{{{name}}}"


class Records:
    """The ids of one record of every kind in a tenant. A record is created when its id is first needed."""

    def __init__(self, api: Api) -> None:
        sending.set_up(api.tenant_id)
        self.api = api
        self.ids: dict[str, str] = {}

    def id_of(self, kind: str) -> str:
        """Return the id of the tenant's record of this kind."""
        if kind not in self.ids:
            self.ids[kind] = self._make(kind)
        return self.ids[kind]

    def path(self, path: str) -> str:
        """Return the path with the ids of the tenant's own records."""
        return filled(path, {kind: self.id_of(kind) for kind in parameters_of(path) if kind not in NO_RECORDS})

    def body(self, value: Any, name: str = "") -> Any:
        """Return the body with the ids of the tenant's own records. The value "another" becomes a second contact."""
        if isinstance(value, dict):
            return {field: self.body(one, field) for field, one in value.items()}
        if isinstance(value, list):
            return [self.body(one, name) for one in value]
        if value == "another" or name in ("source_ids", "related_contact_id"):
            return self.id_of(ANOTHER)
        if isinstance(value, str) and name not in NAMES:
            return value.replace("{tenant_id}", self.api.tenant_id)
        return self.id_of(NAMES[name]) if name in NAMES and value is not None else value

    def _make(self, kind: str) -> str:
        if kind in UNMADE:
            return missing_id(f"con_01J9{self.api.tenant_id.upper():0<22}")
        path, body = MADE_BY[kind] if kind in MADE_BY else _own_collection(kind)
        answer = self.api.post(self.path(path), self.body(body))
        assert answer.status in (200, 201, 202), (kind, answer.status, answer.text[:300])
        made = _own_id(answer.body, kind)
        if kind.startswith("library/attachments/"):
            # A form or a document counts once it was uploaded (S2.119).
            upload(made, None, self.api.tenant_id)
        return made


def missing_id(like: str) -> str:
    """Return an id of the same shape that no record has."""
    turned = str.maketrans("0123456789ABCDEFGHJKMNPQRSTVWXYZabcdef", "3456789012CDEFGHJKMNPQRSTVWXYZABbcdefa")
    prefix, separator, rest = like.rpartition("_") if "_" in like else like.rpartition("-")
    return f"{prefix}{separator}{rest[:4]}{rest[4:].translate(turned)}"


def _own_collection(kind: str) -> tuple[str, Any]:
    """Return the POST to the record's collection, with its example body."""
    path = next(one.path for one in operations() if parameters_of(one.path)[-1:] == [kind] and one.path.endswith("}"))
    collection = path.rpartition("/")[0]
    made_by = next((one for one in operations() if (one.method, one.path) == ("POST", collection)), None)
    assert made_by, f"say in MADE_BY how {kind} is made"
    return collection, json.loads(made_by.body) if made_by.body else None


def _own_id(body: Any, kind: str) -> str:
    name = kind.partition("{")[2].rstrip("}")
    found = body.get(name) or next((value for field, value in body.items() if field.endswith("_id")), None)
    if found is None and "items" in body:
        found = body["items"][0][name]
    return str(found)


def with_body(operation: Operation) -> Any:
    """Return the example body of the operation."""
    return json.loads(operation.body) if operation.body else None


def names_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the places of record ids in a body: `[("audience", "list_id")]`."""
    if isinstance(value, dict):
        return [found for field, one in value.items() for found in names_in(one, (*path, field))]
    if isinstance(value, list):
        return [found for place, one in enumerate(value) for found in names_in(one, (*path, place))]
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    return [path] if name.endswith(("_id", "_ids")) and name not in CHOSEN else []


def replaced(value: Any, path: tuple[Any, ...], by: str) -> Any:
    """Return the body with another id at this place."""
    if not path:
        return by
    step, *rest = path
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[step] = replaced(copy[step], tuple(rest), by)
    return copy


def known_by_another_system(api: Api) -> str:
    """Create a contact with an id of another system and return its path by that."""
    path = "/v1/contacts/by-external-id/core/A-2"
    assert api.put(path, {"kind": "person", "last_name": "Bob"}).status == 201
    return path


def new_contact(api: Api, **fields: Any) -> str:
    """Return the path of a new contact."""
    answer = api.post("/v1/contacts", {"kind": "person", "last_name": "Ioannou"} | fields)
    assert answer.status == 201, answer.text
    return f"/v1/contacts/{answer.body['contact_id']}"
