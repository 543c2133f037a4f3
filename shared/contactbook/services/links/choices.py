"""What a contact chooses on its own pages, behind a signed link (S2.49, S2.50).

An opt-out always counts. An opt-in counts only if the link was sent to an address that is still the contact's, and if its consent
allows choices. Every choice can be repeated without harm.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import TRANSITIONS
from contactbook.domain.contacts.record import ConsentState, Contact
from contactbook.domain.links.links import LinkExpired, LinkPurpose
from contactbook.domain.lists.lists import ContactList
from contactbook.domain.permissions.scopes import topic_scope
from contactbook.domain.permissions.standing import STOPS
from contactbook.domain.permissions.topics import with_topic_joined
from contactbook.domain.permissions.undos import Undo, ended_by, is_last_word, read_undo
from contactbook.domain.refusals.marks import PROCESSING, Through
from contactbook.gateways.secrets import key_ring
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import commit_change
from contactbook.services.consent import answers, preferences
from contactbook.services.consent.answers import ConsentDraft
from contactbook.services.links import statements
from contactbook.services.links.chosen import Chosen, Ending, what_counts
from contactbook.services.links.gone import save_at_address
from contactbook.services.links.handed import join_for_user, said_through
from contactbook.services.links.new_addresses import as_it_speaks
from contactbook.services.links.opt_ins import Choices
from contactbook.services.links.visits import (
    Visit,
    Visitor,
    consent_allows_choices,
    for_yes,
    may_opt_in,
    open_visit,
    sent_to_hash,
)
from contactbook.services.refusals.said_again import accepts_again, answered, topics_said_again

# Through which page a change came.
CENTRE, ONE_CLICK = "preference_centre", "one_click"


# The consents that a link leads to, by its answer. Who has accepted rejects by withdrawing.
_LED_TO = {
    "accepted": frozenset({ConsentState.ACCEPTED}),
    "rejected": frozenset({ConsentState.REJECTED, ConsentState.WITHDRAWN}),
}


@dataclass(frozen=True)
class Saved:
    """The visit after its choices were saved. `is_opt_in_refused` is True if an opt-in among them did not count.

    `topic` is the list that the contact left by ending it. `undo` takes back what an ending ended, where the contact may say yes again.
    """

    visit: Visit
    is_opt_in_refused: bool = False
    topic: ContactList | None = None
    undo: Undo | None = None
    is_too_late: bool = False


def possible_states(visit: Visit) -> tuple[ConsentState, ...]:
    """Return the consents that the contact may give here.

    Pending and the present state are left out, but an acceptance that answers a no at an address; `accepted` where an opt-in does not
    count; and all but the link's answer.
    """
    reachable = TRANSITIONS[visit.contact.consent.state] - {ConsentState.PENDING, visit.contact.consent.state}
    if visit.contact.consent.state is ConsentState.ACCEPTED:
        # An acceptance is withdrawn, not rejected.
        reachable -= {ConsentState.REJECTED}
        reachable |= {ConsentState.ACCEPTED} if accepts_again(visit.contact, visit.contact.refusals) else frozenset()
    if ConsentState.ACCEPTED in reachable and not may_opt_in(visit):
        reachable -= {ConsentState.ACCEPTED}
    led_to = _LED_TO.get(visit.link.about.answer or "", TRANSITIONS.keys())
    return tuple(state for state in ConsentState if state in reachable and state in led_to)


def save_choices(token: str, choices: Choices, *, visitor: Visitor, now: datetime) -> Saved:
    """Save the contact's choices: every opt-out, and opt-ins where they count. Unchanged choices are not saved.

    Raises NotFound as `open_visit`.
    """
    return _save(token, choices, CENTRE, (LinkPurpose.PREFERENCES,), visitor, now)


def unsubscribe(token: str, *, through: str, visitor: Visitor, now: datetime, ending: Ending = Ending.OWN) -> Saved:
    """Opt out at the address that the link was sent to. Two reads, and one transaction unless that is done already.

    A link about one purpose ends that purpose, one about a list that the contact may leave ends that list; any other all marketing.

    Raises NotFound as `open_visit`.
    """
    purposes = (LinkPurpose.UNSUBSCRIBE, LinkPurpose.PREFERENCES)
    return _save(token, ending, through, purposes, visitor, now)


def take_back(token: str, sealed: str, *, visitor: Visitor, now: datetime) -> Saved:
    """Say yes again to what an ending through this link ended within the last hour, if the person has said nothing about it since.

    It is a yes of the person like one in the preference centre: it counts only where that one does. Raises NotFound as `open_visit`,
    and LinkExpired.
    """
    undo = read_undo(sealed, token, key_ring())
    if undo is None:
        return Saved(open_visit(token, LinkPurpose.UNSUBSCRIBE, visitor=visitor, now=now), is_too_late=True)
    return _save(token, undo, CENTRE, (LinkPurpose.UNSUBSCRIBE,), visitor, now)


def answer_consent(token: str, state: ConsentState, *, visitor: Visitor, now: datetime) -> Saved:
    """Record the contact's answer to the consent form. An acceptance counts only where an opt-in does.

    Raises NotFound as `open_visit`, RuleBroken `consent_transition_refused`.
    """
    visit = open_visit(token, LinkPurpose.CONSENT, visitor=visitor, now=now, for_no=True)
    _require_no(visit, state in STOPS)
    if visit.is_gone:
        return _rejected_by_gone(visit, state, now)
    is_new = state is not visit.contact.consent.state or accepts_again(visit.contact, visit.contact.refusals)
    if state is ConsentState.ACCEPTED and is_new and not may_opt_in(visit):
        return Saved(visit, is_opt_in_refused=True)
    if state is ConsentState.PENDING or (state is ConsentState.ACCEPTED and visit.link.about.answer == "rejected"):
        # The page does not offer it: it would be no answer, and lift a rejection through whatever address the link was sent to.
        raise RuleBroken("The page does not offer this answer. Choose one of its buttons.", code="consent_transition_refused")
    if state is ConsentState.ACCEPTED:
        visit = as_it_speaks(visit, [PROCESSING])
    by = for_yes(visit) if state is ConsentState.ACCEPTED else visit.by
    try:
        contact = answers.record_consent(
            visit.store, visit.contact.contact_id, ConsentDraft(state=state), by=by, now=now, sent_to=sent_to_hash(visit)
        )
    except (NotFound, RuleBroken) as error:
        if state in STOPS and error.code in ("not_found", "anonymized"):
            # It has gone since the visit began.
            return _rejected_by_gone(visit, state, now)
        if error.code != "refusal_stands":
            raise
        # A user was handed the link: its yes lifts no no of the person.
        return Saved(visit, is_opt_in_refused=True)
    return Saved(replace(visit, contact=contact))


def _require_no(visit: Visit, is_no: bool) -> None:
    """Raise what a link that is expired, or whose contact is no more, answers to all but a no: LinkExpired, NotFound."""
    if visit.is_expired and not is_no:
        raise LinkExpired(visit.link)
    if visit.is_gone and not is_no:
        raise NotFound("There is no such page.")


@retried_when_raced
def _rejected_by_gone(visit: Visit, state: ConsentState, now: datetime) -> Saved:
    no = statements.no_of(visit, {PROCESSING: False}, through=Through.CONSENT_PAGE, is_new=False, now=now)
    save_at_address(visit.store, visit.link, no, now)
    consent = with_fields(visit.contact.consent, state=state, updated_at=now)
    return Saved(replace(visit, contact=with_fields(visit.contact, consent=consent)))


@retried_when_raced
def _save(
    token: str, said: Choices | Ending | Undo, through: str, purposes: tuple[LinkPurpose, ...], visitor: Visitor, now: datetime
) -> Saved:
    visit = open_visit(token, *purposes, visitor=visitor, now=now, for_no=True)
    _require_no(visit, _says_no(said))
    if isinstance(said, Undo):
        if not is_last_word(said, visit.contact, now):
            return Saved(visit, is_too_late=True)
        said = _taken_back(visit, said)
    if isinstance(said, Choices) and not visit.is_gone:
        visit = as_it_speaks(visit, said.yeses)
    contact, chosen = visit.contact, what_counts(visit, said)
    stated = chosen.choices.stated
    after = said_through(visit, chosen.choices, through=through, now=now)
    asked = contact
    if visit.link.handed_to is None and contact.refusals and consent_allows_choices(visit) and may_opt_in(visit):
        after = answered(contact, stated, after, contact.refusals, by=visit.by, through=through, now=now)
        again = topics_said_again(contact, set(chosen.lists) & set(chosen.choices.list_ids or ()), contact.refusals)
        asked = reduce(lambda joined, list_id: with_topic_joined(joined, list_id, now), again, contact)
    is_new = after != contact.preferences or chosen.lists != contact.list_ids or asked != contact
    ended = [one for one in contact.list_ids if one not in chosen.lists] + ([chosen.left.list_id] if chosen.left else [])
    no = statements.no_of(
        visit,
        {**stated, **{topic_scope(one): False for one in ended}},
        through=through,
        is_new=is_new and not visit.is_gone,
        now=now,
    )
    if visit.is_gone:
        save_at_address(visit.store, visit.link, no, now)
        shown = with_fields(contact, preferences=after, list_ids=chosen.lists)
        return Saved(replace(visit, contact=shown), chosen.is_opt_in_refused, chosen.left, _undo(contact, shown, chosen, now))
    if is_new or no.writes:
        change = preferences.preferences_change(
            visit.store, contact, after, by=visit.by, now=now, list_ids=chosen.lists, sent_to=sent_to_hash(visit)
        )
        asking = with_fields(change.after, joined_topics=asked.joined_topics)
        change = replace(change, after=no.mark(asking), details=no.details, writes=(*change.writes, *no.writes))
        visit = replace(visit, contact=commit_change(visit.store, change, by=visit.by, now=now))
    undo = _undo(contact, visit.contact, chosen, now)
    visit = join_for_user(visit, chosen.joined, now) if chosen.joined else visit
    return Saved(visit, chosen.is_opt_in_refused, chosen.left, undo)


def _undo(before: Contact, after: Contact, chosen: Chosen, now: datetime) -> Undo | None:
    return ended_by(before, after, chosen.left.list_id if chosen.left else None, now)


def _says_no(said: Choices | Ending | Undo) -> bool:
    if isinstance(said, Choices):
        return said.list_ids is not None or False in said.stated.values()
    return isinstance(said, Ending)


def _taken_back(visit: Visit, undo: Undo) -> Choices:
    lists = (*visit.contact.list_ids, undo.list_id) if undo.list_id else None
    return Choices.model_validate({**dict.fromkeys(undo.flags, True), "list_ids": lists})
