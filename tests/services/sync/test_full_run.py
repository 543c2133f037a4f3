"""Random histories: whatever happens day by day, following the changes and reading everything give the same."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactbook.domain.base.callers import job
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sync.tags import PRIMARY, SECONDARY
from contactbook.domain.tenants.registry import TenantChanges
from contactbook.services.tenants.registry import rename_tenant
from contactbook.storage.settings.sections import forget_cached
from tests.builders.contacts import a_caller
from tests.builders.sync import Group

ACCOUNTS = ("acme", "acme-corp", "acme2", "other")
EMAILS = (None, "a@example.com", "b@example.com", "c@example.com")
PHONES = (None, "+35799000001", "+35799000002")

points = st.tuples(st.sampled_from(EMAILS), st.sampled_from(PHONES))
whom = st.integers(0, 7)
steps = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(ACCOUNTS), points),
    st.tuples(st.just("points"), whom, points),
    st.tuples(st.just("delete"), whom),
    st.tuples(st.just("deal"), whom, st.sampled_from((None, "inquiry", "deposit"))),
    st.tuples(st.just("convert"), whom, st.integers(0, 3)),
    st.tuples(st.just("tag"), whom, st.sampled_from((("vip",), (PRIMARY,), ("multi", SECONDARY), ()))),
    st.tuples(st.just("prefer"), whom, st.booleans()),
    st.tuples(st.just("options"), st.booleans(), st.integers(2, 4)),
    st.tuples(st.just("rename"), st.sampled_from(("North", "South", "Seaside"))),
    st.tuples(st.just("off and on")),
)
histories = st.lists(st.lists(steps, min_size=1, max_size=5), min_size=1, max_size=4)


class World:
    """A group that lives through a history; contacts are known by the order of their making."""

    def __init__(self, world: Any, now: datetime) -> None:
        self.group = Group(world, now)
        self.group.configure(copy_to_top_account=True, largest_person=4)
        self.made: list[tuple[str, str]] = []

    def live(self, day: list[tuple[Any, ...]]) -> None:
        for name, *said in day:
            getattr(self, "do_" + name.replace(" ", "_"))(*said)

    def do_add(self, tenant_id: str, points: tuple[str | None, str | None]) -> None:
        contact = self.group.add(tenant_id, *points)
        self.made.append((tenant_id, contact.contact_id))

    def do_points(self, which: int, points: tuple[str | None, str | None]) -> None:
        email, phone = points
        patch = {"emails": [{"address": email}] if email else [], "phones": [{"number": phone}] if phone else []}
        self._with(which, lambda tenant_id, contact: self.group.change(tenant_id, contact, **patch))

    def do_delete(self, which: int) -> None:
        self._with(which, self.group.delete)

    def do_deal(self, which: int, stage: str | None) -> None:
        self._with(which, lambda tenant_id, contact: self.group.deal(tenant_id, contact, stage))

    def do_convert(self, which: int, day: int) -> None:
        at = datetime.fromisoformat(f"2026-01-0{day + 1}T00:00:00Z")
        self._with(which, lambda tenant_id, contact: self.group.convert(tenant_id, contact, at))

    def do_tag(self, which: int, tags: tuple[str, ...]) -> None:
        self._with(which, lambda tenant_id, contact: self.group.change(tenant_id, contact, tags=list(tags)))

    def do_prefer(self, which: int, yes: bool) -> None:
        from contactbook.domain.contacts.drafts import PreferencesDraft
        from contactbook.services.consent.preferences import set_preferences

        draft = PreferencesDraft(direct_marketing=yes)
        self._with(
            which,
            lambda tenant_id, contact: set_preferences(
                self.group.store(tenant_id), contact.contact_id, draft, by=job("test"), now=self.group.now
            ),
        )

    def do_options(self, copy: bool, largest: int) -> None:
        self.group.configure(copy_to_top_account=copy, largest_person=largest)

    def do_rename(self, name: str) -> None:
        rename_tenant(self.group.store("acme2"), TenantChanges(name=name), by=a_caller(), now=self.group.now)

    def do_off_and_on(self) -> None:
        self.group.configure(enabled=False)
        self.group.follow_stream()
        self.group.configure(copy_to_top_account=True)

    def _with(self, which: int, do: Callable[[str, Contact], object]) -> None:
        if which < len(self.made):
            tenant_id, contact_id = self.made[which]
            contact = self.group.store(tenant_id).contacts.find(contact_id)
            if isinstance(contact, Contact):
                do(tenant_id, contact)

    def picture(self) -> list[Any]:
        """All that the sync decides, in words that are the same in every world: contacts by the order of their making."""
        place = {contact_id: str(number) for number, (_, contact_id) in enumerate(self.made)}
        contacts = [
            (
                tenant_id,
                place.get(contact.contact_id, "copy"),
                tuple(sorted(contact.tags)),
                contact.sync_tags,
                tuple(sorted(email.address for email in contact.emails)),
                contact.preferences.direct_marketing.value,
            )
            for tenant_id in ACCOUNTS
            for contact in self.group.all(tenant_id)
        ]
        persons = [
            (
                person.primary_tenant_id,
                person.because,
                [[place[one] for one in account.contact_ids] for account in person.accounts],
            )
            for person in self.group.shared()
        ]
        return [sorted(contacts), sorted(persons, key=str)]


def lived(world: Any, now: datetime, history: list[list[tuple[Any, ...]]], **asked: bool) -> list[Any]:
    """The picture after each day of the history, when each day's run is asked for so."""
    world.reset()
    forget_cached()
    living = World(world, now)
    pictures = []
    for day in history:
        living.live(day)
        living.group.sync(**asked)
        pictures.append(living.picture())
    return pictures


def check(world: Any, now: datetime, history: list[list[tuple[Any, ...]]]) -> None:
    assert lived(world, now, history) == lived(world, now, history, full=True)


@pytest.mark.feature("S4.17", "S4.18", "S4.24", "S4.25", "S4.26")
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(history=histories)
def test_following_changes_gives_what_reading_everything_gives(world, now, history):
    check(world, now, history)


@pytest.mark.torture
@pytest.mark.feature("S4.17", "S4.18", "S4.24", "S4.25", "S4.26")
@settings(max_examples=1000, suppress_health_check=list(HealthCheck))
@given(history=histories)
def test_following_changes_gives_what_reading_everything_gives_in_many_histories(world, now, history):
    check(world, now, history)


@pytest.mark.feature("S4.24", "S4.28")
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(history=histories)
def test_a_run_after_the_run_changes_nothing(world, now, history):
    world.reset()
    forget_cached()
    living = World(world, now)
    for day in history:
        living.live(day)
        living.group.sync()
    before = living.picture()
    for asked in ({}, {"full": True}):
        run = living.group.sync(**asked)
        assert (run.contacts_tagged, run.copied, run.permissions_changed) == (0, 0, 0)
    assert living.picture() == before
