from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.communication_state import CommunicationState


@dataclass(kw_only=True, slots=True)
class CancelledCommunication:
    """What became of one communication that was to be cancelled: its state, or the code that says why it was not."""

    communication_id: str
    """ The id of the communication, `com_…`. """
    state: CommunicationState | None
    """ The present state. """
    code: None | str
    """ Why, as a code for programs. The table of codes explains it. """

    def to_dict(self) -> dict[str, Any]:
        communication_id = self.communication_id

        state: None | str
        if isinstance(self.state, CommunicationState):
            state = self.state.value
        else:
            state = self.state

        code: None | str
        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "communication_id": communication_id,
                "state": state,
                "code": code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        communication_id = d.pop("communication_id")

        def _parse_state(data: object) -> CommunicationState | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = CommunicationState(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CommunicationState | None, data)

        state = _parse_state(d.pop("state"))

        def _parse_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        code = _parse_code(d.pop("code"))

        cancelled_communication = cls(
            communication_id=communication_id,
            state=state,
            code=code,
        )

        return cancelled_communication
