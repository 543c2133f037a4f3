"""What one tenant at 100 times its share of requests leaves to the others: a simulation with the rules of the product (S8.4)."""

import heapq
import random
from collections import Counter
from dataclasses import dataclass, field

from contactbook.domain.tenants.shares import (
    WINDOW,
    RequestShare,
    after_request,
    lot_of,
    share_in_window,
    window_at,
    with_lot,
)

# Seconds that a function works on a request, on one that it refuses, and on the first of an environment besides.
SERVED, REFUSED, STARTED = 0.04, 0.004, 0.4
BUSY = "busy"


@dataclass
class Installation:
    """An API and its environments. `share` is a tenant's requests per second, None for no limit by tenant."""

    share: int | None
    gateway_rate: int = 5_000
    concurrency: int = 100
    idle: list[int] = field(default_factory=list)
    working: list[tuple[float, int]] = field(default_factory=list)
    known: list[dict[str, RequestShare]] = field(default_factory=list)
    taken: Counter[tuple[str, int]] = field(default_factory=Counter)
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    updates: int = 0
    tokens: float = 0.0
    served_in: Counter[int] = field(default_factory=Counter)
    last: float = 0.0

    def receive(self, at: float, tenant: str) -> None:
        """Answer one request at a time in seconds: the gateway, an environment, the tenant's share."""
        self.tokens = min(self.gateway_rate, self.tokens + (at - self.last) * self.gateway_rate)
        self.last = at
        if self.tokens < 1:
            self.answers[tenant, "429 of the gateway"] += 1
            return
        self.tokens -= 1
        environment, starting = self._environment(at)
        if environment is None:
            self.answers[tenant, "503, no environment free"] += 1
            return
        served = self._has_share(environment, at, tenant)
        self.answers[tenant, "served" if served else "429 tenant_busy"] += 1
        if served and tenant == BUSY:
            self.served_in[window_at(at)] += 1
        heapq.heappush(self.working, (at + (SERVED if served else REFUSED) + (STARTED if starting else 0), environment))

    def _environment(self, at: float) -> tuple[int | None, bool]:
        while self.working and self.working[0][0] <= at:
            self.idle.append(heapq.heappop(self.working)[1])
        if self.idle:
            return self.idle.pop(), False
        if len(self.known) == self.concurrency:
            return None, False
        self.known.append({})
        return len(self.known) - 1, True

    def _has_share(self, environment: int, at: float, tenant: str) -> bool:
        if self.share is None:
            return True
        known = self.known[environment]
        share = share_in_window(known.get(tenant), window_at(at), self.share)
        if share.left <= 0 and not share.used_up:
            lot = lot_of(share, self.share)
            self.taken[tenant, share.window] += lot
            self.updates += 1
            share = with_lot(share, lot, self.taken[tenant, share.window], self.share)
        known[tenant] = after_request(share) if share.left > 0 else share
        return share.left > 0


def simulated(
    installation: Installation, *, others: int, other_rate: float, busy_rate: float, seconds: int, seed: int
) -> Installation:
    """Send requests at random times of these rates; return the installation with its answers."""
    chance = random.Random(seed)
    total, at = others * other_rate + busy_rate, 0.0
    while at < seconds:
        at += chance.expovariate(total)
        tenant = BUSY if chance.random() * total < busy_rate else f"other-{chance.randrange(others)}"
        installation.receive(at, tenant)
    return installation


def served_of_others(installation: Installation) -> float:
    """Return which part of the other tenants' requests was served."""
    asked = sum(count for (tenant, _), count in installation.answers.items() if tenant != BUSY)
    served = sum(count for (tenant, answer), count in installation.answers.items() if tenant != BUSY and answer == "served")
    return served / asked


def run() -> list[str]:
    """Return what the others and the busy tenant get, with and without the limit."""
    cases: list[tuple[str, int | None, int]] = [
        ("No limit by tenant", None, 5_000),
        ("A share of 40 a second", 40, 5_000),
        ("The same, and RequestRate 2,000", 40, 2_000),
    ]
    return [line for case in cases for line in _lines(*case)]


def _lines(name: str, share: int | None, gateway_rate: int) -> list[str]:
    begun = Installation(share, gateway_rate, tokens=gateway_rate)
    done = simulated(begun, others=40, other_rate=5, busy_rate=4_000, seconds=60, seed=1)
    rates = [done.served_in[window] / WINDOW for window in range(6)]
    before, after = rates[0], sum(rates[1:]) / 5
    return [
        f"{name}; {begun.concurrency} environments, {gateway_rate} a second at the gateway; 40 tenants ask 5 a second, one 4,000:",
        f"  others served {served_of_others(done):.1%}; the busy tenant {before:.0f} a second in the first window, {after:.0f} after",
        f"  {done.updates / 60:.1f} writes a second to its counter",
    ]
