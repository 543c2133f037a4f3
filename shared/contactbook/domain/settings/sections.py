"""All sections of a tenant's settings by name. Their defaults make a new tenant usable at once (S2.2)."""

from contactbook.domain.base.values import Part, Value
from contactbook.domain.senders.identities import SendingIdentities, SmsSenderIds
from contactbook.domain.settings.closing import Closing
from contactbook.domain.settings.contact_policy import ContactPolicy
from contactbook.domain.settings.fields import (
    Categories,
    CustomFields,
    Formatting,
    Industries,
    MandatoryFields,
    NameDisplay,
    PrivacyLevels,
    Types,
    Uniqueness,
)
from contactbook.domain.settings.kyc import Kyc
from contactbook.domain.settings.opportunities import Opportunities
from contactbook.domain.settings.page_texts import PageTexts
from contactbook.domain.settings.permissions import (
    Anonymization,
    Branding,
    ConsentSettings,
    Groups,
    PreferenceDefaults,
)
from contactbook.domain.settings.retention import Retention
from contactbook.domain.settings.sending import Localization, NameDays, Senders
from contactbook.domain.webhooks.subscriptions import Subscriptions

# The name of a tenant that nobody has named.
UNNAMED = "Contactbook"


class Registered(Value):
    """What the registry says of the tenant and people see."""

    name: str | None = None


class Settings(Value):
    """Every section of a tenant's settings. A section that was never saved has its defaults.

    The last five are no sections: no caller replaces them. They are read with the sections, because sending needs them and every
    write asks whether the tenant is closed.
    """

    name_display: NameDisplay = NameDisplay()
    uniqueness: Uniqueness = Uniqueness()
    mandatory_fields: MandatoryFields = MandatoryFields()
    types: Types = Types()
    categories: Categories = Categories()
    industries: Industries = Industries()
    privacy_levels: PrivacyLevels = PrivacyLevels()
    formatting: Formatting = Formatting()
    custom_fields: CustomFields = CustomFields()
    preferences: PreferenceDefaults = PreferenceDefaults()
    consent: ConsentSettings = ConsentSettings()
    kyc: Kyc = Kyc()
    name_days: NameDays = NameDays()
    anonymization: Anonymization = Anonymization()
    groups: Groups = Groups()
    senders: Senders = Senders()
    localization: Localization = Localization()
    branding: Branding = Branding()
    retention: Retention = Retention()
    opportunities: Opportunities = Opportunities()
    contact_policy: ContactPolicy = ContactPolicy()
    page_texts: PageTexts = PageTexts()
    sending_identities: SendingIdentities = SendingIdentities()
    sms_sender_ids: SmsSenderIds = SmsSenderIds()
    registered: Registered = Registered()
    closing: Closing = Closing()
    webhooks: Subscriptions = Subscriptions()

    @property
    def tenant_name(self) -> str:
        """The name under which people know the tenant: its branding's, else the registry's, else its sender's; never its id."""
        return self.branding.name or self.registered.name or self.senders.email.from_name or UNNAMED

    @property
    def email_sender_name(self) -> str:
        """The name that emails come from."""
        return self.senders.email.from_name or self.tenant_name


SECTIONS: dict[str, type[Part]] = {
    name: field.annotation
    for name, field in Settings.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, Part)
}
