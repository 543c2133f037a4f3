from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.kyc_effect import KycEffect


@dataclass(kw_only=True, slots=True)
class KycPreview:
    """What a definition would do: counts over the tenant's contacts, and a sample. `complete` is false if it stopped
    early.

    """

    contacts: int
    """ How many contacts were looked at. """
    would_gain_profile: int
    """ How many contacts would get a profile. """
    would_lose_profile: int
    """ How many contacts would lose their profile. """
    would_change_state: int
    """ How many profiles would get another state. """
    would_be_above_maximum: int
    """ How many accounts would be above their maximum. """
    complete: bool
    """ Whether everything was looked at. Otherwise the numbers are of a part. """
    sample: list[KycEffect]
    """ Some of them, to look at. """

    def to_dict(self) -> dict[str, Any]:
        contacts = self.contacts

        would_gain_profile = self.would_gain_profile

        would_lose_profile = self.would_lose_profile

        would_change_state = self.would_change_state

        would_be_above_maximum = self.would_be_above_maximum

        complete = self.complete

        sample = []
        for sample_item_data in self.sample:
            sample_item = sample_item_data.to_dict()
            sample.append(sample_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contacts": contacts,
                "would_gain_profile": would_gain_profile,
                "would_lose_profile": would_lose_profile,
                "would_change_state": would_change_state,
                "would_be_above_maximum": would_be_above_maximum,
                "complete": complete,
                "sample": sample,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.kyc_effect import KycEffect  # noqa: PLC0415

        d = dict(src_dict)
        contacts = d.pop("contacts")

        would_gain_profile = d.pop("would_gain_profile")

        would_lose_profile = d.pop("would_lose_profile")

        would_change_state = d.pop("would_change_state")

        would_be_above_maximum = d.pop("would_be_above_maximum")

        complete = d.pop("complete")

        sample = []
        _sample = d.pop("sample")
        for sample_item_data in _sample:
            sample_item = KycEffect.from_dict(sample_item_data)

            sample.append(sample_item)

        kyc_preview = cls(
            contacts=contacts,
            would_gain_profile=would_gain_profile,
            would_lose_profile=would_lose_profile,
            would_change_state=would_change_state,
            would_be_above_maximum=would_be_above_maximum,
            complete=complete,
            sample=sample,
        )

        return kyc_preview
