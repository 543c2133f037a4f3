"""What of a contact's noes goes to its addresses, and through what it says it came (S5.1, S5.5)."""

from datetime import timedelta

import pytest

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact, Preference, Preferences
from contactbook.domain.permissions.spreading import nos_of
from tests.builders.contacts import CONTACT_ID, NOW, a_contact

LATER = NOW + timedelta(minutes=5)


def said_by_the_person(actor: ActorType, through: str, again: str | None) -> Contact:
    no = Preference(
        asked=True,
        changed_at=NOW,
        changed_by=Actor(type=actor, id=CONTACT_ID),
        changed_through=through,
        refused_at=LATER if again else None,
        refused_through=again,
    )
    return a_contact(preferences=Preferences(direct_marketing=no))


@pytest.mark.feature("S5.1", "S5.5")
@pytest.mark.parametrize(
    ("actor", "through", "again", "told"),
    [
        (ActorType.CONTACT, "portal", None, [("portal", False)]),
        (ActorType.CONTACT, "portal", "portal", [("portal", False)]),
        # A user tells what the person said on the phone: nobody was in the portal then.
        (ActorType.CONTACT, "portal", "api", [("user", True)]),
        (ActorType.LINK, "preference_centre", "api", [("user", True)]),
        (ActorType.LINK, "preference_centre", "list_upload", [("import", True)]),
        (ActorType.LINK, "preference_centre", "portal", [("portal", False)]),
        (ActorType.LINK, "preference_centre", None, []),
        (ActorType.CONTACT, "portal", "complaint", []),
    ],
)
def test_a_no_at_the_addresses_tells_who_told_it_last(
    actor: ActorType, through: str, again: str | None, told: list[tuple[str, bool]]
) -> None:
    found = nos_of(said_by_the_person(actor, through, again)).values()
    assert [(one.through.value, one.with_evidence) for one in found] == told
    assert not any(one.is_of_users for one in found)
