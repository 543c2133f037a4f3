from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.contact_kind import ContactKind
from ..models.contact_origin import ContactOrigin
from ..models.contact_stage import ContactStage
from ..models.erasure_state import ErasureState
from ..models.life_cycle_state import LifeCycleState

if TYPE_CHECKING:
    from ..models.account import Account
    from ..models.actor import Actor
    from ..models.association import Association
    from ..models.contact_consent import ContactConsent
    from ..models.contact_custom import ContactCustom
    from ..models.contact_external_ids import ContactExternalIds
    from ..models.identifiers import Identifiers
    from ..models.kyc_standing import KycStanding
    from ..models.labelled_address import LabelledAddress
    from ..models.labelled_email import LabelledEmail
    from ..models.labelled_phone import LabelledPhone
    from ..models.list_name import ListName
    from ..models.preferences import Preferences
    from ..models.stored_opportunity import StoredOpportunity


@dataclass(kw_only=True, slots=True)
class Contact:
    """The whole profile."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    title: None | str
    """ The form of address, such as `Dr`. """
    first_name: None | str
    """ The given name. Only a person has one. """
    middle_name: None | str
    """ The middle name. Only a person has one. """
    last_name: None | str
    """ The family name. Only a person has one. """
    full_name: None | str
    """ The whole name, where its parts are not known. Only a person has one. """
    company_name: None | str
    """ The name of the company. Only a company has one. """
    gender: None | str
    """ The gender, as the tenant writes it. """
    date_of_birth: datetime.date | None
    """ The date of birth, `YYYY-MM-DD`. Only a person has one. """
    birthday: None | str
    """ The birthday, `MM-DD`. It follows from `date_of_birth` where that is known. """
    name_day: None | str
    """ The name day, `MM-DD`. Only a person has one. """
    language: None | str
    """ The language: two letters of ISO 639-1, such as `el`. """
    time_zone: None | str
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    emails: list[LabelledEmail]
    """ The email addresses. In a change the list replaces the present ones. """
    phones: list[LabelledPhone]
    """ The phone numbers. In a change the list replaces the present ones. """
    identifiers: Identifiers
    """ Numbers that identify a person or a company to an authority. """
    addresses: list[LabelledAddress]
    """ The postal addresses. In a change the list replaces the active ones. """
    categories: list[str]
    """ Categories of the contact, of those in the settings. """
    industry: None | str
    """ The industry, of those in the settings. """
    industry_sector: None | str
    """ The sector of the industry, of those in the settings. """
    tags: list[str]
    """ Tags of the contact. """
    owned_by_group: None | str
    """ The group that owns the contact. Its members see it. """
    associations: list[Association]
    """ The records of the platform to which the contact belongs. They block its anonymization. """
    external_ids: ContactExternalIds
    """ The ids of the contact in other systems, by the system's name. Each is unique in its system. """
    custom: ContactCustom
    """ Values of the tenant's own fields, as the section `custom_fields` of its settings defines them. """
    kind: ContactKind
    """ A natural person or a legal organization; fixed at creation. """
    display_name: str
    """ The name as the settings show names, such as `Georgiou, Eleni`. """
    display_phones: list[str]
    """ The phones as the settings show phones, in the order of `phones`. """
    life_cycle_state: LifeCycleState
    """ Financial while the contact has an open account, else marketing. """
    stage: ContactStage
    """ Customer while it has an open account, else prospect if it ever had an opportunity, else lead (decision 1).
    """
    past_customer: bool
    """ Whether the contact once had an account and has none open now. """
    origin: ContactOrigin
    """ How the record was created. """
    source: None | str
    """ Where it came from, in the caller's words. """
    privacy_level: int
    """ The privacy level. Only who has this clearance sees the contact. """
    consent: ContactConsent
    """ The current consent state. Its history is stored apart. """
    preferences: Preferences
    """ The two marketing permissions: who changed each, when and through what. """
    kyc: KycStanding
    """ The assigned profile, if any, with its limit. `missing_fields` is what to ask the customer for next. """
    list_ids: list[str]
    """ Ids of the lists that the contact is on. """
    lists: list[ListName]
    """ The lists that the contact is on. """
    erasure: ErasureState | None
    """ How far the anonymization of the contact is; null where none was asked for. """
    accounts: list[Account]
    """ The accounts of the contact. """
    opportunities: list[StoredOpportunity]
    """ The opportunities of the contact. """
    opportunity_features: bool
    """ Whether the contact may have opportunities: it has no open account. """
    missing_contact_information: list[str]
    """ What the contact lacks: of email, phone and address. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    created_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """
    updated_by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        title: None | str
        title = self.title

        first_name: None | str
        first_name = self.first_name

        middle_name: None | str
        middle_name = self.middle_name

        last_name: None | str
        last_name = self.last_name

        full_name: None | str
        full_name = self.full_name

        company_name: None | str
        company_name = self.company_name

        gender: None | str
        gender = self.gender

        date_of_birth: None | str
        if isinstance(self.date_of_birth, datetime.date):
            date_of_birth = self.date_of_birth.isoformat()
        else:
            date_of_birth = self.date_of_birth

        birthday: None | str
        birthday = self.birthday

        name_day: None | str
        name_day = self.name_day

        language: None | str
        language = self.language

        time_zone: None | str
        time_zone = self.time_zone

        emails = []
        for emails_item_data in self.emails:
            emails_item = emails_item_data.to_dict()
            emails.append(emails_item)

        phones = []
        for phones_item_data in self.phones:
            phones_item = phones_item_data.to_dict()
            phones.append(phones_item)

        identifiers = self.identifiers.to_dict()

        addresses = []
        for addresses_item_data in self.addresses:
            addresses_item = addresses_item_data.to_dict()
            addresses.append(addresses_item)

        categories = self.categories

        industry: None | str
        industry = self.industry

        industry_sector: None | str
        industry_sector = self.industry_sector

        tags = self.tags

        owned_by_group: None | str
        owned_by_group = self.owned_by_group

        associations = []
        for associations_item_data in self.associations:
            associations_item = associations_item_data.to_dict()
            associations.append(associations_item)

        external_ids = self.external_ids.to_dict()

        custom = self.custom.to_dict()

        kind = self.kind.value

        display_name = self.display_name

        display_phones = self.display_phones

        life_cycle_state = self.life_cycle_state.value

        stage = self.stage.value

        past_customer = self.past_customer

        origin = self.origin.value

        source: None | str
        source = self.source

        privacy_level = self.privacy_level

        consent = self.consent.to_dict()

        preferences = self.preferences.to_dict()

        kyc = self.kyc.to_dict()

        list_ids = self.list_ids

        lists = []
        for lists_item_data in self.lists:
            lists_item = lists_item_data.to_dict()
            lists.append(lists_item)

        erasure: None | str
        if isinstance(self.erasure, ErasureState):
            erasure = self.erasure.value
        else:
            erasure = self.erasure

        accounts = []
        for accounts_item_data in self.accounts:
            accounts_item = accounts_item_data.to_dict()
            accounts.append(accounts_item)

        opportunities = []
        for opportunities_item_data in self.opportunities:
            opportunities_item = opportunities_item_data.to_dict()
            opportunities.append(opportunities_item)

        opportunity_features = self.opportunity_features

        missing_contact_information = self.missing_contact_information

        version = self.version

        created_at = self.created_at.isoformat()

        created_by = self.created_by.to_dict()

        updated_at = self.updated_at.isoformat()

        updated_by = self.updated_by.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "title": title,
                "first_name": first_name,
                "middle_name": middle_name,
                "last_name": last_name,
                "full_name": full_name,
                "company_name": company_name,
                "gender": gender,
                "date_of_birth": date_of_birth,
                "birthday": birthday,
                "name_day": name_day,
                "language": language,
                "time_zone": time_zone,
                "emails": emails,
                "phones": phones,
                "identifiers": identifiers,
                "addresses": addresses,
                "categories": categories,
                "industry": industry,
                "industry_sector": industry_sector,
                "tags": tags,
                "owned_by_group": owned_by_group,
                "associations": associations,
                "external_ids": external_ids,
                "custom": custom,
                "kind": kind,
                "display_name": display_name,
                "display_phones": display_phones,
                "life_cycle_state": life_cycle_state,
                "stage": stage,
                "past_customer": past_customer,
                "origin": origin,
                "source": source,
                "privacy_level": privacy_level,
                "consent": consent,
                "preferences": preferences,
                "kyc": kyc,
                "list_ids": list_ids,
                "lists": lists,
                "erasure": erasure,
                "accounts": accounts,
                "opportunities": opportunities,
                "opportunity_features": opportunity_features,
                "missing_contact_information": missing_contact_information,
                "version": version,
                "created_at": created_at,
                "created_by": created_by,
                "updated_at": updated_at,
                "updated_by": updated_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.account import Account  # noqa: PLC0415
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.association import Association  # noqa: PLC0415
        from ..models.contact_consent import ContactConsent  # noqa: PLC0415
        from ..models.contact_custom import ContactCustom  # noqa: PLC0415
        from ..models.contact_external_ids import ContactExternalIds  # noqa: PLC0415
        from ..models.identifiers import Identifiers  # noqa: PLC0415
        from ..models.kyc_standing import KycStanding  # noqa: PLC0415
        from ..models.labelled_address import LabelledAddress  # noqa: PLC0415
        from ..models.labelled_email import LabelledEmail  # noqa: PLC0415
        from ..models.labelled_phone import LabelledPhone  # noqa: PLC0415
        from ..models.list_name import ListName  # noqa: PLC0415
        from ..models.preferences import Preferences  # noqa: PLC0415
        from ..models.stored_opportunity import StoredOpportunity  # noqa: PLC0415

        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        def _parse_title(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        title = _parse_title(d.pop("title"))

        def _parse_first_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        first_name = _parse_first_name(d.pop("first_name"))

        def _parse_middle_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        middle_name = _parse_middle_name(d.pop("middle_name"))

        def _parse_last_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_name = _parse_last_name(d.pop("last_name"))

        def _parse_full_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        full_name = _parse_full_name(d.pop("full_name"))

        def _parse_company_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        company_name = _parse_company_name(d.pop("company_name"))

        def _parse_gender(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        gender = _parse_gender(d.pop("gender"))

        def _parse_date_of_birth(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_of_birth_type_0 = datetime.date.fromisoformat(data)

                return date_of_birth_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        date_of_birth = _parse_date_of_birth(d.pop("date_of_birth"))

        def _parse_birthday(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        birthday = _parse_birthday(d.pop("birthday"))

        def _parse_name_day(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name_day = _parse_name_day(d.pop("name_day"))

        def _parse_language(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        language = _parse_language(d.pop("language"))

        def _parse_time_zone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        time_zone = _parse_time_zone(d.pop("time_zone"))

        emails = []
        _emails = d.pop("emails")
        for emails_item_data in _emails:
            emails_item = LabelledEmail.from_dict(emails_item_data)

            emails.append(emails_item)

        phones = []
        _phones = d.pop("phones")
        for phones_item_data in _phones:
            phones_item = LabelledPhone.from_dict(phones_item_data)

            phones.append(phones_item)

        identifiers = Identifiers.from_dict(d.pop("identifiers"))

        addresses = []
        _addresses = d.pop("addresses")
        for addresses_item_data in _addresses:
            addresses_item = LabelledAddress.from_dict(addresses_item_data)

            addresses.append(addresses_item)

        categories = cast(list[str], d.pop("categories"))

        def _parse_industry(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        industry = _parse_industry(d.pop("industry"))

        def _parse_industry_sector(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        industry_sector = _parse_industry_sector(d.pop("industry_sector"))

        tags = cast(list[str], d.pop("tags"))

        def _parse_owned_by_group(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        owned_by_group = _parse_owned_by_group(d.pop("owned_by_group"))

        associations = []
        _associations = d.pop("associations")
        for associations_item_data in _associations:
            associations_item = Association.from_dict(associations_item_data)

            associations.append(associations_item)

        external_ids = ContactExternalIds.from_dict(d.pop("external_ids"))

        custom = ContactCustom.from_dict(d.pop("custom"))

        kind = ContactKind(d.pop("kind"))

        display_name = d.pop("display_name")

        display_phones = cast(list[str], d.pop("display_phones"))

        life_cycle_state = LifeCycleState(d.pop("life_cycle_state"))

        stage = ContactStage(d.pop("stage"))

        past_customer = d.pop("past_customer")

        origin = ContactOrigin(d.pop("origin"))

        def _parse_source(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        source = _parse_source(d.pop("source"))

        privacy_level = d.pop("privacy_level")

        consent = ContactConsent.from_dict(d.pop("consent"))

        preferences = Preferences.from_dict(d.pop("preferences"))

        kyc = KycStanding.from_dict(d.pop("kyc"))

        list_ids = cast(list[str], d.pop("list_ids"))

        lists = []
        _lists = d.pop("lists")
        for lists_item_data in _lists:
            lists_item = ListName.from_dict(lists_item_data)

            lists.append(lists_item)

        def _parse_erasure(data: object) -> ErasureState | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                erasure_type_0 = ErasureState(data)

                return erasure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ErasureState | None, data)

        erasure = _parse_erasure(d.pop("erasure"))

        accounts = []
        _accounts = d.pop("accounts")
        for accounts_item_data in _accounts:
            accounts_item = Account.from_dict(accounts_item_data)

            accounts.append(accounts_item)

        opportunities = []
        _opportunities = d.pop("opportunities")
        for opportunities_item_data in _opportunities:
            opportunities_item = StoredOpportunity.from_dict(opportunities_item_data)

            opportunities.append(opportunities_item)

        opportunity_features = d.pop("opportunity_features")

        missing_contact_information = cast(list[str], d.pop("missing_contact_information"))

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        created_by = Actor.from_dict(d.pop("created_by"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        updated_by = Actor.from_dict(d.pop("updated_by"))

        contact = cls(
            contact_id=contact_id,
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
            kind=kind,
            display_name=display_name,
            display_phones=display_phones,
            life_cycle_state=life_cycle_state,
            stage=stage,
            past_customer=past_customer,
            origin=origin,
            source=source,
            privacy_level=privacy_level,
            consent=consent,
            preferences=preferences,
            kyc=kyc,
            list_ids=list_ids,
            lists=lists,
            erasure=erasure,
            accounts=accounts,
            opportunities=opportunities,
            opportunity_features=opportunity_features,
            missing_contact_information=missing_contact_information,
            version=version,
            created_at=created_at,
            created_by=created_by,
            updated_at=updated_at,
            updated_by=updated_by,
        )

        return contact
