"""The keys of a tenant group, which its daily sync uses. The table in `keys.py` lists them."""

from contactbook.storage.base.keys import TENANT_ID, Key, part, tenant_of

# The match keys lie in a fixed number of sorted partitions, by the first digit of their hash.
MATCH_PARTITIONS = "0123456789abcdef"
# The only partition of a group that outlives its top account.
OFFBOARDINGS = "OFFBOARDINGS"
_RUNS = "RUNS"


def group_partition(group_id: str, noun: str) -> str:
    """Return the name of a partition of a tenant group: its changed keys, its runs, its shared contacts, ..."""
    return f"GROUP#{group_id}#{noun}"


def tenant_with(pk: str) -> str | None:
    """Return the tenant that an item of this partition belongs to, or None. A run of a group's sync belongs to the top account."""
    kind, _, rest = pk.partition("#")
    group_id, _, noun = rest.partition("#")
    return group_id if kind == "GROUP" and noun == _RUNS else tenant_of(pk)


class GroupKeys:
    """The keys of a tenant group's daily sync. Nothing under them holds a plain value of a contact."""

    def __init__(self, group_id: str) -> None:
        if not TENANT_ID.fullmatch(group_id):
            raise ValueError("a tenant group has the id of its top account")
        self.group_id = group_id

    def match_partition(self, place: str) -> str:
        """The partition of the match keys whose hash begins with this digit, one of `MATCH_PARTITIONS`."""
        return group_partition(self.group_id, f"KEYS#{place}")

    def match_key(self, match_key: str) -> Key:
        """One email or phone of the group, known by its keyed hash only, with the contacts that carry it."""
        return Key(self.match_partition(match_key.partition(".")[2][:1]), match_key)

    def ties(self, tenant_id: str, contact_id: str) -> Key:
        """The opportunities and conversions of one contact, as an election needs them."""
        return Key(group_partition(self.group_id, f"TIES#{tenant_id}"), part(contact_id))

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
        return group_partition(self.group_id, _RUNS)

    def run(self, run_id: str) -> Key:
        """One run."""
        return Key(self.runs(), part(run_id))

    def run_changes(self, run_id: str) -> str:
        """The partition of the changes that a dry run found."""
        return group_partition(self.group_id, f"RUN#{part(run_id)}")

    def run_refusals(self, run_id: str) -> str:
        """The partition of what a run left out or was refused."""
        return group_partition(self.group_id, f"REFUSED#{part(run_id)}")

    def copies(self) -> str:
        """The partition of what the sync remembers of its copies in the top account."""
        return group_partition(self.group_id, "COPIES")

    def copy(self, contact_id: str) -> Key:
        """What the sync remembers of one copy."""
        return Key(self.copies(), part(contact_id))

    def left_out(self) -> str:
        """The partition of the copies that are gone and are not made again."""
        return group_partition(self.group_id, "LEFTOUT")

    def left_out_copy(self, contact_id: str) -> Key:
        """One copy that is gone."""
        return Key(self.left_out(), part(contact_id))

    def copy_of(self, source: str) -> Key:
        """The copy of a contact or address, known by the contact's ids or the address's keyed hash."""
        return Key(group_partition(self.group_id, f"COPYOF#{source}"), "COPY")

    def offboarding(self, tenant_id: str) -> Key:
        """The record of the off-boarding of the top account or of one of its children. Its certificate stays."""
        return Key(group_partition(self.group_id, OFFBOARDINGS), part(tenant_id))

    def sync(self, what: str) -> Key:
        """The sync's settings or its state."""
        return Key(group_partition(self.group_id, "SYNC"), what)
