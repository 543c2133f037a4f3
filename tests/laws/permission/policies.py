"""What the tenant's policies ask of marketing, as the model knows it: quiet hours, and how much a contact gets in a period."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

# The clocks that a recipient may have here: that of its phone's country, and the tenant's.
CLOCKS = tuple(map(ZoneInfo, ("Asia/Nicosia", "UTC")))


@dataclass
class Policy:
    """The policies that hold now, and to whom marketing was sent at what time."""

    quiet: tuple[str, str] | None = None
    channels: frozenset[str] = frozenset()
    most: int | None = None
    days: int = 1
    # The cap counts from when it was set.
    since: datetime | None = None
    sent: list[tuple[str, datetime]] = field(default_factory=list)

    def is_quiet(self, channel: str, now: datetime) -> bool:
        """True if it is quiet by every clock that the recipient may have."""
        return self._counts(channel, now) == len(CLOCKS)

    def is_open(self, now: datetime) -> bool:
        """True if no clock shows quiet hours, for any channel."""
        return not any(self._counts(channel, now) for channel in self.channels)

    def is_above(self, contact_ids: Collection[str], now: datetime) -> bool:
        """True if the contact, under any of its ids, got more in the period than the cap allows."""
        if self.most is None or self.since is None:
            return False
        begin = max(self.since, now - timedelta(days=self.days))
        return len([at for one, at in self.sent if one in contact_ids and at > begin]) > self.most

    def _counts(self, channel: str, now: datetime) -> int:
        if self.quiet is None or channel not in self.channels:
            return 0
        begin, end = self.quiet
        shown = [f"{now.astimezone(clock):%H:%M}" for clock in CLOCKS]
        return sum(begin <= one < end if begin < end else one >= begin or one < end for one in shown)
