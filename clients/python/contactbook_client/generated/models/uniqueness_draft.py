from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class UniquenessDraft:
    """A uniqueness rule that a caller sends for a preview; it refuses unknown fields."""

    person: list[list[str]] | Unset = UNSET
    """ The fields that must be unique among persons: groups are alternatives, fields inside a group belong
    together. """
    company: list[list[str]] | Unset = UNSET
    """ The fields that must be unique among companies: groups are alternatives, fields inside a group belong
    together. """

    def to_dict(self) -> dict[str, Any]:
        person: list[list[str]] | Unset = UNSET
        if not isinstance(self.person, Unset):
            person = []
            for person_item_data in self.person:
                person_item = person_item_data

                person.append(person_item)

        company: list[list[str]] | Unset = UNSET
        if not isinstance(self.company, Unset):
            company = []
            for company_item_data in self.company:
                company_item = company_item_data

                company.append(company_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if person is not UNSET:
            field_dict["person"] = person
        if company is not UNSET:
            field_dict["company"] = company

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        _person = d.pop("person", UNSET)
        person: list[list[str]] | Unset = UNSET
        if _person is not UNSET:
            person = []
            for person_item_data in _person:
                person_item = cast(list[str], person_item_data)

                person.append(person_item)

        _company = d.pop("company", UNSET)
        company: list[list[str]] | Unset = UNSET
        if _company is not UNSET:
            company = []
            for company_item_data in _company:
                company_item = cast(list[str], company_item_data)

                company.append(company_item)

        uniqueness_draft = cls(
            person=person,
            company=company,
        )

        return uniqueness_draft
