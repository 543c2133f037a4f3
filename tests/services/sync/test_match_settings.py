"""What the top account chooses takes effect in the next run: match options, addresses of nobody, stages (S4.6, S4.13, S4.19)."""

import pytest

from contactbook.services.opportunities import opportunities
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group

EMAIL, PHONE = "eleni@example.com", "+35799123456"
TAGS = {"multi", "primary-shared-contact", "secondary-shared-contact"}


def are_shared(group: Group, *contacts: tuple[str, object]) -> bool:
    return all(TAGS & group.tags(tenant_id, contact) for tenant_id, contact in contacts)


@pytest.mark.feature("S4.6")
@pytest.mark.parametrize("copies", [False, True])
def test_a_change_of_what_contacts_match_by_is_followed_by_the_next_run(group: Group, copies: bool) -> None:
    by_email = [(one, group.add(one, "a@example.com", phone)) for one, phone in (("acme-corp", "+35799000001"), ("acme2", None))]
    by_phone = [
        (one, group.add(one, email, PHONE)) for one, email in (("acme-corp", "b@example.com"), ("acme2", "c@example.com"))
    ]
    by_both = [(one, group.add(one, "d@example.com", "+35799000004")) for one in ("acme-corp", "acme2")]
    expected = {
        "either": (True, True, True),
        "email": (True, False, True),
        "phone": (False, True, True),
        "both": (False, False, True),
    }
    for match_on in ("either", "both", "phone", "email", "either"):
        group.configure(match_on=match_on, copy_to_top_account=copies)
        run = group.sync()
        assert run.full
        assert tuple(are_shared(group, *pair) for pair in (by_email, by_phone, by_both)) == expected[match_on], match_on
        assert len(group.shared()) == sum(expected[match_on])
    # What changes afterwards is matched in the same way.
    group.configure(match_on="both", copy_to_top_account=copies)
    group.sync()
    group.change("acme2", by_email[1][1], phones=[{"number": "+35799000001"}])
    assert not group.sync().full
    assert are_shared(group, *by_email)


@pytest.mark.feature("S4.6")
def test_a_company_and_a_person_never_match(group: Group) -> None:
    group.configure(copy_to_top_account=True)
    person = group.add("acme-corp", EMAIL, PHONE)
    company = group.add("acme2", EMAIL, PHONE, kind="company", last_name=None, company_name="Acme Ltd")
    group.sync()
    assert not are_shared(group, ("acme-corp", person))
    assert not are_shared(group, ("acme2", company))
    assert group.all(TOP) == []
    other = group.add("other", EMAIL, kind="company", last_name=None, company_name="Acme Limited")
    group.sync()
    assert are_shared(group, ("acme2", company), ("other", other))
    assert not TAGS & group.tags("acme-corp", person)


@pytest.mark.feature("S4.6")
def test_an_address_that_identifies_nobody_makes_nobody_shared_and_takes_the_tags(group: Group) -> None:
    group.configure()
    switchboard = [(one, group.add(one, f"{one}@example.com", PHONE)) for one in ("acme-corp", "acme2")]
    group.sync()
    assert are_shared(group, *switchboard)
    group.configure(identify_nobody=["+357 99 123 456", "noemail@example.com"])
    run = group.sync()
    assert (run.full_because, run.too_large) == (("settings_changed",), 0)
    assert not any(are_shared(group, one) for one in switchboard)
    third = group.add("other", "NoEmail@example.com", PHONE)
    fourth = group.add("acme2", "noemail@example.com")
    group.sync()
    assert not any(are_shared(group, one) for one in (("other", third), ("acme2", fourth)))
    group.configure()
    group.sync()
    assert are_shared(group, *switchboard, ("other", third))


@pytest.mark.feature("S4.6", "S4.25")
@pytest.mark.parametrize("copied", [True, False])
def test_whoever_had_nothing_but_such_an_address_loses_the_tags_and_the_copy(group: Group, *, copied: bool) -> None:
    group.configure(copy_to_top_account=copied)
    persons = [(one, group.add(one, "noemail@example.com")) for one in ("acme-corp", "acme2")]
    group.sync()
    assert are_shared(group, *persons)
    group.configure(copy_to_top_account=copied, identify_nobody=["noemail@example.com"])
    run = group.sync()
    assert not any(are_shared(group, one) for one in persons)
    assert run.tags_removed >= 4
    tags = [contact.tags for contact in group.all(TOP)]
    assert not any("engaging" in tag for some in tags for tag in some)
    # Nothing is left for another run.
    assert group.sync(full=True).tags_removed == 0


@pytest.mark.feature("S4.13", "S4.19")
def test_mapped_stages_elect_and_unknown_ones_are_reported(group: Group) -> None:
    mapping = {"acme-corp": {"Deposit Paid": "deposit"}}
    group.configure(stage_mapping=mapping)
    north, south = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
    group.deal("acme-corp", north, "deposit  paid")
    group.deal("acme2", south, "TOUR")
    group.deal("acme2", south, "Viewing")
    run = group.sync()
    assert run.unknown_stages == {"acme2": ("Viewing",)}
    assert [person.primary_tenant_id for person in group.shared()] == ["acme-corp"]
    group.configure(stage_mapping=mapping | {"acme2": {"viewing": "deposit", "tour": "inquiry"}})
    assert group.sync().unknown_stages == {}
    # Both are at the highest stage now: the one created first is primary.
    assert [(one.primary_tenant_id, one.because.value) for one in group.shared()] == [("acme-corp", "created_first")]


@pytest.mark.feature("S4.13")
def test_a_lost_opportunity_does_not_count_and_a_won_one_does(group: Group) -> None:
    group.configure()
    north, south = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
    group.deal("acme-corp", north, "deposit", outcome="lost")
    group.deal("acme2", south, "inquiry", outcome="won")
    group.sync()
    assert [person.primary_tenant_id for person in group.shared()] == ["acme2"]
    store = group.store("acme-corp")
    (lost,) = store.opportunities.all_of(north.contact_id)
    assert lost.closed
    opportunities.change_opportunity(
        store, north.contact_id, lost.opportunity_id, {"outcome": "open"}, by=a_caller(), now=group.now, if_match=None
    )
    group.sync()
    assert [person.primary_tenant_id for person in group.shared()] == ["acme-corp"]
    assert not store.opportunities.all_of(north.contact_id)[0].closed
