"""The keys of a tenant group, which its daily sync uses. The table in `keys.py` lists them."""

from contactbook.storage.base.keys import TENANT_ID, Key, part

# Sorts after every character of a tenant id.
_LAST = "~"


def group_partition(group_id: str, noun: str) -> str:
    """Return the name of a partition of a tenant group: its changed keys, its runs, its shared contacts, ..."""
    return f"GROUP#{group_id}#{noun}"


class GroupKeys:
    """The keys of a tenant group's daily sync. Nothing under them holds a plain value of a contact."""

    def __init__(self, group_id: str) -> None:
        if not TENANT_ID.fullmatch(group_id):
            raise ValueError("a tenant group has the id of its top account")
        self.group_id = group_id

    def match_partition(self, match_key: str) -> str:
        """The partition of all contacts of the group with one email or phone, known by its keyed hash only."""
        return group_partition(self.group_id, f"MATCH#{match_key}")

    def match_entry(self, match_key: str, tenant_id: str, contact_id: str) -> Key:
        """One contact under one match key. Contacts of the top account sort last, so that a limit never hides a child's."""
        first = f"{_LAST}{tenant_id}" if tenant_id == self.group_id else tenant_id
        return Key(self.match_partition(match_key), f"{first}#{part(contact_id)}")

    def of_match_entry(self, key: Key) -> tuple[str, str]:
        """Return the tenant and the contact in the key of a match entry."""
        tenant_id, _, contact_id = key.sk.removeprefix(_LAST).partition("#")
        return tenant_id, contact_id

    def members_partition(self, tenant_id: str) -> str:
        """The partition of the group's facts about the contacts of one tenant."""
        return group_partition(self.group_id, f"MEMBERS#{tenant_id}")

    def member(self, tenant_id: str, contact_id: str) -> Key:
        """The group's facts about one contact."""
        return Key(self.members_partition(tenant_id), part(contact_id))

    def changes(self) -> str:
        """The partition of the contacts that changed since the last run, by time."""
        return group_partition(self.group_id, "CHANGED")

    def crowded(self) -> str:
        """The partition of the match keys that too many contacts have."""
        return group_partition(self.group_id, "CROWDED")

    def shared(self) -> str:
        """The partition of the shared persons, by their first contact."""
        return group_partition(self.group_id, "SHARED")

    def shared_person(self, tenant_id: str, contact_id: str) -> Key:
        """One shared person."""
        return Key(self.shared(), f"{tenant_id}#{part(contact_id)}")

    def runs(self) -> str:
        """The partition of the sync's runs, by time."""
        return group_partition(self.group_id, "RUNS")

    def run(self, run_id: str) -> Key:
        """One run."""
        return Key(self.runs(), part(run_id))

    def run_changes(self, run_id: str) -> str:
        """The partition of the changes that a dry run found."""
        return group_partition(self.group_id, f"RUN#{part(run_id)}")

    def sync(self, what: str) -> Key:
        """The sync's settings or its state."""
        return Key(group_partition(self.group_id, "SYNC"), what)
