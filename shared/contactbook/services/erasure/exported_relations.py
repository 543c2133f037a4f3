"""The relations of a person in its export, each with the name of the other person or company (S2.126)."""

from collections.abc import Collection, Sequence

from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.erasure.exported_records import ExportedRecord, exported
from contactbook.storage.tenant_store import TenantStore


def exported_relations(store: TenantStore, relations: Sequence[Relation], hidden: Collection[str]) -> tuple[ExportedRecord, ...]:
    """Return the relations; of the `hidden` contacts neither id nor name is told. One batch read if there are others."""
    others = sorted({one.related_contact_id for one in relations} - set(hidden))
    known = store.contacts.survivors(others) if others else {}
    display = store.settings.current().name_display
    found = []
    for relation in relations:
        told = with_fields(relation, related_contact_id="") if relation.related_contact_id in hidden else relation
        other = known.get(told.related_contact_id)
        named: ExportedRecord = {"related_contact": display_name(other, other.kind, display)} if other else {}
        found.append(named | exported(told, "contact_id"))
    return tuple(found)
