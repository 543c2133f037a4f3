"""What each consent state allows, and what it can become (S2.110-S2.124)."""

from itertools import product

import pytest

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.consent.states import (
    ASKED_AGAIN,
    TRANSITIONS,
    allows,
    asked_again,
    check_transition,
    form_of,
    may_market,
)
from contactbook.domain.contacts.record import ConsentState
from contactbook.domain.settings.permissions import Behaviour, ConsentSettings
from tests.builders.contacts import NOW, a_contact, in_state

S = ConsentState
CLOSED = ConsentSettings(rejected=Behaviour.NONE, withdrawn=Behaviour.ANONYMIZE)


@pytest.mark.feature("S2.110", "S2.111")
@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_withdrawn_is_reached_from_accepted_only(before: ConsentState, after: ConsentState) -> None:
    allowed = after in TRANSITIONS[before]
    if after is S.WITHDRAWN and before not in (S.ACCEPTED, S.WITHDRAWN):
        assert not allowed
    if allowed:
        check_transition(before, after)
        return
    with pytest.raises(RuleBroken) as refused:
        check_transition(before, after)
    assert refused.value.code == "consent_transition_refused"


@pytest.mark.feature("S2.117")
@pytest.mark.parametrize("before", list(S))
def test_every_state_can_be_accepted(before: ConsentState) -> None:
    check_transition(before, S.ACCEPTED)


@pytest.mark.feature("S2.111")
def test_a_withdrawn_consent_stays_withdrawn_until_it_is_accepted() -> None:
    assert TRANSITIONS[S.WITHDRAWN] == {S.WITHDRAWN, S.ACCEPTED}


@pytest.mark.feature("S2.112", "S2.113")
@pytest.mark.parametrize(("rejected", "withdrawn"), list(product(Behaviour, Behaviour)))
def test_rejected_and_withdrawn_do_what_is_configured_and_the_others_are_complete(
    rejected: Behaviour, withdrawn: Behaviour
) -> None:
    settings = ConsentSettings(rejected=rejected, withdrawn=withdrawn)
    found = {state: allows(in_state(state), settings) for state in S}
    assert found == {
        S.PENDING: Behaviour.COMPLETE,
        S.ACCEPTED: Behaviour.COMPLETE,
        S.REJECTED: rejected,
        S.WITHDRAWN: withdrawn,
    }


@pytest.mark.feature("S2.140")
def test_a_contact_that_waits_for_its_anonymization_is_not_complete_whatever_the_settings_say_now() -> None:
    waiting = in_state("withdrawn", anonymization_pending=True)
    assert allows(waiting, ConsentSettings()) is not Behaviour.COMPLETE


@pytest.mark.feature("S2.119", "S2.120")
def test_the_contacts_own_form_comes_before_the_global_one() -> None:
    settings = ConsentSettings(global_form_attachment_id="att_global")
    assert form_of(a_contact().consent, settings) == "att_global"
    assert form_of(a_contact(consent={"form_attachment_id": "att_own"}).consent, settings) == "att_own"
    assert form_of(a_contact().consent, ConsentSettings()) is None


@pytest.mark.feature("S2.121", "S2.122")
@pytest.mark.parametrize("state", sorted(ASKED_AGAIN))
def test_asking_again_empties_the_answer_and_attaches_the_new_form(state: str) -> None:
    before = a_contact(consent={"state": state, "updated_at": NOW, "form_attachment_id": "att_old"})
    after = asked_again(before, "att_new").consent
    assert (after.state, after.updated_at, after.updated_by, after.form_attachment_id) == (S.PENDING, None, None, "att_new")


@pytest.mark.feature("S2.123")
def test_withdrawn_and_anonymized_contacts_are_not_asked_again() -> None:
    for contact in (
        in_state("withdrawn"),
        in_state("accepted", erasure="erasing"),
        in_state("accepted", erasure="anonymized"),
        in_state("rejected", anonymization_pending=True),
    ):
        assert asked_again(contact, "att_new") == contact


@pytest.mark.feature("S2.124")
def test_a_rejected_contact_that_is_asked_again_works_but_gets_no_marketing_before_it_answers() -> None:
    yes = {"direct_marketing": {"value": True, "asked": True}}
    rejected = in_state("rejected", preferences=yes)
    asked = asked_again(rejected, "att_new")
    assert allows(asked, CLOSED) is Behaviour.COMPLETE
    assert asked.preferences == rejected.preferences
    assert not may_market(rejected, CLOSED)
    assert not may_market(asked, CLOSED)
    assert not may_market(asked_again(asked, "att_newer"), CLOSED)


@pytest.mark.feature("S2.124")
def test_asking_again_takes_no_marketing_from_whom_the_state_did_not_stop() -> None:
    assert may_market(asked_again(in_state("accepted"), "att_new"), CLOSED)


@pytest.mark.feature("S2.112")
@pytest.mark.parametrize("settings", [ConsentSettings(), CLOSED])
@pytest.mark.parametrize("state", ["rejected", "withdrawn"])
def test_who_rejected_or_withdrew_gets_no_marketing_whatever_is_configured(state: str, settings: ConsentSettings) -> None:
    assert not may_market(in_state(state), settings)
    assert not may_market(asked_again(in_state(state), "att_new"), settings)


@pytest.mark.feature("S3.4")
def test_a_tenant_may_ask_for_an_acceptance_before_any_marketing() -> None:
    strict = ConsentSettings(marketing_requires_accepted=True)
    assert [state.value for state in S if may_market(in_state(state), strict)] == ["accepted"]
