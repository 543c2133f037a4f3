"""What counts of a contact's choices: every opt-out, and an opt-in only through a link that lets it count (S2.49)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from contactbook.domain.contacts.record import Contact
from contactbook.domain.lists.lists import ContactList
from contactbook.services.links.handed import users_lists, without_refused_yeses
from contactbook.services.links.opt_ins import Choices, is_increase, is_opt_in, without_opt_ins
from contactbook.services.links.visits import Visit, consent_allows_choices, may_opt_in, offered_lists, topic_of


class Ending(StrEnum):
    """What the contact ends: the list of the mail, marketing of its purpose, or all marketing. `OWN` is the narrowest of them (S2.49)."""

    OWN = "own"
    LIST = "list"
    KIND = "kind"
    ALL = "all"


@dataclass(frozen=True)
class Chosen:
    """What counts of the choices. `lists` are those of the contact after it says them itself, `joined` those that a user adds for it."""

    choices: Choices
    lists: tuple[str, ...]
    joined: tuple[str, ...] = ()
    left: ContactList | None = None
    is_opt_in_refused: bool = False


def what_counts(visit: Visit, said: Choices | Ending) -> Chosen:
    """Return what counts of the choices: every opt-out, and the opt-ins that the link allows. One read for choices about lists."""
    contact = visit.contact
    choices, left = (said, None) if isinstance(said, Choices) else _ended(visit, said)
    public = {found.list_id for found in offered_lists(visit)} if choices.list_ids is not None else set[str]()
    wanted = _lists(contact, choices.list_ids, public)
    kept = tuple(one for one in contact.list_ids if one in wanted)
    if is_opt_in(contact, choices, wanted) and not (consent_allows_choices(visit) and may_opt_in(visit)):
        is_refused = is_increase(contact, choices, wanted)
        return Chosen(without_opt_ins(contact, choices), kept, left=left, is_opt_in_refused=is_refused)
    if visit.link.handed_to is None:
        return Chosen(choices, wanted, left=left)
    joined, users = users_lists(contact, wanted), without_refused_yeses(contact, choices)
    return Chosen(users, kept, joined, left, is_opt_in_refused=users != choices or {*kept, *joined} != set(wanted))


def _ended(visit: Visit, ending: Ending) -> tuple[Choices, ContactList | None]:
    """Return the choices that end this, and the list that is left. One read for a link about a list."""
    topic = topic_of(visit) if ending in (Ending.OWN, Ending.LIST) else None
    if topic is not None:
        kept = tuple(one for one in visit.contact.list_ids if one != topic.list_id)
        return Choices(list_ids=kept), topic
    purpose = visit.link.about.notification_purpose
    if ending is not Ending.ALL and purpose is not None:
        return Choices.model_validate({purpose: False}), None
    return Choices(direct_marketing=False, affiliate_marketing=False), None


def _lists(contact: Contact, chosen: Iterable[str] | None, public: set[str]) -> tuple[str, ...]:
    """Return the contact's lists with the chosen public ones. Lists that are not public stay unchanged."""
    if chosen is None:
        return contact.list_ids
    joined = public & set(chosen)
    kept = [list_id for list_id in contact.list_ids if list_id not in public or list_id in joined]
    return (*kept, *sorted(joined - set(kept)))
