"""When marketing may leave that the tenant's quiet hours put off (S7.9). It is put off, never skipped."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.notification_types.notification_types import NotificationType
from contactbook.domain.sending.phone_zones import zone_of_phone
from contactbook.domain.settings.contact_policy import QuietHours
from contactbook.domain.settings.local_times import next_change
from contactbook.domain.settings.sections import Settings
from contactbook.domain.settings.sending import zone_of

_DAY = timedelta(days=1)


def put_off_until(
    contact: Contact, decision: Decision, notification_type: NotificationType, settings: Settings, at: datetime
) -> datetime | None:
    """Return when a message that is to leave at this time may leave; None if it may at once."""
    quiet = settings.contact_policy.quiet_hours
    if quiet is None or decision.channel not in quiet.channels or not notification_type.is_marketing:
        return None
    allowed = allowed_from(quiet, at, recipient_zone(contact, decision, settings, at))
    return allowed if allowed > at else None


def recipient_zone(contact: Contact, decision: Decision, settings: Settings, at: datetime) -> ZoneInfo:
    """Return the zone of the recipient's clock: the contact's, else its phone's country where that has one zone, else the tenant's."""
    own = zone_of(contact.time_zone) if contact.time_zone else None
    if own is not None:
        return own
    phone = decision.information.phone.value if decision.information else None
    of_phone = zone_of_phone(phone, at.year) if phone else None
    return of_phone or ZoneInfo(settings.localization.time_zone)


def allowed_from(quiet: QuietHours, at: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant from this one on at which the clock of the zone does not show quiet hours.

    Where the clock skips their end, they end with the skip. An hour that the clock shows twice is quiet twice, if it is.
    """
    begin, end = time.fromisoformat(quiet.from_), time.fromisoformat(quiet.to)
    while True:
        shown = at.astimezone(zone).time()
        is_quiet = begin <= shown < end if begin < end else shown >= begin or shown < end
        if not is_quiet:
            return at
        # As if the clock went on evenly; if it is changed before, look again there.
        ends = at + _until(end, shown)
        at = next_change(at, ends, zone) or ends


def _until(end: time, shown: time) -> timedelta:
    """Return how long the clock takes from one time to the next other one."""
    of_day = [
        timedelta(hours=one.hour, minutes=one.minute, seconds=one.second, microseconds=one.microsecond) for one in (end, shown)
    ]
    return (of_day[0] - of_day[1]) % _DAY
