"""What a contact chooses in its preference centre, and what of it is an opt-in, which does not count through every link (S2.49)."""

from contactbook.domain.base.values import Flag, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.drafts import StatedPreferences
from contactbook.domain.contacts.record import Contact, Preference
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.permissions.scopes import channel_scope, topic_scope
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING


class Choices(Value):
    """The contact's choices. None, and a channel that is not named, leave a setting unchanged."""

    direct_marketing: Flag | None = None
    affiliate_marketing: Flag | None = None
    list_ids: tuple[str, ...] | None = None
    channels: dict[Channel, Flag] = {}

    @property
    def stated(self) -> dict[str, bool | None]:
        """Return what is said about each flag and each channel, by its scope."""
        flags = {DIRECT_MARKETING: self.direct_marketing, AFFILIATE_MARKETING: self.affiliate_marketing}
        return {**flags, **{channel_scope(channel): said for channel, said in self.channels.items()}}

    @property
    def yeses(self) -> list[str]:
        """Return the scopes that it says yes to, each chosen list among them."""
        return [scope for scope, said in self.stated.items() if said] + [topic_scope(one) for one in self.list_ids or ()]

    def draft_of(self, *, answer: bool) -> StatedPreferences:
        """Return the choices about flags and channels that say yes, or those that say no, as a statement of preferences."""
        return StatedPreferences(
            direct_marketing=answer if self.direct_marketing is answer else None,
            affiliate_marketing=answer if self.affiliate_marketing is answer else None,
            channels={channel: said for channel, said in self.channels.items() if said is answer},
        )


def is_opt_in(contact: Contact, choices: Choices, wanted: tuple[str, ...]) -> bool:
    """True if a choice is an opt-in that is not stored yet, including the confirmation of a default. `wanted` are the lists."""
    return without_opt_ins(contact, choices) != choices or bool(set(wanted) - set(contact.list_ids))


def is_increase(contact: Contact, choices: Choices, wanted: tuple[str, ...]) -> bool:
    """True if a choice would let the contact receive more than now."""
    flags = contact.preferences
    raised = (
        bool(choices.direct_marketing) and not flags.direct_marketing.value,
        bool(choices.affiliate_marketing) and not flags.affiliate_marketing.value,
        any(said and not flags.of_channel(channel).value for channel, said in choices.channels.items()),
        bool(set(wanted) - set(contact.list_ids)),
    )
    return any(raised)


def without_opt_ins(contact: Contact, choices: Choices) -> Choices:
    """Return the choices without new opt-ins."""
    flags = contact.preferences
    return with_fields(
        choices,
        direct_marketing=_without_new_yes(flags.direct_marketing, choices.direct_marketing),
        affiliate_marketing=_without_new_yes(flags.affiliate_marketing, choices.affiliate_marketing),
        channels={
            channel: said
            for channel, said in choices.channels.items()
            if _without_new_yes(flags.of_channel(channel), said) is not None
        },
    )


def _without_new_yes(stands: Preference, chosen: bool | None) -> bool | None:
    return None if chosen and not (stands.value and stands.asked) else chosen
