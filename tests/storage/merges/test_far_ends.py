"""The other ends of moved relations."""

from datetime import datetime

from contactbook.domain.contacts.drafts import ContactDraft
from contactbook.domain.contacts.relations import RelationDraft
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import registration, relations
from contactbook.storage.base import table
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_caller

BY = a_caller()


def test_a_far_end_names_the_new_owner_once(world: World, now: datetime) -> None:
    store = open_store("acme")
    source, related = (
        registration.register_contact(
            store, ContactDraft.model_validate({"kind": "person", "last_name": name}), by=BY, now=now
        ).contact_id
        for name in ("Source", "Related")
    )
    relations.add_relation(store, source, RelationDraft(related_contact_id=related, relation_type="other"), by=BY, now=now)
    (relation,) = store.relations.all_of(source)
    owners = {relation.relation_id: "con_new"}

    table.transact(store.merges.far_ends.rename_writes([relation], owners, "mrg_1"))

    (far_end,) = store.relations.all_of(related)
    assert (far_end.related_contact_id, far_end.version) == ("con_new", 2)
    assert store.merges.far_ends.rename_writes([relation], owners, "mrg_1") == []


def test_a_staged_far_end_names_the_old_owner_while_its_merge_shows(world: World, now: datetime) -> None:
    from contactbook.domain.merges.records import Merge, MergeState
    from tests.builders.contacts import USER

    store = open_store("acme")
    source, related = (
        registration.register_contact(
            store, ContactDraft.model_validate({"kind": "person", "last_name": name}), by=BY, now=now
        ).contact_id
        for name in ("Source", "Related")
    )
    relations.add_relation(store, source, RelationDraft(related_contact_id=related, relation_type="other"), by=BY, now=now)
    (relation,) = store.relations.all_of(source)
    merge = Merge(
        merge_id="mrg_1", survivor_id=source, source_ids=("con_2",), state=MergeState.UNDOING, merged_at=now, merged_by=USER
    )
    store.merges.save(merge)

    table.transact(store.merges.far_ends.stage_writes([relation], "con_2", "mrg_1"))

    assert store.relations.all_of(related)[0].related_contact_id == source
    store.merges.save(merge.model_copy(update={"state": MergeState.UNDONE, "version": 2}))
    assert store.relations.all_of(related)[0].related_contact_id == "con_2"
