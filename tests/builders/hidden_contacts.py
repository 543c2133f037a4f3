"""A tenant with groups and a contact of another group that holds sentinel values in every field and in every record beside it."""

import json
from datetime import UTC, datetime
from typing import Any

from tests.api.operations import operations
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.builders.refusals import refuse
from tests.builders.sending import set_up
from tests.builders.tenants import ANOTHER, MADE_BY, Records

TENANT = "acme"
MOMENT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SUPER = Api(user_id="root", super_user=True, privacy_clearance=9)
CONTACT = "contacts/{contact_id}"
# Parts of a value that only those see who may view a contact, and of a name, which those see as well who may select it.
SECRET, NAME = "qzsecret", "qzname"
PHONE, NUMBER = "99765432", "QZ12345"
SENTINELS = (SECRET, PHONE, NUMBER)
# Fields of records beside a contact whose texts become sentinels.
_TEXTS = frozenset({"text", "subject", "file_name", "name", "line_1", "city", "source", "reason", "external_id"})


def person(number: int = 0) -> dict[str, Any]:
    """Return a person with sentinels in every field. Another number is likely to be the same person."""
    identity = {"number": NUMBER, "country": "CY", "expires_on": "2026-12-20"}
    numbers = {"social_security_number": f"{NUMBER}5", "tax_number": f"{NUMBER}6"}
    # Only the first has them: others with other numbers would not be likely to be the same person.
    identifiers = {"id_card": identity, "passport": identity, **numbers} if number == 0 else {}
    return {
        "kind": "person",
        "title": f"{SECRET}title",
        "first_name": f"{NAME}First",
        "last_name": f"{NAME}Last",
        "emails": [{"address": f"{SECRET}{number}@example.com", "primary": True}, {"address": f"{SECRET}@example.org"}],
        "phones": [{"number": f"+357{int(PHONE)}"}],
        "addresses": [
            {
                "type": "billing",
                "line_1": f"{SECRET} St",
                "city": SECRET,
                "postal_code": SECRET,
                "region": SECRET,
                "country": "CY",
            }
        ],
        "identifiers": identifiers,
        "external_ids": {"core": f"{NUMBER}7{number}"},
        "date_of_birth": "1971-04-23",
        "language": "el",
        "source": SECRET,
        "custom": {"colour": SECRET},
        "industry": "banking",
        "industry_sector": "finance",
        "tags": ["vip"],
        "categories": ["vip"],
        "preferences": {"direct_marketing": True},
        "owned_by_group": "sales",
    }


class HiddenRecords(Records):
    """One record of every kind, made by a super user; all that belong to a contact belong to the hidden one."""

    _is_beside_a_contact = False

    def body(self, value: Any, name: str = "") -> Any:
        """Return the body with the ids of the tenant's own records, and with sentinels for texts."""
        if isinstance(value, str) and name in _TEXTS and self._is_beside_a_contact:
            return f"{SECRET} {name}"
        return super().body(value, name)

    def _make(self, kind: str) -> str:
        if kind in (CONTACT, ANOTHER):
            answer = self.api.post("/v1/contacts", person(0 if kind == CONTACT else 1))
            assert answer.status == 201, answer.text
            return str(answer.body["contact_id"])
        before, self._is_beside_a_contact = self._is_beside_a_contact, _is_beside_a_contact(kind)
        try:
            return super()._make(kind)
        finally:
            self._is_beside_a_contact = before


def _is_beside_a_contact(kind: str) -> bool:
    path = MADE_BY[kind][0] if kind in MADE_BY else next(one.path for one in operations() if one.path.endswith(f"/{kind}"))
    return path.startswith("/v1/contacts/{contact_id}/")


def hidden_tenant(world: World) -> HiddenRecords:
    """Return the records of the tenant, after all that they start is done."""
    from contactbook.storage.settings.sections import forget_cached

    world.reset()
    forget_cached()
    SUPER.register()
    set_up()
    for path, body in _SETTINGS.items():
        answer = SUPER.put(path, body)
        assert answer.status == 200, answer.text
    records = HiddenRecords(SUPER)
    _merge(records, world)
    for operation in operations():
        if operation.secured:
            records.path(operation.path)
            records.body(json.loads(operation.body) if operation.body else None)
    for start in (_send, _suppress, _import_and_undo, _export, _add_more):
        start(records, world)
        _work(world)
    return records


_SETTINGS: dict[str, Any] = {
    "/v1/settings/groups": {
        "groups": ["sales", "pickers", "others"],
        "collaborations": [{"owner": "sales", "with": "pickers", "rights": ["select"]}],
    },
    "/v1/settings/categories": {"categories": ["vip"]},
    "/v1/settings/industries": {"sectors": [{"sector": "finance", "industries": ["banking"]}]},
    "/v1/settings/custom_fields": {"fields": [{"name": "colour", "label": "Colour", "type": "text"}]},
    "/v1/settings/privacy_levels": {"rules": [{"when": {"field": "categories", "contains": "vip"}, "level": 2}], "default": 0},
    "/v1/settings/anonymization": {"enabled": True, "conditions": [{"field": "kind", "is": "company"}]},
    "/v1/settings/kyc": {
        "profiles": [{"profile": "full", "level": 1, "requires_verification": False, "expires_after_days": 10}],
        "person_rules": [{"field": "emails", "required_for": ["full"]}],
    },
    "/v1/tenant-group/sync-settings": {"enabled": True},
}


def _work(world: World) -> None:
    queues = ("contact_import", "notification_planner", "notification_sender", "merges", "kyc_expiry", "uniqueness_build")
    drain_stream(world)
    drain_queues(world, *queues)
    drain_stream(world)


def _started(records: HiddenRecords, path: str, body: Any = None) -> Any:
    answer = records.api.post(records.path(path), body)
    assert answer.status in (200, 201, 202), (path, answer.text)
    return answer.body


def _run(records: HiddenRecords, **fields: Any) -> dict[str, Any]:
    type_id = _started(records, "/v1/notification-types", {"name": "Care", "purpose": "customer_care"})["notification_type_id"]
    bodies = {"email": {"subject": "#first_name", "text": "#email #date_of_birth"}}
    template_id = _started(records, "/v1/templates", {"name": "T", "bodies": bodies})["template_id"]
    audience = {"contact_ids": [records.id_of(CONTACT), records.id_of(ANOTHER)]}
    return {"notification_type_id": type_id, "template_id": template_id, "channel": "email", "audience": audience, **fields}


def _send(records: HiddenRecords, world: World) -> None:
    schedule = _run(records) | {"name": "Daily", "expression": "cron(0 9 * * ? *)", "time_zone": "UTC"}
    records.ids["notification-schedules/{schedule_id}"] = _started(records, "/v1/notification-schedules", schedule)["schedule_id"]
    records.ids["notification-runs/{run_id}"] = _started(records, "/v1/notification-runs", _run(records))["run_id"]


def _suppress(records: HiddenRecords, world: World) -> None:
    entries = [{"email": f"{SECRET}0@example.com"}, {"phone": f"+357{PHONE}"}, {"contact_id": records.id_of(CONTACT)}]
    _started(records, "/v1/suppression-lists/{suppression_list_id}/entries", {"entries": entries})
    sent = records.api.get(f"/v1/contacts/{records.id_of(CONTACT)}/communications").body["items"][0]["communication_id"]
    refuse(f"{SECRET}0@example.com", tenant_id=TENANT, contact_id=records.id_of(CONTACT), source=sent)


def _import_and_undo(records: HiddenRecords, world: World) -> None:
    rows = [f"{NAME},{SECRET}@example.com,sales,vip", f"{NAME},{SECRET},sales,vip", f"{SECRET},,nobody,vip"]
    file = "\n".join(["last_name,emails.0.address,owned_by_group,categories", *rows])
    begun = _started(records, "/v1/imports", {"kind": "person", "format": "csv", "csv": file})["import_id"]
    records.ids["imports/{import_id}"] = begun
    _work(world)
    (made,) = records.api.get("/v1/contacts", q=f"{SECRET}@example.com").body["items"]
    assert records.api.patch(f"/v1/contacts/{made['contact_id']}", {"title": SECRET}).status == 200
    records.ids["left"] = made["contact_id"]
    _started(records, "/v1/imports/{import_id}/undo")


def _merge(records: HiddenRecords, world: World) -> None:
    survivor, source = (records.api.post("/v1/contacts", person(number)).body["contact_id"] for number in (7, 8))
    merged = _started(records, f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    records.ids["merges/{merge_id}"] = merged["merge_id"]
    records.ids["survivor"], records.ids["source"] = survivor, source


def _export(records: HiddenRecords, world: World) -> None:
    records.ids["exports/{export_id}"] = _started(records, "/v1/exports", {"of": "contacts"})["export_id"]


def _add_more(records: HiddenRecords, world: World) -> None:
    """Add what no record of a kind of its own holds: a posting, consents, a profile that expires, values that break a rule."""
    at = f"/v1/contacts/{records.id_of(CONTACT)}"
    assert records.api.put(f"{at}/lists", {"list_ids": [records.id_of("lists/{list_id}")]}).status == 200
    posting = {"external_id": SECRET, "amount": "1.00", "currency": "EUR", "occurred_at": "2026-11-01T00:00:00Z"}
    _started(records, "/v1/accounts/{account_id}/transactions", posting)
    _started(records, f"{at}/conversions", {"occurred_at": "2026-11-01T00:00:00Z", "source": SECRET})
    assert records.api.put(f"{at}/consent", {"state": "accepted"}).status == 200
    assert records.api.put("/v1/settings/uniqueness", {"person": [["phones.number"]]}).status == 200
