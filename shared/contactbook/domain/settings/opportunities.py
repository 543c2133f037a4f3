"""Settings about opportunities (S1.3)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from contactbook.domain.base.values import Key, Part


class Opportunities(Part):
    """The stages of the tenant's pipeline, the first one first. Without any, an opportunity may have every stage."""

    stages: Annotated[tuple[Key, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def _each_stage_once(self) -> Self:
        if len(self.stages) != len(set(self.stages)):
            raise ValueError("A stage is listed twice. List each once.")
        return self
