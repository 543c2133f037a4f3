"""Ways to break the product: what stands in the place of a function while a variant is tried."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from tests.laws.permission.words import AFFILIATE, DIRECT

# Each function or constant of the product, and what makes of it what stands in its place.
Broken = dict[str, Callable[[Any], Any]]


@contextmanager
def broken(breaking: Broken) -> Iterator[None]:
    """Break the product in this way while the body runs."""
    with ExitStack() as patches:
        for target, breaks in breaking.items():
            full = target.removeprefix("functions:") if target.startswith("functions:") else f"contactbook.{target}"
            patches.enter_context(patch(full, breaks(resolve_name(full))))
        yield


def gives(value: Any) -> Callable[[Any], Any]:
    """The function gives this, whatever it is asked."""
    return lambda _: lambda *_, **__: value


def becomes(value: Any) -> Callable[[Any], Any]:
    return lambda _: value


def gives_argument(place: int) -> Callable[[Any], Any]:
    """The function gives one of its arguments back."""
    return lambda _: lambda *given, **__: given[place]


def pending_counts(token: str, state: Any, *, visitor: Any, now: Any) -> Any:
    """The consent page as it was: it takes whatever is sent to it."""
    from contactbook.domain.links.links import LinkPurpose
    from contactbook.services.consent.answers import ConsentDraft, record_consent
    from contactbook.services.links.choices import Saved
    from contactbook.services.links.visits import open_visit

    visit = open_visit(token, LinkPurpose.CONSENT, visitor=visitor, now=now)
    record_consent(visit.store, visit.contact.contact_id, ConsentDraft(state=state), by=visit.by, now=now)
    return Saved(visit)


def forgetting_what_was_left(update: Any) -> Any:
    """A row of a file as it was: it does not know which lists were left, by the person or at its addresses."""
    from contactbook.domain.base.versions import with_fields

    def forgetful(contact: Any) -> Any:
        marks = tuple(mark for mark in contact.refusals if not any(scope.startswith("topic:") for scope in mark.scopes))
        return with_fields(contact, left_topics=(), refusals=marks)

    return lambda store, contact, *given, **said: update(store, forgetful(contact), *given, **{**said, "joins": True})


def of_the_id_alone(contact: Any, accounts: Any, channel: Any) -> list[Any]:
    """The look-up as it was: under the contact's own id, and none of those that were merged into it."""
    from contactbook.domain.decisions.suppressions import contact_target, email_target
    from contactbook.services.decisions import suppressions

    return [
        contact_target(contact.contact_id),
        *map(email_target, suppressions._addresses(contact, accounts, channel)),
    ]


def of_no_account(addresses: Any) -> Any:
    """The look-up at the addresses of the contact alone."""
    return lambda contact, _, channel: addresses(contact, (), channel)


def both_purposes(*_: Any) -> Any:
    from contactbook.services.links.opt_ins import Choices

    return Choices(direct_marketing=False, affiliate_marketing=False), None


def after_eight(store: Any, link: Any) -> Any:
    """The link as it was: it follows eight merges."""
    from contactbook.domain.contacts.record import Contact

    found = store.contacts.find(link.contact_id)
    for _ in range(8):
        if isinstance(found, Contact) or found is None:
            break
        found = store.contacts.find(found.merged_into)
    return found if isinstance(found, Contact) and found.erasure is None else None


def nobody_more(_: Any) -> Any:
    from contactbook.domain.decisions.more_contactable import MoreContactable

    return lambda *_, **__: MoreContactable()


def said_once(no_of: Any) -> Any:
    """A no that the contact carries already is not recorded again."""
    from contactbook.services.refusals.recording import Recorded

    return lambda visit, stated, *, through, is_new, now: (
        no_of(visit, stated, through=through, is_new=is_new, now=now) if is_new else Recorded()
    )


def changed_once(changed: Any) -> Any:
    """A flag that is no already stays as it was said first."""

    def change(before: Any, draft: Any, **said: Any) -> Any:
        after = changed(before, draft, **said)
        is_same = all(getattr(after, name).value == getattr(before, name).value for name in (DIRECT, AFFILIATE))
        return before if is_same else after

    return change


def complaint(event: Any) -> Any:
    """SES's complaint as it was read: also one that says the mail is no spam."""
    from contactbook.domain.sending.deliveries import FeedbackKind

    told = event["complaint"]
    return FeedbackKind.COMPLAINT, told, [one["emailAddress"] for one in told["complainedRecipients"]], "complaint"


def bounce(event: Any) -> Any:
    """SES's bounce as it was read: hard is only what SES calls permanent."""
    from contactbook.domain.sending.deliveries import FeedbackKind

    told = event["bounce"]
    kind = FeedbackKind.HARD_BOUNCE if told["bounceType"] == "Permanent" else FeedbackKind.SOFT_BOUNCE
    return kind, told, [one["emailAddress"] for one in told["bouncedRecipients"]], "bounce"


def nothing_recorded(_: Any) -> Any:
    from contactbook.services.refusals.recording import Recorded

    return lambda *_, **__: Recorded()


def not_counted(_: Any) -> Any:
    from contactbook.services.sending.soft_bounces import Counted

    return lambda *_, **__: Counted()


def all_stops(_: Any) -> Any:
    from contactbook.domain.consent.states import Standing

    return lambda *_: Standing()


def decided_once(decide: Any) -> Any:
    """A message that was put off leaves as it was decided at first, whatever was said since."""
    from contactbook.domain.base.versions import with_fields

    first: dict[str, Any] = {}

    def decided(arming: Any, communication: Any, *given: Any) -> Any:
        if communication.put_off_until and communication.communication_id in first:
            return with_fields(first[communication.communication_id], put_off_until=None)
        first[communication.communication_id] = decide(arming, communication, *given)
        return first[communication.communication_id]

    return decided
