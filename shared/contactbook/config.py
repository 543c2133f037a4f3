"""The environment of every function. Only this module reads environment variables.

Field names in upper case are the names in `Globals` of template.yaml; a test keeps the two equal.
"""

import os
from functools import cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Config(BaseModel):
    """The environment variables that the template sets."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    table_name: str
    bucket_name: str
    register_bucket_name: str
    event_bus_name: str
    public_url: str
    secret_id: str
    refusal_secret_id: str
    ses_configuration_set: str
    feedback_topic_arn: str
    stage: str
    powertools_service_name: str
    powertools_metrics_namespace: str
    log_level: str
    aws_account_id_endpoint_mode: str
    # Most emails and texts of one tenant in a second.
    emails_per_second: Annotated[int, Field(ge=1)]
    texts_per_second: Annotated[int, Field(ge=1)]
    # Most requests of one tenant in a second, and most jobs of one kind that it runs at once.
    tenant_requests_per_second: Annotated[int, Field(ge=1)]
    tenant_jobs_at_once: Annotated[int, Field(ge=1)]
    notification_planner_queue_url: str
    notification_sender_queue_url: str
    contact_import_queue_url: str
    kyc_expiry_queue_url: str
    tenant_sync_queue_url: str
    name_days_queue_url: str
    anonymization_queue_url: str
    reconsent_queue_url: str
    bulk_changes_queue_url: str
    merges_queue_url: str
    uploads_queue_url: str
    derived_rebuild_queue_url: str
    uniqueness_build_queue_url: str
    sweeper_queue_url: str
    offboarding_queue_url: str
    webhooks_queue_url: str
    # True on the local stack, where receivers run on this machine.
    webhooks_allow_loopback: bool


@cache
def config() -> Config:
    """Return the environment at the first call. Raises ValidationError, which names a missing variable."""
    return Config.model_validate({name: os.environ[name.upper()] for name in Config.model_fields if name.upper() in os.environ})
