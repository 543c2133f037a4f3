from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.contact_kind import ContactKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address_draft import AddressDraft
    from ..models.association_draft import AssociationDraft
    from ..models.contact_draft_custom import ContactDraftCustom
    from ..models.contact_draft_external_ids import ContactDraftExternalIds
    from ..models.email_draft import EmailDraft
    from ..models.first_account_draft import FirstAccountDraft
    from ..models.identifiers_draft import IdentifiersDraft
    from ..models.opportunity_draft import OpportunityDraft
    from ..models.phone_draft import PhoneDraft
    from ..models.preferences_draft import PreferencesDraft


@dataclass(kw_only=True, slots=True)
class ContactDraft:
    """A contact that a caller sends. With a first `opportunity` it starts as a prospect, with `accounts` as a customer.
    `kyc_profile` is the profile that a user picked for the customer; without it the settings decide.

    """

    kind: ContactKind
    """ A natural person or a legal organization; fixed at creation. """
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
    emails: list[EmailDraft] | Unset = UNSET
    """ The email addresses. In a change the list replaces the present ones. """
    phones: list[PhoneDraft] | Unset = UNSET
    """ The phone numbers. In a change the list replaces the present ones. """
    identifiers: IdentifiersDraft | Unset = UNSET
    """ Numbers that identify a person or a company to an authority. """
    addresses: list[AddressDraft] | Unset = UNSET
    """ The postal addresses. In a change the list replaces the active ones. """
    categories: list[str] | Unset = UNSET
    """ Categories of the contact, of those in the settings. """
    industry: None | str | Unset = UNSET
    """ The industry, of those in the settings. """
    industry_sector: None | str | Unset = UNSET
    """ The sector of the industry, of those in the settings. """
    tags: list[str] | Unset = UNSET
    """ Tags of the contact. """
    owned_by_group: None | str | Unset = UNSET
    """ The group that owns the contact. Its members see it. """
    associations: list[AssociationDraft] | Unset = UNSET
    """ The records of the platform to which the contact belongs. They block its anonymization. """
    external_ids: ContactDraftExternalIds | Unset = UNSET
    """ The ids of the contact in other systems, by the system's name. Each is unique in its system. """
    custom: ContactDraftCustom | Unset = UNSET
    """ Values of the tenant's own fields, as the section `custom_fields` of its settings defines them. """
    source: None | str | Unset = UNSET
    """ Where it came from, in the caller's words. """
    preferences: PreferencesDraft | Unset = UNSET
    """ What a user says for the person, or the person itself: the permissions, the channels, and the evidence of a
    yes. """
    list_ids: list[str] | Unset = UNSET
    """ Ids of the lists that the contact is on. """
    opportunity: None | OpportunityDraft | Unset = UNSET
    """ The first opportunity, made with the contact. """
    accounts: list[FirstAccountDraft] | Unset = UNSET
    """ The accounts of the contact. """
    kyc_profile: None | str | Unset = UNSET
    """ The KYC profile that a user picks for the contact of the account. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.opportunity_draft import OpportunityDraft  # noqa: PLC0415

        kind = self.kind.value

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

        emails: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.emails, Unset):
            emails = []
            for emails_item_data in self.emails:
                emails_item = emails_item_data.to_dict()
                emails.append(emails_item)

        phones: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.phones, Unset):
            phones = []
            for phones_item_data in self.phones:
                phones_item = phones_item_data.to_dict()
                phones.append(phones_item)

        identifiers: dict[str, Any] | Unset = UNSET
        if not isinstance(self.identifiers, Unset):
            identifiers = self.identifiers.to_dict()

        addresses: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.addresses, Unset):
            addresses = []
            for addresses_item_data in self.addresses:
                addresses_item = addresses_item_data.to_dict()
                addresses.append(addresses_item)

        categories: list[str] | Unset = UNSET
        if not isinstance(self.categories, Unset):
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

        tags: list[str] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags

        owned_by_group: None | str | Unset
        if isinstance(self.owned_by_group, Unset):
            owned_by_group = UNSET
        else:
            owned_by_group = self.owned_by_group

        associations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.associations, Unset):
            associations = []
            for associations_item_data in self.associations:
                associations_item = associations_item_data.to_dict()
                associations.append(associations_item)

        external_ids: dict[str, Any] | Unset = UNSET
        if not isinstance(self.external_ids, Unset):
            external_ids = self.external_ids.to_dict()

        custom: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom, Unset):
            custom = self.custom.to_dict()

        source: None | str | Unset
        if isinstance(self.source, Unset):
            source = UNSET
        else:
            source = self.source

        preferences: dict[str, Any] | Unset = UNSET
        if not isinstance(self.preferences, Unset):
            preferences = self.preferences.to_dict()

        list_ids: list[str] | Unset = UNSET
        if not isinstance(self.list_ids, Unset):
            list_ids = self.list_ids

        opportunity: dict[str, Any] | None | Unset
        if isinstance(self.opportunity, Unset):
            opportunity = UNSET
        elif isinstance(self.opportunity, OpportunityDraft):
            opportunity = self.opportunity.to_dict()
        else:
            opportunity = self.opportunity

        accounts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.accounts, Unset):
            accounts = []
            for accounts_item_data in self.accounts:
                accounts_item = accounts_item_data.to_dict()
                accounts.append(accounts_item)

        kyc_profile: None | str | Unset
        if isinstance(self.kyc_profile, Unset):
            kyc_profile = UNSET
        else:
            kyc_profile = self.kyc_profile

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )
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
        if source is not UNSET:
            field_dict["source"] = source
        if preferences is not UNSET:
            field_dict["preferences"] = preferences
        if list_ids is not UNSET:
            field_dict["list_ids"] = list_ids
        if opportunity is not UNSET:
            field_dict["opportunity"] = opportunity
        if accounts is not UNSET:
            field_dict["accounts"] = accounts
        if kyc_profile is not UNSET:
            field_dict["kyc_profile"] = kyc_profile

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address_draft import AddressDraft  # noqa: PLC0415
        from ..models.association_draft import AssociationDraft  # noqa: PLC0415
        from ..models.contact_draft_custom import ContactDraftCustom  # noqa: PLC0415
        from ..models.contact_draft_external_ids import ContactDraftExternalIds  # noqa: PLC0415
        from ..models.email_draft import EmailDraft  # noqa: PLC0415
        from ..models.first_account_draft import FirstAccountDraft  # noqa: PLC0415
        from ..models.identifiers_draft import IdentifiersDraft  # noqa: PLC0415
        from ..models.opportunity_draft import OpportunityDraft  # noqa: PLC0415
        from ..models.phone_draft import PhoneDraft  # noqa: PLC0415
        from ..models.preferences_draft import PreferencesDraft  # noqa: PLC0415

        d = dict(src_dict)
        kind = ContactKind(d.pop("kind"))

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

        _emails = d.pop("emails", UNSET)
        emails: list[EmailDraft] | Unset = UNSET
        if _emails is not UNSET:
            emails = []
            for emails_item_data in _emails:
                emails_item = EmailDraft.from_dict(emails_item_data)

                emails.append(emails_item)

        _phones = d.pop("phones", UNSET)
        phones: list[PhoneDraft] | Unset = UNSET
        if _phones is not UNSET:
            phones = []
            for phones_item_data in _phones:
                phones_item = PhoneDraft.from_dict(phones_item_data)

                phones.append(phones_item)

        _identifiers = d.pop("identifiers", UNSET)
        identifiers: IdentifiersDraft | Unset
        if isinstance(_identifiers, Unset):
            identifiers = UNSET
        else:
            identifiers = IdentifiersDraft.from_dict(_identifiers)

        _addresses = d.pop("addresses", UNSET)
        addresses: list[AddressDraft] | Unset = UNSET
        if _addresses is not UNSET:
            addresses = []
            for addresses_item_data in _addresses:
                addresses_item = AddressDraft.from_dict(addresses_item_data)

                addresses.append(addresses_item)

        categories = cast(list[str], d.pop("categories", UNSET))

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

        tags = cast(list[str], d.pop("tags", UNSET))

        def _parse_owned_by_group(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        owned_by_group = _parse_owned_by_group(d.pop("owned_by_group", UNSET))

        _associations = d.pop("associations", UNSET)
        associations: list[AssociationDraft] | Unset = UNSET
        if _associations is not UNSET:
            associations = []
            for associations_item_data in _associations:
                associations_item = AssociationDraft.from_dict(associations_item_data)

                associations.append(associations_item)

        _external_ids = d.pop("external_ids", UNSET)
        external_ids: ContactDraftExternalIds | Unset
        if isinstance(_external_ids, Unset):
            external_ids = UNSET
        else:
            external_ids = ContactDraftExternalIds.from_dict(_external_ids)

        _custom = d.pop("custom", UNSET)
        custom: ContactDraftCustom | Unset
        if isinstance(_custom, Unset):
            custom = UNSET
        else:
            custom = ContactDraftCustom.from_dict(_custom)

        def _parse_source(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        source = _parse_source(d.pop("source", UNSET))

        _preferences = d.pop("preferences", UNSET)
        preferences: PreferencesDraft | Unset
        if isinstance(_preferences, Unset):
            preferences = UNSET
        else:
            preferences = PreferencesDraft.from_dict(_preferences)

        list_ids = cast(list[str], d.pop("list_ids", UNSET))

        def _parse_opportunity(data: object) -> None | OpportunityDraft | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                opportunity_type_0 = OpportunityDraft.from_dict(data)

                return opportunity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OpportunityDraft | Unset, data)

        opportunity = _parse_opportunity(d.pop("opportunity", UNSET))

        _accounts = d.pop("accounts", UNSET)
        accounts: list[FirstAccountDraft] | Unset = UNSET
        if _accounts is not UNSET:
            accounts = []
            for accounts_item_data in _accounts:
                accounts_item = FirstAccountDraft.from_dict(accounts_item_data)

                accounts.append(accounts_item)

        def _parse_kyc_profile(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        kyc_profile = _parse_kyc_profile(d.pop("kyc_profile", UNSET))

        contact_draft = cls(
            kind=kind,
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
            source=source,
            preferences=preferences,
            list_ids=list_ids,
            opportunity=opportunity,
            accounts=accounts,
            kyc_profile=kyc_profile,
        )

        return contact_draft
