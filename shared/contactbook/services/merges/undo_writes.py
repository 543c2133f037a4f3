"""The writes of the undo of a merge."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import Relation, other_end
from contactbook.domain.contacts.uniqueness.claims import claims
from contactbook.services.changes.commit import ContactChange, writes_of
from contactbook.services.merges.transaction_size import ROOM
from contactbook.services.merges.undo_plans import UndoPlan
from contactbook.storage.base.rows import Write
from contactbook.storage.merges.journal import without_contact_and_claims
from contactbook.storage.tenant_store import TenantStore

# Fields of the survivor that an undo does not restore.
_KEPT = ("version", "history", "claims", "created_at", "created_by", "sync_tags", "erasure", "refusals", "settled")


def flip_writes(store: TenantStore, plan: UndoPlan, *, by: Caller, now: datetime) -> list[Write]:
    """Return the writes that restore the contacts and the relations that the merge ended."""
    return [*_survivor_writes(store, plan, by, now), *_source_writes(store, plan, by, now), *_relation_writes(store, plan)]


def _survivor_writes(store: TenantStore, plan: UndoPlan, by: Caller, now: datetime) -> list[Write]:
    fields = {name: getattr(plan.result.survivor, name) for name in Contact.model_fields if name not in _KEPT}
    after = with_fields(plan.survivor, **fields)
    change = ContactChange(before=plan.survivor, after=after, action="contact.merge_undone", subject=plan.merge.merge_id)
    return writes_of(store, change, by=by, now=now)[1]


def _source_writes(store: TenantStore, plan: UndoPlan, by: Caller, now: datetime) -> list[Write]:
    """Return the writes that restore each source, with its claims, its lists and the continuation of its audit chain."""
    settings = store.settings.current()
    writes: list[Write] = []
    for source in plan.result.sources:
        moved = plan.moved[source.contact_id]
        was = next(one for one in plan.before.sources if one.contact_id == source.contact_id)
        head = with_fields(was.history, count=moved.chain_count, hash=moved.chain_hash)
        # What was refused meanwhile is not on a contact that was away.
        left = next_version(was, history=head, claims=(), list_ids=(), settled=False)
        change = ContactChange(
            before=left,
            after=with_fields(source, history=left.history),
            action="contact.restored",
            subject=plan.merge.merge_id,
        )
        after, made = writes_of(store, change, by=by, now=now)
        wanted = claims(after, settings.uniqueness)
        after = with_fields(after, claims=store.contacts.claim_names(wanted))
        writes += [
            *without_contact_and_claims(made),
            store.contacts.save_of(after, replacing=left.version),
            *store.contacts.claim_writes(after, wanted, before=None),
        ]
    return writes


def _relation_writes(store: TenantStore, plan: UndoPlan) -> list[Write]:
    """Return the writes that restore the relations that the merge ended, if the contact at the other end still exists."""
    dropped = [relation for one in plan.moved.values() for relation in one.dropped]
    merging = {plan.merge.survivor_id, *plan.merge.source_ids}
    others = {found.contact_id for found in store.contacts.get_many([relation.related_contact_id for relation in dropped])}
    ends: dict[tuple[str, str], Relation] = {}
    for relation in dropped:
        if relation.related_contact_id in merging | others:
            for end in (relation, other_end(relation)):
                ends[(end.contact_id, end.relation_id)] = end
    return [store.relations.restore_of(end) for end in ends.values()]


def return_writes(store: TenantStore, plan: UndoPlan) -> list[Write]:
    """Return the writes that move every child back at once. If they do not fit, those of the far ends are left out."""
    writes: list[Write] = []
    far: list[Write] = []
    for source_id, rows in plan.returning.items():
        for row in rows:
            writes += store.merges.children.return_writes(row, source_id)
        relations = [store.relations.of_row(row) for row in rows if row.kind == "relation"]
        if len(writes) <= ROOM:
            owners = {relation.relation_id: source_id for relation in relations}
            far += store.merges.far_ends.rename_writes(relations, owners, plan.merge.merge_id)
    return [*writes, *far]


def stage_writes(store: TenantStore, plan: UndoPlan) -> list[Write]:
    """Return the writes that put every child at its former place, and that let the survivor's rows disappear at the flip."""
    writes: list[Write] = []
    for source_id, rows in plan.returning.items():
        for row in rows:
            writes += store.merges.children.stage_return_writes(row, plan.merge, source_id)
        relations = [store.relations.of_row(row) for row in rows if row.kind == "relation"]
        writes += store.merges.far_ends.stage_writes(relations, source_id, plan.merge.merge_id)
    for source in plan.result.sources:
        writes += store.merges.list_member_puts(source.contact_id, source.list_ids)
    return writes
