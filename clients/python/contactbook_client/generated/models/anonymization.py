from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.anonymization_state_type_1 import AnonymizationStateType1
from ..models.erasure_state import ErasureState


@dataclass(kw_only=True, slots=True)
class Anonymization:
    """The state of an anonymization: `erasing` continues in the background. A dry run says what would happen, or what
    blocks it.

    """

    contact_id: str
    """ The id of the contact, `con_…`. """
    state: AnonymizationStateType1 | ErasureState
    """ The present state. """
    blockers: list[str]
    """ Every reason why the contact cannot be anonymized now, as sentences; empty where nothing blocks. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        state: str
        if isinstance(self.state, ErasureState):
            state = self.state.value
        else:
            state = self.state.value

        blockers = self.blockers

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "state": state,
                "blockers": blockers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        def _parse_state(data: object) -> AnonymizationStateType1 | ErasureState:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = ErasureState(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, str):
                raise TypeError()
            state_type_1 = AnonymizationStateType1(data)

            return state_type_1

        state = _parse_state(d.pop("state"))

        blockers = cast(list[str], d.pop("blockers"))

        anonymization = cls(
            contact_id=contact_id,
            state=state,
            blockers=blockers,
        )

        return anonymization
