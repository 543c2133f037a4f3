from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class TemplateTestSend:
    """A test send that was accepted: it is sent in the background, at most once."""

    test_send_id: str
    """ The id of the test send. """
    template_id: str
    """ The id of the template, `tpl_…`. """
    to: str
    """ The email address that the test goes to. """
    contact_id: None | str
    """ The id of the contact, `con_…`. """
    language: None | str
    """ The language: two letters of ISO 639-1, such as `el`. """

    def to_dict(self) -> dict[str, Any]:
        test_send_id = self.test_send_id

        template_id = self.template_id

        to = self.to

        contact_id: None | str
        contact_id = self.contact_id

        language: None | str
        language = self.language

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "test_send_id": test_send_id,
                "template_id": template_id,
                "to": to,
                "contact_id": contact_id,
                "language": language,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        test_send_id = d.pop("test_send_id")

        template_id = d.pop("template_id")

        to = d.pop("to")

        def _parse_contact_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact_id = _parse_contact_id(d.pop("contact_id"))

        def _parse_language(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        language = _parse_language(d.pop("language"))

        template_test_send = cls(
            test_send_id=test_send_id,
            template_id=template_id,
            to=to,
            contact_id=contact_id,
            language=language,
        )

        return template_test_send
