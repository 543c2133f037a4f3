"""What each person said, and when: the whole model of the machine.

A word belongs to the contact on which it was said, and to the addresses that it was said through. Nothing else of the product is
modelled: neither flags, nor marks, nor what a merge combines.
"""

from dataclasses import dataclass, field
from datetime import datetime

DIRECT, AFFILIATE, PROCESSING = "direct_marketing", "affiliate_marketing", "processing"
# What a list of a child account stops: all marketing, and customer care that follows it.
LISTED = "listed"
CHANNELS = ("email", "sms", "print")

# The contact or the address, and the scope.
About = tuple[str, str]


@dataclass(frozen=True)
class Snapshot:
    """The words of the contacts before they were merged."""

    at: datetime
    nos: dict[About, datetime]
    yeses: dict[About, datetime]


@dataclass
class Words:
    """The last own no and yes of each contact and address, and the nos that users set and no yes has lifted.

    `reached`: until when the stream has taken the words about an address to every contact that has it.
    """

    nos: dict[About, datetime] = field(default_factory=dict)
    yeses: dict[About, datetime] = field(default_factory=dict)
    at_addresses: dict[About, datetime] = field(default_factory=dict)
    # What was said on a contact that had the address: the stream takes it to the address.
    spread: dict[About, datetime] = field(default_factory=dict)
    users_nos: set[About] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    bounced: set[str] = field(default_factory=set)
    reached: datetime | None = None

    def says(self, contact_id: str, scope: str, *, value: bool, at: datetime) -> None:
        """The person says yes or no itself, or a user tells it with evidence."""
        said = self.yeses if value else self.nos
        said[contact_id, scope] = max(at, said.get((contact_id, scope), at))
        if value:
            self.users_nos.discard((contact_id, scope))

    def user_says(self, contact_id: str, scope: str, *, value: bool) -> None:
        """A user sets it, and tells no word of the person."""
        (self.users_nos.discard if value else self.users_nos.add)((contact_id, scope))

    def says_about(self, address: str, scope: str, at: datetime) -> None:
        """The person says no through the address."""
        self.at_addresses[address, scope] = max(at, self.at_addresses.get((address, scope), at))

    def says_on_holder(self, address: str, scope: str, at: datetime) -> None:
        """The person says no on a contact that has the address."""
        self.spread[address, scope] = max(at, self.spread.get((address, scope), at))

    def takes_back(self, address: str, scope: str) -> None:
        """A user removes what the provider told of the address: it was no word of a person."""
        self.at_addresses.pop((address, scope), None)

    def own_no(self, contact_id: str, scope: str) -> datetime | None:
        """Return the contact's own no that no younger yes of its person answers."""
        no, yes = self.nos.get((contact_id, scope)), self.yeses.get((contact_id, scope))
        return no if no is not None and (yes is None or yes < no) else None

    def no_about(self, contact_id: str, address: str, scope: str, taken_at: datetime) -> datetime | None:
        """Return the no about the address that must stop mail of this contact to it by now.

        A contact that took the address after a no through the address is stopped at once, any other one when the stream has come to
        it; so is every one by a no on another contact with the address.
        """
        yes = self.yeses.get((contact_id, scope))
        for said, is_there in ((self.at_addresses, True), (self.spread, False)):
            no = said.get((address, scope))
            if no is None or (yes is not None and yes >= no):
                continue
            if (is_there and no < taken_at) or (self.reached is not None and no <= self.reached):
                return no
        return None

    def forget_users(self, contact_id: str) -> None:
        """What a user set may be set otherwise by a merge or an undo: it is no word of the person."""
        self.users_nos = {one for one in self.users_nos if one[0] != contact_id}

    def snapshot(self, contact_ids: list[str], now: datetime) -> Snapshot:
        """Return the words of these contacts as they stand."""
        return Snapshot(
            now,
            {about: at for about, at in self.nos.items() if about[0] in contact_ids},
            {about: at for about, at in self.yeses.items() if about[0] in contact_ids},
        )

    def merged(self, survivor: str, source: str) -> None:
        """The survivor's person has said what either has said."""
        for said in (self.nos, self.yeses):
            for (contact_id, scope), at in [*said.items()]:
                if contact_id == source:
                    said[survivor, scope] = max(at, said.get((survivor, scope), at))
        self.forget_users(survivor)

    def parted(self, survivor: str, sources: list[str], before: Snapshot) -> None:
        """Each source has its own words again, and the nos said on the survivor since that stand. The survivor keeps what it has."""
        since = {scope: no for (one, scope), no in self.nos.items() if one == survivor and no > before.at}
        for source in sources:
            for said, then in ((self.nos, before.nos), (self.yeses, before.yeses)):
                for about in [one for one in said if one[0] == source]:
                    del said[about]
                said.update({about: at for about, at in then.items() if about[0] == source})
            standing = {scope: no for scope, no in since.items() if self.own_no(survivor, scope) is not None}
            self.nos.update({(source, scope): no for scope, no in standing.items()})
        for one in (survivor, *sources):
            self.forget_users(one)
