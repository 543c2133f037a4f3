"""One history: a tenant from its beginning, the clock, the model, and what every step may look at."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.laws.permission.tenant import Tenant, addresses_of, stored_contacts
from tests.laws.permission.words import Snapshot, Words

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STEP = timedelta(minutes=2)


@dataclass(frozen=True)
class Link:
    """A link that was sent."""

    path: str
    purpose: str
    contact_id: str
    sent_to: str


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
    links: list[Link] = field(default_factory=list)
    merges: dict[str, Merge] = field(default_factory=dict)
    imports: list[str] = field(default_factory=list)
    runs: dict[str, str | None] = field(default_factory=dict)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    taken: dict[tuple[str, str], datetime] = field(default_factory=dict)
    # What each contact permits, and the contact as it was when that was read.
    allowed: dict[str, dict[str, bool]] = field(default_factory=dict)
    checked: dict[str, dict[str, Any]] = field(default_factory=dict)
    may_rise: set[str] = field(default_factory=set)
    # Whose addresses changed since the stream was last followed: the marks of former ones are taken away then.
    moved: set[str] = field(default_factory=set)
    # Every own no: on which contact, about what, when.
    nos: list[tuple[str, str, datetime]] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    told: set[tuple[str, object]] = field(default_factory=set)
    are_settings_default: bool = True

    def one(self) -> str:
        """Return a contact, at random. One that is gone now and then."""
        return self.random.choice(list(self.contacts)) if self.contacts else "con_01J00000000000000000000000"

    def survivor_of(self, contact_id: str) -> str:
        """Return the contact into which this one was merged at last, or itself."""
        for merge in reversed(self.merges.values()):
            if contact_id in merge.sources and contact_id not in self.contacts:
                return self.survivor_of(merge.survivor)
        return contact_id

    def person_says(self, contact_id: str, scope: str, *, value: bool, at: datetime | None = None) -> None:
        """The person itself says it on this contact."""
        if contact_id not in self.contacts:
            return
        self.words.says(contact_id, scope, value=value, at=at or self.now)
        if value:
            self.may_rise.add(contact_id)
        else:
            self.nos.append((contact_id, scope, self.now))

    def look(self) -> None:
        """Read which contacts there are now, and since when each has its addresses."""
        before, found = self.contacts, stored_contacts(self.world)
        # In an order that the seed decides: ids are random.
        new = sorted(
            found.keys() - before.keys(),
            key=lambda one: (found[one]["created_at"], found[one].get("first_name", ""), addresses_of(found[one])),
        )
        self.contacts = {one: found[one] for one in [*(known for known in before if known in found), *new]}
        for contact_id, contact in self.contacts.items():
            had = addresses_of(before.get(contact_id, {}))
            now_has = addresses_of(contact)
            self.taken |= {(contact_id, one): self.now for one in now_has if one not in had}
            if set(had) != set(now_has):
                self.may_rise.add(contact_id)
                self.moved.add(contact_id)
