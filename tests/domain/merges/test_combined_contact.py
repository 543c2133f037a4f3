"""Making one contact of several."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.contacts.life_cycle import stage
from contactbook.domain.contacts.record import ConsentState, Contact, Stage
from contactbook.domain.merges.combined_contact import check_sources, combined_contact
from contactbook.domain.settings.permissions import ConsentSettings
from tests.builders.contacts import NOW, a_contact
from tests.builders.merging import OTHER, SOURCE, SURVIVOR, contacts

CONSENT = ConsentSettings()


def of(*everyone: Contact, **prefer: str) -> Contact:
    return combined_contact(everyone[0], everyone[1:], prefer, CONSENT)


def an_address(number: int, **said: object) -> dict[str, object]:
    return {"address_id": f"adr_{number:026}", "type": "home", "line_1": f"{number} Ledra St", "country": "CY", **said}


@pytest.mark.feature("S1.23")
def test_the_survivor_keeps_its_values_and_lacks_none_that_a_source_has() -> None:
    survivor = a_contact(first_name="Eleni", last_name=None)
    source = a_contact(contact_id=SOURCE, first_name="Maria", last_name="Georgiou", language="el")
    last = a_contact(contact_id=OTHER, last_name="Other", language="en", title="Dr")
    result = of(survivor, source, last)
    assert (result.first_name, result.last_name, result.language, result.title) == ("Eleni", "Georgiou", "el", "Dr")
    assert result.contact_id == SURVIVOR
    assert result.absorbed == (SOURCE, OTHER)


@pytest.mark.feature("S1.23")
def test_a_preferred_value_goes_first() -> None:
    survivor = a_contact(first_name="Eleni", identifiers={"vat_number": "V1"}, custom={"colour": "red"})
    source = a_contact(contact_id=SOURCE, first_name="Maria", identifiers={"vat_number": "V2"}, custom={"colour": "blue"})
    prefer = {"first_name": SOURCE, "identifiers.vat_number": SOURCE, "custom.colour": SOURCE}
    result = of(survivor, source, **prefer)
    assert (result.first_name, result.identifiers.vat_number, result.custom) == ("Maria", "V2", {"colour": "blue"})


def test_what_cannot_be_preferred_is_named() -> None:
    with pytest.raises(ValidationFailed) as refused:
        of(a_contact(), a_contact(contact_id=SOURCE), consent=SOURCE, first_name="con_x")
    assert {(error.field, error.code) for error in refused.value.errors} == {
        ("/prefer/consent", "unknown_field"),
        ("/prefer/first_name", "not_merged"),
    }


def test_the_full_name_of_another_never_hides_the_survivors_own() -> None:
    survivor = a_contact(first_name="Eleni")
    source = a_contact(contact_id=SOURCE, full_name="E. G. Other")
    assert of(survivor, source).full_name is None
    assert of(survivor, source, full_name=SOURCE).full_name == "E. G. Other"


def test_an_industry_comes_with_its_sector() -> None:
    source = a_contact(contact_id=SOURCE, industry="banking", industry_sector="financial")
    result = of(a_contact(industry_sector="retail"), source)
    assert (result.industry, result.industry_sector) == (None, "retail")
    assert of(a_contact(), source).industry == "banking"


@pytest.mark.feature("S2.37", "S2.38")
def test_a_second_active_address_of_a_type_becomes_inactive() -> None:
    survivor = a_contact(addresses=[an_address(1, primary=True)])
    source = a_contact(contact_id=SOURCE, addresses=[an_address(2, primary=True), an_address(3, type="billing")])
    result = of(survivor, source)
    assert [(address.line_1, address.active, address.primary) for address in result.addresses] == [
        ("1 Ledra St", True, True),
        ("2 Ledra St", False, False),
        ("3 Ledra St", True, False),
    ]
    assert of(survivor, source, addresses=SOURCE).addresses[0].line_1 == "2 Ledra St"


def test_an_address_that_both_have_is_there_once() -> None:
    survivor = a_contact(addresses=[an_address(1, primary=True)])
    source = a_contact(contact_id=SOURCE, addresses=[an_address(2, line_1="1 LEDRA st", primary=True)])
    assert len(of(survivor, source).addresses) == 1


@pytest.mark.feature("S4.11", "S4.28")
def test_tags_are_united_but_those_of_the_sync() -> None:
    survivor = a_contact(tags=["vip", "multi", "primary-shared-contact"], sync_tags=["multi", "primary-shared-contact"])
    source = a_contact(contact_id=SOURCE, tags=["old", "other", "secondary-shared-contact"], sync_tags=["other"])
    result = of(survivor, source)
    assert result.tags == ("vip", "multi", "primary-shared-contact", "old")
    assert result.sync_tags == ("multi", "primary-shared-contact")


@pytest.mark.feature("S1.23", "S1.5")
def test_the_result_is_a_prospect_if_any_of_them_was() -> None:
    result = of(a_contact(), a_contact(contact_id=SOURCE, had_opportunity=True))
    assert stage(result) is Stage.PROSPECT
    assert stage(of(a_contact(), a_contact(contact_id=SOURCE, open_accounts=2, had_account=True))) is Stage.CUSTOMER


def test_a_stop_of_any_of_them_holds() -> None:
    said_no = {"value": False, "asked": True}
    survivor = a_contact(preferences={"direct_marketing": {"value": True, "asked": True}}, consent={"state": "accepted"})
    source = a_contact(contact_id=SOURCE, preferences={"direct_marketing": said_no}, consent={"state": "rejected"})
    result = of(survivor, source)
    assert not result.preferences.direct_marketing.value
    assert result.consent.state is ConsentState.REJECTED


@pytest.mark.feature("S2.103")
def test_an_identifier_stands_since_the_first_of_the_contacts_had_it_so() -> None:
    card, earlier = {"id_card": {"number": "X1"}}, NOW - timedelta(days=9)
    source = a_contact(contact_id=SOURCE, identifiers=card | {"vat_number": "CY10259033P"}, created_at=earlier)
    survivor = a_contact(identifiers=card, identifiers_since={"id_card": NOW + timedelta(days=1)})
    assert of(survivor, source).identifiers_since == {"id_card": earlier, "vat_number": earlier}


@pytest.mark.feature("S2.72")
def test_the_credit_limits_add_up_unless_one_of_them_is_not_known() -> None:
    known = a_contact(had_account=True, credit_limits={"acc_1": "10.00"})
    source = a_contact(contact_id=SOURCE, had_account=True, credit_limits={"acc_2": "20.00"})
    assert sorted(of(known, source).credit_limits or ()) == ["acc_1", "acc_2"]
    assert of(known, a_contact(contact_id=SOURCE, had_account=True)).credit_limits is None


def test_a_kyc_profile_is_the_survivors_unless_it_has_none() -> None:
    basic = {"profile": "basic", "state": "verified", "assigned_on": "2026-01-01"}
    full = {**basic, "profile": "full"}
    source = a_contact(contact_id=SOURCE, kyc=full)
    for survivor, profile in ((a_contact(kyc=basic), "basic"), (a_contact(), "full")):
        kyc = of(survivor, source).kyc
        assert kyc is not None
        assert kyc.profile == profile


@pytest.mark.feature("S1.24", "S2.13")
def test_a_contact_is_not_merged_with_itself_nor_a_person_with_a_company() -> None:
    with pytest.raises(RuleBroken, match="itself"):
        check_sources(SURVIVOR, [SOURCE, SURVIVOR])
    with pytest.raises(ValidationFailed):
        check_sources(SURVIVOR, [SOURCE, SOURCE])
    with pytest.raises(RuleBroken) as refused:
        of(a_contact(), a_contact(contact_id=SOURCE, kind="company", company_name="Acme", last_name=None))
    assert refused.value.code == "different_kinds"


def test_more_than_a_contact_can_have_is_refused_by_name() -> None:
    many = [{"address": f"a{number}@example.com"} for number in range(15)]
    others = [{"address": f"b{number}@example.com"} for number in range(15)]
    with pytest.raises(RuleBroken) as refused:
        of(a_contact(emails=many), a_contact(contact_id=SOURCE, emails=others))
    assert (refused.value.code, [error.field for error in refused.value.errors]) == ("too_much_to_merge", ["/emails"])


@given(survivor=contacts(), source=contacts(SOURCE), other=contacts(OTHER), order=st.booleans())
def test_nothing_that_several_can_have_is_lost_and_the_rules_of_each_hold(
    survivor: Contact, source: Contact, other: Contact, order: bool
) -> None:
    sources = (source, other) if order else (other, source)
    result = of(survivor, *sources)
    everyone = (survivor, *sources)
    for contact in everyone:
        assert {email.address for email in contact.emails} <= {email.address for email in result.emails}
        assert {phone.number for phone in contact.phones} <= {phone.number for phone in result.phones}
        assert {*contact.tags} <= {*result.tags}
        assert {*contact.list_ids} <= {*result.list_ids}
    assert sum(email.primary for email in result.emails) == bool(result.emails)
    active = [address for address in result.addresses if address.active]
    assert len({address.type for address in active}) == len(active)
    assert sum(address.primary for address in active) == bool(active)
    assert not any(address.primary for address in result.addresses if not address.active)
    if any(contact.had_opportunity for contact in everyone):
        assert stage(result) is not Stage.LEAD
