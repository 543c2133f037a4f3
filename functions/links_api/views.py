"""The content of each page."""

from aws_lambda_powertools.event_handler import Response

from contactbook.domain.base.values import Value
from contactbook.domain.contacts.record import ConsentState, Preference, Preferences
from contactbook.domain.links.links import LinkPurpose
from contactbook.domain.notification_types.channels import Channel
from contactbook.services.links import choices, files, visits
from contactbook.services.links.choices import Saved
from contactbook.services.links.visits import Visit
from links_api.notices import Notice
from links_api.rendering import Words, page
from links_api.unsubscribing import unsubscribe_page
from links_api.visit_words import masked_recipient, words_of

_VERBS = {ConsentState.ACCEPTED: "accept", ConsentState.REJECTED: "reject", ConsentState.WITHDRAWN: "withdraw"}


class Choice(Value):
    """One setting to switch on or off."""

    name: str
    value: str
    identifier: str
    label: str
    hint: str | None = None
    changed: str | None = None
    on: bool


def visit_page(visit: Visit) -> Response[str]:
    """Return the page that a link opens, by its purpose."""
    if visit.link.purpose is LinkPurpose.CONSENT:
        return _consent(visit)
    if visit.link.purpose is LinkPurpose.UNSUBSCRIBE:
        return unsubscribe_page(visit)
    return _preferences(visit)


def choices_saved(saved: Saved, *, left_all: bool) -> Response[str]:
    """Return the preference centre after its choices were saved."""
    words = words_of(saved.visit)
    if saved.is_opt_in_refused:
        closed = not visits.consent_allows_choices(saved.visit)
        notice = Notice(text=words.say("preferences.held_closed" if closed else "preferences.held"), is_good=False)
    else:
        notice = Notice(text=words.say("preferences.left" if left_all else "preferences.saved"))
    return _preferences(saved.visit, notice)


def consent_saved(saved: Saved) -> Response[str]:
    """Return the consent form after the contact answered."""
    words = words_of(saved.visit)
    if saved.is_opt_in_refused:
        return _consent(saved.visit, Notice(text=words.say("consent.held"), is_good=False))
    return _consent(saved.visit, Notice(text=words.say(f"consent.saved_{saved.visit.contact.consent.state.value}")))


def _preferences(visit: Visit, notice: Notice | None = None) -> Response[str]:
    words, contact = words_of(visit), visit.contact
    flags, is_own = contact.preferences, visits.may_opt_in(visit)
    marketing = [_flag("direct", flags.direct_marketing, words), _flag("affiliate", flags.affiliate_marketing, words)]
    lists = [
        Choice(
            name="list_ids",
            value=found.list_id,
            identifier=f"list-{place}",
            label=found.name,
            hint=found.description,
            on=found.list_id in contact.list_ids,
        )
        for place, found in enumerate(visits.offered_lists(visit))
    ]
    values = {
        "notice": notice,
        "is_own": is_own,
        "first_name": contact.first_name if is_own else None,
        "sent_to": masked_recipient(visit),
        "marketing": marketing,
        "channels": [_channel(channel, flags, words) for channel in Channel],
        "lists": lists,
        "gets_anything": any(choice.on for choice in (*marketing, *lists)),
        "token": visit.token,
    }
    return page("preferences.html", words, visit.store.settings.current(), values)


def _flag(name: str, stands: Preference, words: Words) -> Choice:
    return _switch(f"{name}_marketing", f"preferences.{name}", stands, words)


def _channel(channel: Channel, flags: Preferences, words: Words) -> Choice:
    return _switch(f"channel_{channel.value}", f"preferences.channel_{channel.value}", flags.of_channel(channel), words)


def _switch(name: str, text: str, stands: Preference, words: Words) -> Choice:
    return Choice(
        name=name,
        value="true",
        identifier=name.replace("_", "-"),
        label=words.say(text),
        hint=words.say(f"{text}_hint"),
        changed=words.say("preferences.changed_on", date=words.day(stands.changed_at)) if stands.changed_at else None,
        on=stands.value,
    )


def _consent(visit: Visit, notice: Notice | None = None) -> Response[str]:
    words, settings, consent = words_of(visit), visit.store.settings.current(), visit.contact.consent
    possible = choices.possible_states(visit)
    document = files.form_document(visit)
    text = settings.consent.form_text or ("" if document else words.say("consent.no_text"))
    date = words.day(consent.updated_at) if consent.updated_at else ""
    values = {
        "notice": notice,
        "state": consent.state.value,
        "standing": words.say(f"consent.{consent.state.value}", date=date),
        "paragraphs": [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()],
        "document": document.file_name if document else None,
        "answers": [{"state": state.value, "text": words.say(f"consent.{_VERBS[state]}")} for state in possible],
        "cannot_accept": consent.state is not ConsentState.ACCEPTED
        and ConsentState.ACCEPTED not in possible
        and visit.link.about.answer != "rejected",
        "sent_to": masked_recipient(visit),
        "token": visit.token,
    }
    return page("consent.html", words, settings, values)
