"""What asking again keeps of a no, and whom a re-consent run counts (S2.121-S2.124)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.consent.reconsent import Outcome, ReconsentRun, RunState, may_be_missed, was_asked_by, with_page
from contactbook.domain.consent.states import Standing, asked_again, check_transition, standing_of
from contactbook.domain.contacts.record import ConsentState as S
from tests.builders.contacts import NOW, USER, a_contact

LATER = NOW + timedelta(hours=1)
PERSON = {"type": "contact", "id": "con_1"}
RUN = ReconsentRun(run_id="run_1", form_attachment_id="att_new", started_at=NOW, started_by=USER)
ASKED = {"state": "pending", "form_attachment_id": "att_new"}


@pytest.mark.feature("S2.124")
def test_asking_again_keeps_the_time_of_the_persons_own_no_and_what_a_newer_version_wrote() -> None:
    said = {"state": "rejected", "updated_at": NOW, "updated_by": PERSON, "newer": 1}
    after = asked_again(a_contact(consent=said), "att_new").consent
    assert (after.answer_required, after.refused_at, after.model_extra) == (True, NOW, {"newer": 1})
    assert asked_again(a_contact(consent={"state": "accepted"}), "att_new").consent.refused_at is None


@pytest.mark.feature("S2.111")
def test_a_refused_transition_says_what_the_state_can_become() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_transition(S.REJECTED, S.WITHDRAWN)
    error = refused.value.errors[0] if refused.value.errors else refused.value
    assert (error.field, error.code) == ("/state", "consent_transition_refused")
    assert error.message == "A consent that is rejected cannot become withdrawn. It can become accepted or pending."


def test_a_standing_says_what_the_record_and_its_caller_say() -> None:
    contact = a_contact(consent={"state": "rejected"}, preferences={"direct_marketing": {"value": True}})
    said = Standing(consent=contact.consent, preferences=contact.preferences)
    assert standing_of(contact) == said
    assert standing_of(contact, suppressed=True) == said.model_copy(update={"suppressed": True})


@pytest.mark.feature("S2.121")
@pytest.mark.parametrize(
    ("consent", "fields", "asked", "missed"),
    [
        (ASKED, {}, True, False),
        (ASKED | {"state": "accepted", "updated_at": NOW}, {}, True, False),
        (ASKED | {"state": "accepted", "updated_at": NOW - timedelta(seconds=1)}, {}, False, True),
        (ASKED | {"form_attachment_id": "att_old"}, {}, False, True),
        ({"state": "withdrawn"}, {}, False, False),
        ({"state": "accepted"}, {"erasure": "erasing"}, False, False),
        ({"state": "rejected"}, {"anonymization_pending": True}, False, False),
    ],
)
def test_a_run_asks_each_contact_once(consent: dict[str, Any], fields: dict[str, Any], asked: bool, missed: bool) -> None:
    contact = a_contact(consent=consent, **fields)
    assert (was_asked_by(RUN, contact), may_be_missed(RUN, contact)) == (asked, missed)


@pytest.mark.feature("S2.121")
def test_a_run_counts_each_contact_once_and_ends_with_its_second_walk() -> None:
    every = [Outcome.ASKED, Outcome.ASKED_BEFORE, Outcome.UNTOUCHED, Outcome.FAILED]
    place = {"pk": "a", "sk": "b"}
    first = with_page(RUN, every, place, LATER)
    assert (first.asked, first.untouched, first.failed, first.version) == (2, 1, 0, 2)
    assert (first.state, first.after, first.is_second_look, first.finished_at) == (RunState.RUNNING, place, False, None)
    walked = with_page(first, [], None, LATER)
    assert (walked.state, walked.after, walked.is_second_look, walked.finished_at) == (RunState.RUNNING, None, True, None)
    between = with_page(walked, every, place, LATER)
    assert (between.asked, between.untouched, between.failed, between.state) == (3, 1, 1, RunState.RUNNING)
    ended = with_page(between, [], None, LATER)
    assert (ended.state, ended.is_second_look, ended.finished_at) == (RunState.FINISHED, True, LATER)
