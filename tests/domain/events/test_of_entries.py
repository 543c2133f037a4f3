import pytest

from contactbook.domain.events.of_entries import events_of_entry
from contactbook.domain.events.types import EventType

pytestmark = pytest.mark.feature("S7.6")


def test_the_system_of_an_external_id_is_not_named() -> None:
    changed = ("tags", "external_ids.eleni-georgiou", "external_ids.35799123987")
    assert events_of_entry("contact.changed", changed) == [(EventType.CONTACT_CHANGED, ("tags", "external_ids"))]


def test_consent_and_preferences_are_events_beside_that_of_the_change() -> None:
    told = dict(events_of_entry("contact.changed", ("title", "preferences.direct_marketing", "consent.state")))
    assert told[EventType.PREFERENCES_CHANGED] == ("preferences.direct_marketing",)
    assert told[EventType.CONSENT_CHANGED] == ("consent.state",)
    assert events_of_entry("communication.queued", ("state",)) == []
