"""The message of the uniqueness build."""

from contactbook.domain.base.jobs import JobMessage


class UniquenessBuildMessage(JobMessage):
    """Let every contact claim under this version of the uniqueness rule. `settled` is set once the walk has begun."""

    tenant_id: str
    rule_version: int
    settled: bool = False
