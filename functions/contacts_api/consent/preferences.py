"""Routes of a contact's marketing permissions."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Store, needs
from contactbook.api.sent_back import IsSentBack
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.contacts.drafts import StatedPreferences
from contactbook.services.consent import preferences
from contactbook.services.consent.preferences import ContactPreferencesView

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, portal=True))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE, portal=True))]


@router.get("/v1/contacts/<contact_id>/preferences", tags=["Preferences"])
def read_preferences(contact_id: str, caller: Reader, store: Store) -> ContactPreferencesView:
    """Read both marketing permissions with who changed each, when and how."""
    return preferences.read_preferences(store, contact_id, by=caller)


@router.put("/v1/contacts/<contact_id>/preferences", tags=["Preferences"])
def set_preferences(
    contact_id: str, draft: StatedPreferences, caller: Writer, store: Store, now: Now, if_match: IfMatch, sent_back: IsSentBack
) -> ContactPreferencesView:
    """Set the marketing permissions and channels; what is left out stays.

    Whoever sends back what GET answered says only what it has changed in it. A yes over a no of the person itself needs `evidence` that is younger than the no.
    """
    contact = preferences.set_preferences(store, contact_id, draft, by=caller, now=now, if_match=if_match, only_changes=sent_back)
    return preferences.contact_preferences_view(contact)
