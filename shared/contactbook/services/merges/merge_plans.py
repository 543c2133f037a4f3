"""Planning a merge: the contact that it makes, and the children that it moves (S1.22-S1.24, decision 4)."""

from dataclasses import dataclass

from contactbook.domain.base.callers import Caller
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.merges.combined_contact import check_sources, combined_contact
from contactbook.domain.merges.records import MergeDraft, split_relations
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.changes.access import require_open, seen, visible_profile
from contactbook.storage.base.rows import Row
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.merges.children import child_id
from contactbook.storage.tenant_store import TenantStore


@dataclass(frozen=True)
class MergePlan:
    """The survivor before and after the merge, and by source the children that move and the relations that end."""

    survivor: Contact
    sources: tuple[Contact, ...]
    after: Contact
    moving: dict[str, list[Row]]
    ending: dict[str, list[Relation]]
    # The survivor's own children.
    staying: list[Row]


def plan_merge(store: TenantStore, contact_id: str, draft: MergeDraft, by: Caller) -> MergePlan:
    """Return the plan. One query a contact.

    Raises RuleBroken `merge_with_itself`, `different_kinds`, `too_much_to_merge`, ValidationFailed, NotFound, Merged.
    """
    check_sources(contact_id, draft.source_ids)
    profiles = [_editable_profile(store, one, by) for one in (contact_id, *draft.source_ids)]
    survivor, *sources = [profile.contact for profile in profiles]
    after = combined_contact(survivor, sources, draft.prefer, store.settings.current().consent)
    ids = [contact.contact_id for contact in (survivor, *sources)]
    kept = [relation for relation in store.relations.all_in(profiles[0].children) if relation.related_contact_id not in ids]
    moving: dict[str, list[Row]] = {}
    ending: dict[str, list[Relation]] = {}
    for profile in profiles[1:]:
        source_id = profile.contact.contact_id
        moved, ending[source_id] = split_relations(store.relations.all_in(profile.children), ids, kept)
        kept += moved
        moved_ids = {relation.relation_id for relation in moved}
        moving[source_id] = [row for row in rows_of(profile) if row.kind != "relation" or child_id(row) in moved_ids]
    return MergePlan(survivor, tuple(sources), after, moving, ending, rows_of(profiles[0]))


def rows_of(profile: Profile) -> list[Row]:
    """Return the rows of all children of the profile."""
    return [row for rows in profile.children.values() for row in rows]


def _editable_profile(store: TenantStore, contact_id: str, by: Caller) -> Profile:
    profile = visible_profile(store, contact_id, by=by, whole=True)
    seen(store, profile.contact, by=by, right=GroupRight.EDIT)
    require_open(profile.contact, store.settings.current().consent)
    return profile
