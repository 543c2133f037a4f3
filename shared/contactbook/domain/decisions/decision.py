"""Decides whether a contact is contacted, why not, and at which address (S0, S2.51-S2.54, S3.21, decision 2).

The planner, the sender, the dry run and every list of decisions call this one function.
"""

from collections.abc import Sequence

from contactbook.domain.accounts.accounts import Account, AccountState, is_of_service
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import allows, may_market
from contactbook.domain.contacts.details import Address
from contactbook.domain.contacts.own_information import contact_email, contact_text_number
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.contact_information import (
    Level,
    MissingReason,
    Resolved,
    ResolvedInformation,
    bounced_points,
    resolve,
    unsendable_emails,
)
from contactbook.domain.decisions.origins import Service, account_service
from contactbook.domain.decisions.personal_refusals import (
    complained,
    left_topic,
    refused_by_channel,
    refused_by_person,
    refused_by_preference,
)
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import NotificationType
from contactbook.domain.permissions.standing import is_erased_everywhere
from contactbook.domain.refusals.marks import RefusedAddress, Through
from contactbook.domain.sending.reach import ascii_email
from contactbook.domain.settings.permissions import Behaviour
from contactbook.domain.settings.sections import Settings


class Decision(Value):
    """Whether the contact is contacted; if not, the first reason.

    `information` is the contact information of this communication, each item with its own level (S0.12, S0.13). The address is
    the channel's item of it, and merge fields are filled from it. It is None for an anonymized, non-functional or missing
    contact. `service` is the Service of the account that it is about, once that is known. `put_off_until` is when the message may
    leave if quiet hours put it off (S7.9).
    """

    contacted: bool
    reason: SkipReason | None = None
    channel: Channel
    information: ResolvedInformation | None = None
    language: str | None = None
    service: Service | None = None
    put_off_until: Moment | None = None

    @property
    def resolved(self) -> Resolved[str] | Resolved[Address] | None:
        """The item that the channel delivers to."""
        if self.information is None:
            return None
        by_channel: dict[Channel, Resolved[str] | Resolved[Address]] = {
            Channel.EMAIL: self.information.email,
            Channel.SMS: self.information.phone,
            Channel.PRINT: self.information.mailing_address,
        }
        return by_channel[self.channel]

    @property
    def address(self) -> str | Address | None:
        """The email address, the number in E.164, or the postal address as a block."""
        return self.resolved.value if self.resolved else None

    @property
    def address_level(self) -> Level | None:
        """The level that the address came from."""
        return self.resolved.level if self.resolved else None

    @property
    def account_id(self) -> str | None:
        """The account that the communication is about; the merge fields of accounts come from it."""
        return self.information.account_id if self.information else None

    @property
    def levels(self) -> dict[str, Level | None]:
        """The level that each item came from, or None if neither level has it."""
        if self.information is None:
            return {}
        found = self.information
        return {"email": found.email.level, "phone": found.phone.level, "mailing_address": found.mailing_address.level}


def decide(
    contact: Contact | None,
    accounts: Sequence[Account],
    *,
    channel: Channel,
    notification_type: NotificationType,
    service: Service | None,
    settings: Settings,
    suppressions: Suppressions,
    absence: SkipReason = SkipReason.DELETED,
    list_id: str | None = None,
    service_group: str | None = None,
    is_capped: bool = False,
) -> Decision:
    """Decide about one contact, in the order of decision 2; the first check that fails gives the reason.

    `absence` is the reason when there is no contact: deleted or merged. `list_id` is the list that the run goes to. With
    `service_group` it is for holders of an account of that group only (S0.10). `is_capped` if it got as much marketing lately as the
    tenant's cap allows (S7.9). Deciding changes nothing (S0.28).
    """
    if contact is None:
        return Decision(contacted=False, reason=absence, channel=channel)
    excluded = _excluded(contact, settings)
    if excluded:
        return Decision(contacted=False, reason=excluded, channel=channel)
    if service_group is not None and not _holds_account(contact, accounts, service, service_group):
        return Decision(contacted=False, reason=SkipReason.NO_ACCOUNT, channel=channel)
    information = _information(contact, accounts, service, suppressions, channel)
    about = next((one for one in accounts if one.account_id == information.account_id), None)
    decision = Decision(
        contacted=False,
        channel=channel,
        information=information,
        language=contact.language or settings.localization.default_language,
        service=account_service(about) if about else None,
    )
    reason = _reason_against(contact, decision, notification_type, settings, suppressions, list_id, is_capped=is_capped)
    return with_fields(decision, contacted=reason is None, reason=reason)


def _excluded(contact: Contact, settings: Settings) -> SkipReason | None:
    """Return the reason if the contact is anonymized or not functional by its consent state (S2.114, S2.131)."""
    if contact.erasure is not None:
        return SkipReason.ANONYMIZED
    is_functional = allows(contact, settings.consent) is Behaviour.COMPLETE
    return None if is_functional else SkipReason.NOT_FUNCTIONAL


def _holds_account(contact: Contact, accounts: Sequence[Account], service: Service | None, group: str) -> bool:
    """True if the account that is named is of the group, or the contact holds an open one of it.

    A named account that closes while the message waits is still of the group: then the contact's own information is used (S0.21).
    """
    own = [one for one in accounts if one.contact_id == contact.contact_id and is_of_service(one, group)]
    if service is not None and service.account_id is not None:
        return any(one.account_id == service.account_id for one in own)
    return any(one.state is AccountState.OPEN for one in own)


def _information(
    contact: Contact, accounts: Sequence[Account], service: Service | None, suppressions: Suppressions, channel: Channel
) -> ResolvedInformation:
    """Resolve the information; an address that bounced, or that SES cannot take, counts as missing: the other level is used (S0.15)."""
    return resolve(
        contact,
        accounts,
        account_id=service.account_id if service else None,
        service=None if service is None or service.is_any else service.service,
        any_account=service is not None and service.is_any,
        unusable=bounced_points(contact, accounts, suppressions) | unsendable_emails(contact, accounts),
        channel=channel,
    )


def _reason_against(
    contact: Contact,
    decision: Decision,
    notification_type: NotificationType,
    settings: Settings,
    suppressions: Suppressions,
    list_id: str | None,
    *,
    is_capped: bool,
) -> SkipReason | None:
    resolved = decision.resolved
    is_unusable = resolved is not None and resolved.reason is MissingReason.UNUSABLE
    unusable = _why_unusable(contact, decision, suppressions) if is_unusable else None
    if decision.address is None and unusable is None:
        return SkipReason.NO_ADDRESS
    refused = _refusals_of(contact, decision, suppressions)
    return (
        refused_by_preference(contact, notification_type, settings.preferences)
        or left_topic(contact, notification_type, list_id, refused)
        or refused_by_channel(contact, notification_type, decision.channel, settings.preferences)
        or refused_by_person(contact, notification_type, decision.channel, refused, settings.preferences)
        or _refused_by_consent(contact, notification_type, settings)
        or _stopped_texts(contact, decision)
        or (SkipReason.CAPPED if is_capped and notification_type.is_marketing else None)
        or suppressions.of_contact(*contact.own_ids())
        or (unusable or _suppressed_address(decision, suppressions))
        or complained(contact, notification_type, refused)
        or _erased_everywhere(contact, notification_type, refused)
    )


def _why_unusable(contact: Contact, decision: Decision, suppressions: Suppressions) -> SkipReason | None:
    """Return why none of the addresses can be used: SES cannot take the contact's own, or it bounced. None for landlines only."""
    if decision.channel is Channel.EMAIL:
        address = contact_email(contact)
        is_sendable = address is None or ascii_email(address) is not None
        return SkipReason.BOUNCED if is_sendable else SkipReason.UNSENDABLE_ADDRESS
    number = contact_text_number(contact)
    return SkipReason.BOUNCED if number and suppressions.of_phone(number) is SkipReason.BOUNCED else None


def _refusals_of(contact: Contact, decision: Decision, suppressions: Suppressions) -> tuple[RefusedAddress, ...]:
    """Return what is refused at the address of the message, and at every other address of the contact.

    A no of a person holds for every contact that has its address, whichever of its addresses a message goes to (S5.4).
    """
    addresses = [*contact.reached_at(), *([decision.address] if isinstance(decision.address, str) else [])]
    return tuple(dict.fromkeys(mark for address in addresses for mark in suppressions.refusals_of(address)))


def _stopped_texts(contact: Contact, decision: Decision) -> SkipReason | None:
    """Return the reason if the person answered STOP to a text: it means every text, also a bill, and every number it has (S5.6)."""
    stopped = decision.channel is Channel.SMS and any(mark.through is Through.SMS_STOP for mark in contact.refusals)
    return SkipReason.UNSENDABLE_ADDRESS if stopped else None


def _refused_by_consent(contact: Contact, notification_type: NotificationType, settings: Settings) -> SkipReason | None:
    """Return the reason if marketing needs consent: the tenant is stricter, or the contact is asked again (decisions 6, 7)."""
    if notification_type.is_marketing and not may_market(contact, settings.consent):
        return SkipReason.CONSENT_REQUIRED
    return None


def _suppressed_address(decision: Decision, suppressions: Suppressions) -> SkipReason | None:
    """Return why the address is suppressed. `complained` decides about a complaint."""
    address, reason = decision.address, None
    if isinstance(address, str):
        reason = suppressions.of_email(address) if decision.channel is Channel.EMAIL else suppressions.of_phone(address)
    return None if reason is SkipReason.COMPLAINED else reason


def _erased_everywhere(
    contact: Contact, notification_type: NotificationType, refused: tuple[RefusedAddress, ...]
) -> SkipReason | None:
    """Return the reason if every address of the contact was one of an erased person: then marketing does not come by letter either."""
    is_erased = notification_type.is_marketing and is_erased_everywhere(contact, refused)
    return SkipReason.SUPPRESSED if is_erased else None
