"""A contact as a caller sees it."""

import pytest

from contactbook.domain.profiles.contact_view import contact_view
from contactbook.domain.settings.sections import Settings
from tests.builders.contacts import NOW, a_contact


@pytest.mark.feature("S2.11")
@pytest.mark.parametrize(
    ("style", "shown"), [("e164", "+35799123456"), ("international", "+357 99 123456"), ("national", "99 123456")]
)
def test_phones_are_displayed_in_the_tenants_format_and_stay_in_e164(style, shown):
    settings = Settings.model_validate({"formatting": {"phone": style}})
    view = contact_view(a_contact(phones=[{"number": "+35799123456", "primary": True}]), settings, now=NOW)
    assert (view.display_phones, view.phones[0].number) == ((shown,), "+35799123456")


@pytest.mark.feature("S2.41")
def test_inactive_addresses_are_hidden_unless_asked_for():
    address = {"type": "home", "line_1": "1 Ledra St", "country": "CY", "active": False}
    contact = a_contact(addresses=[address])
    assert contact_view(contact, Settings(), now=NOW).addresses == ()
    assert len(contact_view(contact, Settings(), now=NOW, include_inactive=True).addresses) == 1
