from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class EmailBody:
    """An email: a subject, and HTML or plain text or both. Without plain text, the text of the HTML is sent beside it."""

    subject: str
    """ The subject. """
    html: None | str
    """ The text as HTML. """
    text: None | str
    """ The text. """

    def to_dict(self) -> dict[str, Any]:
        subject = self.subject

        html: None | str
        html = self.html

        text: None | str
        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "subject": subject,
                "html": html,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        subject = d.pop("subject")

        def _parse_html(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        html = _parse_html(d.pop("html"))

        def _parse_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        text = _parse_text(d.pop("text"))

        email_body = cls(
            subject=subject,
            html=html,
            text=text,
        )

        return email_body
