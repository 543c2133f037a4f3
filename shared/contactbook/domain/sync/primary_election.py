"""The election of a shared person's primary child account (S4.12-S4.19)."""

from collections.abc import Sequence
from enum import StrEnum

from contactbook.domain.base.values import Flag, Moment, Value


class Criterion(StrEnum):
    """The criterion that decided an election, for people to read."""

    CAN_BE_TAGGED = "can_be_tagged"
    HIGHEST_STAGE = "highest_stage"
    MOST_CONVERSIONS = "most_conversions"
    FIRST_CONVERSION = "first_conversion"
    CREATED_FIRST = "created_first"
    LOWEST_ACCOUNT_ID = "lowest_account_id"


class AccountCandidate(Value):
    """The facts of one child account about a shared person, over all of its contacts there.

    `stages` are the stages of its opportunities, open and closed; an opportunity without a stage gives an empty one.
    `first_conversion_at` and `created_at` are the earliest ones. `closed` is True if none of its contacts can be tagged; else the
    facts are those of the contacts that can be.
    """

    tenant_id: str
    closed: Flag = False
    stages: tuple[str, ...] = ()
    conversions: int = 0
    first_conversion_at: Moment | None = None
    created_at: Moment


class Election(Value):
    """The elected account, and the first criterion in which it differs from the account that came second."""

    primary: str
    because: Criterion


def elect_primary(candidates: Sequence[AccountCandidate], stage_order: Sequence[str]) -> Election:
    """Elect one of at least two accounts. The order of the candidates does not matter (S4.17, S4.18).

    `stage_order` is the corporate pipeline from its lowest stage to its highest (S4.19). A stage that is not in it ranks below
    all of its stages. Any opportunity beats none. An account whose contacts cannot be tagged is primary only if that holds for all (S4.12).
    """
    ranked = sorted(candidates, key=lambda candidate: _key(candidate, stage_order))
    best, next_best = _key(ranked[0], stage_order), _key(ranked[1], stage_order)
    decided = next(place for place, (one, other) in enumerate(zip(best, next_best, strict=True)) if one != other)
    return Election(primary=ranked[0].tenant_id, because=list(Criterion)[decided])


def _key(candidate: AccountCandidate, stage_order: Sequence[str]) -> tuple[bool, int, int, float, float, str]:
    """Return the sort key of a candidate, criterion by criterion. The smallest wins."""
    rank = {stage: place + 2 for place, stage in enumerate(stage_order)}
    highest = max((rank.get(stage, 1) for stage in candidate.stages), default=0)
    first_conversion = candidate.first_conversion_at.timestamp() if candidate.first_conversion_at else float("inf")
    created = candidate.created_at.timestamp()
    return (candidate.closed, -highest, -candidate.conversions, first_conversion, created, candidate.tenant_id)
