"""A communication's states follow one table, and its id says whose it is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.communications.communication_ids import communication_id, contact_id_in, derived_tail
from contactbook.domain.communications.communication_states import ACCEPTED, OPEN, TRANSITIONS, CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.transitions import cancelled, sent, with_feedback
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from contactbook.domain.templates.rendering import Rendered

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CONTACT = "con_01KJPWD6M0FJM1VKSF48MW5Z9A"
RUN = "run_01KJPWD6M0FJM1VKSF48MW5Z9B"


def communication(state: CommunicationState = CommunicationState.QUEUED) -> Communication:
    return Communication(
        communication_id=communication_id(CONTACT, derived_tail(RUN, CONTACT)),
        contact_id=CONTACT,
        origin=Origin.CONTACT_REPORT,
        channel=Channel.EMAIL,
        state=state,
        notification_type_id="nty_1",
        created_at=NOW,
        created_by=job("test").actor,
        updated_at=NOW,
    )


def feedback(kind: FeedbackKind) -> Feedback:
    return Feedback(kind=kind, tenant_id="acme", communication_id="com", message_id="m", at=NOW)


def test_an_id_names_its_contact_and_sorts_by_time() -> None:
    tail = derived_tail(RUN, CONTACT, None, "email")
    assert contact_id_in(communication_id(CONTACT, tail)) == CONTACT
    assert (tail[:10], len(tail)) == (RUN[4:14], 26)
    assert tail == derived_tail(RUN, CONTACT, None, "email") != derived_tail(RUN, CONTACT, "acc_1", "email")


@pytest.mark.parametrize("wrong", ["", "com_", "con_01KJPWD6M0FJM1VKSF48MW5Z9A", "com_01KJPWD6M0FJM1VKSF48MW5Z9A"])
def test_an_id_that_none_can_have_is_not_found(wrong: str) -> None:
    with pytest.raises(NotFound):
        contact_id_in(wrong)


def test_what_was_sent_never_goes_back_to_the_queue_and_unknown_is_never_sent_by_a_machine() -> None:
    for state in ACCEPTED | {CommunicationState.UNKNOWN}:
        assert not TRANSITIONS[state] & OPEN
    assert set(TRANSITIONS) == set(CommunicationState)


@pytest.mark.parametrize("state", sorted(set(CommunicationState) - {CommunicationState.QUEUED}))
def test_only_what_is_queued_can_be_cancelled(state: CommunicationState) -> None:
    with pytest.raises(RuleBroken) as refused:
        cancelled(communication(state), NOW)
    assert refused.value.code == "not_queued"


@given(st.lists(st.sampled_from(list(FeedbackKind)), max_size=6), st.randoms())
def test_the_providers_word_comes_to_the_same_in_any_order(kinds: list[FeedbackKind], random: object) -> None:
    kinds = [kind for kind in kinds if kind is not FeedbackKind.REJECTED]
    shuffled = sorted(kinds, key=lambda _: random.random())  # type: ignore[attr-defined]
    ends = []
    for order in (kinds, shuffled, kinds + kinds):
        found = communication(CommunicationState.SENT)
        for kind in order:
            found = with_feedback(found, feedback(kind))
        ends.append(found.state)
    assert len(set(ends)) == 1


def test_what_was_really_sent_is_kept() -> None:
    rendered = Rendered(subject="Γεια", html="<p>Γεια</p>" * 100, text="Γεια")
    found = sent(communication(CommunicationState.SENDING), "m-1", rendered, NOW)
    assert found.content is not None
    assert (found.content.subject, found.content.html, found.content.text) == (rendered.subject, rendered.html, rendered.text)
    assert len(found.model_dump_json(exclude_defaults=True)) < 1000
