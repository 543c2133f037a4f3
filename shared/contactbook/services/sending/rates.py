"""Keeping a tenant to its sending rate per channel: a sender books what it is about to send, a slice at a time (S0)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from contactbook.config import config
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.decisions.notification_types import Channel, Origin
from contactbook.domain.notifications.communications import Communication
from contactbook.domain.sending.rates import booked, booking_of, wait_before_booking
from contactbook.services.base.ids import new_id
from contactbook.storage.tenant_store import TenantStore

# Whoever lost the bucket to others so often comes again a little later.
_TRIES = 3
_CROWDED = timedelta(seconds=1)
# Somebody pressed a button and waits for it: these are booked like any other, and never wait themselves.
_AT_ONCE = (Origin.PROFILE, Origin.ACCOUNT_PROFILE)


class Pace:
    """What one worker has booked and not sent yet. What it leaves over is lost: that slows the tenant down, never anybody else."""

    def __init__(self, store: TenantStore, now: datetime) -> None:
        self._store = store
        self._now = now
        self._credit: Counter[Channel] = Counter()

    def wait_before(self, due: Sequence[Communication], *, further: int) -> timedelta:
        """How long these have to wait; zero if they are booked and may be sent now. `further` more will follow.

        Printed letters have no rate. Raises StorageUnavailable.
        """
        wanted = Counter(communication.channel for communication in due)
        urgent = all(communication.origin in _AT_ONCE for communication in due)
        for channel, count in wanted.items():
            per_second = _per_second(channel)
            if per_second is None:
                continue
            missing = count - self._credit[channel]
            if missing <= 0:
                continue
            # At least what is sent now: were it less, it would be booked again and again and never sent.
            booking = max(missing, booking_of(missing + further, per_second))
            wait = self._book(channel, booking, per_second, waits=not urgent)
            if wait:
                return wait
            self._credit[channel] += booking
        self._credit -= wanted
        return timedelta(0)

    def _book(self, channel: Channel, count: int, per_second: int, *, waits: bool) -> timedelta:
        for _ in range(_TRIES):
            stored = self._store.sending_rates.read(channel)
            wait = wait_before_booking(stored.rate, self._now)
            if wait and waits:
                return wait
            try:
                rate = booked(stored.rate, count, per_second, self._now, booking_id=new_id("bkg", self._now))
                self._store.sending_rates.save(channel, rate, replacing=stored, now=self._now)
            except ConcurrentUpdate:
                continue
            return timedelta(0)
        return _CROWDED if waits else timedelta(0)


def _per_second(channel: Channel) -> int | None:
    rates = {Channel.EMAIL: config().emails_per_second, Channel.SMS: config().texts_per_second}
    return rates.get(channel)
