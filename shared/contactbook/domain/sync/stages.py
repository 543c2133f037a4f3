"""Stages of child accounts in the corporate pipeline (S4.13, S4.19). Spelling and case do not matter."""

from collections.abc import Iterable

from contactbook.domain.base.text import fold
from contactbook.domain.base.versions import with_fields
from contactbook.domain.sync.primary_election import AccountCandidate
from contactbook.domain.sync.settings import SyncSettings


def corporate_stage(stage: str, tenant_id: str, settings: SyncSettings) -> str | None:
    """Return what an account's stage is called in the corporate pipeline, or None if nobody said so.

    What the account's mapping says comes first, then a corporate stage of the same name.
    """
    mapped = {fold(own): there for own, there in settings.stage_mapping.get(tenant_id, {}).items()}
    wanted = fold(mapped.get(fold(stage), stage))
    return next((one for one in settings.opportunity_stages if fold(one) == wanted), None)


def with_corporate_stages(accounts: Iterable[AccountCandidate], settings: SyncSettings) -> list[AccountCandidate]:
    """Return the accounts as an election compares them. A stage that nobody mapped ranks below all of the corporate ones."""
    return [
        with_fields(account, stages=tuple(corporate_stage(stage, account.tenant_id, settings) or "" for stage in account.stages))
        for account in accounts
    ]


def unknown_stages(accounts: Iterable[AccountCandidate], settings: SyncSettings) -> dict[str, list[str]]:
    """Return by account the stages that nobody mapped. A group without a corporate pipeline knows none, and none is unknown."""
    if not settings.opportunity_stages:
        return {}
    found: dict[str, list[str]] = {}
    for account in accounts:
        for stage in account.stages:
            if stage and corporate_stage(stage, account.tenant_id, settings) is None:
                found.setdefault(account.tenant_id, []).append(stage)
    return {tenant_id: sorted(set(stages)) for tenant_id, stages in found.items()}
