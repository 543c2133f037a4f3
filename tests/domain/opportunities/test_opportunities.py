"""A contact with an opportunity is a prospect and stays one."""

import pytest

from contactbook.domain.contacts.life_cycle import stage
from contactbook.domain.contacts.record import Stage
from contactbook.domain.opportunities.opportunities import may_use_opportunity_features, opportunity_view, with_opportunity
from contactbook.domain.settings.sections import Settings
from tests.builders.children import an_opportunity
from tests.builders.contacts import a_contact


@pytest.mark.feature("S1.5", "S1.8")
def test_the_first_opportunity_makes_a_lead_a_prospect() -> None:
    lead = a_contact()
    prospect = with_opportunity(lead)
    assert (stage(lead), stage(prospect)) == (Stage.LEAD, Stage.PROSPECT)
    assert (may_use_opportunity_features(lead), may_use_opportunity_features(prospect)) == (False, True)


@pytest.mark.feature("S1.6")
def test_another_opportunity_changes_nothing_of_a_prospect() -> None:
    prospect = with_opportunity(a_contact())
    assert with_opportunity(prospect) is prospect


@pytest.mark.feature("S1.19")
def test_an_opportunity_shows_the_current_details_of_its_contact_without_inactive_addresses() -> None:
    home = {"type": "home", "line_1": "1 Ledra St", "country": "CY", "primary": True}
    former = {"type": "home", "line_1": "9 Makarios Ave", "country": "CY", "active": False}
    contact = a_contact(first_name="Eleni", emails=[{"address": "eleni@example.com"}], addresses=[home, former])
    shown = opportunity_view(an_opportunity(name="Kitchen"), with_opportunity(contact), Settings())
    assert (shown.name, shown.contact.display_name, shown.contact.stage) == ("Kitchen", "Eleni Georgiou", Stage.PROSPECT)
    assert shown.contact.emails == contact.emails
    assert [address.line_1 for address in shown.contact.addresses] == ["1 Ledra St"]
