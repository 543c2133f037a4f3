from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.channel import Channel
from ..models.information_level import InformationLevel

if TYPE_CHECKING:
    from ..models.address import Address
    from ..models.template_preview_levels import TemplatePreviewLevels


@dataclass(kw_only=True, slots=True)
class TemplatePreview:
    """What the contact would get, and the level of each item. Nothing was sent, and its links lead nowhere."""

    subject: None | str
    """ The subject. """
    html: None | str
    """ The text as HTML. """
    text: None | str
    """ The text. """
    channel: Channel
    """ How a communication reaches the contact. """
    language: None | str
    """ The language: two letters of ISO 639-1, such as `el`. """
    address: Address | None | str
    """ The address that was used or is meant: an email, a phone number in E.164, or the lines of a postal address.
    """
    address_level: InformationLevel | None
    """ Whose address it is: the contact's own, or its account's. """
    levels: TemplatePreviewLevels
    """ For each tag, the level that its value came from; null where it has none. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.address import Address  # noqa: PLC0415

        subject: None | str
        subject = self.subject

        html: None | str
        html = self.html

        text: None | str
        text = self.text

        channel = self.channel.value

        language: None | str
        language = self.language

        address: dict[str, Any] | None | str
        if isinstance(self.address, Address):
            address = self.address.to_dict()
        else:
            address = self.address

        address_level: None | str
        if isinstance(self.address_level, InformationLevel):
            address_level = self.address_level.value
        else:
            address_level = self.address_level

        levels = self.levels.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "subject": subject,
                "html": html,
                "text": text,
                "channel": channel,
                "language": language,
                "address": address,
                "address_level": address_level,
                "levels": levels,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.template_preview_levels import TemplatePreviewLevels  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

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

        channel = Channel(d.pop("channel"))

        def _parse_language(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        language = _parse_language(d.pop("language"))

        def _parse_address(data: object) -> Address | None | str:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                address_type_1 = Address.from_dict(data)

                return address_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Address | None | str, data)

        address = _parse_address(d.pop("address"))

        def _parse_address_level(data: object) -> InformationLevel | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                address_level_type_0 = InformationLevel(data)

                return address_level_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(InformationLevel | None, data)

        address_level = _parse_address_level(d.pop("address_level"))

        levels = TemplatePreviewLevels.from_dict(d.pop("levels"))

        template_preview = cls(
            subject=subject,
            html=html,
            text=text,
            channel=channel,
            language=language,
            address=address,
            address_level=address_level,
            levels=levels,
        )

        return template_preview
