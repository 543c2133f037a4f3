"""The routes behind signed links.

GET and HEAD change nothing, however often a mail scanner opens the link. POST can be repeated.
"""

from datetime import datetime

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from contactbook import clock
from contactbook.domain.base.errors import MalformedBody
from contactbook.domain.contacts.record import ConsentState
from contactbook.domain.links.links import LinkPurpose
from contactbook.domain.notification_types.channels import Channel
from contactbook.services.links import choices, files, renewals, visits
from contactbook.services.links.choices import CENTRE, ONE_CLICK, Saved
from contactbook.services.links.chosen import Ending
from contactbook.services.links.links import open_link
from contactbook.services.links.opt_ins import Choices
from contactbook.services.links.visits import Visitor
from links_api import expired, own_data, unsubscribing, views
from links_api.forms import Form, first, flag, read_form
from links_api.rendering import download, redirect
from links_api.visit_words import visitor_of

router = Router()
_PAGES = (LinkPurpose.PREFERENCES, LinkPurpose.CONSENT, LinkPurpose.UNSUBSCRIBE)
_UNSUBSCRIBE_ALL = "unsubscribe_all"
_UNDO, _SEND_PREFERENCES = "undo", "send_preferences"
_ENDINGS = {"unsubscribe_list": Ending.LIST, "unsubscribe_kind": Ending.KIND, _UNSUBSCRIBE_ALL: Ending.ALL}


@router.get("/p/<token>", tags=["Links"], security=[])
def show_page(token: str) -> Response[str]:
    """Show the page that the link opens: preference centre, consent form, or the button to unsubscribe."""
    visit = visits.open_visit(token, *_PAGES, visitor=_visitor(), now=clock.now())
    return views.visit_page(visit)


@router.post("/p/<token>", tags=["Links"], security=[])
def save_page(token: str) -> Response[str]:
    """Save the form of the page."""
    now, form, visitor = clock.now(), _form(), _visitor()
    _, link = open_link(token, now=now, although_expired=True)
    if link.purpose is LinkPurpose.CONSENT:
        answered = choices.answer_consent(token, _state(form), visitor=visitor, now=now)
        return _counted(token, answered) or views.consent_saved(answered)
    if link.purpose is LinkPurpose.UNSUBSCRIBE:
        return _save_unsubscribing(token, form, visitor, now)
    chosen, left_all = _choices(form)
    saved = choices.save_choices(token, chosen, visitor=visitor, now=now)
    return _counted(token, saved) or views.choices_saved(saved, left_all=left_all)


def _save_unsubscribing(token: str, form: Form, visitor: Visitor, now: datetime) -> Response[str]:
    action = first(form, "action")
    if action == _SEND_PREFERENCES:
        return expired.renewed_page(renewals.send_preferences_link(token, visitor=visitor, now=now), visitor)
    if action == _UNDO:
        undone = choices.take_back(token, first(form, "undo"), visitor=visitor, now=now)
        return unsubscribing.taken_back(undone)
    ended = choices.unsubscribe(token, through=CENTRE, visitor=visitor, now=now, ending=_ENDINGS.get(action, Ending.OWN))
    return _counted(token, ended) or unsubscribing.unsubscribed(ended)


def _counted(token: str, saved: Saved) -> Response[str] | None:
    """Return the page after a no through an expired link, which shows nothing of the contact; None if the link works."""
    visit = saved.visit
    return expired.counted_page(visit.link, visitor=visit.visitor, renew_at=f"{token}/renew") if visit.is_expired else None


@router.get("/p/<token>/one-click", tags=["Links"], security=[])
def show_page_of_one_click(token: str) -> Response[str]:
    """Show the page to unsubscribe, to a mail program that opens the address of a header as a link (RFC 8058)."""
    visit = visits.open_visit(token, LinkPurpose.UNSUBSCRIBE, LinkPurpose.PREFERENCES, visitor=_visitor(), now=clock.now())
    return unsubscribing.page_of_one_click(visit)


@router.post("/p/<token>/one-click", tags=["Links"], security=[])
def unsubscribe_with_one_click(token: str) -> Response[str]:
    """Unsubscribe from what the link is about, as a mail program does for its user (RFC 8058)."""
    if _form().get("List-Unsubscribe") != ["One-Click"]:
        raise MalformedBody("The body must be List-Unsubscribe=One-Click.")
    saved = choices.unsubscribe(token, through=ONE_CLICK, visitor=_visitor(), now=clock.now())
    return unsubscribing.unsubscribed_with_one_click(saved)


@router.post("/p/<token>/renew", tags=["Links"], security=[])
def renew(token: str) -> Response[str]:
    """Send a new link to the address that an expired one was sent to. The answer is the same whatever becomes of it."""
    visitor = _visitor()
    return expired.renewed_page(renewals.renew_link(token, visitor=visitor, now=clock.now()), visitor, stands_at=f"../{token}")


@router.get("/p/<token>/data", tags=["Links"], security=[])
def show_own_data(token: str) -> Response[str]:
    """Show the contact the data about it."""
    now = clock.now()
    visit = visits.open_own_visit(token, LinkPurpose.PREFERENCES, visitor=_visitor(), now=now)
    visits.save_look(visit, "GET /p/<token>/data", now=now)
    return own_data.data_page(visit)


@router.get("/p/<token>/export", tags=["Links"], security=[])
def download_own_data(token: str) -> Response[str]:
    """Download the data about the contact: as JSON, or, with the link of an export, as a ZIP with its files."""
    now = clock.now()
    visit = visits.open_own_visit(token, LinkPurpose.PREFERENCES, LinkPurpose.EXPORT, visitor=_visitor(), now=now)
    visits.save_look(visit, "GET /p/<token>/export", now=now)
    if visit.link.purpose is LinkPurpose.EXPORT:
        return redirect(files.export_url(visit, now=now))
    return download(own_data.data_file(visit, now=clock.now()), "my-data.json")


@router.get("/p/<token>/form", tags=["Links"], security=[])
def download_form(token: str) -> Response[str]:
    """Download the document that the contact is asked to accept."""
    visit = visits.open_visit(token, LinkPurpose.CONSENT, visitor=_visitor(), now=clock.now())
    return redirect(files.form_url(visit))


def _visitor() -> Visitor:
    return visitor_of(router.current_event)


def _form() -> Form:
    event = router.current_event
    return read_form(event.body or "", event.headers.get("content-type", ""))


def _choices(form: Form) -> tuple[Choices, bool]:
    """Return the form's choices, and True if it unsubscribes from everything.

    A checkbox of the page that is not sent was not ticked.
    """
    if form.get("action") == [_UNSUBSCRIBE_ALL]:
        return Choices(direct_marketing=False, affiliate_marketing=False, list_ids=()), True
    is_page = form.get("form") == ["preferences"]
    absent = False if is_page else None
    chosen = Choices(
        direct_marketing=flag(form, "direct_marketing", absent=absent),
        affiliate_marketing=flag(form, "affiliate_marketing", absent=absent),
        list_ids=tuple(form.get("list_ids", ())) if is_page or "list_ids" in form else None,
        channels={channel: said for channel in Channel for said in [_channel(form, channel)] if said is not None},
    )
    return chosen, False


def _channel(form: Form, channel: Channel) -> bool | None:
    """Return the choice about a channel. A page that was opened before it showed channels says nothing about them."""
    return flag(form, f"channel_{channel.value}", absent=False if form.get("channels") == ["shown"] else None)


def _state(form: Form) -> ConsentState:
    states = form.get("state", ())
    try:
        (state,) = states
        return ConsentState(state)
    except ValueError as error:
        raise MalformedBody("The form must have exactly one `state`.") from error
