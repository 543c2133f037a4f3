"""What the audit costs: the looks of an export for each contact in it, reports, and a change of what a tenant configures."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.metering.meter import metered
from tests.metering.operations import Cost, cost_of, created, on_empty

# Contacts of a full piece of an export.
PIECE = 5_000
OTHERS = 60


def looks_of_an_export(world: World) -> Cost:
    """Save the progress of an export with the looks of a full piece, for each contact in it."""
    from contactbook.domain.exports.records import Export, ExportOf, ExportRequest
    from contactbook.services.base.ids import derived_from, new_id
    from contactbook.services.base.stores import open_store
    from contactbook.services.exports.looks import looks_of_export
    from contactbook.storage.base import table
    from tests.builders.contacts import a_caller

    with on_empty(world):
        store, now = open_store("acme"), clock.now()
        store.settings.current()
        with derived_from("export"):
            contact_ids = [new_id("con", now - timedelta(minutes=number)) for number in range(PIECE)]
            export = Export(
                export_id=new_id("exp", now),
                draft=ExportRequest(of=ExportOf.CONTACTS),
                caller=a_caller(),
                created_at=now,
                updated_at=now,
            )
            with metered(world) as usage:
                table.transact([store.exports.add_of(export), *looks_of_export(store, export, contact_ids, now=now)])
        return cost_of(usage, PIECE)


def change_of_a_template(world: World) -> Cost:
    """Change the name of a template, with its audit entry."""
    with on_empty(world) as api:
        body = {"name": "Offer", "bodies": {"email": {"subject": "Hello", "text": "Hello"}}}
        made = api.post("/v1/templates", body).body["template_id"]
        with metered(world) as usage:
            assert api.patch(f"/v1/templates/{made}", {"name": "Letter"}).status == 200
        return cost_of(usage)


def report(**asked: Any) -> Callable[[World], Cost]:
    """Return the operation that reads a report, beside many looks of others."""

    def operation(world: World) -> Cost:
        with on_empty(world) as api:
            contact_id = created(api)
            for number in range(OTHERS):
                Api(user_id=f"other-{number % 7}").get(f"/v1/contacts/{contact_id}")
            api.put("/v1/settings/categories", {"categories": ["partner"]})
            api.get("/v1/contacts/con_none")
            query = {**asked, **({"contact_id": contact_id} if "contact_id" in asked else {})}
            with metered(world) as usage:
                assert api.get("/v1/audit", **query).body["items"]
            return cost_of(usage)

    return operation
