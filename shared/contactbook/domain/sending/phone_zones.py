"""The time zone of a phone number: that of its country, where the country has one (S7.9).

The zones of each country are those of the tz database, of which the package `tzdata` has the table.
"""

from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo


@lru_cache(maxsize=2_000)
def zone_of_phone(number: str, year: int) -> ZoneInfo | None:
    """Return the zone of a number in E.164; None if its country has several, or it has no country.

    Zones whose clocks show the same all year are one: the tz database has two for Cyprus, because they once differed.
    """
    # Imported here, because few functions need it.
    import phonenumbers

    try:
        country = phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None
    zones = [ZoneInfo(name) for name in _zones_by_country().get(country or "", ())]
    return zones[0] if len({_clock_of(zone, year) for zone in zones}) == 1 else None


def _clock_of(zone: ZoneInfo, year: int) -> tuple[object, ...]:
    """Return the zone's difference from UTC on two days of each month of the year."""
    days = [datetime(year, month, day, 12, tzinfo=UTC) for month in range(1, 13) for day in (1, 15)]
    return tuple(day.astimezone(zone).utcoffset() for day in days)


@cache
def _zones_by_country() -> dict[str, tuple[str, ...]]:
    """Return the names of the zones of each country, by its ISO 3166 code."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, _, name = line.split("\t")[:3]
            found[country] = (*found.get(country, ()), name)
    return found
