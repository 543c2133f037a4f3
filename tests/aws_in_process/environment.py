"""The environment variables of every function in tests. It imports nothing that makes an AWS client."""

from collections.abc import Mapping

# As moto has it.
ACCOUNT_ID = "123456789012"
REGION = "eu-west-1"
QUEUES = (
    "notification_planner",
    "notification_sender",
    "contact_import",
    "kyc_expiry",
    "tenant_sync",
    "name_days",
    "anonymization",
    "reconsent",
    "bulk_changes",
    "merges",
    "uploads",
    "derived_rebuild",
    "uniqueness_build",
    "sweeper",
    "offboarding",
    "webhooks",
)


def queue_url(queue: str) -> str:
    return f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT_ID}/{queue}"


ENVIRONMENT: Mapping[str, str] = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
    "TABLE_NAME": "contactbook",
    "BUCKET_NAME": "contactbook-files",
    "REGISTER_BUCKET_NAME": "contactbook-erased",
    "EVENT_BUS_NAME": "contactbook",
    "PUBLIC_URL": "https://contact.acme.example",
    "SECRET_ID": "contactbook/keys",
    "REFUSAL_SECRET_ID": "contactbook/refusal-key",
    "SES_CONFIGURATION_SET": "contactbook",
    "FEEDBACK_TOPIC_ARN": f"arn:aws:sns:{REGION}:{ACCOUNT_ID}:contactbook-feedback",
    "STAGE": "test",
    "POWERTOOLS_SERVICE_NAME": "contactbook",
    "POWERTOOLS_METRICS_NAMESPACE": "Contactbook",
    "LOG_LEVEL": "WARNING",
    # High rates, so that only tests that set another rate wait.
    "EMAILS_PER_SECOND": "1000000",
    "TEXTS_PER_SECOND": "1000000",
    "TENANT_REQUESTS_PER_SECOND": "1000000",
    # So many that a test in which workers die, and time stands still, never waits for their places.
    "TENANT_JOBS_AT_ONCE": "1000",
    "WEBHOOKS_ALLOW_LOOPBACK": "0",
    **{f"{queue.upper()}_QUEUE_URL": queue_url(queue) for queue in QUEUES},
}
