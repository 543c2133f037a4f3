"""What a statement leaves of who said it, when, through what and by which evidence, for flags and channels (S2.48, S5.5, S5.6)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.consent.preferences import changed_preferences, changes_in, initial_preferences, raises_permission
from contactbook.domain.contacts.drafts import PreferencesDraft, StatedPreferences
from contactbook.domain.contacts.record import Preference, Preferences
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.settings.permissions import PreferenceDefaults
from tests.builders.contacts import NOW, USER

LATER = NOW + timedelta(days=1)
SAID_AT = NOW + timedelta(hours=3)
EVIDENCE = {"said_through": "phone", "said_at": SAID_AT.isoformat()}
PERSON = Actor(type=ActorType.CONTACT, id="con_1")


def says(**fields: Any) -> StatedPreferences:
    return StatedPreferences.model_validate(fields)


def told(before: Preferences, said: StatedPreferences, by: Actor = USER) -> Preferences:
    return changed_preferences(before, said, by=by, through="user", now=LATER)


def first(said: StatedPreferences) -> Preferences:
    return initial_preferences(said, PreferenceDefaults(), by=USER, through="api", now=NOW)


def stamps(said: Preference) -> dict[str, Any]:
    return said.model_dump(exclude_defaults=True, exclude={"value", "asked", "changed_by"})


NO = Preferences(direct_marketing=Preference(value=False, asked=True, changed_at=NOW, changed_by=USER, changed_through="api"))
YES = Preferences(direct_marketing=Preference(value=True, asked=True, changed_at=NOW, changed_by=USER, changed_through="api"))


@pytest.mark.feature("S2.48", "S5.6")
def test_a_new_contact_has_what_was_stated_with_who_and_when_and_of_channels_only_what_was_stated() -> None:
    made = first(says(direct_marketing=True, channels={"sms": False, "email": True}, evidence=EVIDENCE))
    yes, no = (
        Preference(value=value, asked=True, changed_at=NOW, changed_by=USER, changed_through="api") for value in (True, False)
    )
    assert made.direct_marketing == yes.model_copy(update={"evidence_at": SAID_AT})
    assert made.channels == {
        Channel.SMS: no.model_copy(update={"refused_at": SAID_AT, "refused_through": "api"}),
        Channel.EMAIL: yes.model_copy(update={"evidence_at": SAID_AT}),
    }
    assert first(says(direct_marketing=True)).direct_marketing == yes
    assert first(says()).channels == {}


@pytest.mark.feature("S5.5")
@pytest.mark.parametrize(
    ("before", "said", "left"),
    [
        (YES, False, {"changed_at": LATER, "changed_through": "user"}),
        (NO, True, {"changed_at": LATER, "changed_through": "user"}),
    ],
)
def test_a_changed_flag_has_the_stamps_of_the_change(before: Preferences, said: bool, left: dict[str, Any]) -> None:
    assert stamps(told(before, says(direct_marketing=said)).direct_marketing) == left
    proven = stamps(told(before, says(direct_marketing=said, evidence=EVIDENCE)).direct_marketing)
    evidence = {"evidence_at": SAID_AT} if said else {"refused_at": SAID_AT, "refused_through": "user"}
    assert proven == left | evidence


@pytest.mark.feature("S5.5")
def test_a_yes_that_stands_is_confirmed_by_evidence_and_else_stays_as_it_is() -> None:
    unchanged = {"changed_at": NOW, "changed_through": "api"}
    assert told(YES, says(direct_marketing=True)) == YES
    proven = told(YES, says(direct_marketing=True, evidence=EVIDENCE))
    assert stamps(proven.direct_marketing) == unchanged | {"evidence_at": SAID_AT, "told_at": LATER}
    assert raises_permission(YES, proven)
    # A later no, and a yes without evidence after that, keep nothing of the evidence.
    again = told(told(proven, says(direct_marketing=False)), says(direct_marketing=True))
    assert stamps(again.direct_marketing) == {"changed_at": LATER, "changed_through": "user"}


@pytest.mark.feature("S2.45")
@pytest.mark.parametrize("value", [True, False])
def test_a_default_that_is_stated_counts_as_asked_and_moves_no_date(value: bool) -> None:
    default = Preferences(direct_marketing=Preference(value=value))
    confirmed = told(default, says(direct_marketing=value)).direct_marketing
    assert confirmed == Preference(value=value, asked=True)
    assert told(Preferences(direct_marketing=confirmed), says(direct_marketing=value)).direct_marketing == confirmed


@pytest.mark.feature("S5.1")
def test_a_no_with_evidence_is_kept_with_the_time_of_the_evidence() -> None:
    kept = told(NO, says(direct_marketing=False, evidence=EVIDENCE)).direct_marketing
    assert (kept.refused_at, kept.refused_through, kept.changed_at) == (SAID_AT, "user", NOW)


@pytest.mark.feature("S5.6")
def test_a_channel_follows_its_own_statement_and_the_others_stay() -> None:
    refused = told(Preferences(), says(channels={"sms": False, "print": True}), by=PERSON)
    assert refused.channels == {
        Channel.SMS: Preference(value=False, asked=True, changed_at=LATER, changed_by=PERSON, changed_through="user"),
        Channel.PRINT: Preference(value=True, asked=True),
    }
    allowed = told(refused, says(channels={"sms": True}))
    assert (allowed.of_channel(Channel.SMS).value, allowed.of_channel(Channel.PRINT)) == (True, refused.of_channel(Channel.PRINT))
    assert (raises_permission(refused, allowed), raises_permission(allowed, refused)) == (True, False)
    assert told(refused, says(direct_marketing=False)).channels == refused.channels
    # A user repeats what the person said: nothing of it moves.
    assert told(refused, says(channels={"sms": False})) == refused


@pytest.mark.feature("S2.48")
def test_what_is_said_already_is_no_change() -> None:
    said = says(direct_marketing=True, affiliate_marketing=True, channels={"sms": False, "email": True})
    assert changes_in(said, YES) == says(affiliate_marketing=True, channels={"sms": False})
    assert changes_in(says(direct_marketing=True), YES) == says()
    no_text = told(Preferences(), says(channels={"sms": False}))
    assert changes_in(says(channels={"sms": False, "print": False}), no_text) == says(channels={"print": False})
    flags = PreferencesDraft(direct_marketing=True, affiliate_marketing=True)
    assert changes_in(flags, YES).model_dump() == {"direct_marketing": None, "affiliate_marketing": True}
