"""`permissions` tells what the sender does, for random histories of yes and no of two contacts that share an address (S5.9).

The histories are of rules alone: what each contact carries, what lies at the shared address, and the ledger of both.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import pytest

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.preferences import changed_preferences
from contactbook.domain.contacts.drafts import StatedPreferences
from contactbook.domain.contacts.record import ConsentState, Contact, ContactConsent
from contactbook.domain.decisions.decision import decide
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import Purpose
from contactbook.domain.permissions import views
from contactbook.domain.permissions.derivation import PermissionEvent, events_of
from contactbook.domain.permissions.ledger import said_in
from contactbook.domain.permissions.said import Way
from contactbook.domain.permissions.spreading import lifted, nos_of
from contactbook.domain.permissions.topics import with_what_stands
from contactbook.domain.refusals.marks import Through
from contactbook.domain.refusals.refusals import Refusal, RefusalEvent, marks_of, with_events, without_users_nos
from contactbook.domain.settings.sections import Settings
from tests.builders.contacts import NOW
from tests.builders.notifications import EMAIL, a_reachable_contact, a_type

SETTINGS = Settings.model_validate({"consent": {"rejected": "complete", "withdrawn": "complete"}})
FLAGS = {"direct_marketing": Purpose.DIRECT_MARKETING, "affiliate_marketing": Purpose.AFFILIATE_MARKETING}
TOPIC = "lst_news"
SCOPES = (*FLAGS, "processing", "channel:email", f"topic:{TOPIC}")


class Family:
    """Two contacts with one address, what lies at it, and the ledger of each."""

    def __init__(self, seed: int, default: bool) -> None:
        preferences = {flag: {"value": default} for flag in FLAGS}
        self.random, self.now = Random(seed), NOW
        self.contacts = [a_reachable_contact(f"con_{number}", preferences=preferences, list_ids=[TOPIC]) for number in (1, 2)]
        self.refusal = Refusal(address="shared", version=0)
        self.ledgers: list[list[PermissionEvent]] = [[], []]

    def say(self) -> None:
        """One of the two says something, or a user for it, and the stream tells the other."""
        self.now += timedelta(minutes=self.random.choice((1, 60)))
        place, scope, is_yes = self.random.randrange(2), self.random.choice(SCOPES), self.random.random() < 0.5
        before = self.contacts[place]
        kind, through = self.random.choice((("contact", "portal"), ("link", "preference_centre"), ("user", "api")))
        by = Actor.model_validate({"type": kind, "id": before.contact_id})
        after = with_what_stands(before, _said(before, scope, by, through, self.now, is_yes=is_yes), by, self.now)
        nos = [*nos_of(before).values(), *nos_of(after).values()]
        if kind == "link" and not is_yes:
            nos.append(RefusalEvent(event_id=f"{self.now}", through=Through.PREFERENCE_CENTRE, scopes=(scope,), at=self.now))
        refusal = with_events(self.refusal, nos)
        self.refusal = without_users_nos(refusal, self.refusal, (before.contact_id,), lifted(before, after))
        self._keep(place, after, by, through)
        other = self.contacts[1 - place]
        self._keep(1 - place, other, Actor.model_validate({"type": "job", "id": "refusals"}), None)

    def _keep(self, place: int, after: Contact, by: Actor, through: str | None) -> None:
        before = self.contacts[place]
        after = with_fields(after, refusals=marks_of([self.refusal], (after.contact_id,)), settled=True)
        said = said_in(before, after, Way(by=by, through=through, at=self.now, action="contact.changed"))
        self.ledgers[place] += events_of(said, entry_id=f"his_{len(self.ledgers[place])}", at=self.now, by=by)
        self.contacts[place] = after

    def check(self) -> None:
        for contact, ledger in zip(self.contacts, self.ledgers, strict=True):
            found = {one.scope: one for one in views.permissions_of(contact, ledger, [TOPIC])}
            for flag, purpose in FLAGS.items():
                for list_id in (None, TOPIC):
                    needed = (flag, "channel:email", *([f"topic:{TOPIC}"] if list_id else []))
                    is_allowed = all(found[scope].allowed for scope in needed)
                    assert _is_sent(contact, purpose, list_id) is is_allowed, (
                        list_id,
                        flag,
                        found,
                        contact.preferences,
                        contact.refusals,
                    )
            assert found["processing"].allowed or not (found["direct_marketing"].allowed or found["affiliate_marketing"].allowed)
            wrong = [one for one in found.values() if not one.allowed and one.because.said == "yes"]
            assert not [one for one in wrong if not one.scope.startswith("topic:")]


def _said(contact: Contact, scope: str, by: Actor, through: str, now: datetime, *, is_yes: bool) -> Contact:
    if scope == "processing":
        state = ConsentState.ACCEPTED if is_yes else ConsentState.REJECTED
        return with_fields(contact, consent=ContactConsent(state=state, updated_at=now, updated_by=by))
    if scope.startswith("topic:"):
        return with_fields(contact, list_ids=(TOPIC,) if is_yes else ())
    stated = {"channels": {"email": is_yes}} if scope.startswith("channel:") else {scope: is_yes}
    draft = StatedPreferences.model_validate(stated)
    return with_fields(contact, preferences=changed_preferences(contact.preferences, draft, by=by, through=through, now=now))


def _is_sent(contact: Contact, purpose: Purpose, list_id: str | None) -> bool:
    kind = a_type(purpose, direct=purpose is Purpose.DIRECT_MARKETING, affiliate=purpose is Purpose.AFFILIATE_MARKETING)
    return decide(
        contact,
        (),
        channel=Channel.EMAIL,
        notification_type=kind,
        service=None,
        settings=SETTINGS,
        suppressions=Suppressions(refused={EMAIL: contact.refusals}),
        list_id=list_id,
    ).contacted


def _run(seeds: Sequence[int]) -> None:
    for seed in seeds:
        family = Family(seed, default=seed % 2 == 0)
        for _ in range(12):
            family.say()
            family.check()


@pytest.mark.feature("S5.9", "S5.4", "S5.6", "S2.112")
def test_permissions_tell_what_the_sender_does_for_every_scope_at_a_shared_address() -> None:
    _run(range(60))


@pytest.mark.feature("S5.9")
@pytest.mark.parametrize("broken", [lambda *_: False, lambda *_: True])
def test_the_law_finds_permissions_that_know_no_answer_or_take_every_one(monkeypatch: pytest.MonkeyPatch, broken: object) -> None:
    monkeypatch.setattr(views, "_is_answered", broken)
    with pytest.raises(AssertionError):
        _run(range(60))
