"""What of a contact's noes goes to its addresses, and through what it says it came (S5.1, S5.5)."""

from datetime import timedelta

import pytest

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import Contact, Preference, Preferences
from contactbook.domain.permissions.spreading import lifted, nos_of
from tests.builders.contacts import CONTACT_ID, NOW, USER, a_contact

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


USERS = {"asked": True, "changed_at": NOW, "changed_by": USER, "changed_through": "api"}
PORTAL = Actor(type=ActorType.CONTACT, id=CONTACT_ID)
LINK = Actor(type=ActorType.LINK, id=CONTACT_ID)


@pytest.mark.feature("S5.4", "S5.5")
@pytest.mark.parametrize(
    ("said", "told"),
    [
        (USERS, ("user", False)),
        ({**USERS, "changed_through": "list_upload"}, ("import", False)),
        ({**USERS, "changed_through": "import"}, ("import", False)),
        ({**USERS, "refused_at": LATER, "refused_through": "api"}, ("user", True)),
        ({**USERS, "changed_through": "portal"}, ("portal", False)),
        ({**USERS, "value": True}, None),
        # A default is nobody's word, unless the person confirmed it.
        ({}, None),
        ({"changed_at": NOW}, None),
        ({"refused_at": LATER, "refused_through": "portal"}, ("portal", False)),
        ({**USERS, "changed_through": "sms_stop"}, None),
        # A complaint is the person's own word, which it said again on a page.
        ({**USERS, "changed_through": "complaint", "refused_at": LATER, "refused_through": "consent_page"}, ("portal", False)),
    ],
)
def test_a_no_of_a_flag_goes_to_the_addresses_as_who_said_it(said: dict[str, object], told: tuple[str, bool] | None) -> None:
    contact = a_contact(preferences={"affiliate_marketing": said, "channels": {"sms": said}})
    found = list(nos_of(contact).values())
    assert [one.scopes for one in found] == ([("affiliate_marketing",), ("channel:sms",)] if told else [])
    assert {(one.through.value, one.with_evidence) for one in found} == ({told} if told else set())
    assert {one.at for one in found} == ({said.get("refused_at") or NOW} if told else set())


@pytest.mark.feature("S5.4", "S2.124")
@pytest.mark.parametrize(
    ("consent", "told"),
    [
        ({"state": "withdrawn", "updated_by": LINK}, ("consent_page", False, NOW)),
        ({"state": "rejected", "updated_by": PORTAL}, ("portal", False, NOW)),
        ({"state": "rejected", "updated_by": USER}, ("user", False, NOW)),
        ({"state": "withdrawn", "updated_by": USER, "refused_at": LATER}, ("user", True, LATER)),
        ({"state": "pending", "updated_by": USER, "answer_required": True, "refused_at": LATER}, ("user", True, LATER)),
        ({"state": "pending", "updated_by": USER}, None),
        ({"state": "accepted", "updated_by": LINK}, None),
    ],
)
def test_a_refused_consent_goes_to_the_addresses(consent: dict[str, object], told: tuple[object, ...] | None) -> None:
    found = nos_of(a_contact(consent={**consent, "updated_at": NOW})).values()
    assert [(one.through.value, one.with_evidence, one.at) for one in found] == ([told] if told else [])
    assert {(one.scopes, one.contact_id) for one in found} <= {(("processing",), CONTACT_ID)}


@pytest.mark.feature("S5.1", "S5.7")
def test_the_same_no_has_the_same_id_whenever_it_is_written() -> None:
    contact = a_contact(left_topics=[{"list_id": "lst_1", "at": NOW}], preferences={"direct_marketing": USERS})
    assert list(nos_of(contact)) == [
        f"{CONTACT_ID}.direct_marketing.20260302T090000.000000",
        f"{CONTACT_ID}.topic:lst_1.20260302T090000.000000",
    ]
    assert nos_of(contact) == nos_of(Contact.model_validate_json(contact.model_dump_json()))
    assert nos_of(None) == {}
    (topic,) = (one for one in nos_of(contact).values() if one.scopes == ("topic:lst_1",))
    assert (topic.through.value, topic.at) == ("preference_centre", NOW)


@pytest.mark.feature("S5.3", "S5.4")
def test_what_is_lifted_is_what_was_refused_and_is_permitted_now() -> None:
    refused = a_contact(
        preferences={"direct_marketing": USERS, "affiliate_marketing": USERS},
        consent={"state": "rejected", "updated_at": NOW, "updated_by": USER},
    )
    yes = {**USERS, "value": True}
    accepted = {"state": "accepted", "updated_at": LATER, "updated_by": USER}
    after = a_contact(preferences={"direct_marketing": yes, "affiliate_marketing": USERS}, consent=accepted)
    assert lifted(refused, after) == {"direct_marketing", "processing"}
    assert lifted(refused, a_contact(preferences={}, consent={**accepted, "answer_required": True})) == set()
    assert lifted(a_contact(), after) == set()
    assert lifted(None, after) == lifted(refused, None) == set()
