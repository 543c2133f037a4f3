"""What a combination keeps of the last no, and what of a standing another record may take (decision 7)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook.domain.consent.states import Standing, combine, standing_of, stops_of, without_new_yeses
from contactbook.domain.contacts.record import ConsentState as S
from contactbook.domain.contacts.record import ContactConsent, Preference, Preferences
from contactbook.domain.notification_types.channels import Channel
from tests.builders.contacts import NOW, a_contact

EARLIER = NOW - timedelta(days=1)
PERSON = {"type": "contact", "id": "con_1"}
USER = {"type": "user", "id": "user-1"}
NO, YES = Preference(value=False, asked=True), Preference(value=True, asked=True)


def standing(**consent: Any) -> Standing:
    return standing_of(a_contact(consent=consent))


def said(direct: Preference, affiliate: Preference, **fields: Any) -> Standing:
    channels = {Channel.SMS: direct, Channel.EMAIL: affiliate}
    return Standing(preferences=Preferences(direct_marketing=direct, affiliate_marketing=affiliate, channels=channels), **fields)


@pytest.mark.feature("S2.124")
def test_the_strictest_stop_is_kept_with_the_last_no_of_the_person() -> None:
    own = standing(state="rejected", updated_at=NOW, updated_by=PERSON)
    recorded = standing(state="withdrawn", updated_at=EARLIER, updated_by=USER)
    both = combine([recorded, own]).consent
    assert (both.state, both.refused_at, both.updated_at) == (S.REJECTED, None, NOW)
    older = standing(state="rejected", updated_at=EARLIER, updated_by=PERSON)
    later = standing(state="rejected", updated_at=NOW, updated_by=USER)
    kept = combine([later, older]).consent
    assert (kept.state, kept.updated_at, kept.refused_at) == (S.REJECTED, NOW, EARLIER)
    alone = combine([own, standing(state="accepted", updated_at=NOW)]).consent
    assert (alone, alone.refused_at) == (own.consent, None)


@pytest.mark.feature("S2.124")
def test_a_question_after_a_no_keeps_the_no_and_what_a_newer_version_wrote() -> None:
    asked = standing(state="pending", form_attachment_id="att_new", answer_required=True, refused_at=EARLIER, newer=1)
    both = combine([asked, standing(state="accepted", updated_at=NOW, form_attachment_id="att_new")]).consent
    assert (both.state, both.answer_required, both.refused_at) == (S.PENDING, True, EARLIER)
    assert (both.form_attachment_id, both.model_extra) == ("att_new", {"newer": 1})


@pytest.mark.feature("S2.124")
def test_the_question_with_another_form_than_the_accepted_one_is_asked() -> None:
    accepted = standing(state="accepted", updated_at=NOW, form_attachment_id="att_a")
    same, other, none = (standing(state="pending", form_attachment_id=form) for form in ("att_a", "att_b", None))
    assert combine([none, same, other, accepted]).consent == ContactConsent(form_attachment_id="att_b")
    assert combine([none, same, accepted]).consent == accepted.consent
    held = standing(state="pending", answer_required=True)
    assert combine([held, same, accepted]).consent == ContactConsent(form_attachment_id="att_a", answer_required=True)
    assert combine([held, accepted]).consent == held.consent
    assert combine([none, other]).consent == ContactConsent(form_attachment_id="att_b")


@pytest.mark.feature("S2.124")
def test_another_tenant_takes_the_stops_of_a_standing_and_no_yes() -> None:
    accepted = said(NO, YES, consent=ContactConsent(state=S.ACCEPTED), suppressed=True)
    assert stops_of(accepted) == Standing(
        preferences=Preferences(direct_marketing=NO, channels={Channel.SMS: NO}), suppressed=True
    )
    for state in (S.REJECTED, S.WITHDRAWN):
        assert stops_of(said(YES, NO, consent=ContactConsent(state=state))) == Standing(
            consent=ContactConsent(state=state), preferences=Preferences(affiliate_marketing=NO, channels={Channel.EMAIL: NO})
        )


@pytest.mark.feature("S2.124")
def test_a_standing_without_new_yeses_keeps_the_noes_and_the_yeses_that_there_were() -> None:
    was = said(NO, YES, consent=ContactConsent(state=S.PENDING))
    raised = said(YES, YES, consent=ContactConsent(state=S.ACCEPTED))
    assert without_new_yeses(raised, was) == was
    lowered = said(NO, NO, consent=ContactConsent(state=S.REJECTED))
    assert without_new_yeses(lowered, raised) == lowered
    again = said(NO.model_copy(update={"refused_at": NOW}), NO)
    assert without_new_yeses(again, said(NO, NO)) == again
    later = YES.model_copy(update={"changed_at": NOW, "evidence_at": NOW})
    accepted = said(later, NO, consent=ContactConsent(state=S.ACCEPTED, form_attachment_id="att_1"))
    # A yes that somebody else said since would answer a no at an address that both had.
    assert without_new_yeses(accepted, raised) == said(YES, NO, consent=raised.consent)
