from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class ImportHeader:
    """A column: the first of its values, and the field that it could be, `because` of what."""

    header: str
    """ The header of the column. """
    samples: list[str]
    """ The first values of the column. """
    field: None | str
    """ The field that the column could be; null where none is guessed. """
    because: None | str
    """ What the guess rests on; null without a guess. """

    def to_dict(self) -> dict[str, Any]:
        header = self.header

        samples = self.samples

        field: None | str
        field = self.field

        because: None | str
        because = self.because

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "header": header,
                "samples": samples,
                "field": field,
                "because": because,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        header = d.pop("header")

        samples = cast(list[str], d.pop("samples"))

        def _parse_field(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        field = _parse_field(d.pop("field"))

        def _parse_because(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        because = _parse_because(d.pop("because"))

        import_header = cls(
            header=header,
            samples=samples,
            field=field,
            because=because,
        )

        return import_header
