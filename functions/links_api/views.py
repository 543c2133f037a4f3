"""The content of each page."""

from aws_lambda_powertools.event_handler import Response

from contactbook.domain.base.values import Value
from contactbook.domain.contacts.record import ConsentState, Preference, Preferences
from contactbook.domain.links.links import LinkPurpose
from contactbook.domain.notification_types.channels import Channel
from contactbook.services.links import choices, files, visits
from contactbook.services.links.choices import Saved
from contactbook.services.links.visits import Visit
from links_api.rendering import Words, page
from links_api.texts import language_of

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


class Ending(Value):
    """Something that the contact can end here: its button, and what is said once it is done."""

    action: str
    button: str
    done: str
    is_done: bool


class Notice(Value):
    """The result of the last action."""

    text: str
    is_good: bool = True


def visit_page(visit: Visit) -> Response[str]:
    """Return the page that a link opens, by its purpose."""
    if visit.link.purpose is LinkPurpose.CONSENT:
        return _consent(visit)
    if visit.link.purpose is LinkPurpose.UNSUBSCRIBE:
        return _unsubscribe(visit)
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


def page_of_one_click(visit: Visit) -> Response[str]:
    """Return the page to unsubscribe, opened at the address for one click."""
    return _unsubscribe(visit, save_at=f"../{visit.token}")


def unsubscribed(saved: Saved) -> Response[str]:
    """Return the page after the contact unsubscribed."""
    return _unsubscribe(saved.visit)


def consent_saved(saved: Saved) -> Response[str]:
    """Return the consent form after the contact answered."""
    words = words_of(saved.visit)
    if saved.is_opt_in_refused:
        return _consent(saved.visit, Notice(text=words.say("consent.held"), is_good=False))
    return _consent(saved.visit, Notice(text=words.say(f"consent.saved_{saved.visit.contact.consent.state.value}")))


def words_of(visit: Visit) -> Words:
    """Return the texts in the contact's language, with the tenant's name and logo."""
    settings = visit.store.settings.current()
    return Words(
        language=language_of(visit.contact, settings),
        tenant=visits.tenant_name(visit),
        time_zone=settings.localization.time_zone,
        logo=files.logo_of(visit.store),
    )


def masked_recipient(visit: Visit) -> str | None:
    """Return the address that the page is for, masked so that only its owner recognizes it: `e•••@example.com`."""
    address = visits.recipient(visit)
    if address is None:
        return None
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}•••{at}{domain}" if at else f"•••{address[-3:]}"


def _preferences(visit: Visit, notice: Notice | None = None) -> Response[str]:
    words, contact = words_of(visit), visit.contact
    flags = contact.preferences
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
        "first_name": contact.first_name,
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


def _unsubscribe(visit: Visit, *, save_at: str = "") -> Response[str]:
    """Return the page that ends the list of the mail, its kind, or all; the narrowest comes first. Its forms are sent to `save_at`."""
    words, contact, about = words_of(visit), visit.contact, visit.link.about
    flags = {
        "direct_marketing": contact.preferences.direct_marketing.value,
        "affiliate_marketing": contact.preferences.affiliate_marketing.value,
    }
    topic, kind = visits.topic_of(visit), about.notification_purpose
    endings: list[Ending] = []
    if topic is not None:
        said = words.say("unsubscribe.list", list=topic.name), words.say("unsubscribe.done_list", list=topic.name)
        endings.append(
            Ending(action="unsubscribe_list", button=said[0], done=said[1], is_done=topic.list_id not in contact.list_ids)
        )
    if kind is not None:
        said = words.say(f"unsubscribe.{kind}"), words.say(f"unsubscribe.done_{kind}")
        endings.append(Ending(action="unsubscribe_kind", button=said[0], done=said[1], is_done=not flags[kind]))
    said = words.say("unsubscribe.all" if endings else "unsubscribe.button"), words.say("unsubscribe.done")
    endings.append(Ending(action="unsubscribe_all", button=said[0], done=said[1], is_done=not any(flags.values())))
    done = [ending.done for ending in endings if ending.is_done]
    values = {
        "is_done": endings[0].is_done or endings[-1].is_done,
        "done": done[-1] if done else "",
        "lead": words.say("unsubscribe.choose" if len(endings) > 1 else "unsubscribe.lead"),
        "endings": [] if endings[-1].is_done else [ending for ending in endings if not ending.is_done],
        "sent_to": masked_recipient(visit),
        "save_at": save_at,
    }
    return page("unsubscribe.html", words, visit.store.settings.current(), values)


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
        "cannot_accept": consent.state is not ConsentState.ACCEPTED and ConsentState.ACCEPTED not in possible,
        "sent_to": masked_recipient(visit),
        "token": visit.token,
    }
    return page("consent.html", words, settings, values)
