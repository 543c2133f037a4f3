"""Steps in which something is said: by the person through links, portal and complaints, or by users and files for it."""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.aws_in_process.http import Answer, Api
from tests.builders.sending import store
from tests.laws.permission.history import History, Link
from tests.laws.permission.law import permission, permissions
from tests.laws.permission.tenant import addresses_of
from tests.laws.permission.words import AFFILIATE, CHANNELS, DIRECT, PROCESSING

FORM = "application/x-www-form-urlencoded"
STATES = ("accepted", "rejected", "withdrawn", "pending")
STOPS = ("rejected", "withdrawn")


def evidence(history: History) -> dict[str, Any]:
    """Return evidence of what the person said a moment ago, or long ago."""
    ago = history.random.choice([timedelta(minutes=1), timedelta(minutes=1), timedelta(minutes=21)])
    return {"said_through": "phone", "said_at": (history.now - ago).isoformat()}


def preferences(history: History, yes: float = 0.7) -> dict[str, Any]:
    """Return some flags, and at times a channel."""
    flags: dict[str, Any] = {
        scope: history.random.random() < yes for scope in (DIRECT, AFFILIATE) if history.random.random() < 0.7
    }
    if history.random.random() < 0.2:
        flags["channels"] = {history.random.choice(CHANNELS): history.random.random() < 0.5}
    return flags


def said_in(body: dict[str, Any]) -> dict[str, bool]:
    """Return the scopes that the body speaks of."""
    found = {scope: body[scope] for scope in (DIRECT, AFFILIATE) if scope in body}
    return found | {f"channel:{channel}": value for channel, value in body.get("channels", {}).items()}


def take_words(history: History, contact_id: str, body: dict[str, Any]) -> None:
    """Record in the model what a user set, and what it told of the person by evidence."""
    for scope, value in said_in(body).items():
        history.words.user_says(contact_id, scope, value=value)
        if "evidence" in body:
            history.words.says(contact_id, scope, value=value, at=datetime.fromisoformat(body["evidence"]["said_at"]))
    history.may_rise.add(contact_id)


def set_preferences(history: History) -> None:
    contact_id, body = history.one(), preferences(history)
    if history.random.random() < 0.35:
        body["evidence"] = evidence(history)
    if history.api.put(f"/v1/contacts/{contact_id}/preferences", body).status == 200:
        take_words(history, contact_id, body)


def set_preferences_in_portal(history: History) -> None:
    contact_id, body = history.one(), preferences(history)
    if Api(contact_id=contact_id).put(f"/v1/contacts/{contact_id}/preferences", body).status == 200:
        for scope, value in said_in(body).items():
            history.person_says(contact_id, scope, value=value)


def set_consent(history: History) -> None:
    contact_id, state = history.one(), history.random.choice(STATES)
    body: dict[str, Any] = {"state": state} | ({"evidence": evidence(history)} if history.random.random() < 0.35 else {})
    if state == "pending" or history.api.put(f"/v1/contacts/{contact_id}/consent", body).status != 200:
        return
    history.words.user_says(contact_id, PROCESSING, value=state not in STOPS)
    if "evidence" in body:
        told_at = datetime.fromisoformat(body["evidence"]["said_at"])
        history.words.says(contact_id, PROCESSING, value=state not in STOPS, at=told_at)
    history.may_rise.add(contact_id)


def ask_again(history: History) -> None:
    """A user makes the consent pending: that is no yes."""
    history.api.put(f"/v1/contacts/{history.one()}/consent", {"state": "pending"})


def set_consent_in_portal(history: History) -> None:
    contact_id, state = history.one(), history.random.choice(STATES[:3])
    if Api(contact_id=contact_id).put(f"/v1/contacts/{contact_id}/consent", {"state": state}).status == 200:
        history.person_says(contact_id, PROCESSING, value=state == "accepted")


def get_link(history: History) -> None:
    """A message with a link reaches an address of a contact. Somebody may open it much later."""
    contact_id = history.one()
    addresses = addresses_of(history.contacts.get(contact_id, {}))
    if not addresses:
        return
    purpose = history.random.choice(["consent", "preferences", "unsubscribe"])
    history.links.append(link_to(history, contact_id, history.random.choice(addresses), purpose))


def link_to(history: History, contact_id: str, sent_to: str, purpose: str, ends: str | None = None) -> Link:
    """Return a link of the contact as a message to this address has it; one that ends a purpose, as a message of that purpose."""
    from contactbook.domain.links.links import About, LinkPurpose
    from contactbook.services.links.links import link_url

    about = About(notification_purpose=ends) if ends else None
    url = link_url(store(), contact_id, LinkPurpose(purpose), now=history.now, sent_to=sent_to, about=about)
    return Link(urlsplit(url).path, purpose, contact_id, sent_to, (ends,) if ends else ())


def get_link_from_user(history: History) -> None:
    """A user makes a link for the contact, as a portal or a letter needs one."""
    contact_id = history.one()
    addresses = addresses_of(history.contacts.get(contact_id, {}))
    purpose = history.random.choice(["consent", "preferences"])
    answer = history.api.post(f"/v1/contacts/{contact_id}/links", {"purpose": purpose})
    if answer.status == 201 and addresses:
        history.links.append(Link(urlsplit(answer.body["url"]).path, purpose, contact_id, addresses[0]))


def open_link(history: History) -> None:
    if not history.links:
        get_link(history)
    if history.links:
        link = history.random.choice(history.links)
        # Every other one uses the page, so that no further chance decides.
        unsubscribe = _unsubscribe_page if len(history.links) % 2 else one_click
        {"consent": _consent_page, "preferences": _preference_centre}.get(link.purpose, unsubscribe)(history, link)


def _post(path: str, form: list[tuple[str, str]]) -> Answer:
    return Api(anonymous=True).call("POST", path, raw=urlencode(form), content_type=FORM)


def one_click(history: History, link: Link) -> None:
    """Click once. Whoever is still there is heard, and ends what the message was about, nothing else."""
    holder = history.survivor_of(link.contact_id)
    status = _post(f"{link.path}/one-click", [("List-Unsubscribe", "One-Click")]).status
    is_there = holder in history.contacts and not history.contacts[holder].get("erasure")
    assert status == 200 or not is_there, f"{holder} clicks, and the page answers {status}"
    if status == 200:
        for scope in link.ends or (DIRECT, AFFILIATE):
            _says(history, link, scope, value=False)


def _unsubscribe_page(history: History, link: Link) -> None:
    """Press the button of the page, and take that back with what the page offers for it. An old offer takes nothing back."""
    flags = history.contacts.get(history.survivor_of(link.contact_id), {}).get("preferences", {})
    on = [scope for scope in (DIRECT, AFFILIATE) if flags.get(scope, {}).get("value")]
    ended = _post(link.path, [("action", "unsubscribe_all")])
    if ended.status != 200:
        return
    for scope in (DIRECT, AFFILIATE):
        _says(history, link, scope, value=False)
    history.now += timedelta(minutes=1)
    for old in history.undos:
        _post(link.path, [("action", "undo"), ("undo", old)])
    offered = re.search(r'name="undo" value="([^"]+)"', ended.text)
    if offered and _post(link.path, [("action", "undo"), ("undo", offered[1])]).status == 200:
        history.undos.append(offered[1])
        for scope in on:
            _says(history, link, scope, value=True)


def click_in_mail(history: History) -> None:
    """Click on the header of a message of one purpose: it ends this one, and the other stays as it is."""
    contact_id, kept = history.one(), history.random.choice([DIRECT, AFFILIATE])
    addresses = addresses_of(history.contacts.get(contact_id, {}))
    if not addresses:
        return
    ended = AFFILIATE if kept == DIRECT else DIRECT
    address = history.random.choice(addresses)
    before = permissions(history, contact_id)[kept]
    one_click(history, link_to(history, contact_id, address, "unsubscribe", ends=ended))
    after, because = permission(history, contact_id, kept)
    # What was refused at its addresses before the click may be on the contact only now.
    is_older = before and because.at is not None and because.at < history.now
    assert after == before or is_older, f"a click on a mail of {ended} changed {kept} of {contact_id}"


def check_address(history: History) -> None:
    """Ask what is refused at an address: every no that a person said through it is told, unless nothing can be there any more."""
    known = sorted({address for address, _ in history.words.at_addresses if "@" in address})
    if known:
        address = history.random.choice(known)
        answer = history.api.post("/v1/permissions/check", {"email": address})
        assert answer.status == 200, answer.text
        told = {one["scope"] for one in answer.body["items"]}
        missing = {scope for one, scope in history.words.at_addresses if one == address and scope in {DIRECT, AFFILIATE}} - told
        assert not missing, f"{missing} were refused at {address}, and the check does not tell it"


def leave_lists(history: History, link: Link) -> None:
    """Leave every list in the preference centre, and keep the marketing that the person takes."""
    contact = history.contacts.get(history.survivor_of(link.contact_id), {})
    flags = contact.get("preferences", {})
    ticked = [name for name in (DIRECT, AFFILIATE) if flags.get(name, {}).get("value")]
    choose(history, link, ticked, [])


def _preference_centre(history: History, link: Link) -> None:
    if history.random.random() < 0.3:
        one_click(history, link)
        return
    ticked = [name for name in (DIRECT, AFFILIATE) if history.random.random() < 0.6]
    choose(history, link, ticked, [one for one in history.tenant.lists if history.random.random() < 0.5])


def choose(history: History, link: Link, ticked: list[str], lists: list[str]) -> None:
    """Save the preference centre with these boxes ticked."""
    contact = history.contacts.get(history.survivor_of(link.contact_id), {})
    form = [("form", "preferences"), *((name, "on") for name in ticked), *(("list_ids", one) for one in lists)]
    if _post(link.path, form).status != 200:
        return
    for scope in (DIRECT, AFFILIATE):
        _says(history, link, scope, value=scope in ticked)
    for one in history.tenant.lists:
        if one in lists or one in contact.get("list_ids", ()):
            _says(history, link, f"topic:{one}", value=one in lists)


def _consent_page(history: History, link: Link) -> None:
    """Answer on the consent page. `pending` is no answer, and the page does not take it."""
    state = history.random.choice(STATES)
    status = _post(link.path, [("state", state)]).status
    assert status < 500, f"the consent page answers {state} with {status}"
    if status == 200 and state != "pending":
        _says(history, link, PROCESSING, value=state == "accepted")


def _says(history: History, link: Link, scope: str, *, value: bool) -> None:
    """A no always counts, also for the address. A yes counts only while the address is the contact's."""
    contact_id = history.survivor_of(link.contact_id)
    is_own = link.sent_to in history.everywhere(contact_id)
    if not value and scope in (DIRECT, AFFILIATE):
        history.words.says_about(link.sent_to, scope, history.now)
    if not value or is_own:
        history.person_says(contact_id, scope, value=value, link=link.sent_to)
