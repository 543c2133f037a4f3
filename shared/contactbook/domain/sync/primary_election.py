"""Which child account is a shared person's primary one (S4.12-S4.19)."""

from collections.abc import Sequence
from enum import StrEnum

from contactbook.domain.base.values import Moment, Value


class Criterion(StrEnum):
    """What decided an election, for a person to read."""

    HIGHEST_STAGE = "highest_stage"
    MOST_CONVERSIONS = "most_conversions"
    FIRST_CONVERSION = "first_conversion"
    CREATED_FIRST = "created_first"
    LOWEST_ACCOUNT_ID = "lowest_account_id"


class Candidate(Value):
    """What one child account knows of a shared person, summed over its contacts there.

    `stages` are the stages of its opportunities, open and closed, an empty one where none is named; `first_conversion_at` and
    `created_at` are the earliest.
    """

    tenant_id: str
    stages: tuple[str, ...] = ()
    conversions: int = 0
    first_conversion_at: Moment | None = None
    created_at: Moment


class Election(Value):
    """The elected account, and the criterion that set it apart from the next best."""

    primary: str
    because: Criterion


def elect_primary(candidates: Sequence[Candidate], stage_order: Sequence[str]) -> Election:
    """Elect one account among at least two; total, and the same whatever the order of the candidates (S4.17, S4.18).

    `stage_order` is the corporate pipeline from its lowest stage to its highest (S4.19); a stage it does not know ranks below
    all it knows, and any opportunity beats none.
    """
    ranked = sorted(candidates, key=lambda candidate: _key(candidate, stage_order))
    best, next_best = _key(ranked[0], stage_order), _key(ranked[1], stage_order)
    decided = next(place for place, (one, other) in enumerate(zip(best, next_best, strict=True)) if one != other)
    return Election(primary=ranked[0].tenant_id, because=list(Criterion)[decided])


def _key(candidate: Candidate, stage_order: Sequence[str]) -> tuple[int, int, float, float, str]:
    """Smaller is better, criterion by criterion."""
    rank = {stage: place + 2 for place, stage in enumerate(stage_order)}
    highest = max((rank.get(stage, 1) for stage in candidate.stages), default=0)
    first_conversion = candidate.first_conversion_at.timestamp() if candidate.first_conversion_at else float("inf")
    return (-highest, -candidate.conversions, first_conversion, candidate.created_at.timestamp(), candidate.tenant_id)
