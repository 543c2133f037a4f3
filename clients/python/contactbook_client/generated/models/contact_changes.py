from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address_draft import AddressDraft
    from ..models.association_draft import AssociationDraft
    from ..models.contact_changes_custom_type_0 import ContactChangesCustomType0
    from ..models.contact_changes_external_ids_type_0 import ContactChangesExternalIdsType0
    from ..models.email_draft import EmailDraft
    from ..models.identifiers_changes import IdentifiersChanges
    from ..models.phone_draft import PhoneDraft


@dataclass(kw_only=True, slots=True)
class ContactChanges:
    """What changes in the contact, as a merge-patch (RFC 7396): a field that is left out stays, and null removes."""

    title: None | str | Unset = UNSET
    """ The form of address, such as `Dr`. """
    first_name: None | str | Unset = UNSET
    """ The given name. Only a person has one. """
    middle_name: None | str | Unset = UNSET
    """ The middle name. Only a person has one. """
    last_name: None | str | Unset = UNSET
    """ The family name. Only a person has one. """
    full_name: None | str | Unset = UNSET
    """ The whole name, where its parts are not known. Only a person has one. """
    company_name: None | str | Unset = UNSET
    """ The name of the company. Only a company has one. """
    gender: None | str | Unset = UNSET
    """ The gender, as the tenant writes it. """
    date_of_birth: datetime.date | None | Unset = UNSET
    """ The date of birth, `YYYY-MM-DD`. Only a person has one. """
    birthday: None | str | Unset = UNSET
    """ The birthday, `MM-DD`. It follows from `date_of_birth` where that is known. """
    name_day: None | str | Unset = UNSET
    """ The name day, `MM-DD`. Only a person has one. """
    language: None | str | Unset = UNSET
    """ The language: two letters of ISO 639-1, such as `el`. """
    time_zone: None | str | Unset = UNSET
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    emails: list[EmailDraft] | None | Unset = UNSET
    """ The email addresses. In a change the list replaces the present ones. """
    phones: list[PhoneDraft] | None | Unset = UNSET
    """ The phone numbers. In a change the list replaces the present ones. """
    identifiers: IdentifiersChanges | None | Unset = UNSET
    """ Numbers that identify the contact to an authority. """
    addresses: list[AddressDraft] | None | Unset = UNSET
    """ The postal addresses. In a change the list replaces the active ones. """
    categories: list[str] | None | Unset = UNSET
    """ Categories of the contact, of those in the settings. """
    industry: None | str | Unset = UNSET
    """ The industry, of those in the settings. """
    industry_sector: None | str | Unset = UNSET
    """ The sector of the industry, of those in the settings. """
    tags: list[str] | None | Unset = UNSET
    """ Tags of the contact. """
    owned_by_group: None | str | Unset = UNSET
    """ The group that owns the contact. Its members see it. """
    associations: list[AssociationDraft] | None | Unset = UNSET
    """ The records of the platform to which the contact belongs. They block its anonymization. """
    external_ids: ContactChangesExternalIdsType0 | None | Unset = UNSET
    """ The ids of the contact in other systems, by the system's name. Each is unique in its system. """
    custom: ContactChangesCustomType0 | None | Unset = UNSET
    """ Values of the tenant's own fields, as the section `custom_fields` of its settings defines them. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.contact_changes_custom_type_0 import ContactChangesCustomType0  # noqa: PLC0415
        from ..models.contact_changes_external_ids_type_0 import ContactChangesExternalIdsType0  # noqa: PLC0415
        from ..models.identifiers_changes import IdentifiersChanges  # noqa: PLC0415

        title: None | str | Unset
        if isinstance(self.title, Unset):
            title = UNSET
        else:
            title = self.title

        first_name: None | str | Unset
        if isinstance(self.first_name, Unset):
            first_name = UNSET
        else:
            first_name = self.first_name

        middle_name: None | str | Unset
        if isinstance(self.middle_name, Unset):
            middle_name = UNSET
        else:
            middle_name = self.middle_name

        last_name: None | str | Unset
        if isinstance(self.last_name, Unset):
            last_name = UNSET
        else:
            last_name = self.last_name

        full_name: None | str | Unset
        if isinstance(self.full_name, Unset):
            full_name = UNSET
        else:
            full_name = self.full_name

        company_name: None | str | Unset
        if isinstance(self.company_name, Unset):
            company_name = UNSET
        else:
            company_name = self.company_name

        gender: None | str | Unset
        if isinstance(self.gender, Unset):
            gender = UNSET
        else:
            gender = self.gender

        date_of_birth: None | str | Unset
        if isinstance(self.date_of_birth, Unset):
            date_of_birth = UNSET
        elif isinstance(self.date_of_birth, datetime.date):
            date_of_birth = self.date_of_birth.isoformat()
        else:
            date_of_birth = self.date_of_birth

        birthday: None | str | Unset
        if isinstance(self.birthday, Unset):
            birthday = UNSET
        else:
            birthday = self.birthday

        name_day: None | str | Unset
        if isinstance(self.name_day, Unset):
            name_day = UNSET
        else:
            name_day = self.name_day

        language: None | str | Unset
        if isinstance(self.language, Unset):
            language = UNSET
        else:
            language = self.language

        time_zone: None | str | Unset
        if isinstance(self.time_zone, Unset):
            time_zone = UNSET
        else:
            time_zone = self.time_zone

        emails: list[dict[str, Any]] | None | Unset
        if isinstance(self.emails, Unset):
            emails = UNSET
        elif isinstance(self.emails, list):
            emails = []
            for emails_type_0_item_data in self.emails:
                emails_type_0_item = emails_type_0_item_data.to_dict()
                emails.append(emails_type_0_item)

        else:
            emails = self.emails

        phones: list[dict[str, Any]] | None | Unset
        if isinstance(self.phones, Unset):
            phones = UNSET
        elif isinstance(self.phones, list):
            phones = []
            for phones_type_0_item_data in self.phones:
                phones_type_0_item = phones_type_0_item_data.to_dict()
                phones.append(phones_type_0_item)

        else:
            phones = self.phones

        identifiers: dict[str, Any] | None | Unset
        if isinstance(self.identifiers, Unset):
            identifiers = UNSET
        elif isinstance(self.identifiers, IdentifiersChanges):
            identifiers = self.identifiers.to_dict()
        else:
            identifiers = self.identifiers

        addresses: list[dict[str, Any]] | None | Unset
        if isinstance(self.addresses, Unset):
            addresses = UNSET
        elif isinstance(self.addresses, list):
            addresses = []
            for addresses_type_0_item_data in self.addresses:
                addresses_type_0_item = addresses_type_0_item_data.to_dict()
                addresses.append(addresses_type_0_item)

        else:
            addresses = self.addresses

        categories: list[str] | None | Unset
        if isinstance(self.categories, Unset):
            categories = UNSET
        elif isinstance(self.categories, list):
            categories = self.categories

        else:
            categories = self.categories

        industry: None | str | Unset
        if isinstance(self.industry, Unset):
            industry = UNSET
        else:
            industry = self.industry

        industry_sector: None | str | Unset
        if isinstance(self.industry_sector, Unset):
            industry_sector = UNSET
        else:
            industry_sector = self.industry_sector

        tags: list[str] | None | Unset
        if isinstance(self.tags, Unset):
            tags = UNSET
        elif isinstance(self.tags, list):
            tags = self.tags

        else:
            tags = self.tags

        owned_by_group: None | str | Unset
        if isinstance(self.owned_by_group, Unset):
            owned_by_group = UNSET
        else:
            owned_by_group = self.owned_by_group

        associations: list[dict[str, Any]] | None | Unset
        if isinstance(self.associations, Unset):
            associations = UNSET
        elif isinstance(self.associations, list):
            associations = []
            for associations_type_0_item_data in self.associations:
                associations_type_0_item = associations_type_0_item_data.to_dict()
                associations.append(associations_type_0_item)

        else:
            associations = self.associations

        external_ids: dict[str, Any] | None | Unset
        if isinstance(self.external_ids, Unset):
            external_ids = UNSET
        elif isinstance(self.external_ids, ContactChangesExternalIdsType0):
            external_ids = self.external_ids.to_dict()
        else:
            external_ids = self.external_ids

        custom: dict[str, Any] | None | Unset
        if isinstance(self.custom, Unset):
            custom = UNSET
        elif isinstance(self.custom, ContactChangesCustomType0):
            custom = self.custom.to_dict()
        else:
            custom = self.custom

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if title is not UNSET:
            field_dict["title"] = title
        if first_name is not UNSET:
            field_dict["first_name"] = first_name
        if middle_name is not UNSET:
            field_dict["middle_name"] = middle_name
        if last_name is not UNSET:
            field_dict["last_name"] = last_name
        if full_name is not UNSET:
            field_dict["full_name"] = full_name
        if company_name is not UNSET:
            field_dict["company_name"] = company_name
        if gender is not UNSET:
            field_dict["gender"] = gender
        if date_of_birth is not UNSET:
            field_dict["date_of_birth"] = date_of_birth
        if birthday is not UNSET:
            field_dict["birthday"] = birthday
        if name_day is not UNSET:
            field_dict["name_day"] = name_day
        if language is not UNSET:
            field_dict["language"] = language
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if emails is not UNSET:
            field_dict["emails"] = emails
        if phones is not UNSET:
            field_dict["phones"] = phones
        if identifiers is not UNSET:
            field_dict["identifiers"] = identifiers
        if addresses is not UNSET:
            field_dict["addresses"] = addresses
        if categories is not UNSET:
            field_dict["categories"] = categories
        if industry is not UNSET:
            field_dict["industry"] = industry
        if industry_sector is not UNSET:
            field_dict["industry_sector"] = industry_sector
        if tags is not UNSET:
            field_dict["tags"] = tags
        if owned_by_group is not UNSET:
            field_dict["owned_by_group"] = owned_by_group
        if associations is not UNSET:
            field_dict["associations"] = associations
        if external_ids is not UNSET:
            field_dict["external_ids"] = external_ids
        if custom is not UNSET:
            field_dict["custom"] = custom

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address_draft import AddressDraft  # noqa: PLC0415
        from ..models.association_draft import AssociationDraft  # noqa: PLC0415
        from ..models.contact_changes_custom_type_0 import ContactChangesCustomType0  # noqa: PLC0415
        from ..models.contact_changes_external_ids_type_0 import ContactChangesExternalIdsType0  # noqa: PLC0415
        from ..models.email_draft import EmailDraft  # noqa: PLC0415
        from ..models.identifiers_changes import IdentifiersChanges  # noqa: PLC0415
        from ..models.phone_draft import PhoneDraft  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_title(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        title = _parse_title(d.pop("title", UNSET))

        def _parse_first_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        first_name = _parse_first_name(d.pop("first_name", UNSET))

        def _parse_middle_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        middle_name = _parse_middle_name(d.pop("middle_name", UNSET))

        def _parse_last_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        last_name = _parse_last_name(d.pop("last_name", UNSET))

        def _parse_full_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        full_name = _parse_full_name(d.pop("full_name", UNSET))

        def _parse_company_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        company_name = _parse_company_name(d.pop("company_name", UNSET))

        def _parse_gender(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        gender = _parse_gender(d.pop("gender", UNSET))

        def _parse_date_of_birth(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_of_birth_type_0 = datetime.date.fromisoformat(data)

                return date_of_birth_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        date_of_birth = _parse_date_of_birth(d.pop("date_of_birth", UNSET))

        def _parse_birthday(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        birthday = _parse_birthday(d.pop("birthday", UNSET))

        def _parse_name_day(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name_day = _parse_name_day(d.pop("name_day", UNSET))

        def _parse_language(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        language = _parse_language(d.pop("language", UNSET))

        def _parse_time_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        time_zone = _parse_time_zone(d.pop("time_zone", UNSET))

        def _parse_emails(data: object) -> list[EmailDraft] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                emails_type_0 = []
                _emails_type_0 = data
                for emails_type_0_item_data in _emails_type_0:
                    emails_type_0_item = EmailDraft.from_dict(emails_type_0_item_data)

                    emails_type_0.append(emails_type_0_item)

                return emails_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[EmailDraft] | None | Unset, data)

        emails = _parse_emails(d.pop("emails", UNSET))

        def _parse_phones(data: object) -> list[PhoneDraft] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                phones_type_0 = []
                _phones_type_0 = data
                for phones_type_0_item_data in _phones_type_0:
                    phones_type_0_item = PhoneDraft.from_dict(phones_type_0_item_data)

                    phones_type_0.append(phones_type_0_item)

                return phones_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[PhoneDraft] | None | Unset, data)

        phones = _parse_phones(d.pop("phones", UNSET))

        def _parse_identifiers(data: object) -> IdentifiersChanges | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                identifiers_type_0 = IdentifiersChanges.from_dict(data)

                return identifiers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(IdentifiersChanges | None | Unset, data)

        identifiers = _parse_identifiers(d.pop("identifiers", UNSET))

        def _parse_addresses(data: object) -> list[AddressDraft] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                addresses_type_0 = []
                _addresses_type_0 = data
                for addresses_type_0_item_data in _addresses_type_0:
                    addresses_type_0_item = AddressDraft.from_dict(addresses_type_0_item_data)

                    addresses_type_0.append(addresses_type_0_item)

                return addresses_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[AddressDraft] | None | Unset, data)

        addresses = _parse_addresses(d.pop("addresses", UNSET))

        def _parse_categories(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                categories_type_0 = cast(list[str], data)

                return categories_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        categories = _parse_categories(d.pop("categories", UNSET))

        def _parse_industry(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        industry = _parse_industry(d.pop("industry", UNSET))

        def _parse_industry_sector(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        industry_sector = _parse_industry_sector(d.pop("industry_sector", UNSET))

        def _parse_tags(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                tags_type_0 = cast(list[str], data)

                return tags_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        tags = _parse_tags(d.pop("tags", UNSET))

        def _parse_owned_by_group(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        owned_by_group = _parse_owned_by_group(d.pop("owned_by_group", UNSET))

        def _parse_associations(data: object) -> list[AssociationDraft] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                associations_type_0 = []
                _associations_type_0 = data
                for associations_type_0_item_data in _associations_type_0:
                    associations_type_0_item = AssociationDraft.from_dict(associations_type_0_item_data)

                    associations_type_0.append(associations_type_0_item)

                return associations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[AssociationDraft] | None | Unset, data)

        associations = _parse_associations(d.pop("associations", UNSET))

        def _parse_external_ids(data: object) -> ContactChangesExternalIdsType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                external_ids_type_0 = ContactChangesExternalIdsType0.from_dict(data)

                return external_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ContactChangesExternalIdsType0 | None | Unset, data)

        external_ids = _parse_external_ids(d.pop("external_ids", UNSET))

        def _parse_custom(data: object) -> ContactChangesCustomType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                custom_type_0 = ContactChangesCustomType0.from_dict(data)

                return custom_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ContactChangesCustomType0 | None | Unset, data)

        custom = _parse_custom(d.pop("custom", UNSET))

        contact_changes = cls(
            title=title,
            first_name=first_name,
            middle_name=middle_name,
            last_name=last_name,
            full_name=full_name,
            company_name=company_name,
            gender=gender,
            date_of_birth=date_of_birth,
            birthday=birthday,
            name_day=name_day,
            language=language,
            time_zone=time_zone,
            emails=emails,
            phones=phones,
            identifiers=identifiers,
            addresses=addresses,
            categories=categories,
            industry=industry,
            industry_sector=industry_sector,
            tags=tags,
            owned_by_group=owned_by_group,
            associations=associations,
            external_ids=external_ids,
            custom=custom,
        )

        return contact_changes
