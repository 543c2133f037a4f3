"""What a contact ends by a link to unsubscribe, and what stands then: as a page, and in plain text for one click (S2.49, S5.12)."""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from contactbook.domain.base.values import Flag, Value
from contactbook.domain.links.links import LinkPurpose
from contactbook.domain.lists.lists import ContactList
from contactbook.domain.permissions.undos import sealed_undo
from contactbook.services.links import standing, visits
from contactbook.services.links.choices import Saved
from contactbook.services.links.standing import Standing
from contactbook.services.links.visits import Visit
from links_api.notices import Notice
from links_api.rendering import Words, page, plain
from links_api.visit_words import masked_recipient, words_at_hand, words_of


class Ending(Value):
    """Something that the contact can end here: its button, and what is said once it is done."""

    action: str
    button: str
    done: str
    is_done: bool


class Fact(Value):
    """One line of what stands now: what it is about, and yes, no or names."""

    label: str
    said: str


class Return(Value):
    """A way back after unsubscribing: what takes it back here, the address of the preferences, or the link to them by mail."""

    undo: str | None = None
    preferences_at: str | None = None
    by_mail: Flag = False


def unsubscribe_page(visit: Visit, *, save_at: str = "", undo: str | None = None, notice: Notice | None = None) -> Response[str]:
    """Return the page that ends the list of the mail, its kind, or all; the narrowest comes first. Its forms are sent to `save_at`.

    `undo` takes back what has just ended, and `notice` says what became of that.
    """
    words, stands = words_of(visit), standing.standing_of(visit)
    endings = _endings(visit, words, visits.topic_of(visit))
    values = {
        "notice": notice,
        "is_undone": notice is not None and notice.is_good,
        "back": _way_back(visit, undo, save_at),
        "is_done": _is_done(endings),
        "done": _done(endings),
        "lead": words.say("unsubscribe.choose" if len(endings) > 1 else "unsubscribe.lead"),
        "endings": [] if endings[-1].is_done else [ending for ending in endings if not ending.is_done],
        "standing": _facts(stands, words),
        "sent_to": masked_recipient(visit),
        "save_at": save_at,
    }
    return page("unsubscribe.html", words, visit.store.settings.current(), values)


def page_of_one_click(visit: Visit) -> Response[str]:
    """Return the page to unsubscribe, opened at the address for one click."""
    return unsubscribe_page(visit, save_at=f"../{visit.token}")


def unsubscribed(saved: Saved) -> Response[str]:
    """Return the page after the contact unsubscribed. It offers to take that back where the contact may say yes."""
    visit, undo = saved.visit, None
    if saved.undo and visit.link.handed_to is None and _may_say_yes(visit):
        undo = sealed_undo(saved.undo, visit.token, visit.store.key_ring)
    return unsubscribe_page(visit, undo=undo)


def _may_say_yes(visit: Visit) -> bool:
    # Whoever unsubscribes does not learn from the page whether the contact is still there.
    return visit.is_gone or (visits.consent_allows_choices(visit) and visits.may_opt_in(visit))


def taken_back(saved: Saved) -> Response[str]:
    """Return the page after the contact took back that it unsubscribed, or asked for it when it could not any more."""
    words = words_at_hand(saved.visit)
    if saved.is_too_late or saved.is_opt_in_refused:
        key = "unsubscribe.too_late" if saved.is_too_late else "preferences.held"
        return unsubscribe_page(saved.visit, notice=Notice(text=words.say(key), is_good=False))
    return unsubscribe_page(saved.visit, notice=Notice(text=words.say("unsubscribe.undone")))


def _way_back(visit: Visit, undo: str | None, save_at: str) -> Return:
    if visit.link.purpose is LinkPurpose.PREFERENCES:
        return Return(preferences_at=save_at)
    return Return(undo=undo, by_mail=visit.link.sent_to is not None)


def unsubscribed_with_one_click(saved: Saved) -> Response[str]:
    """Return what a mail program may show after one click: what ended, and what stands now. Nothing more is read for it."""
    words, stands = words_at_hand(saved.visit), standing.standing_of(saved.visit, with_topics=False)
    facts = [f"{fact.label}: {fact.said}" for fact in _facts(stands, words)]
    done = _done(_endings(saved.visit, words, saved.topic)) or words.say("unsubscribe.done_title")
    text = "\n".join([done, "", words.say("stands.title"), *facts, "", words.say("preferences.always")])
    return plain(text, HTTPStatus.OK, language=words.language)


def _endings(visit: Visit, words: Words, topic: ContactList | None) -> list[Ending]:
    """Return what can be ended here, the narrowest first."""
    contact, about = visit.contact, visit.link.about
    flags = {
        "direct_marketing": contact.preferences.direct_marketing.value,
        "affiliate_marketing": contact.preferences.affiliate_marketing.value,
    }
    kind = about.notification_purpose
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
    return endings


def _is_done(endings: list[Ending]) -> bool:
    return endings[0].is_done or endings[-1].is_done


def _done(endings: list[Ending]) -> str:
    return next((ending.done for ending in reversed(endings) if ending.is_done), "")


def _facts(stands: Standing, words: Words) -> list[Fact]:
    """Return what the contact gets and does not get now."""
    facts = [
        Fact(label=words.say(f"stands.{name}"), said=words.say("data.yes" if is_on else "data.no"))
        for name, is_on in (("direct", stands.direct_marketing), ("affiliate", stands.affiliate_marketing))
    ]
    if stands.direct_marketing or stands.affiliate_marketing:
        refused = [channel for channel, is_on in stands.channels.items() if not is_on]
        facts += [Fact(label=words.say(f"preferences.channel_{channel.value}"), said=words.say("data.no")) for channel in refused]
    if stands.topics:
        facts.append(Fact(label=words.say("preferences.lists"), said=", ".join(stands.topics)))
    return facts
