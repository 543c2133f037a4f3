"""Two writers of one consent at the same time: in every order a stop is kept and the history is complete."""

import pickle
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.links.links import LinkPurpose
from tests.aws_in_process.aws import World
from tests.builders.library import keep_file
from tests.conftest import NOW
from tests.faults.exploring import Scenario, Schedule, explore, many_seeds

PERSON: dict[str, Any] = {
    "kind": "person",
    "first_name": "Eleni",
    "emails": [{"address": "eleni@example.com"}],
    "preferences": {"direct_marketing": True, "affiliate_marketing": True},
}


class Stage:
    """One contact in an otherwise empty tenant, put back before each race."""

    def __init__(self, world: World, *states: str, **consent_settings: str) -> None:
        from contactbook.domain.base.callers import Actor, ActorType, Caller, Scope
        from contactbook.domain.contacts.drafts import ContactDraft
        from contactbook.services.base.stores import open_store
        from contactbook.services.consent.answers import ConsentDraft, record_consent
        from contactbook.services.contacts.registration import register_contact
        from contactbook.services.settings.sections import save_section
        from contactbook.storage.settings.sections import forget_cached

        world.reset()
        forget_cached()
        self.world = world
        self.user = Caller(
            actor=Actor(type=ActorType.USER, id="user-1"), scopes=frozenset(scope.value for scope in Scope), super_user=True
        )
        self.store = open_store("acme")
        if consent_settings:
            save_section(self.store, "consent", dict(consent_settings), by=self.user, now=NOW)
        self.id = register_contact(self.store, ContactDraft.model_validate(PERSON), by=self.user, now=NOW).contact_id
        for state in states:
            draft = ConsentDraft.model_validate({"state": state})
            record_consent(self.store, self.id, draft, by=self.user, now=NOW)
        world.take_messages("anonymization")
        world.keep()

    def back(self) -> None:
        self.world.restore()

    def token(self, purpose: LinkPurpose) -> str:
        from contactbook.services.links.links import link_url

        return link_url(self.store, self.id, purpose, now=NOW, sent_to="eleni@example.com").rpartition("/")[2]

    def answer(self, state: str, by: str) -> Callable[[], object]:
        from contactbook.domain.contacts.record import ConsentState
        from contactbook.services.consent.answers import ConsentDraft, record_consent
        from contactbook.services.links.choices import answer_consent
        from contactbook.services.links.visits import Visitor

        later = NOW + timedelta(minutes=1)
        if by == "link":
            token = self.token(LinkPurpose.CONSENT)
            return lambda: answer_consent(token, ConsentState(state), visitor=Visitor(), now=later)
        draft = ConsentDraft.model_validate({"state": state})
        return lambda: record_consent(self.store, self.id, draft, by=self.user, now=later)

    def unsubscribe(self) -> Callable[[], object]:
        from contactbook.services.links.choices import ONE_CLICK, unsubscribe
        from contactbook.services.links.visits import Visitor

        token = self.token(LinkPurpose.UNSUBSCRIBE)
        return lambda: unsubscribe(token, through=ONE_CLICK, visitor=Visitor(), now=NOW + timedelta(minutes=1))

    def contact(self) -> Any:
        return self.store.contacts.get(self.id)

    def events(self) -> list[Any]:
        """Consent events, the first one first."""
        return self.store.consents.page(self.id, limit=100, after=None)[0][::-1]

    def check(self) -> None:
        """One audit entry a version; the events lead from pending to what stands now."""
        contact = self.contact()
        assert contact.history.count == contact.version
        before, left = "pending", list(self.events())
        while left:
            following = next((event for event in left if event.previous_state == before), None)
            assert following is not None, f"nothing leads from {before}: {left}"
            left.remove(following)
            before = following.state
        assert contact.consent.state == before


def race(stage: Stage, check: Callable[[Stage, Any], None], may_raise: list[type[Exception]], **workers: Any) -> Scenario:
    def scenario(schedule: Schedule) -> None:
        stage.back()
        outcome = schedule.run(workers, may_raise=may_raise)
        stage.check()
        check(stage, outcome)

    return scenario


@many_seeds(50, torture=1000)
@pytest.mark.feature("S2.111")
def test_accepting_against_withdrawing(seeds: range, world: World) -> None:
    """Where the acceptance comes first the withdrawal follows it; else it is refused, for nothing was accepted yet."""

    def check(stage: Stage, outcome: Any) -> None:
        refused = "withdraw" in outcome.errors
        assert stage.contact().consent.state == ("accepted" if refused else "withdrawn")
        assert [event.state for event in stage.events()][:1] == ["accepted"]

    stage = Stage(world)
    workers = {"accept": stage.answer("accepted", "link"), "withdraw": stage.answer("withdrawn", "api")}
    assert len(explore(race(stage, check, [RuleBroken], **workers), seeds).orders) > 1


@many_seeds(50, torture=1000)
def test_accepting_again_against_withdrawing(seeds: range, world: World) -> None:
    """Of an acceptance that changes nothing and a withdrawal, the withdrawal is never lost, unless it was answered since."""

    def check(stage: Stage, outcome: Any) -> None:
        states = [event.state for event in stage.events()]
        assert "withdrawn" in states
        assert states.count("withdrawn") == 1

    stage = Stage(world, "accepted")
    workers = {"accept": stage.answer("accepted", "link"), "withdraw": stage.answer("withdrawn", "link")}
    explore(race(stage, check, [], **workers), seeds)


@many_seeds(50, torture=1000)
@pytest.mark.feature("S2.50")
def test_the_same_link_twice_changes_the_contact_once(seeds: range, world: World) -> None:
    def check(stage: Stage, outcome: Any) -> None:
        flags = stage.contact().preferences
        assert not flags.direct_marketing.value
        assert not flags.affiliate_marketing.value
        assert stage.contact().version == 2

    stage = Stage(world)
    explore(race(stage, check, [], first=stage.unsubscribe(), second=stage.unsubscribe()), seeds)


@many_seeds(50, torture=1000)
@pytest.mark.feature("S2.50")
def test_the_same_answer_twice_is_one_event(seeds: range, world: World) -> None:
    def check(stage: Stage, outcome: Any) -> None:
        assert [event.state for event in stage.events()] == ["rejected"]

    stage = Stage(world)
    workers = {"first": stage.answer("rejected", "link"), "second": stage.answer("rejected", "link")}
    explore(race(stage, check, [], **workers), seeds)


@many_seeds(50, torture=1000)
@pytest.mark.feature("S2.48")
def test_an_opt_out_by_link_is_not_lost_in_an_agents_edit(seeds: range, world: World) -> None:
    from contactbook.services.contacts.registration import change_contact

    def check(stage: Stage, outcome: Any) -> None:
        contact = stage.contact()
        assert not contact.preferences.direct_marketing.value
        assert contact.last_name == "Georgiou"

    stage = Stage(world)
    edit = partial(change_contact, stage.store, stage.id, {"last_name": "Georgiou"}, by=stage.user, now=NOW)
    explore(race(stage, check, [], link=stage.unsubscribe(), edit=edit), seeds)


@many_seeds(50, torture=1000)
@pytest.mark.feature("S2.131", "S2.139")
@pytest.mark.parametrize("what", ["unsubscribe", "accept"])
def test_a_link_against_anonymization(seeds: range, world: World, what: str) -> None:
    """Either the link was first, or its page is gone; from the mark on nothing is written, and the contact stays blank."""
    from contactbook.domain.contacts.record import Erasure
    from contactbook.services.erasure.anonymization import anonymize_contact

    def check(stage: Stage, outcome: Any) -> None:
        contact = stage.contact()
        assert contact.erasure is Erasure.ANONYMIZED
        assert (contact.first_name, contact.emails) == (None, ())
        assert "anonymize" not in outcome.errors
        rows = pickle.dumps(stage.world.items())
        assert b"eleni@example.com" not in rows

    stage = Stage(world)
    link = stage.unsubscribe() if what == "unsubscribe" else stage.answer("accepted", "link")
    anonymize = partial(anonymize_contact, stage.store, stage.id, by=stage.user, now=NOW, has_time=lambda: True)

    def scenario(schedule: Schedule) -> None:
        stage.back()
        outcome = schedule.run({"link": link, "anonymize": anonymize}, may_raise=[NotFound, RuleBroken])
        check(stage, outcome)

    explore(scenario, seeds)


@many_seeds(50, torture=1000)
@pytest.mark.feature("S2.125")
def test_two_deliveries_of_a_re_consent_slice_ask_and_count_each_contact_once(seeds: range, world: World) -> None:
    from contactbook.domain.consent.reconsent import ReconsentDraft
    from contactbook.services.consent.reconsent import ask_contacts, require_reconsent

    stage = Stage(world, "accepted")
    draft = ReconsentDraft(form_attachment_id=keep_file("att_new"))
    run = require_reconsent(stage.store, draft, by=stage.user, now=NOW + timedelta(minutes=1))
    world.keep()
    deliver = partial(ask_contacts, stage.store, run.run_id, now=NOW + timedelta(minutes=2), has_time=lambda: True)

    def check(stage: Stage, outcome: Any) -> None:
        assert [event.state for event in stage.events()] == ["accepted", "pending"]
        assert stage.store.reconsents.get(run.run_id).asked == 1

    explore(race(stage, check, [], first=deliver, second=deliver), seeds)


@many_seeds(50, torture=1000)
@pytest.mark.feature("S2.125")
def test_whoever_answers_while_being_asked_is_not_asked_over_the_answer(seeds: range, world: World) -> None:
    from contactbook.domain.consent.reconsent import ReconsentDraft
    from contactbook.services.consent.reconsent import ask_contacts, require_reconsent

    stage = Stage(world, "accepted")
    draft = ReconsentDraft(form_attachment_id=keep_file("att_new"))
    run = require_reconsent(stage.store, draft, by=stage.user, now=NOW)
    world.keep()
    ask = partial(ask_contacts, stage.store, run.run_id, now=NOW + timedelta(minutes=2), has_time=lambda: True)

    def check(stage: Stage, outcome: Any) -> None:
        states = [event.state for event in stage.events()]
        # A withdrawal stands, whether it came before the question or was refused because it came after.
        assert states in (["accepted", "withdrawn"], ["accepted", "pending"])
        assert ("withdraw" in outcome.errors) == (states[-1] == "pending")

    explore(race(stage, check, [RuleBroken], ask=ask, withdraw=stage.answer("withdrawn", "link")), seeds)
