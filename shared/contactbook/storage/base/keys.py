"""Every key of the table, spelled here and nowhere else.

| item | pk | sk |
|---|---|---|
| contact and what its profile shows | `TENANT#t#CONTACT#c` | `PROFILE`, `PROFILE#ACCOUNT#a`, `PROFILE#NOTE#n`, ... |
| its history | the same | `HISTORY#<time-sortable id>`, `VALUES#<the same id>` |
| who looked at it, alone and among others | the same, `TENANT#t#AUDIT-PAGES#<yyyymm>` | `ACCESS#<id>`, `<id>` |
| its exports, answers that tell of it | the same | `EXPORT#<id>`, `REQUEST#<hash>` |
| its communications | the same | `COMMUNICATION#<id>` |
| uniqueness claim | `TENANT#t#UNIQUE#<rule>#<keyed hash>` | `CLAIM` |
| list and its members | `TENANT#t#LIST#l` | `<c>` |
| search word | `TENANT#t#SEARCH#<first two letters>` | `<word>#<c>` |
| filter value with few contacts | `TENANT#t#SEARCH#=<filter>#<value>` | `<c>` |
| time of a contact's last change | `TENANT#t#SEARCH#=updated` | `<time>#<c>` |
| key by which duplicates meet | `TENANT#t#DUP#<first of the hash>` | `<keyed hash>#<c>` |
| settings, templates, types, lists, ... | `TENANT#t#SETTINGS` | `SECTION#<name>`, `<NOUN>#<id>` |
| where a child item's contact is | `TENANT#t#OWNER#<child id>` | `OWNER` |
| answer to an idempotent request | `TENANT#t#REQUEST#<hash>` | `REQUEST` |
| match key of the sync | `GROUP#g#MATCH#<secret's id>.<keyed hash>` | `<tenant>#<c>` |
| what the sync knows of a contact | `GROUP#g#MEMBERS#<tenant>` | `<c>` |
| changed contacts, crowded keys, shared persons, runs | `GROUP#g#CHANGED`, `CROWDED`, `SHARED`, `RUNS` | `<id>` |
| settings and state of the sync, what a dry run would do | `GROUP#g#SYNC`, `GROUP#g#RUN#<id>` | `<what>`, `<tenant>#<c>` |
| tenant registry | `TENANTS` | `<tenant>` |

`gsi1` lists contacts of a tenant by folded name (`TENANT#t#CONTACTS` / `<name>#<c>`); `gsi2` is sparse and holds what is due
(`TENANT#t#DUE` / `<what>#<time>#<id>`: a job asks for its own noun up to a time); `gsi3` is sparse and holds communications by run and state.

Audit entries of every kind have a place by month in `gsi2` (`TENANT#t#AUDIT#<yyyymm>`) and by user in `gsi3` (`TENANT#t#AUDIT-BY#<user>-<yyyymm>`).

Every prefix ends in `#`, and a tenant id never contains one, so `acme` never reads `acme-corp`.
"""

import re
from dataclasses import dataclass

from contactbook.domain.base.errors import NotFound

TENANT_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")


@dataclass(frozen=True)
class Key:
    """The primary key of one item."""

    pk: str
    sk: str


_LONGEST_ID = 128


def part(value: str) -> str:
    """An id as part of a key, or nothing for a prefix. Raises NotFound for an id that no record can have.

    Such an id never reaches DynamoDB, which would refuse a key of 3,000 characters.
    """
    if len(value) > _LONGEST_ID or "#" in value or not value.isprintable():
        raise NotFound("There is no such record.")
    return value


class TenantKeys:
    """The keys of one tenant. Each method is one row of the table above."""

    def __init__(self, tenant_id: str) -> None:
        if not TENANT_ID.fullmatch(tenant_id):
            raise ValueError("a tenant id is 3 to 40 lower-case letters, digits and inner dashes")
        self.tenant_id = tenant_id
        self._prefix = f"TENANT#{tenant_id}#"

    def contact_partition(self, contact_id: str) -> str:
        """The partition that holds a contact with all that is its own."""
        return f"{self._prefix}CONTACT#{part(contact_id)}"

    def profile(self, contact_id: str) -> Key:
        """The contact itself."""
        return Key(self.contact_partition(contact_id), "PROFILE")

    def profile_child(self, contact_id: str, noun: str, child_id: str) -> Key:
        """What a profile shows beside the contact: accounts, notes, opportunities, ..."""
        return Key(self.contact_partition(contact_id), f"PROFILE#{noun}#{part(child_id)}")

    def beside_profile(self, contact_id: str, noun: str, child_id: str) -> Key:
        """What belongs to a contact but is not shown with its profile: communications, consent events, ..."""
        return Key(self.contact_partition(contact_id), f"{noun}#{part(child_id)}")

    def claim(self, rule: str, keyed_hash: str) -> Key:
        """The claim of one contact on one value of a uniqueness rule."""
        return Key(f"{self._prefix}UNIQUE#{rule}#{keyed_hash}", "CLAIM")

    def list_partition(self, list_id: str) -> str:
        """The partition of a list's members."""
        return f"{self._prefix}LIST#{part(list_id)}"

    def list_member(self, list_id: str, contact_id: str) -> Key:
        """One member of a list."""
        return Key(self.list_partition(list_id), part(contact_id))

    def search_partition(self, word: str) -> str:
        """The partition of all search words that begin like this one."""
        return f"{self._prefix}SEARCH#{word[:2]}"

    def search_word(self, word: str, contact_id: str) -> Key:
        """One search word of one contact."""
        return Key(self.search_partition(word), f"{word}#{part(contact_id)}")

    def facet_partition(self, name: str, value: str) -> str:
        """The partition of all contacts with this value of a filter. Values are the tenant's own words, `#` among them."""
        return f"{self._prefix}SEARCH#={name}#{value.replace('%', '%25').replace('#', '%23')}"

    def facet(self, name: str, value: str, contact_id: str) -> Key:
        """One contact with this value of a filter."""
        return Key(self.facet_partition(name, value), part(contact_id))

    def duplicate_partition(self, keyed_hash: str) -> str:
        """The partition of all duplicate keys that begin like this one."""
        return f"{self._prefix}DUP#{keyed_hash[:1]}"

    def duplicate_key(self, keyed_hash: str, contact_id: str) -> Key:
        """One contact under one duplicate key."""
        return Key(self.duplicate_partition(keyed_hash), f"{keyed_hash}#{part(contact_id)}")

    def updated_partition(self) -> str:
        """The partition of all contacts by the time of their last change."""
        return f"{self._prefix}SEARCH#=updated"

    def updated(self, moment: str, contact_id: str) -> Key:
        """One contact's last change."""
        return Key(self.updated_partition(), f"{moment}#{part(contact_id)}")

    def settings_partition(self) -> str:
        """The partition of everything the tenant configures."""
        return f"{self._prefix}SETTINGS"

    def section(self, name: str) -> Key:
        """One section of the settings."""
        return Key(self.settings_partition(), f"SECTION#{name}")

    def configured(self, noun: str, item_id: str) -> Key:
        """One configured thing: a template, a notification type, a list, a segment, ..."""
        return Key(self.settings_partition(), f"{noun}#{part(item_id)}")

    def owner(self, child_id: str) -> Key:
        """Where to find the contact of an item that is addressed by its own id alone."""
        return Key(f"{self._prefix}OWNER#{part(child_id)}", "OWNER")

    def partition(self, noun: str, item_id: str) -> str:
        """A partition of the tenant that is none of the above: a run, an import, a suppression list, ..."""
        return f"{self._prefix}{noun}#{part(item_id)}"

    def item(self, noun: str, item_id: str, sk: str) -> Key:
        """One item of such a partition."""
        return Key(self.partition(noun, item_id), sk)

    def contacts_by_name(self) -> str:
        """The gsi1 partition that lists the tenant's contacts by folded name."""
        return f"{self._prefix}CONTACTS"

    def due(self) -> str:
        """The gsi2 partition that holds what is due, by time."""
        return f"{self._prefix}DUE"

    def run_states(self, run_id: str) -> str:
        """The gsi3 partition that holds a run's communications by state."""
        return f"{self._prefix}RUN#{run_id}"


TENANTS_PARTITION = "TENANTS"


def tenant_entry(tenant_id: str) -> Key:
    """A tenant in the registry."""
    return Key(TENANTS_PARTITION, tenant_id)


def group_partition(group_id: str, noun: str) -> str:
    """A partition of a tenant group's own: its changed keys, its runs, its shared contacts."""
    return f"GROUP#{group_id}#{noun}"


class GroupKeys:
    """The keys of what a tenant group knows for its daily sync. Nothing under them holds a plain value of a contact."""

    def __init__(self, group_id: str) -> None:
        if not TENANT_ID.fullmatch(group_id):
            raise ValueError("a tenant group has the id of its top account")
        self.group_id = group_id

    def match_partition(self, match_key: str) -> str:
        """All contacts of the group that carry one email or phone, known by its keyed hash only."""
        return group_partition(self.group_id, f"MATCH#{match_key}")

    def match_entry(self, match_key: str, tenant_id: str, contact_id: str) -> Key:
        """One contact under one match key; those of the top account come last, so that a limit never hides a child's."""
        first = f"{_LAST}{tenant_id}" if tenant_id == self.group_id else tenant_id
        return Key(self.match_partition(match_key), f"{first}#{part(contact_id)}")

    def of_match_entry(self, key: Key) -> tuple[str, str]:
        """The tenant and the contact that an entry names."""
        tenant_id, _, contact_id = key.sk.removeprefix(_LAST).partition("#")
        return tenant_id, contact_id

    def members_partition(self, tenant_id: str) -> str:
        """What the group knows of each contact of one of its tenants."""
        return group_partition(self.group_id, f"MEMBERS#{tenant_id}")

    def member(self, tenant_id: str, contact_id: str) -> Key:
        """What the group knows of one contact."""
        return Key(self.members_partition(tenant_id), part(contact_id))

    def changes(self) -> str:
        """The contacts that changed since a run looked, by time."""
        return group_partition(self.group_id, "CHANGED")

    def crowded(self) -> str:
        """The match keys that too many contacts carry."""
        return group_partition(self.group_id, "CROWDED")

    def shared(self) -> str:
        """The shared persons, by their first contact."""
        return group_partition(self.group_id, "SHARED")

    def shared_person(self, tenant_id: str, contact_id: str) -> Key:
        """One shared person."""
        return Key(self.shared(), f"{tenant_id}#{part(contact_id)}")

    def runs(self) -> str:
        """The runs of the sync, by time."""
        return group_partition(self.group_id, "RUNS")

    def run(self, run_id: str) -> Key:
        """One run."""
        return Key(self.runs(), part(run_id))

    def run_changes(self, run_id: str) -> str:
        """What a dry run would change."""
        return group_partition(self.group_id, f"RUN#{part(run_id)}")

    def sync(self, what: str) -> Key:
        """The group's sync settings, or where its sync stands."""
        return Key(group_partition(self.group_id, "SYNC"), what)


# Sorts behind every character of a tenant id.
_LAST = "~"


def tenant_of(pk: str) -> str | None:
    """The tenant whose partition this is; None for the registry and a group's partitions."""
    kind, _, rest = pk.partition("#")
    tenant_id, separator, _ = rest.partition("#")
    return tenant_id if kind == "TENANT" and separator else None
