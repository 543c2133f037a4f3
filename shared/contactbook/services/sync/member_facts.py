"""The facts about contacts that a tenant group's sync decides by, made from the contacts. They can be made again at any time."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact, ContactKind
from contactbook.domain.opportunities.opportunities import Outcome
from contactbook.domain.permissions.standing import STOPS
from contactbook.domain.sync.matching import Member, match_values
from contactbook.domain.sync.outlines import ContactOutline
from contactbook.domain.sync.shared_persons import NO_TIES, MemberFacts
from contactbook.domain.sync.tags import MOST_TAGS, managed_digest, managed_tags
from contactbook.services.base.ids import new_id
from contactbook.services.sync.match_keys import drop_keys, first_key, save_keys
from contactbook.storage.contacts.profiles import Profile
from contactbook.storage.sync.members import MemberChange
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenant_store import TenantStore

JOB = job("tenant-sync")
# What closes a contact whatever its consent: its anonymization is requested.
ANONYMIZATION = "anonymization"
_TRIES = 5
# The sync gives a contact 20 configured tags and one more at most. Below this the number of the other tags decides nothing.
_FEW_TAGS = MOST_TAGS - 21


@dataclass(frozen=True)
class Refreshed:
    """The facts about a contact before and after a refresh, and the other contacts that carry one of its keys."""

    before: MemberFacts | None
    after: MemberFacts | None
    others: frozenset[Member] = frozenset()


@dataclass(frozen=True)
class Refresher:
    """Makes the facts about contacts anew. A key is oversized by `largest`, the most contacts of a person."""

    group: GroupStore
    key_ids: tuple[str, ...]
    largest: int
    now: datetime

    def refresh(
        self, store: TenantStore, contact_id: str, *, known: MemberFacts | None = None, notify: bool = True, again: bool = False
    ) -> Refreshed:
        """Make the facts about the contact anew. `known` are those that were read, which name the keys it may have lost.

        If the sync would decide differently, the change is saved for the next run. `again` saves facts of the same version too.
        """
        member = Member(store.tenant_id, contact_id)
        before, others = known, set[Member]()
        lost = set(known.keys) if known else set[str]()
        for _ in range(_TRIES):
            after = self._made(store, contact_id, had_ties=again or (known is not None and known.ties != NO_TIES))
            before = before or self._stored(after)
            lost |= set(before.keys) if before else set()
            if before and after and before.version >= after.version and before.key_ids == self.key_ids and not again:
                return Refreshed(before, before)
            others |= self.save(member, after, lost, version=after.version if after else _version_after(before))
            if self._is_current(store, contact_id, after):
                break
            # It changed meanwhile: what was saved may be older than what the stream saved or removed.
            lost |= set(after.keys) if after else set()
        else:
            raise ConcurrentUpdate("Another request changed the record at the same time.")
        if notify and (before or after) and not (after and after.is_equivalent_to(before)):
            self.notify([change] if (change := self.change_of(member, after, lost, others)) else [])
        return Refreshed(before, after, frozenset(others))

    def save(self, member: Member, facts: MemberFacts | None, lost: Iterable[str], *, version: int) -> set[Member]:
        """Save the facts under the contact's keys and remove it from those that it lost. Return who else carries one of them."""
        kept = set(facts.keys) if facts else set[str]()
        others = drop_keys(self.group, member, set(lost) - kept, version=version)
        return others | save_keys(self.group, facts, largest=self.largest, now=self.now) if facts else others

    def change_of(
        self, member: Member, facts: MemberFacts | None, lost: Iterable[str], others: Collection[Member]
    ) -> MemberChange | None:
        """Return the change for the next run; None if it concerns nobody: no other contact has a key, and no tag is there."""
        if not others and not (facts and facts.managed):
            return None
        return self.told(member, {*lost, *(facts.keys if facts else ())}, others)

    def told(self, member: Member, keys: Iterable[str], others: Iterable[Member] = ()) -> MemberChange:
        """Return what tells the next run of a contact that has or had these keys, and of others that have one of them."""
        return MemberChange(
            change_id=new_id("chg", self.now),
            tenant_id=member.tenant_id,
            contact_id=member.contact_id,
            keys=tuple(sorted(keys)),
            others=tuple((other.tenant_id, other.contact_id) for other in sorted(others)),
        )

    def keys_of(self, contact: Contact) -> tuple[str, ...]:
        """Return the contact's match keys under each of the secrets."""
        return self.group.match_keys(match_values(contact), self.key_ids)

    def notify(self, changes: Sequence[MemberChange]) -> None:
        """Save changes for the next run."""
        if changes:
            self.group.members.save_changes(changes)

    def _made(self, store: TenantStore, contact_id: str, *, had_ties: bool) -> MemberFacts | None:
        profile = store.contacts.profile(contact_id)
        facts = facts_of(self.group, store, profile, self.key_ids) if isinstance(profile, Profile) else None
        ties = facts.ties if facts else NO_TIES
        if ties != NO_TIES or had_ties:
            self.group.members.save_ties(Member(store.tenant_id, contact_id), ties)
        return facts

    def _stored(self, after: MemberFacts | None) -> MemberFacts | None:
        if after is None or (name := first_key(after.keys, self.key_ids[0])) is None:
            return None
        found = self.group.key_items.get_many([name])[name].members.get(after.member)
        return found.with_ties(after.ties) if found else None

    def _is_current(self, store: TenantStore, contact_id: str, after: MemberFacts | None) -> bool:
        found = store.contacts.find(contact_id)
        if not isinstance(found, Contact) or found.erasure is not None:
            return after is None
        return after is not None and found.version == after.version


def facts_of(group: GroupStore, store: TenantStore, profile: Profile, key_ids: Sequence[str]) -> MemberFacts | None:
    """Return the facts about the contact, or None if it is anonymized."""
    opportunities = store.opportunities.all_in(profile.children)
    conversions = store.conversions.all_of(profile.contact.contact_id)
    facts = facts_of_contact(group, store.tenant_id, profile.contact, key_ids)
    if facts is None:
        return None
    return with_fields(
        facts,
        # An opportunity without a stage counts too (S4.17), a lost one does not (S4.13).
        stages=tuple(sorted({one.stage or "" for one in opportunities if one.outcome is not Outcome.LOST})),
        conversions=len(conversions),
        first_conversion_at=min((conversion.occurred_at for conversion in conversions), default=None),
    )


def facts_of_contact(group: GroupStore, tenant_id: str, contact: Contact, key_ids: Sequence[str]) -> MemberFacts | None:
    """Return the facts about the contact without its ties, or None if it is anonymized."""
    if contact.erasure is not None:
        return None
    facts = MemberFacts(
        tenant_id=tenant_id,
        contact_id=contact.contact_id,
        version=contact.version,
        key_ids=tuple(key_ids),
        created_at=contact.created_at,
    )
    return with_contact(group, facts, contact)


def with_contact(group: GroupStore, facts: MemberFacts, contact: Contact) -> MemberFacts:
    """Return the facts with what comes from the contact itself: its kind, its keys, the sync's tags on it, its permissions."""
    return with_fields(
        facts,
        version=contact.version,
        company=contact.kind is ContactKind.COMPANY,
        keys=group.match_keys(match_values(contact), facts.key_ids),
        managed=digest_of_tags(contact, in_top_account=facts.tenant_id == group.group_id),
        standing=standing_digest(contact),
        stop=stop_of(contact),
        own_tags=own_tags(contact, in_top_account=facts.tenant_id == group.group_id),
    )


def digest_of_tags(contact: Contact | ContactOutline, *, in_top_account: bool) -> str:
    """Return a digest of the sync's tags on the contact; empty for none."""
    managed = managed_tags(contact.tags, contact.sync_tags, in_top_account=in_top_account)
    return managed_digest(managed, contact.sync_tags)


def stop_of(contact: Contact) -> str:
    """Return what may close the contact, as its account's settings say: a rejected or withdrawn consent, or an anonymization; else nothing."""
    if contact.anonymization_pending:
        return ANONYMIZATION
    return contact.consent.state.value if contact.consent.state in STOPS else ""


def own_tags(contact: Contact, *, in_top_account: bool) -> int:
    """Return how many tags of others the contact has, or 0 if they are so few that they leave room for the sync's."""
    count = len(contact.tags) - len(managed_tags(contact.tags, contact.sync_tags, in_top_account=in_top_account))
    return count if count > _FEW_TAGS else 0


def standing_digest(contact: Contact) -> str:
    """Return a digest of the contact's consent, preferences and refusals; empty if it has none of its own."""
    stated = contact.consent.model_dump_json(exclude_defaults=True) + contact.preferences.model_dump_json(exclude_defaults=True)
    stated += "".join(mark.model_dump_json() for mark in contact.refusals)
    return hashlib.sha256(f"{contact.contact_id}{stated}".encode()).hexdigest()[:16] if stated != "{}{}" else ""


def _version_after(before: MemberFacts | None) -> int:
    # A contact that is gone has no version: whatever is stored about it is older.
    return before.version if before else 0
