"""Statements about marketing: which of them change what, and which raise a permission (S2.44-S2.48)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.consent.preferences import changed_preferences, initial_preferences, raises_permission
from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.contacts.record import Preference, Preferences
from contactbook.domain.settings.permissions import PreferenceDefaults
from tests.builders.contacts import NOW, USER

LATER = NOW + timedelta(days=1)
stated = st.none() | st.booleans()
drafts = st.builds(PreferencesDraft, direct_marketing=stated, affiliate_marketing=stated)
flags = st.builds(Preference, value=st.booleans(), asked=st.booleans())
known = st.builds(Preferences, direct_marketing=flags, affiliate_marketing=flags)


def after(before: Preferences, draft: PreferencesDraft) -> Preferences:
    return changed_preferences(before, draft, by=USER, through="api", now=LATER)


@pytest.mark.feature("S2.45")
@given(drafts, st.booleans(), st.booleans())
def test_a_new_contact_has_what_was_stated_and_else_the_defaults(draft: PreferencesDraft, direct: bool, affiliate: bool) -> None:
    defaults = PreferenceDefaults(direct_marketing=direct, affiliate_marketing=affiliate)
    made = initial_preferences(draft, defaults, by=USER, through="api", now=NOW)
    for name in ("direct_marketing", "affiliate_marketing"):
        said, got = getattr(draft, name), getattr(made, name)
        assert got.value == (getattr(defaults, name) if said is None else said)
        assert got.asked == (said is not None)
        assert (got.changed_at is None) == (said is None)


@pytest.mark.feature("S2.44", "S2.48")
@given(known, drafts)
def test_each_flag_follows_its_own_statement_and_only_a_real_change_moves_its_date(
    before: Preferences, draft: PreferencesDraft
) -> None:
    changed = after(before, draft)
    for name in ("direct_marketing", "affiliate_marketing"):
        was, said, now = getattr(before, name), getattr(draft, name), getattr(changed, name)
        assert now.value == (was.value if said is None else said)
        assert (now.changed_at == LATER) == (now.value != was.value)


@pytest.mark.feature("S2.48")
@given(known, drafts)
def test_the_same_statement_again_changes_nothing(before: Preferences, draft: PreferencesDraft) -> None:
    once = after(before, draft)
    assert after(once, draft) == once


@given(known)
def test_a_no_never_raises_a_permission(before: Preferences) -> None:
    assert not raises_permission(before, after(before, PreferencesDraft(direct_marketing=False, affiliate_marketing=False)))


@given(known)
def test_a_yes_that_is_new_raises_it(before: Preferences) -> None:
    changed = after(before, PreferencesDraft(direct_marketing=True))
    assert raises_permission(before, changed) == (changed != before)


@pytest.mark.feature("S5.1")
@pytest.mark.parametrize(("through", "seconds", "is_kept"), [
    ("complaint", 1, True), ("api", 59, False), ("one_click", 59, True), ("api", 60, True), ("complaint", 0, False), ("api", -5, False),
])  # fmt: skip
def test_a_no_said_again_is_kept_unless_it_is_the_same_request_twice(through: str, seconds: int, is_kept: bool) -> None:
    no = PreferencesDraft(direct_marketing=False)
    person = Actor(type=ActorType.CONTACT, id="con_1")
    said = changed_preferences(Preferences(), PreferencesDraft(direct_marketing=True), by=USER, through="api", now=NOW)
    once = changed_preferences(said, no, by=person, through="api", now=LATER)
    at = LATER + timedelta(seconds=seconds)
    again = changed_preferences(once, no, by=person, through=through, now=at).direct_marketing
    assert (again.refused_at, again.refused_through) == ((at, through) if is_kept else (None, None))
