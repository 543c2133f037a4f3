from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..models.offboarding_step import OffboardingStep


@dataclass(kw_only=True, slots=True)
class OffboardingProgress:
    """How far a step is. While the table is read, both numbers count items of the whole table, and the total is an
    estimate.

    """

    step: OffboardingStep
    """ What the job does at present. """
    done: int
    """ How many are done by now. """
    total: int
    """ How many there are to do; null before they are counted. """

    def to_dict(self) -> dict[str, Any]:
        step = self.step.value

        done = self.done

        total = self.total

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "step": step,
                "done": done,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        step = OffboardingStep(d.pop("step"))

        done = d.pop("done")

        total = d.pop("total")

        offboarding_progress = cls(
            step=step,
            done=done,
            total=total,
        )

        return offboarding_progress
