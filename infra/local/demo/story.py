"""The demo's story: what a person wants to look at in the first five minutes, made over HTTP in the order in which it would happen.

Three days ago the residents came in and were checked. Since then one ID card has ended, and one ends tomorrow. Today a campaign went out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from infra.local.demo import records
from infra.local.demo.caller import Caller, StepFailedError
from infra.local.demo.tenants import NORTH, SOUTH, TIME_ZONE, TOP_TENANT

Ids = dict[str, str]


def tell_story(base_url: str, now: datetime) -> Ids:
    """Make the records of the demo's tenants, on empty stores whose clock shows `now`, and return the ids that the guide names.

    Raise StepFailedError if the stack refuses a step. The clock shows real time afterwards.
    """
    today = now.astimezone(ZoneInfo(TIME_ZONE)).date()
    with Caller.of(base_url, TOP_TENANT) as top, Caller.of(base_url, NORTH) as north, Caller.of(base_url, SOUTH) as south:
        with _clock_at(top, now - timedelta(days=3)):
            ids = _people(top, today)
            _customers(top, ids)
            _communities(top, north, south)
            _merge(top, ids)
        _schedules(top)
        _campaign(top, ids)
    return ids | {"card_ends_on": (today + timedelta(days=1)).isoformat()}


@contextmanager
def _clock_at(top: Caller, moment: datetime) -> Iterator[None]:
    top.send("PUT", "/_local/clock", {"now": moment.isoformat()})
    try:
        yield
    finally:
        top.send("DELETE", "/_local/clock")


def _people(top: Caller, today: date) -> Ids:
    """Import the residents from a file, add the companies, and return their ids by key."""
    for section, value in records.SETTINGS.items():
        top.send("PUT", f"/v1/settings/{section}", value)
    newsletter = top.made("/v1/lists", {"name": "Newsletter", "public": True}, "list_id")
    given = {"kind": "person", "format": "csv", "csv": records.contacts_file(today), "columns": records.COLUMNS}
    constants = {"emails.0.type": "personal", "phones.0.type": "mobile"}
    whole = given | {"constants": constants, "list_id": newsletter, "on_duplicate": "skip"}
    ids = {"list": newsletter, "import": top.made("/v1/imports", whole, "import_id")}
    _drain(top)
    found = _items(top, f"/v1/contacts?list_id={newsletter}&limit=100")
    by_name = {(one.get("first_name"), one.get("last_name")): str(one["contact_id"]) for one in found}
    for key, first_name, last_name, *_ in records.PEOPLE:
        if (first_name, last_name) not in by_name:
            raise StepFailedError(f"the import left {key} out")
        ids[key] = by_name[first_name, last_name]
    for key, company in records.COMPANIES.items():
        ids[key] = top.made("/v1/contacts", company, "contact_id")
    return ids


def _customers(top: Caller, ids: Ids) -> None:
    """Relate the residents, open their accounts, offer them apartments, and check who they are."""
    for key, other, relation in records.RELATIONS:
        said = {"related_contact_id": ids[other], "relation_type": relation}
        top.send("POST", f"/v1/contacts/{ids[key]}/relations", said)
    for key, account in records.ACCOUNTS:
        account_id = top.made(f"/v1/contacts/{ids[key]}/accounts", account, "account_id")
        ids.setdefault(f"account of {key}", account_id)
    for key, opportunity in records.OPPORTUNITIES:
        top.send("POST", f"/v1/contacts/{ids[key]}/opportunities", opportunity)
    for key in ("maria", "ahmad", "sophia"):
        top.send("POST", f"/v1/contacts/{ids[key]}/kyc/verify", {"reason": "The card was shown at the reception."})
    reason = "The scan of the ID card is cut off. Please send it again."
    top.send("POST", f"/v1/contacts/{ids['nikos']}/kyc/refute", {"reason": reason})
    top.send("POST", f"/v1/contacts/{ids['maria']}/notes", {"text": "Prefers to be called after five."})


def _communities(top: Caller, north: Caller, south: Caller) -> None:
    """Let Eleni live in one community and ask about the other."""
    top.send("PUT", "/v1/tenant-group/sync-settings", records.SYNC_SETTINGS)
    for community, stage, neighbour in ((north, "deposit", "Despina"), (south, "inquiry", "Χρήστος")):
        eleni = community.made("/v1/contacts", records.ELENI, "contact_id")
        community.send("POST", f"/v1/contacts/{eleni}/opportunities", {"name": "A room with a balcony", "stage": stage})
        other = {"address": f"neighbour.{stage}@example.com"}
        said = {"kind": "person", "first_name": neighbour, "last_name": "Kyriakou", "source": "api", "emails": [other]}
        community.send("POST", "/v1/contacts", said)


def _merge(top: Caller, ids: Ids) -> None:
    """Take two records for one person, so that there is a merge to undo."""
    said = {"source_ids": [ids["anna_again"]]}
    ids["merge"] = top.made(f"/v1/contacts/{ids['anna']}/merge", said, "merge_id")


def _schedules(top: Caller) -> None:
    _drain(top)
    for schedule in ("KycExpiry", "TenantSync"):
        top.send("POST", f"/_local/schedules/{schedule}/fire")
    _drain(top)


def _campaign(top: Caller, ids: Ids) -> None:
    """Learn that Elena's address is gone, and write to everybody on the list."""
    ids["template"] = top.made("/v1/templates", records.TEMPLATE, "template_id")
    ids["type"] = top.made("/v1/notification-types", records.NOTIFICATION_TYPE, "notification_type_id")
    message = {"notification_type_id": ids["type"], "template_id": ids["template"], "channel": "email"}
    top.send("POST", f"/v1/contacts/{ids['elena']}/communications", message)
    _drain(top)
    for sent in _items(top, "/_local/outbox"):
        top.send("POST", "/_local/feedback", {"message_id": sent["message_id"], "type": "hard_bounce"})
    _drain(top)
    run = message | {"origin": "contact_report", "audience": {"list_id": ids["list"]}}
    ids["run"] = top.made("/v1/notification-runs", run, "run_id")
    _drain(top)


def _items(top: Caller, path: str) -> list[dict[str, Any]]:
    items = top.send("GET", path).get("items")
    return items if isinstance(items, list) else []


def _drain(top: Caller) -> None:
    """Wait until the jobs have done all their work. Raise StepFailedError if they do not end."""
    if not top.send("POST", "/_local/drain", {"within": 60}).get("drained"):
        raise StepFailedError("the jobs of the demo did not end within a minute")
