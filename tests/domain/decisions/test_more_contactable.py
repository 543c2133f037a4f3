"""Whom a change of settings opens: the shortcut over the settings never leaves out somebody who is freed (S5.13)."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions import more_contactable
from contactbook.domain.decisions.decision import decide
from contactbook.domain.decisions.more_contactable import (
    gained_purposes,
    may_loosen,
    plain_ways,
    reachable_everywhere,
    ways_with,
)
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions, contact_target
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import Purpose
from contactbook.domain.settings.sections import Settings
from tests.builders.accounts import an_account
from tests.builders.contacts import CONTACT_ID
from tests.builders.notifications import a_reachable_contact, a_type, permissions

BEHAVIOURS = st.sampled_from(["complete", "none", "anonymize"])
CONSENTS = st.fixed_dictionaries({"rejected": BEHAVIOURS, "withdrawn": BEHAVIOURS, "marketing_requires_accepted": st.booleans()})
DEFAULTS = st.fixed_dictionaries({"direct_marketing": st.booleans(), "affiliate_marketing": st.booleans()})
# Sections that say nothing about who is contacted; each with another value than its default.
OTHERS = {
    "uniqueness": {"person": [["emails.address"]]},
    "kyc": {"profiles": [{"profile": "full", "level": 1}], "person_rules": [{"field": "last_name", "required_for": ["full"]}]},
    "privacy_levels": {"default": 7},
    "anonymization": {"enabled": False},
    "groups": {"groups": ["a"]},
    "localization": {"default_language": "el"},
    "retention": {},
}
OF_OTHERS = st.sets(st.sampled_from(sorted(OTHERS))).map(lambda names: {name: OTHERS[name] for name in names})
SETTINGS = st.builds(
    lambda consent, preferences, others: Settings.model_validate({"consent": consent, "preferences": preferences} | others),
    CONSENTS,
    DEFAULTS,
    OF_OTHERS,
)
CONTACTS = st.builds(
    lambda state, required, pending, direct, affiliate, erasure: a_reachable_contact(
        consent={"state": state, "answer_required": required},
        anonymization_pending=pending,
        preferences=permissions(direct=direct, affiliate=affiliate),
        erasure=erasure,
    ),
    st.sampled_from(["pending", "accepted", "rejected", "withdrawn"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, None, None, "erasing"]),
)
EVERY_WAY = ways_with(
    [
        a_type(purpose, direct=direct, affiliate=affiliate)
        for purpose in Purpose
        for direct in (False, True)
        for affiliate in (False, True)
    ],
    Settings(),
    Settings(),
)


def gained(contact: Contact, before: Settings, after: Settings, **others: Any) -> tuple[Purpose, ...]:
    return tuple(gained_purposes(contact, (), others.pop("ways", EVERY_WAY), before=before, after=after, **others))


def decided(contact: Contact, before: Settings, after: Settings) -> tuple[Purpose, ...]:
    """What the decision alone says, without any shortcut. The contact has an email, a phone and an address."""

    def reached(purpose: Purpose, settings: Settings) -> bool:
        known: dict[str, Any] = {"channel": Channel.EMAIL, "service": None, "settings": settings, "suppressions": Suppressions()}
        return any(decide(contact, (), notification_type=way, **known).contacted for way in EVERY_WAY if way.purpose is purpose)

    return tuple(purpose for purpose in Purpose if reached(purpose, after) and not reached(purpose, before))


@pytest.mark.feature("S5.13", "S5.3")
@given(contact=CONTACTS, before=SETTINGS, after=SETTINGS)
def test_no_shortcut_leaves_out_a_contact_that_the_decision_frees(contact: Contact, before: Settings, after: Settings) -> None:
    freed = decided(contact, before, after)
    assert gained(contact, before, after) == freed
    assert may_loosen(before, after) or not freed


@pytest.mark.feature("S5.13")
@given(contact=CONTACTS, consent=CONSENTS, one=OF_OTHERS, other=OF_OTHERS, defaults=st.tuples(DEFAULTS, DEFAULTS))
def test_the_other_sections_loosen_nothing(contact: Contact, consent: Any, one: Any, other: Any, defaults: Any) -> None:
    settings = [
        Settings.model_validate({"consent": consent, "preferences": flags} | others)
        for flags, others in zip(defaults, (one, other), strict=True)
    ]
    assert not may_loosen(*settings)
    assert gained(contact, *settings) == ()


LOOSENINGS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"rejected": "none"}, {}, "rejected"),
    ({"withdrawn": "anonymize"}, {}, "withdrawn"),
    ({"marketing_requires_accepted": True}, {}, "pending"),
]


@pytest.mark.feature("S5.13")
@pytest.mark.parametrize(("strict", "loose", "state"), LOOSENINGS)
def test_each_loosening_is_seen_and_its_opposite_is_none(strict: Any, loose: Any, state: str) -> None:
    before, after = (Settings.model_validate({"consent": one}) for one in (strict, loose))
    contact = a_reachable_contact(consent={"state": state})
    assert may_loosen(before, after)
    assert not may_loosen(after, before)
    assert not may_loosen(before, before)
    assert gained(contact, before, after)
    assert gained(contact, after, before) == ()


@pytest.mark.feature("S5.13")
def test_the_law_finds_a_shortcut_that_forgets_a_section() -> None:
    """The deliberately broken variant: it looks at the rejected only."""
    broken: Callable[[Settings, Settings], bool] = lambda before, after: more_contactable._frees(  # noqa: E731 - the broken rule
        before.consent.rejected, after.consent.rejected
    )
    before = Settings.model_validate({"consent": {"withdrawn": "none"}})
    contact = a_reachable_contact(consent={"state": "withdrawn"})
    assert gained(contact, before, Settings())
    assert not broken(before, Settings())


@pytest.mark.feature("S5.13")
def test_an_address_of_an_account_counts_and_a_suppression_does_not() -> None:
    before = Settings.model_validate({"consent": {"marketing_requires_accepted": True}})
    nowhere = a_reachable_contact(emails=[], phones=[], addresses=[])
    assert gained(nowhere, before, Settings(), ways=plain_ways()) == ()
    account = an_account(contact_information={"email": "biz@example.com"})
    purposes = gained_purposes(nowhere, [account], plain_ways(), before=before, after=Settings())
    assert tuple(purposes) == (Purpose.DIRECT_MARKETING, Purpose.AFFILIATE_MARKETING)
    listed = Suppressions(reasons={contact_target(CONTACT_ID): SkipReason.SUPPRESSED})
    assert gained(a_reachable_contact(), before, Settings(), suppressions=dict.fromkeys(Channel, listed)) == ()


@pytest.mark.feature("S5.13")
def test_what_a_contact_gains_is_counted_as_if_every_channel_reached_it() -> None:
    contact = a_reachable_contact(emails=[], phones=[], addresses=[])
    settings: dict[str, Any] = {"service": None, "settings": Settings(), "suppressions": Suppressions()}
    for channel in Channel:
        kind = plain_ways()[0]
        assert not decide(contact, (), channel=channel, notification_type=kind, **settings).contacted
        assert decide(reachable_everywhere(contact), (), channel=channel, notification_type=kind, **settings).contacted


@pytest.mark.feature("S5.13", "S2.52")
def test_ways_are_the_types_that_decide_differently_and_those_without_a_switch_once_they_pass_over_a_no() -> None:
    def switches(*types: Any, after: dict[str, Any] | None = None) -> set[tuple[Purpose, bool, bool]]:
        ways = ways_with(types, Settings(), Settings.model_validate({"preferences": after or {}}))
        found = [(one.purpose, one.apply_direct_marketing_preference, one.apply_affiliate_marketing_preference) for one in ways]
        assert len(set(found)) == len(found)
        return set(found)

    # Made anew, for they are kept from the first use.
    plain_ways.cache_clear()
    assert [(one.name, one.purpose, one.notification_type_id) for one in plain_ways()] == [
        (one.value, one, "") for one in Purpose
    ]
    plain = {
        (Purpose.DIRECT_MARKETING, True, False),
        (Purpose.AFFILIATE_MARKETING, False, True),
        (Purpose.CUSTOMER_CARE, False, False),
        (Purpose.FINANCIAL, False, False),
    }
    assert switches() == plain
    own = a_type(Purpose.CUSTOMER_CARE, direct=True)
    assert switches(own, own) == plain | {(Purpose.CUSTOMER_CARE, True, False)}
    unswitched = {(purpose, False, False) for purpose in (Purpose.DIRECT_MARKETING, Purpose.AFFILIATE_MARKETING)}
    assert switches(after={"apply_off_passes_over": "everything"}) == plain | unswitched


@pytest.mark.feature("S5.13", "S2.52")
def test_passing_over_what_persons_said_gains_who_said_no_itself_and_nobody_who_was_reached_before() -> None:
    before, after = Settings(), Settings.model_validate({"preferences": {"apply_off_passes_over": "everything"}})
    assert may_loosen(before, after)
    no = {"asked": True, "changed_by": {"type": "link", "id": CONTACT_ID}, "changed_at": "2026-01-05T08:00:00Z"}
    refused = a_reachable_contact(preferences={"direct_marketing": no, "affiliate_marketing": {"value": True, "asked": True}})
    ways = ways_with((), before, after)
    assert gained(refused, before, after, ways=ways) == (Purpose.DIRECT_MARKETING,)
    assert gained(a_reachable_contact(), before, after, ways=ways) == ()
    assert not may_loosen(before, Settings.model_validate({"preferences": {"direct_marketing": True}}))
