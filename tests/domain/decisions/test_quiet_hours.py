"""Quiet hours end at the first instant at which the recipient's clock does not show them, also where the clock is changed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from contactbook.domain.decisions.decision import Decision, decide
from contactbook.domain.decisions.quiet_hours import allowed_from, put_off_until, recipient_zone
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import Purpose
from contactbook.domain.sending.phone_zones import zone_of_phone
from contactbook.domain.settings.contact_policy import ContactPolicy, QuietHours
from contactbook.domain.settings.sections import Settings
from tests.builders.notifications import a_reachable_contact, a_type, permissions

NIGHT = QuietHours.model_validate({"from": "21:00", "to": "08:00"})
# The days around changes of the clock; Apia left out 30 December 2011.
CHANGES = {
    "Europe/Nicosia": ("2026-03-28", "2026-10-24"),
    "America/New_York": ("2026-03-07", "2026-10-31"),
    "Australia/Lord_Howe": ("2026-10-03", "2026-04-04"),
    "Asia/Kathmandu": ("2026-03-28",),
    "Pacific/Apia": ("2011-12-29",),
}
WINDOWS = [("21:00", "08:00"), ("23:30", "03:30"), ("01:15", "02:15"), ("02:00", "03:00"), ("04:00", "03:00"), ("00:00", "23:59")]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.feature("S7.9")
@pytest.mark.parametrize(
    ("zone", "at", "until"),
    [
        ("Europe/Nicosia", "2026-01-10T20:00", "2026-01-11T06:00"),
        ("Europe/Nicosia", "2026-01-10T03:00", "2026-01-10T06:00"),
        ("Europe/Nicosia", "2026-01-10T06:00", "2026-01-10T06:00"),
        ("Europe/Nicosia", "2026-01-10T19:00", "2026-01-11T06:00"),
        ("Europe/Nicosia", "2026-01-10T18:59:59", "2026-01-10T18:59:59"),
        # The night in which the clock is put forward is an hour shorter, the other one longer.
        ("Europe/Nicosia", "2026-03-28T20:00", "2026-03-29T05:00"),
        ("Europe/Nicosia", "2026-10-24T20:00", "2026-10-25T06:00"),
        ("America/New_York", "2026-01-10T20:00", "2026-01-10T20:00"),
        ("America/New_York", "2026-01-11T03:30", "2026-01-11T13:00"),
        ("Asia/Kathmandu", "2026-01-10T20:00", "2026-01-11T02:15"),
        # Half an hour.
        ("Australia/Lord_Howe", "2026-04-04T12:00", "2026-04-04T21:30"),
        ("Australia/Lord_Howe", "2026-10-03T12:00", "2026-10-03T21:00"),
    ],
)
def test_a_night_ends_by_the_clock_of_the_recipient(zone: str, at: str, until: str) -> None:
    assert allowed_from(NIGHT, utc(at), ZoneInfo(zone)) == utc(until)


@pytest.mark.feature("S7.9")
def test_a_skipped_end_ends_with_the_skip_and_a_doubled_hour_is_quiet_twice() -> None:
    nicosia = ZoneInfo("Europe/Nicosia")
    skipped = QuietHours.model_validate({"from": "21:00", "to": "03:30"})
    # 03:00 becomes 04:00 at 01:00 UTC, and 04:00 becomes 03:00 on the day in autumn.
    assert allowed_from(skipped, utc("2026-03-28T20:00"), nicosia) == utc("2026-03-29T01:00")
    assert allowed_from(skipped, utc("2026-10-24T20:00"), nicosia) == utc("2026-10-25T00:30")
    assert allowed_from(skipped, utc("2026-10-25T00:45"), nicosia) == utc("2026-10-25T00:45")
    assert allowed_from(skipped, utc("2026-10-25T01:10"), nicosia) == utc("2026-10-25T01:30")


@pytest.mark.feature("S7.9")
@pytest.mark.parametrize("zone", CHANGES)
def test_no_earlier_minute_would_have_been_allowed(zone: str) -> None:
    """The rule of one instant, asked minute by minute, gives the same."""
    clock = ZoneInfo(zone)
    for begin, end in WINDOWS:
        quiet = QuietHours.model_validate({"from": begin, "to": end})
        first, last = time.fromisoformat(begin), time.fromisoformat(end)
        for day in CHANGES[zone]:
            minutes = [utc(day) + timedelta(minutes=minute) for minute in range(4 * 1440)]
            shown = [minute.astimezone(clock).time() for minute in minutes]
            allowed = [not (first <= one < last if first < last else one >= first or one < last) for one in shown]
            for place in range(0, 2 * 1440, 37):
                found = allowed_from(quiet, minutes[place], clock)
                assert found == minutes[allowed.index(True, place)], (begin, end, minutes[place])


@pytest.mark.feature("S7.9")
@pytest.mark.parametrize(
    ("number", "zone"),
    [
        # The tz database has two zones of Cyprus and of Germany that show the same.
        ("+35799123456", "Asia/Nicosia"),
        ("+4915112345678", "Europe/Berlin"),
        ("+97798412345678", "Asia/Kathmandu"),
        # +1 is many countries.
        ("+18765551234", "America/Jamaica"),
        ("+12125551234", None),
        ("+61412345678", None),
        ("+34612345678", None),
        ("+79161234567", None),
        # Free phone, and Kosovo, which the table does not have.
        ("+80012345678", None),
        ("+38344123456", None),
        ("12", None),
    ],
)
def test_a_number_has_the_zone_of_its_country_where_that_has_one(number: str, zone: str | None) -> None:
    found = zone_of_phone(number, 2026)
    assert (found.key if found else None) == zone


@pytest.mark.feature("S7.9")
@pytest.mark.parametrize(
    "policy",
    [
        {"quiet_hours": {"from": "21:00", "to": "21:00"}},
        {"quiet_hours": {"from": "24:00", "to": "08:00"}},
        {"quiet_hours": {"from": "9:00", "to": "08:00"}},
        {"quiet_hours": {"from": "21:00"}},
        {"quiet_hours": {"from": "21:00", "to": "08:00", "channels": []}},
        {"quiet_hours": {"from": "21:00", "to": "08:00", "channels": ["sms", "sms"]}},
        {"quiet_hours": {"from": "21:00", "to": "08:00", "channels": ["fax"]}},
        {"marketing_cap": {"most": 0, "days": 7}},
        {"marketing_cap": {"most": 51, "days": 7}},
        {"marketing_cap": {"most": 1, "days": 0}},
        {"marketing_cap": {"most": 1, "days": 367}},
        {"marketing_cap": {"most": True, "days": 7}},
        {"marketing_cap": {"most": 3}},
    ],
)
def test_a_policy_that_says_nothing_clear_is_refused(policy: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ContactPolicy.model_validate(policy)


@pytest.mark.feature("S7.9")
@pytest.mark.parametrize(
    ("own", "number", "zone"),
    [
        ("Asia/Kathmandu", "+35799123456", "Asia/Kathmandu"),
        (None, "+35799123456", "Asia/Nicosia"),
        # The contact's zone is not known any more.
        ("Mars/Olympus", "+35799123456", "Asia/Nicosia"),
        ("Mars/Olympus", "+12125551234", "Europe/Athens"),
        (None, None, "Europe/Athens"),
    ],
)
def test_the_clock_is_the_contacts_else_its_phones_else_the_tenants(own: str | None, number: str | None, zone: str) -> None:
    contact = a_reachable_contact(time_zone=own, phones=[{"number": number}] if number else [])
    settings = Settings.model_validate({"localization": {"time_zone": "Europe/Athens"}})
    decision = decide(
        contact,
        (),
        channel=Channel.EMAIL,
        notification_type=a_type(),
        service=None,
        settings=settings,
        suppressions=Suppressions(),
    )
    assert recipient_zone(contact, decision, settings, utc("2026-03-02T09:00")).key == zone


@pytest.mark.feature("S7.9")
@pytest.mark.parametrize("purpose", list(Purpose))
def test_only_marketing_is_put_off_and_capped(purpose: Purpose) -> None:
    settings = Settings.model_validate({"contact_policy": {"quiet_hours": {"from": "00:00", "to": "23:59"}}})
    contact, kind = a_reachable_contact(preferences=permissions(direct=True, affiliate=True)), a_type(purpose)
    decided = [
        decide(
            contact,
            (),
            channel=Channel.EMAIL,
            notification_type=kind,
            service=None,
            settings=settings,
            suppressions=Suppressions(),
            is_capped=is_capped,
        )
        for is_capped in (False, True)
    ]
    assert [one.reason for one in decided] == [None, SkipReason.CAPPED if kind.is_marketing else None]
    until = put_off_until(contact, decided[0], kind, settings, utc("2026-03-02T09:00"))
    assert until == (utc("2026-03-02T21:59") if kind.is_marketing else None)


@pytest.mark.feature("S7.9")
def test_only_the_named_channels_wait_and_only_while_it_is_quiet() -> None:
    kind, contact = a_type(Purpose.DIRECT_MARKETING), a_reachable_contact(phones=[])
    settings = Settings.model_validate(
        {
            "contact_policy": {"quiet_hours": {"from": "21:00", "to": "08:00", "channels": ["email"]}},
            "localization": {"time_zone": "Asia/Kathmandu"},
        }
    )

    def put_off(channel: Channel, at: str, known: Settings = settings) -> datetime | None:
        decision = decide(
            contact, (), channel=channel, notification_type=kind, service=None, settings=known, suppressions=Suppressions()
        )
        return put_off_until(contact, decision, kind, known, utc(at))

    assert put_off(Channel.EMAIL, "2026-01-10T20:00") == utc("2026-01-11T02:15")
    assert put_off(Channel.EMAIL, "2026-01-10T10:00") is None
    assert put_off(Channel.EMAIL, "2026-01-11T02:15") is None
    assert put_off(Channel.PRINT, "2026-01-10T20:00") is None
    assert put_off(Channel.EMAIL, "2026-01-10T20:00", Settings()) is None


@pytest.mark.feature("S7.9")
def test_a_decision_without_information_leaves_the_tenants_clock() -> None:
    settings = Settings.model_validate({"localization": {"time_zone": "Asia/Kathmandu"}})
    decision = Decision(contacted=False, channel=Channel.EMAIL)
    assert recipient_zone(a_reachable_contact(), decision, settings, utc("2026-01-10T20:00")).key == "Asia/Kathmandu"
