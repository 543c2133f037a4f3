"""Every key of a tenant, spelled here and nowhere else.

The keys of a tenant group are in `group_keys.py`, and of what all tenants share in `shared_keys.py`.

| item | pk | sk |
|---|---|---|
| contact and what its profile shows | `TENANT#t#CONTACT#c` | `PROFILE`, `PROFILE#ACCOUNT#a`, `PROFILE#OPPORTUNITY#o` |
| its other records | the same | `RECORD#NOTE#n`, `RECORD#RELATION#r`, ... |
| its history | the same | `HISTORY#<time-sortable id>` |
| who read it, alone and among others | the same, `TENANT#t#AUDIT-PAGES#<yyyymm>` | `ACCESS#<id>`, `<id>` |
| who exported it among others | `TENANT#t#AUDIT-EXPORTS#<0-63>` | `<id>` |
| audit of what is configured, of jobs | `TENANT#t#TENANT-HISTORY#<kind>` | `<id>` |
| its exports, kept answers that name it, communications | the same | `EXPORT#<id>`, `REQUEST#<hash>`, `COMMUNICATION#<id>` |
| uniqueness claim | `TENANT#t#UNIQUE#<rule>#<keyed hash>` | `CLAIM` |
| refusals of an address, its soft bounces in a row | `TENANT#t#REFUSED#<keyed hash>` | `STANDS`, `SOFT-BOUNCES` |
| list and its members | `TENANT#t#LIST#l` | `<c>` |
| search word of a name, `@` domain, `~` digits from the last | `TENANT#t#SEARCH#<first two letters>` | `<word>#<c>` |
| filter value with few contacts | `TENANT#t#SEARCH#=<filter>#<value>` | `<c>` |
| email, phone, identifier: search word and duplicate key | `TENANT#t#VALUES#<0-7>` | `<word>#<c>` |
| address: filter by country and duplicate key | `TENANT#t#PLACES#<0-7>` | `<country>#<keyed hash>#<c>` |
| key that finds duplicates by name | `TENANT#t#DUP#<0-7>` | `<keyed hash>#<c>` |
| settings, templates, types, lists, ... | `TENANT#t#SETTINGS` | `SECTION#<name>`, `<NOUN>#<id>` |
| the contact of a child item | `TENANT#t#OWNER#<child id>` | `OWNER` |
| answer to an idempotent request | `TENANT#t#REQUEST#<hash>` | `REQUEST` |
| match key of the sync, with the contacts that carry it | `GROUP#g#KEYS#<first of the hash>` | `<secret's id>.<keyed hash>` |
| opportunities and conversions of a contact, for elections | `GROUP#g#TIES#<tenant>` | `<c>` |
| changed contacts, crowded keys, shared persons, runs, off-boardings | `GROUP#g#CHANGED`, `CROWDED`, ..., `OFFBOARDINGS` | `<id>` |
| copies in the top account, those gone, whom a run refused | `GROUP#g#COPIES`, `LEFTOUT`, `REFUSED#<run>`, `COPYOF#<source>` | `<c>` |
| settings and state of the sync, changes of a dry run | `GROUP#g#SYNC`, `GROUP#g#RUN#<id>` | `<what>`, `<tenant>#<c>` |
| requests of a window, places of jobs, deliveries of a webhook | `TENANT#t#USE#REQUESTS`/`CHALLENGES`, `…#USE#JOB-<queue>`, `…#WEBHOOK-DELIVERIES#w` | `<window>`, `<place>`, `<id>` |
| tenant registry | `TENANTS` | `<tenant>` |
| claims on domains of senders | `SENDING-DOMAINS` | `<labels of the domain, the last first>` |

`gsi1` lists contacts of a tenant by folded name (`TENANT#t#CONTACTS` / `<name>#<c>`); `gsi2` is sparse and holds what is due
(`TENANT#t#DUE` / `<what>#<time>#<id>`: a job queries its own noun up to a time); `gsi3` is sparse and holds the slices of runs
not done, communications by time, refused addresses, contacts by KYC state, relations, accounts. All three list opportunities (`row_places.py`).
Changes of contacts and looks are indexed by month and by a bucket of their user in `gsi2` (`TENANT#t#AUDIT#<kind>#<yyyymm>#<bucket>` /
`<time>#<short hash of the user>`), others by their user (`TENANT#t#AUDIT#<kind>` / `<hash of the user>#<time>`).
Every prefix ends in `#`, and a tenant id never contains one, so `acme` never reads `acme-corp`.
"""

import re
import zlib
from typing import NamedTuple

from contactbook.domain.base.errors import NotFound

TENANT_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")


class Key(NamedTuple):
    """The primary key of one item."""

    pk: str
    sk: str


_LONGEST_ID = 128
_PROFILE, _RECORD = "PROFILE", "RECORD"
# The records that a profile shows. Reading a profile reads these, whatever else the contact has.
_SHOWN = frozenset({"ACCOUNT", "OPPORTUNITY"})
# The sort keys of a contact and of all its records, both included: no other sort key of its partition lies between these.
PROFILE_AND_RECORDS = (_PROFILE, f"{_RECORD}#~")


def part(value: str) -> str:
    """Return an id as part of a key; an empty id makes a prefix. Raises NotFound for an id that no record can have.

    So DynamoDB never sees such an id. It would refuse a key of 3,000 characters.
    """
    if len(value) > _LONGEST_ID or "#" in value or not value.isprintable():
        raise NotFound("There is no such record.")
    return value


def last_part(value: str) -> str:
    """Return the id at the end of a key: what follows the last `#`."""
    return value.rpartition("#")[2]


# A fixed number: a piece of an export writes one item to each, in one transaction.
_EXPORT_BUCKETS = 64
# A fixed number: one request can read all of a small tenant, and the keys of a large tenant are still spread.
_BUCKETS = 8


def _bucket(text: str) -> int:
    return zlib.crc32(text.encode()) % _BUCKETS


def escaped(text: str) -> str:
    """Return a text as part of a key. `#` is escaped."""
    return text.replace("%", "%25").replace("#", "%23")


def unescaped(text: str) -> str:
    """Return the text of `escaped`."""
    return text.replace("%23", "#").replace("%25", "%")


class TenantKeys:
    """The keys of one tenant. Each method makes the key of one row of the table above."""

    def __init__(self, tenant_id: str) -> None:
        if not TENANT_ID.fullmatch(tenant_id):
            raise ValueError("a tenant id is 3 to 40 lower-case letters, digits and inner dashes")
        self.tenant_id = tenant_id
        # What the name of each of the tenant's partitions begins with.
        self.everything = self._prefix = f"TENANT#{tenant_id}#"

    def contact_partition(self, contact_id: str) -> str:
        """The partition of a contact and everything that belongs to it."""
        return f"{self._prefix}CONTACT#{part(contact_id)}"

    def profile(self, contact_id: str) -> Key:
        """The contact itself."""
        return Key(self.contact_partition(contact_id), _PROFILE)

    def child(self, contact_id: str, noun: str, child_id: str) -> Key:
        """A record of the contact: an account, a note, an opportunity, ... Those that its profile shows lie under `PROFILE`."""
        prefix = _PROFILE if noun in _SHOWN else _RECORD
        return Key(self.contact_partition(contact_id), f"{prefix}#{noun}#{part(child_id)}")

    def beside_profile(self, contact_id: str, noun: str, child_id: str) -> Key:
        """What a contact has besides its records: a communication, a consent event, ..."""
        return Key(self.contact_partition(contact_id), f"{noun}#{part(child_id)}")

    def claim(self, rule: str, keyed_hash: str) -> Key:
        """The claim of one contact on one value of a uniqueness rule."""
        return Key(f"{self._prefix}UNIQUE#{rule}#{keyed_hash}", "CLAIM")

    def refusal(self, keyed_hash: str) -> Key:
        """What is refused at one address."""
        return Key(f"{self._prefix}REFUSED#{part(keyed_hash)}", "STANDS")

    def soft_bounces(self, keyed_hash: str) -> Key:
        """The soft bounces in a row of one address."""
        return Key(f"{self._prefix}REFUSED#{part(keyed_hash)}", "SOFT-BOUNCES")

    def list_partition(self, list_id: str) -> str:
        """The partition of a list's members."""
        return f"{self._prefix}LIST#{part(list_id)}"

    def list_member(self, list_id: str, contact_id: str) -> Key:
        """One member of a list."""
        return Key(self.list_partition(list_id), part(contact_id))

    def search_partition(self, word: str) -> str:
        """The partition of all search words with the same first two letters."""
        return f"{self._prefix}SEARCH#{word[:2]}"

    def search_word(self, word: str, contact_id: str) -> Key:
        """One search word of one contact. `#` in a word is escaped."""
        return Key(self.search_partition(word), f"{escaped(word)}#{part(contact_id)}")

    def facet_partition(self, name: str, value: str) -> str:
        """The partition of all contacts with this value of a filter. `#` in a value is escaped."""
        return f"{self._prefix}SEARCH#={name}#{escaped(value)}"

    def facet(self, name: str, value: str, contact_id: str) -> Key:
        """One contact with this value of a filter."""
        return Key(self.facet_partition(name, value), part(contact_id))

    def value_group(self, word: str) -> Key:
        """Where the emails, phones or identifiers that begin with `word` (two letters or more) lie, and how their keys begin."""
        return Key(f"{self._prefix}VALUES#{_bucket(word[:2])}", escaped(word))

    def place_group(self, country: str, keyed_hash: str = "") -> Key:
        """Where the addresses of a country lie, and how their keys begin."""
        return Key(f"{self._prefix}PLACES#{_bucket(country)}", f"{country}#{keyed_hash}")

    def duplicate_group(self, keyed_hash: str) -> Key:
        """Where the contacts of one duplicate key lie, and how their keys begin."""
        return Key(f"{self._prefix}DUP#{_bucket(keyed_hash)}", keyed_hash)

    def in_group(self, group: Key, contact_id: str) -> Key:
        """One contact of a group."""
        return Key(group.pk, f"{group.sk}#{part(contact_id)}")

    def group_partitions(self, *families: str) -> list[str]:
        """Every partition in which contacts that share a duplicate key lie together, or those of some families."""
        return [f"{self._prefix}{one}#{number}" for one in families or ("VALUES", "DUP", "PLACES") for number in range(_BUCKETS)]

    def settings_partition(self) -> str:
        """The partition of everything that the tenant configures."""
        return f"{self._prefix}SETTINGS"

    def section(self, name: str) -> Key:
        """One section of the settings."""
        return Key(self.settings_partition(), f"SECTION#{name}")

    def configured(self, noun: str, item_id: str) -> Key:
        """One configured item: a template, a notification type, a list, a segment, ..."""
        return Key(self.settings_partition(), f"{noun}#{part(item_id)}")

    def owner(self, child_id: str) -> Key:
        """The pointer to the contact of a child that callers find by its own id alone."""
        return Key(f"{self._prefix}OWNER#{part(child_id)}", "OWNER")

    def partition(self, noun: str, item_id: str) -> str:
        """Any other partition of the tenant: a run, an import, a suppression list, ..."""
        return f"{self._prefix}{noun}#{part(item_id)}"

    def item(self, noun: str, item_id: str, sk: str) -> Key:
        """One item of such a partition, `partition(noun, item_id)`."""
        return Key(self.partition(noun, item_id), sk)

    def contacts_by_name(self) -> str:
        """The gsi1 partition that lists the tenant's contacts by folded name."""
        return f"{self._prefix}CONTACTS"

    def due(self) -> str:
        """The gsi2 partition that holds what is due, by time."""
        return f"{self._prefix}DUE"

    def audit_bucket(self, kind: str, month: str, bucket: str) -> str:
        """The gsi2 partition that holds the changes of a month, or the looks, by the users of one bucket."""
        return f"{self._prefix}AUDIT#{kind}#{month}#{bucket}"

    def audit_by_user(self, kind: str) -> str:
        """The gsi2 partition that holds the entries of a kind that are about no contact, by user and time."""
        return f"{self._prefix}AUDIT#{kind}"

    def export_looks(self, contact_id: str) -> str:
        """The partition of the looks that exports made at this contact and at others of the same bucket."""
        return f"{self._prefix}AUDIT-EXPORTS#{self.export_bucket(contact_id)}"

    def export_bucket(self, contact_id: str) -> int:
        """The bucket of a contact among those that exports showed."""
        return zlib.crc32(contact_id.encode()) % _EXPORT_BUCKETS

    def open_slices(self) -> str:
        """The gsi3 partition that holds the slices of runs that are not done."""
        return f"{self._prefix}OPEN-SLICES"

    def refusals(self) -> str:
        """The gsi3 partition that holds the addresses with refusals, by their keyed hashes."""
        return f"{self._prefix}REFUSALS"

    def kyc_states(self, state: str) -> str:
        """The gsi3 partition that holds the contacts whose KYC profile is in this state, by the time since when."""
        return self.partition("KYC-STATE", state)


def tenant_of(pk: str) -> str | None:
    """Return the tenant of a partition; None for the registry and the partitions of a group."""
    kind, _, rest = pk.partition("#")
    tenant_id, separator, _ = rest.partition("#")
    return tenant_id if kind == "TENANT" and separator else None
