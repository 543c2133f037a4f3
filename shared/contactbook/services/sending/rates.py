"""Keeps a tenant to its sending rate per channel: a sender books what it is about to send, one slice at a time (S0)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from contactbook.config import config
from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.sending.rates import booked, booking_of, wait_before_booking
from contactbook.services.base.ids import new_id
from contactbook.storage.tenant_store import TenantStore

# A sender that lost the race for the bucket so often retries a little later.
_TRIES = 3
_RACED = timedelta(seconds=1)
# A user waits for these: they are booked like any other, but never wait.
_URGENT = (Origin.PROFILE, Origin.ACCOUNT_PROFILE)


class RateLimiter:
    """Books sends for one worker. A booking that it does not use is lost, which slows down this tenant only."""

    def __init__(self, store: TenantStore, now: datetime) -> None:
        self._store = store
        self._now = now
        self._credit: Counter[Channel] = Counter()

    def wait_before(self, due: Sequence[Communication], *, further: int) -> timedelta:
        """Return how long to wait before sending these; zero if they are booked now. `further` more will follow.

        Printed letters have no rate. Raises StorageUnavailable.
        """
        wanted = Counter(communication.channel for communication in due)
        urgent = all(communication.origin in _URGENT for communication in due)
        for channel, count in wanted.items():
            per_second = _per_second(channel)
            if per_second is None:
                continue
            missing = count - self._credit[channel]
            if missing <= 0:
                continue
            # Book at least what is sent now. A smaller booking would be made again and again, and nothing would be sent.
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
        return _RACED if waits else timedelta(0)


def _per_second(channel: Channel) -> int | None:
    rates = {Channel.EMAIL: config().emails_per_second, Channel.SMS: config().texts_per_second}
    return rates.get(channel)
