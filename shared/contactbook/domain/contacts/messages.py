"""Messages of the jobs of this room."""

from contactbook.domain.base.jobs import JobMessage
from contactbook.domain.base.values import Flag


class UniquenessBuildMessage(JobMessage):
    """One slice of the build of a uniqueness rule.

    `rule_version` names the rule; a message about a former rule does nothing. `walk_begun` is true in the continuations of a
    walk: the first message of a rule begins a walk of its own.
    """

    rule_version: int | None = None
    walk_begun: Flag = False


class UploadMessage(JobMessage):
    """A file has arrived at an upload address. `file_key` is its key in the bucket (S2.82)."""

    tenant_id: str
    file_key: str
