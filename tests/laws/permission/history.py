"""One history: tenants from their beginning, the clock, the model, and what every step may look at."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import Record
from tests.laws.permission.carriers import Carrier
from tests.laws.permission.policies import Policy
from tests.laws.permission.suppressed import Suppressed
from tests.laws.permission.tenant import (
    CHILDREN,
    Tenant,
    account_addresses,
    addresses_of,
    reached_at,
    stored_accounts,
    stored_contacts,
)
from tests.laws.permission.words import AFFILIATE, DIRECT, PROCESSING, Snapshot, Words

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STEP = timedelta(minutes=2)


@dataclass(frozen=True)
class Link:
    """A link that was sent, and the scopes that a click on it ends."""

    path: str
    purpose: str
    contact_id: str
    sent_to: str
    ends: tuple[str, ...] = ()


@dataclass
class Merge:
    """A merge that is not undone."""

    survivor: str
    sources: list[str]
    before: Snapshot


@dataclass
class History:
    """The state of one history. `may_rise` are the contacts to which this step may give a permission."""

    world: World
    tenant: Tenant
    random: random.Random
    now: datetime = BEGIN
    api: Api = field(default_factory=Api)
    words: Words = field(default_factory=Words)
    contacts: dict[str, dict[str, Any]] = field(default_factory=dict)
    # The accounts of its contacts, by their ids.
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)
    # The contacts of each child account.
    children: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: {one: {} for one in CHILDREN})
    links: list[Link] = field(default_factory=list)
    # What a page to unsubscribe gave out to take it back.
    undos: list[str] = field(default_factory=list)
    merges: dict[str, Merge] = field(default_factory=dict)
    # Every merge, also one that is undone: the survivor and the source.
    all_merges: set[tuple[str, str]] = field(default_factory=set)
    # When a click, a report or a list of a child account refused what: by its contact, the address and the scope.
    told_in_children: dict[tuple[str, str, str], datetime] = field(default_factory=dict)
    # When a user of the top account last removed what was told of an address.
    removed: dict[tuple[str, str], datetime] = field(default_factory=dict)
    # Each copy in the top account with the contacts of the child accounts that it was seen to stand for.
    copies: dict[str, set[str]] = field(default_factory=dict)
    imports: list[str] = field(default_factory=list)
    # Each run with the list that it goes to, the suppression lists that it names, and those that are not sent yet.
    runs: dict[str, str | None] = field(default_factory=dict)
    excluded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # The definitions by which a message follows an event.
    followed: list[str] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)
    suppressed: Suppressed = field(default_factory=Suppressed)
    policy: Policy = field(default_factory=Policy)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    # How many of the sent emails and texts were looked at.
    looked_at: dict[str, int] = field(default_factory=dict)
    carrier: Carrier = field(default_factory=Carrier)
    printed: list[str] = field(default_factory=list)
    # What the stream has brought, batch by batch.
    batches: list[list[Record]] = field(default_factory=list)
    taken: dict[tuple[str, str], datetime] = field(default_factory=dict)
    # Whose accounts have or had which address.
    held_by_accounts: set[tuple[str, str]] = field(default_factory=set)
    # The addresses that somebody had who was erased, also former ones.
    left_by_erased: set[str] = field(default_factory=set)
    # What each contact permits, and the contact as it was when that was read.
    allowed: dict[str, dict[str, bool]] = field(default_factory=dict)
    checked: dict[str, dict[str, Any]] = field(default_factory=dict)
    # What each contact refuses only because a user said so of another one with its address.
    lent: dict[str, set[str]] = field(default_factory=dict)
    may_rise: set[str] = field(default_factory=set)
    # How many messages to each address came back as ones that may work later.
    soft_bounces: Counter[str] = field(default_factory=Counter)
    # The addresses at which each contact was last seen, also one that a merge took away.
    seen: dict[str, set[str]] = field(default_factory=dict)
    # Whose addresses changed since the stream was last followed: the marks of former ones are taken away then.
    moved: set[str] = field(default_factory=set)
    # Every own no: on which contact, about what, when.
    nos: list[tuple[str, str, datetime]] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    told: set[tuple[str, object]] = field(default_factory=set)
    are_settings_default: bool = True
    passes_over_everything: bool = False

    def one(self) -> str:
        """Return a contact, at random. One that is gone now and then."""
        return self.random.choice(list(self.contacts)) if self.contacts else "con_01J00000000000000000000000"

    def child(self) -> tuple[str, str] | None:
        """Return a contact of a child account with its tenant, at random, or None if there is none."""
        known = [(tenant_id, one) for tenant_id, some in self.children.items() for one in some]
        return self.random.choice(known) if known else None

    def accounts_of(self, contact_id: str) -> list[dict[str, Any]]:
        return [one for one in self.accounts.values() if one["contact_id"] == contact_id]

    def everywhere(self, contact_id: str) -> list[str]:
        """Return every address of the contact, and of its accounts."""
        own = reached_at(self.contacts.get(contact_id, {}))
        return [*own, *(one for account in self.accounts_of(contact_id) for one in account_addresses(account) if one not in own)]

    def survivor_of(self, contact_id: str) -> str:
        """Return the contact into which this one was merged at last, or itself."""
        for merge in reversed(self.merges.values()):
            if contact_id in merge.sources and contact_id not in self.contacts:
                return self.survivor_of(merge.survivor)
        return contact_id

    def person_says(self, contact_id: str, scope: str, *, value: bool, link: str | None = None) -> None:
        """The person itself says it on this contact; behind a link or of a message, if that was sent to an address."""
        if contact_id not in self.contacts:
            return
        self.words.says(contact_id, scope, value=value, at=self.now)
        if value:
            self.may_rise.add(contact_id)
        else:
            self.nos.append((contact_id, scope, self.now))
            # A no to marketing through a link is about the address that it was sent to. Any other is about each address.
            if scope == PROCESSING or (link is None and scope in (DIRECT, AFFILIATE)):
                for address in self.everywhere(contact_id):
                    self.words.says_on_holder(address, scope, self.now)

    def erased(self, contact_id: str, addresses: Iterable[str]) -> None:
        """Whoever was erased has left these addresses. Former ones are refused too, also those of a contact that was merged into it."""
        self.left_by_erased |= {one for who, one in {*self.taken, *self.held_by_accounts} if self.survivor_of(who) == contact_id}
        for address in addresses:
            self.words.says_about(address, "erased", self.now)

    def everybody_may_rise(self) -> None:
        """Ask nothing of this step: what users set may be set otherwise. What a person refused stands all the same."""
        for contact_id in self.contacts:
            self.words.forget_users(contact_id)
            self.may_rise.add(contact_id)

    def look(self) -> None:
        """Read which contacts there are now, and since when each has its addresses."""
        before, found = self.contacts, stored_contacts(self.world)
        self.contacts = _in_order(before, found)
        self.accounts = dict(sorted(stored_accounts(self.world).items()))
        for account in self.accounts.values():
            self.held_by_accounts |= {(account["contact_id"], one) for one in account_addresses(account)}
        for contact_id, contact in self.contacts.items():
            had, now_has = reached_at(before.get(contact_id, {})), reached_at(contact)
            self.taken |= {(contact_id, one): self.now for one in now_has if one not in had}
            if any(set(now_has) != former for former in (set(had), self.seen.get(contact_id, set()))):
                self.may_rise.add(contact_id)
                self.moved.add(contact_id)
            self.seen[contact_id] = set(now_has)
        for tenant_id, some in self.children.items():
            self.children[tenant_id] = _in_order(some, stored_contacts(self.world, tenant_id))


# One step of a history.
Step = Callable[[History], None]


def _in_order(before: Iterable[str], found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the contacts in an order that the seed decides: ids are random."""
    known = [one for one in before if one in found]
    new = sorted(
        found.keys() - set(known),
        key=lambda one: (found[one]["created_at"], found[one].get("first_name", ""), addresses_of(found[one])),
    )
    return {one: found[one] for one in [*known, *new]}
