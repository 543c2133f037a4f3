"""The audience of a run: whom it is for (S3.16)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from contactbook.domain.base.values import Flag, Id, Part, whole_part

MOST_CONTACTS = 5_000


class Audience(Part):
    """Whom a run is for: exactly one of a list, a segment, chosen contacts or everyone."""

    list_id: Id | None = None
    segment_id: Id | None = None
    contact_ids: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_CONTACTS)] | None = None
    all: Flag = False

    @model_validator(mode="after")
    @whole_part
    def _is_one(self) -> Self:
        named = [self.list_id is not None, self.segment_id is not None, self.contact_ids is not None, self.all]
        if named.count(True) != 1:
            raise ValueError("Name exactly one of `list_id`, `segment_id`, `contact_ids` and `all`: true.")
        return self
