"""The transitions of a communication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.transitions import cancelled, sent, with_feedback
from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from contactbook.domain.templates.rendering import Rendered
from tests.builders.communications import THEN, a_communication


def feedback(kind: FeedbackKind) -> Feedback:
    return Feedback(kind=kind, tenant_id="acme", communication_id="com", message_id="m", at=THEN)


@pytest.mark.parametrize("state", sorted(set(CommunicationState) - {CommunicationState.QUEUED}))
def test_only_a_queued_communication_can_be_cancelled(state: CommunicationState) -> None:
    with pytest.raises(RuleBroken) as refused:
        cancelled(a_communication(state=state), THEN)
    assert refused.value.code == "not_queued"


@given(st.lists(st.sampled_from(list(FeedbackKind)), max_size=6), st.randoms())
def test_delivery_reports_give_the_same_state_in_any_order(kinds: list[FeedbackKind], random: object) -> None:
    kinds = [kind for kind in kinds if kind is not FeedbackKind.REJECTED]
    shuffled = sorted(kinds, key=lambda _: random.random())  # type: ignore[attr-defined]  # hypothesis types st.randoms() as object here.
    ends = []
    for order in (kinds, shuffled, kinds + kinds):
        found = a_communication(state=CommunicationState.SENT)
        for kind in order:
            found = with_feedback(found, feedback(kind))
        ends.append(found.state)
    assert len(set(ends)) == 1


def test_the_sent_content_is_stored() -> None:
    rendered = Rendered(subject="Γεια", html="<p>Γεια</p>" * 100, text="Γεια")
    found = sent(a_communication(state=CommunicationState.SENDING), "m-1", rendered, THEN)
    assert found.content is not None
    assert (found.content.subject, found.content.html, found.content.text) == (rendered.subject, rendered.html, rendered.text)
    assert len(found.model_dump_json(exclude_defaults=True)) < 1000
