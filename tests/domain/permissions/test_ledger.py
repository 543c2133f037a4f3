"""The ledger of a contact over random histories: what it carries is what its events say, and nothing but the person raises it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.preferences import changed_preferences
from contactbook.domain.consent.states import TRANSITIONS, asked_again, combine, standing_of
from contactbook.domain.contacts.drafts import StatedPreferences
from contactbook.domain.contacts.record import ConsentState, Contact
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.permissions.derivation import PermissionEvent, derived, events_of, rebuilt, view_of
from contactbook.domain.permissions.ledger import said_in
from contactbook.domain.permissions.said import Said, Way
from contactbook.domain.permissions.standing import is_refused, with_nos_kept
from contactbook.domain.permissions.topics import with_topics_left
from contactbook.domain.refusals.evidence import KeptEvidence
from tests.builders.contacts import CONTACT_ID, NOW, USER, a_contact

LINK = Actor(type=ActorType.LINK, id=CONTACT_ID)
PORTAL = Actor(type=ActorType.CONTACT, id=CONTACT_ID)
JOB = Actor(type=ActorType.JOB, id="job")
FLAGS = ("direct_marketing", "affiliate_marketing")
Keep = Callable[[Contact, Contact], Contact]


class History:
    """One contact and its ledger. It commits changes as `services/changes/commit.py` does, with the guard that it is given."""

    def __init__(self, keep: Keep = with_nos_kept) -> None:
        self.contact, self.minute = a_contact(), 0
        self.events: list[PermissionEvent] = []
        self.keep = keep
        self.states = [self.contact]
        # What the person said: the last word on each scope, by itself or in evidence.
        self.last_word: dict[str, bool] = {}

    def at(self) -> datetime:
        self.minute += 5
        return NOW + timedelta(minutes=self.minute)

    def commit(self, after: Contact, by: Actor, now: datetime, action: str = "contact.changed", **way: Any) -> None:
        before = self.contact
        after = self.keep(before, with_topics_left(before, after, by, now))
        said: tuple[Said, ...] = said_in(before, after, Way(by=by, at=now, action=action, **way))
        self.events += events_of(said, entry_id=f"his_{self.minute:05}", at=now, by=by)
        self.contact = after
        self.states.append(after)

    def state(self, by: Actor, stated: dict[str, Any], through: str, *, evidence: bool = False) -> None:
        now = self.at()
        proof = {"said_through": "phone", "said_at": now - timedelta(seconds=1)}
        draft = StatedPreferences.model_validate(stated | ({"evidence": proof} if evidence else {}))
        after = changed_preferences(self.contact.preferences, draft, by=by, through=through, now=now)
        kept = KeptEvidence.model_validate(proof) if evidence else None
        self.commit(with_fields(self.contact, preferences=after), by, now, evidence=kept)
        if by in (LINK, PORTAL) or evidence:
            self.remember(stated)

    def remember(self, stated: dict[str, Any]) -> None:
        self.last_word |= {name: value for name, value in stated.items() if name != "channels"}
        self.last_word |= {f"channel:{name}": value for name, value in stated.get("channels", {}).items()}

    def consent(self, by: Actor, state: ConsentState) -> None:
        now, stored = self.at(), self.contact.consent
        if state not in TRANSITIONS[stored.state] or state is stored.state:
            return
        is_answer = state is not ConsentState.PENDING
        after = with_fields(
            stored,
            state=state,
            updated_at=now,
            updated_by=by,
            answer_required=not is_answer and is_refused(stored),
            refused_at=None,
            evidence_at=None,
        )
        self.commit(with_fields(self.contact, consent=after), by, now, action="consent.changed")
        if by in (LINK, PORTAL) and is_answer:
            self.last_word["processing"] = state is ConsentState.ACCEPTED


who = st.sampled_from([LINK, PORTAL, USER, JOB])
stated = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(FLAGS, st.booleans()),
        "channels": st.dictionaries(st.sampled_from(["email", "sms"]), st.booleans(), min_size=1),
    },
).filter(bool)
THROUGH = {LINK: "preference_centre", PORTAL: "portal", USER: "api", JOB: "list_upload"}


def _one_of(history: History, states: st.SearchStrategy[int], draw: Any) -> Contact:
    return history.states[draw(states) % len(history.states)]


def happen(history: History, data: st.DataObject) -> None:
    """Do one thing that can happen to a contact."""
    deed = data.draw(st.sampled_from(["state", "evidence", "consent", "ask", "restore", "merge", "lists"]))
    by = data.draw(who)
    if deed == "state":
        history.state(by, data.draw(stated), THROUGH[by])
    elif deed == "evidence":
        history.state(USER, data.draw(stated), "api", evidence=True)
    elif deed == "consent":
        history.consent(by, data.draw(st.sampled_from(ConsentState)))
    elif deed == "ask":
        history.commit(asked_again(history.contact, "att_1"), USER, history.at(), action="consent.changed", through="reconsent")
    elif deed == "restore":
        former = _one_of(history, st.integers(0, 50), data.draw)
        after = with_fields(history.contact, preferences=former.preferences, consent=former.consent, list_ids=former.list_ids)
        history.commit(after, USER, history.at(), action="contact.restored")
    elif deed == "merge":
        other = _other(data, history.minute)
        standing = combine([standing_of(history.contact), standing_of(other)])
        after = with_fields(history.contact, consent=standing.consent, preferences=standing.preferences)
        history.commit(after, USER, history.at(), action="contact.merged")
    else:
        lists = data.draw(st.sets(st.sampled_from(["lst_a", "lst_b"])))
        before = set(history.contact.list_ids)
        history.commit(with_fields(history.contact, list_ids=tuple(sorted(lists))), by, history.at())
        if by in (LINK, PORTAL):
            changed = {f"topic:{one}": one in lists for one in lists ^ before}
            history.last_word |= changed


def _other(data: st.DataObject, minute: int) -> Contact:
    """Return another record of the person, with words of its own."""
    other = History()
    # Its words are older than now.
    other.minute = minute - data.draw(st.integers(25, 90))
    for _ in range(data.draw(st.integers(0, 3))):
        by = data.draw(who)
        other.state(by, data.draw(stated), THROUGH[by])
    if data.draw(st.booleans()):
        other.consent(data.draw(who), data.draw(st.sampled_from(ConsentState)))
    return other.contact


def allowed(contact: Contact, scope: str) -> bool:
    if scope == "processing":
        return not is_refused(contact.consent)
    kind, _, name = scope.partition(":")
    if kind == "topic":
        return name in contact.list_ids
    return bool(
        contact.preferences.of_channel(Channel(name)).value if kind == "channel" else getattr(contact.preferences, scope).value
    )


def check_law(history: History) -> None:
    for scope, yes in history.last_word.items():
        assert yes or not allowed(history.contact, scope), f"{scope} was raised after the person's last no"


@pytest.mark.feature("S5.2")
@given(st.data())
@settings(max_examples=80)
def test_what_a_contact_carries_is_what_its_ledger_says(data: st.DataObject) -> None:
    history = History()
    for _ in range(data.draw(st.integers(1, 14))):
        happen(history, data)
        stored = Contact.model_validate_json(history.contact.model_dump_json(exclude_defaults=True))
        assert rebuilt(history.events) == dict(view_of(stored))


@pytest.mark.feature("S5.3")
@given(st.data())
@settings(max_examples=80)
def test_nothing_raises_a_permission_after_the_persons_last_no(data: st.DataObject) -> None:
    history = History()
    for _ in range(data.draw(st.integers(1, 14))):
        happen(history, data)
        check_law(history)


def _forgetful(_: Contact, after: Contact) -> Contact:
    return after


@pytest.mark.feature("S5.3")
def test_without_the_guard_a_restore_raises_a_permission() -> None:
    """The broken variant: the same history with and without the guard."""
    for keep, holds in ((with_nos_kept, True), (_forgetful, False)):
        history = History(keep)
        history.state(USER, {"direct_marketing": True}, "api")
        yes = history.contact
        history.state(LINK, {"direct_marketing": False}, "one_click")
        history.commit(with_fields(history.contact, preferences=yes.preferences), USER, history.at())
        assert allowed(history.contact, "direct_marketing") is not holds


@pytest.mark.feature("S5.1")
def test_a_no_that_is_said_again_is_kept_again_with_its_time() -> None:
    history = History()
    for _ in range(3):
        history.state(LINK, {"direct_marketing": False}, "one_click")
    assert [(one.said, one.through, one.own, one.at) for one in history.events] == [
        ("no", "one_click", True, NOW + timedelta(minutes=minute)) for minute in (5, 10, 15)
    ]
    assert derived(history.events)["direct_marketing"].because == history.events[-1]


@pytest.mark.feature("S5.2")
def test_a_default_is_no_event() -> None:
    way = Way(by=USER, at=NOW, action="contact.created")
    assert said_in(None, a_contact(preferences={"direct_marketing": {"value": True}}), way) == ()


@pytest.mark.feature("S5.1")
def test_a_stop_that_a_merge_brings_keeps_its_time_and_says_that_it_is_the_persons() -> None:
    history, other = History(), History()
    other.minute = -100
    other.state(LINK, {"direct_marketing": False}, "one_click")
    standing = combine([standing_of(history.contact), standing_of(other.contact)])
    history.commit(with_fields(history.contact, preferences=standing.preferences), USER, history.at(), action="contact.merged")
    (event,) = history.events
    assert isinstance(event, PermissionEvent)
    assert (event.through, event.own, event.at, event.recorded_at) == (
        "merge",
        True,
        NOW - timedelta(minutes=95),
        NOW + timedelta(minutes=5),
    )
