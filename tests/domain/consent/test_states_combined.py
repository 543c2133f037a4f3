"""Combining the answers of several records: a stop beats a go, and only a fresh answer beats a stop (decision 7)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from contactbook.domain.consent.states import Standing, allows, asked_again, combine, may_market, standing_of
from contactbook.domain.contacts.record import ConsentState, Contact, ContactConsent, Preference, Preferences
from contactbook.domain.settings.permissions import Behaviour, ConsentSettings
from tests.builders.contacts import NOW, a_contact

SETTINGS = ConsentSettings(rejected=Behaviour.NONE, withdrawn=Behaviour.ANONYMIZE)
FLAGS = ("direct_marketing", "affiliate_marketing")
STOPS = (ConsentState.REJECTED, ConsentState.WITHDRAWN)

moments = st.none() | st.integers(0, 10_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
preferences = st.builds(Preference, value=st.booleans(), asked=st.booleans(), changed_at=moments)
consents = st.builds(
    ContactConsent,
    state=st.sampled_from(ConsentState),
    updated_at=moments,
    form_attachment_id=st.sampled_from([None, "att_a", "att_b"]),
    answer_required=st.booleans(),
).map(lambda consent: consent if consent.state is ConsentState.PENDING else consent.model_copy(update={"answer_required": False}))
standings = st.builds(
    Standing,
    consent=consents,
    preferences=st.builds(Preferences, direct_marketing=preferences, affiliate_marketing=preferences),
    suppressed=st.booleans(),
)


def flag(value: bool | None, minutes: int | None = None) -> Preference:
    if value is None:
        return Preference()
    return Preference(value=value, asked=True, changed_at=None if minutes is None else _at(minutes))


def standing(direct: Preference = Preference(), **consent: Any) -> Standing:
    return Standing(consent=ContactConsent.model_validate(consent), preferences=Preferences(direct_marketing=direct))


@pytest.mark.feature("S2.44")
@given(st.lists(standings, min_size=1, max_size=5))
def test_any_stop_stops_the_whole(known: list[Standing]) -> None:
    combined = combine(known, settings=SETTINGS)
    for name in FLAGS:
        if any(getattr(one.preferences, name).asked and not getattr(one.preferences, name).value for one in known):
            assert not getattr(combined.preferences, name).value
    if any(one.consent.state in STOPS for one in known):
        assert combined.consent.state in STOPS
    assert combined.suppressed == any(one.suppressed for one in known)


@given(st.lists(standings, min_size=1, max_size=5))
def test_no_flag_and_no_acceptance_appears_that_no_record_had(known: list[Standing]) -> None:
    combined = combine(known, settings=SETTINGS)
    for name in FLAGS:
        assert getattr(combined.preferences, name) in [getattr(one.preferences, name) for one in known]
    if combined.consent.state is not ConsentState.PENDING:
        assert combined.consent in [one.consent for one in known]


@given(st.lists(standings, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_records_decides_nothing_but_an_unasked_default(known: list[Standing], chance: Any) -> None:
    shuffled = list(known)
    chance.shuffle(shuffled)
    one, other = combine(known, settings=SETTINGS), combine(shuffled, settings=SETTINGS)
    assert one.consent.state == other.consent.state
    assert one.consent.answer_required == other.consent.answer_required
    for name in FLAGS:
        first, second = getattr(one.preferences, name), getattr(other.preferences, name)
        assert first.asked == second.asked
        assert not first.asked or first.value == second.value


@given(standings)
def test_combining_a_record_with_itself_changes_nothing_that_counts(known: Standing) -> None:
    again = combine([known, known], settings=SETTINGS)
    assert again.preferences == known.preferences
    assert again.consent.state == known.consent.state


@given(st.lists(standings, min_size=1, max_size=4), standings)
def test_the_persons_fresh_word_holds_where_it_says_something(known: list[Standing], said: Standing) -> None:
    combined = combine(known, fresh=said, settings=SETTINGS)
    for name in FLAGS:
        if getattr(said.preferences, name).asked:
            assert getattr(combined.preferences, name) == getattr(said.preferences, name)
    if said.consent.state is not ConsentState.PENDING:
        assert combined.consent == said.consent
    assert combined.suppressed == any(one.suppressed for one in known)


@pytest.mark.feature("S2.45")
def test_never_asked_is_neither_a_stop_nor_a_go() -> None:
    default_yes = Standing(preferences=Preferences(direct_marketing=Preference(value=True)))
    assert combine([default_yes, standing(flag(False))]).preferences.direct_marketing.value is False
    assert combine([standing(), standing(flag(True))]).preferences.direct_marketing.value is True
    assert combine([standing(), default_yes]).preferences.direct_marketing.value is False


def test_an_older_stop_beats_a_newer_go() -> None:
    assert combine([standing(flag(True, 9)), standing(flag(False, 1))]).preferences.direct_marketing == flag(False, 1)


def test_of_two_stops_the_strictest_consent_stays() -> None:
    rejected, withdrawn = standing(state="rejected", updated_at=_at(9)), standing(state="withdrawn", updated_at=_at(1))
    assert combine([rejected, withdrawn], settings=SETTINGS).consent.state is ConsentState.WITHDRAWN
    turned = ConsentSettings(rejected=Behaviour.NONE, withdrawn=Behaviour.COMPLETE)
    assert combine([withdrawn, rejected], settings=turned).consent.state is ConsentState.REJECTED


@pytest.mark.feature("S2.122")
def test_an_acceptance_of_another_form_does_not_answer_a_question() -> None:
    accepted = standing(state="accepted", form_attachment_id="att_old", updated_at=NOW)
    asked = standing(state="pending", form_attachment_id="att_new")
    combined = combine([accepted, asked]).consent
    assert (combined.state, combined.form_attachment_id) == (ConsentState.PENDING, "att_new")
    assert combine([standing(), accepted]).consent == accepted.consent


def test_nothing_cannot_be_combined() -> None:
    with pytest.raises(ValueError, match="nothing"):
        combine([])


def _at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


class Records(RuleBasedStateMachine):
    """Three records of one person, and everything that happens to them; stale operations come in any order.

    `word` is what the person is known, somewhere, to have said last; a record may go further than a stop only through a word
    that was given after it.
    """

    records: dict[int, Contact]
    snapshots: list[Contact]

    @initialize(default=st.booleans())
    def begin(self, default: bool) -> None:
        start = Preferences(direct_marketing=Preference(value=default))
        self.minute = 0
        self.records = {number: a_contact(preferences=start) for number in range(3)}
        self.snapshots = [self.records[0]]
        # For each record: whether a stop reached it that no fresh word has lifted since.
        self.stopped = dict.fromkeys(range(3), False)
        self.refused = dict.fromkeys(range(3), False)
        self.default = default
        self.said_yes = False

    @rule(number=st.integers(0, 2), yes=st.booleans())
    def the_person_sets_the_flag(self, number: int, yes: bool) -> None:
        said = Standing(preferences=Preferences(direct_marketing=flag(yes, self._tick())))
        self._settle(number, [self.records[number]], fresh=said)
        self.stopped[number] = not yes
        self.said_yes |= yes

    @rule(number=st.integers(0, 2), state=st.sampled_from(ConsentState))
    def the_person_answers(self, number: int, state: ConsentState) -> None:
        if state is ConsentState.PENDING:
            return
        said = Standing(consent=ContactConsent(state=state, updated_at=_at(self._tick())))
        self._settle(number, [self.records[number]], fresh=said)
        self.refused[number] = state in STOPS

    @rule(into=st.integers(0, 2), other=st.integers(0, 2))
    def merge_or_sync(self, into: int, other: int) -> None:
        self._settle(into, [self.records[into], self.records[other]])
        self.stopped[into] |= self.stopped[other]
        self.refused[into] |= self.refused[other]

    @rule(number=st.integers(0, 2), yes=st.booleans())
    def import_or_upsert(self, number: int, yes: bool) -> None:
        row = Standing(preferences=Preferences(direct_marketing=flag(yes, self._tick())))
        before = self.records[number]
        combined = combine([standing_of(before), row], settings=SETTINGS)
        self.records[number] = before.model_copy(update={"consent": combined.consent, "preferences": combined.preferences})
        self.stopped[number] |= not yes
        self.said_yes |= yes

    @rule(number=st.integers(0, 2))
    def keep_a_copy(self, number: int) -> None:
        self.snapshots.append(self.records[number])

    @rule(number=st.integers(0, 2), data=st.data())
    def restore_or_undo(self, number: int, data: st.DataObject) -> None:
        snapshot = data.draw(st.sampled_from(self.snapshots))
        self._settle(number, [self.records[number], snapshot])
        found = snapshot.preferences.direct_marketing
        self.stopped[number] |= found.asked and not found.value
        self.refused[number] |= snapshot.consent.state in STOPS or snapshot.consent.answer_required

    @rule(number=st.integers(0, 2), form=st.sampled_from(["att_a", "att_b"]))
    def ask_again(self, number: int, form: str) -> None:
        self.records[number] = asked_again(self.records[number], form)

    @invariant()
    def nobody_is_marketed_to_against_its_word(self) -> None:
        for number, contact in getattr(self, "records", {}).items():
            assert not (self.stopped[number] and contact.preferences.direct_marketing.value), "a flag rose by itself"
            assert self.default or self.said_yes or not contact.preferences.direct_marketing.value, "a flag came from nowhere"
            assert not (self.refused[number] and may_market(contact, SETTINGS)), "a refusal was forgotten"
            assert allows(contact, SETTINGS) is Behaviour.COMPLETE or self.refused[number], "a refusal came from nowhere"

    def _settle(self, number: int, known: list[Contact], fresh: Standing | None = None) -> None:
        combined = combine([standing_of(one) for one in known], fresh=fresh, settings=SETTINGS)
        self.records[number] = self.records[number].model_copy(
            update={"consent": combined.consent, "preferences": combined.preferences}
        )

    def _tick(self) -> int:
        self.minute += 1
        return self.minute


TestPermissionNeverRisesByItself = pytest.mark.feature("S2.44", "S2.121")(Records.TestCase)
