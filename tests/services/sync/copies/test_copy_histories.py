"""Random histories of what happens to the sources of copies, and to the copies: the law of S2.141, S4.27 and S5.3 holds after each run."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.contacts.record import Contact, Origin
from contactbook.domain.refusals.marks import DIRECT_MARKETING, Through
from contactbook.domain.refusals.refusals import RefusalEvent
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.erasure.anonymization import anonymize_contact
from contactbook.services.refusals.recording import RECORDED, Recorded, recorded
from contactbook.services.settings.sections import save_section
from contactbook.services.sync.requests import left_out
from tests.aws_in_process.aws import World
from tests.aws_in_process.jobs import drain_queues
from tests.builders.contacts import a_caller
from tests.builders.sync import CHILDREN, TOP, Group
from tests.faults.exploring import many_seeds

POOL = ("a@example.com", "b@example.com", "c@example.com")


@dataclass
class History:
    """One history. Each contact of a child account has a name and an address that no other has."""

    group: Group
    chance: random.Random
    children: dict[str, str] = field(default_factory=dict)
    added: int = 0
    # Names and addresses of contacts that were erased, the sources of copies that are gone, and the copies that were there.
    erased: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)
    marks: dict[str, set[str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def add(self) -> None:
        self.added += 1
        tenant_id, number = self.chance.choice(CHILDREN), self.added
        emails = [*self.chance.sample(POOL, self.chance.choice((1, 1, 2))), f"own{number}@example.com"]
        addresses = [{"address": email} for email in emails]
        contact = self.group.add(tenant_id, None, first_name=f"Name{number}", emails=addresses)
        self.children[contact.contact_id] = tenant_id

    def readdress(self) -> None:
        tenant_id, contact = self.child()
        kept = [email.address for email in contact.emails if email.address.startswith("own")]
        emails = [*self.chance.sample(POOL, self.chance.choice((0, 1, 2))), *kept]
        self.group.change(tenant_id, contact, emails=[{"address": email} for email in emails])

    def refuse(self) -> None:
        tenant_id, contact = self.child()
        self.group.now += timedelta(seconds=1)
        address = self.chance.choice([email.address for email in contact.emails])
        store, at = self.group.store(tenant_id), self.group.now
        event = RefusalEvent(
            event_id=str(at), through=Through.ONE_CLICK, scopes=(DIRECT_MARKETING,), at=at, contact_id=contact.contact_id
        )
        found = recorded(store, event, [address], contact)
        change = ContactChange(contact, found.mark(contact), RECORDED, details=found.details, writes=found.writes)
        commit_change(store, change, by=a_caller(), now=at)

    def delete(self) -> None:
        tenant_id, contact = self.child()
        self.group.delete(tenant_id, contact)
        del self.children[contact.contact_id]

    def erase(self) -> None:
        tenant_id, contact = self.child()
        self.erase_contact(tenant_id, contact)
        self.erased |= {str(contact.first_name), *(one.address for one in contact.emails if one.address.startswith("own"))}
        del self.children[contact.contact_id]

    def lose_copy(self) -> None:
        copy = self.chance.choice([one for one in self.group.all(TOP) if one.erasure is None])
        if self.chance.random() < 0.5:
            self.group.delete(TOP, copy)
        else:
            self.erase_contact(TOP, copy)

    def let_in(self) -> None:
        page, _ = left_out.page_of_left_out(self.group.store(TOP), limit=100, after=None)
        left_out_id = self.chance.choice(page).left_out_id
        (copy,) = self.group.group.copies.get_many([left_out_id]).values()
        self.gone -= {contact_id for _, contact_id in copy.sources}
        left_out.let_in(self.group.store(TOP), left_out_id, by=a_caller(), now=self.group.now)

    def child(self) -> tuple[str, Contact]:
        contact_id = self.chance.choice(sorted(self.children))
        return self.children[contact_id], self.group.store(self.children[contact_id]).contacts.get(contact_id)

    def erase_contact(self, tenant_id: str, contact: Contact) -> None:
        anonymize_contact(
            self.group.store(tenant_id), contact.contact_id, by=a_caller(), now=self.group.now, has_time=lambda: True
        )

    def step(self) -> None:
        choices = (
            self.add,
            self.add,
            self.add,
            self.readdress,
            self.refuse,
            self.erase,
            self.delete,
            self.lose_copy,
            self.let_in,
        )
        act: Callable[[], None] = self.chance.choice(choices)
        try:
            act()
        except (IndexError, ContactbookError) as error:
            # There is nobody to do it to.
            self.said.append(f"no {act.__name__}: {error}")
        else:
            self.said.append(act.__name__)

    def sync(self) -> None:
        full = self.chance.random() < 0.3
        self.said.append("sync full" if full else "sync")
        self.group.sync(full=full)
        drain_queues(self.group.world, "anonymization")
        self.group.follow_stream()

    def check(self) -> None:
        """After a run: what stands in the top account."""
        living = {one.contact_id: one for one in self.group.all(TOP) if one.erasure is None and one.origin is Origin.TENANT_SYNC}
        known = self.group.group.copies.get_many({*living, *self.copies})
        for contact_id, copy in living.items():
            values = {str(copy.first_name), *(email.address for email in copy.emails)}
            assert not values & self.erased, f"{contact_id} holds {values & self.erased}"
            is_new = contact_id not in self.copies
            sources = {source for _, source in known[contact_id].sources}
            assert sources & self.children.keys(), f"{contact_id} outlives its sources"
            assert not (is_new and sources & self.gone), f"{contact_id} was made again for {sources & self.gone}"
            self.check_stops(copy, known[contact_id].sources)
        for contact_id in self.copies - living.keys():
            self.gone |= {source for _, source in known[contact_id].sources} if contact_id in known else set()
        self.copies = set(living)

    def check_stops(self, copy: Contact, sources: Any) -> None:
        own = set(copy.reached_at())
        top = self.group.store(TOP).refusals
        has = stops(copy)
        wanted = self.marks.get(copy.contact_id, set())
        for tenant_id, contact_id in sources:
            if contact_id in self.children:
                wanted |= stops(self.group.store(tenant_id).contacts.get(contact_id))
        wanted &= set(top.names_of(own))
        assert wanted <= has, f"{copy.contact_id} misses a stop"
        self.marks[copy.contact_id] = has


def stops(contact: Contact) -> set[str]:
    """Return the addresses at which a person said no. An erasure in one account is no no to another."""
    return {mark.address for mark in contact.refusals if mark.through is not Through.ANONYMIZATION}


def history(world: World, now: datetime, seed: int, steps: int = 6) -> None:
    world.reset()
    from contactbook.storage.settings.sections import forget_cached

    forget_cached()
    group = Group(world, now)
    group.configure(copy_to_top_account=True)
    for tenant_id in (TOP, *group.names):
        save_section(group.store(tenant_id), "anonymization", {"enabled": True}, by=a_caller(), now=now)
    made = History(group, random.Random(f"copies {seed}"))
    try:
        for _ in range(4):
            made.add()
        made.sync()
        made.check()
        for _ in range(steps):
            for _ in range(made.chance.choice((1, 2, 3))):
                made.step()
            made.sync()
            made.check()
    except AssertionError as error:
        raise AssertionError(f"seed {seed}: {error}; {', '.join(made.said)}") from error


def histories(world: World, now: datetime, seeds: range, steps: int = 6) -> None:
    for seed in seeds:
        history(world, now, seed, steps)


@pytest.mark.feature("S2.141", "S4.27", "S5.3")
@many_seeds(1, torture=400)
def test_the_law_of_copies_holds_in_random_histories(world: World, now: datetime, seeds: range) -> None:
    histories(world, now, seeds, steps=6 if len(seeds) > 1 else 1)


# What a careless change would lose, each found by the law.
BROKEN: dict[str, tuple[str, Callable[..., Any]]] = {
    "a copy keeps what its sources gave": ("top_contacts.followed", lambda contact, *_, **__: contact),
    "a copy that is gone is forgotten": ("copies._former_copies", lambda *_: []),
    "no stop travels up": ("top_contacts.refused_in_children", lambda *_, **__: Recorded()),
}


@pytest.mark.torture
@pytest.mark.parametrize("name", BROKEN)
def test_the_law_finds_what_a_careless_change_would_lose(
    world: World, now: datetime, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    where, broken = BROKEN[name]
    monkeypatch.setattr(f"contactbook.services.sync.{where}", broken)
    with pytest.raises(AssertionError, match="seed"):
        histories(world, now, range(100))
