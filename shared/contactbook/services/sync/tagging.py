"""The sync's tags on one contact, in whichever account it is."""

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import allows
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.runs import SyncChange, with_change
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.domain.sync.tags import MOST_TAGS, managed_digest, managed_tags, retagged
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.changes.commit import ContactChange
from contactbook.services.sync.run_context import RunContext, commit_with_facts, current_facts
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def tag_contact(context: RunContext, member: Member, known: MemberFacts | None, wanted: frozenset[str]) -> None:
    """Give the contact exactly these tags of the sync (S4.10, S4.11, S4.21, S4.25, S4.28). `known` are the facts that decided.

    A contact that is closed, or has no room, gets none of them. It loses those that are not true any more: another account may be primary
    now (S4.12, S2.114). One in erasure stays unchanged (S2.131). Raises RuleBroken `too_many_tags`.
    """
    store = open_store(member.tenant_id)
    contact = store.contacts.find(member.contact_id)
    if not isinstance(contact, Contact):
        # It was deleted or merged meanwhile: the group's facts follow, and a run reads the change.
        context.refresher.refresh(store, member.contact_id, known=known)
        return
    facts = current_facts(context, store, contact, known)
    if facts is None:
        return
    if contact.erasure is not None:
        # Whom the run found closed is told with why, as whom it could not change.
        context.refuse(member, "anonymized", counts="closed")
        return
    closed = allows(contact, store.settings.current().consent) is not Behaviour.COMPLETE
    needed = len(_retagged(context, store, contact, wanted)[0])
    has_room = needed <= MOST_TAGS
    # Taken away is what is not wanted; kept is what is, as far as it is there.
    possible = wanted if has_room and not closed else wanted & frozenset(contact.tags)
    tags, own = _retagged(context, store, contact, possible)
    if (tags, own) != (contact.tags, contact.sync_tags):
        _save(context, store, contact, facts, tags, own)
    # After the change, because an attempt that lost a race is repeated.
    if closed:
        context.refuse(member, "not_functional", counts="closed")
    elif not has_room:
        raise RuleBroken(
            f"A contact has at most {MOST_TAGS} tags, and this would have {needed}. Remove some first.", code="too_many_tags"
        )


def _retagged(
    context: RunContext, store: TenantStore, contact: Contact, wanted: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    in_top = store.tenant_id == context.group.group_id
    return retagged(contact.tags, contact.sync_tags, wanted, in_top_account=in_top)


def _save(
    context: RunContext,
    store: TenantStore,
    contact: Contact,
    facts: MemberFacts,
    tags: tuple[str, ...],
    own: tuple[str, ...],
) -> None:
    member = Member(store.tenant_id, contact.contact_id)
    in_top = member.tenant_id == context.group.group_id
    added, removed = set(tags) - set(contact.tags), set(contact.tags) - set(tags)
    if context.run.dry_run:
        context.plan(SyncChange(**member._asdict(), add=tuple(sorted(added)), remove=tuple(sorted(removed))))
        return
    after = with_fields(contact, tags=tags, sync_tags=own)
    managed = managed_digest(managed_tags(tags, own, in_top_account=in_top), own)
    change = ContactChange(before=contact, after=after, action="contact.tagged")
    run = with_change(context.run, member.tenant_id, added=len(added), removed=len(removed))
    commit_with_facts(context, store, change, facts=with_fields(facts, managed=managed), run=run)
