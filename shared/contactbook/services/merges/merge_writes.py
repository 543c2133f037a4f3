"""The writes of a merge."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.kyc.proofs import with_identifiers_doubted
from contactbook.domain.merges.records import Merge, MovedChildren
from contactbook.domain.merges.undo import Before
from contactbook.services.changes.commit import ContactChange, departure_writes, writes_of
from contactbook.services.merges.merge_plans import MergePlan
from contactbook.services.merges.transaction_size import ROOM
from contactbook.storage.base.rows import Write
from contactbook.storage.merges.children import child_of
from contactbook.storage.tenant_store import TenantStore


def flip_writes(
    store: TenantStore, plan: MergePlan, merge_id: str, *, by: Caller, now: datetime
) -> tuple[list[Write], list[MovedChildren], Before]:
    """Return the writes that make one contact of several, and what an undo needs."""
    merged = with_identifiers_doubted(plan.after, _with_scans(store, plan), now)
    change = ContactChange(before=plan.survivor, after=merged, action="contact.merged", subject=merge_id)
    after, writes = writes_of(store, change, by=by, now=now)
    moved = []
    for source in plan.sources:
        head, departure = departure_writes(store, source, "contact.merged_away", merge_id, by=by, now=now)
        writes += [store.contacts.replace_by_merged(source, plan.survivor.contact_id, merge_id), *departure]
        moved.append(
            MovedChildren(
                contact_id=source.contact_id,
                children=tuple(child_of(row) for row in plan.moving[source.contact_id]),
                dropped=tuple(plan.ending[source.contact_id]),
                chain_count=head.count,
                chain_hash=head.hash,
            )
        )
    return writes, moved, Before(survivor=plan.survivor, sources=plan.sources, after=after)


def _with_scans(store: TenantStore, plan: MergePlan) -> list[Contact]:
    """Return the contacts of the merge that have a file of a classification for which the KYC definition asks."""
    kyc = store.settings.current().kyc
    asked = {rule.attachment_classification for rule in (*kyc.person_rules, *kyc.company_rules)}
    rows = {plan.survivor.contact_id: plan.staying} | plan.moving
    return [
        contact
        for contact in (plan.survivor, *plan.sources)
        if any(
            row.kind == "attachment" and store.attachments.of_row(row).classification in asked for row in rows[contact.contact_id]
        )
    ]


def move_writes(store: TenantStore, plan: MergePlan, merge: Merge) -> list[Write]:
    """Return the writes that move every child at once. If they do not fit, those of the far ends are left out."""
    writes: list[Write] = []
    relations: list[Relation] = []
    for rows in plan.moving.values():
        for row in rows:
            writes += store.merges.children.move_writes(row, merge.survivor_id)
            if row.kind == "relation":
                relations.append(store.relations.of_row(row))
    if len(writes) > ROOM:
        return writes
    owners = {relation.relation_id: merge.survivor_id for relation in relations}
    return [*writes, *store.merges.far_ends.rename_writes(relations, owners, merge.merge_id)]


def departure_list_and_relation_writes(store: TenantStore, plan: MergePlan) -> list[Write]:
    """Return the writes that take the sources off their lists, and that remove the relations that end."""
    writes = [write for one in plan.sources for write in store.contacts.list_writes(one.contact_id, one.list_ids, ())]
    ends = dict.fromkeys(
        (contact_id, found.relation_id)
        for source_id, relations in plan.ending.items()
        for found in relations
        for contact_id in (source_id, found.related_contact_id)
    )
    return [*writes, *(store.merges.children.relation_removal(*end) for end in ends)]


def stage_writes(store: TenantStore, plan: MergePlan, merge: Merge) -> list[Write]:
    """Return the writes that put every moving child at its new place, where no reader sees it yet."""
    writes = [
        write
        for source_id, rows in plan.moving.items()
        for row in rows
        for write in store.merges.children.stage_writes(row, merge, source_id)
    ]
    new = [list_id for list_id in plan.after.list_ids if list_id not in plan.survivor.list_ids]
    return [*writes, *store.merges.list_member_puts(merge.survivor_id, new)]


def survivor_relation_removals(store: TenantStore, plan: MergePlan) -> list[Write]:
    """Return the writes that remove the survivor's ends of the relations that end."""
    survivor_id = plan.survivor.contact_id
    return [
        store.merges.children.relation_removal(survivor_id, found.relation_id)
        for relations in plan.ending.values()
        for found in relations
        if found.related_contact_id == survivor_id
    ]
