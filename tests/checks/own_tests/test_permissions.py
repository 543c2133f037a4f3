"""The roles of template.yaml grant what they should, and the tests enforce them."""

from collections.abc import Iterator

import boto3
import pytest
from moto.core.models import DEFAULT_ACCOUNT_ID

from infra.local.template.intrinsics import load_yaml
from tests.aws_in_process.aws import ENVIRONMENT, REGION, World
from tests.checks.permissions import TEMPLATE, Permissions, acting_as, allows, grants_of
from tests.faults.taps import tapped

TABLE = f"arn:aws:dynamodb:{REGION}:{DEFAULT_ACCOUNT_ID}:table/{ENVIRONMENT['TABLE_NAME']}"
KEY = {"pk": {"S": "TENANT#acme#SETTINGS"}, "sk": {"S": "SECTION#kyc"}}


@pytest.fixture
def enforced(world: World) -> Iterator[World]:
    with tapped(Permissions()):
        yield world


def refused(call: str) -> pytest.RaisesExc[BaseException]:
    return pytest.raises(pytest.fail.Exception, match=call)


def test_the_reconsent_job_may_change_items_but_not_delete_them(enforced: World) -> None:
    dynamodb = boto3.client("dynamodb")
    with acting_as("reconsent"):
        dynamodb.put_item(TableName=ENVIRONMENT["TABLE_NAME"], Item=KEY)
        with refused("reconsent does not allow dynamodb:DeleteItem"):
            dynamodb.delete_item(TableName=ENVIRONMENT["TABLE_NAME"], Key=KEY)
    assert len(enforced.items()) == 1


def test_each_part_of_a_transaction_is_checked(enforced: World) -> None:
    dynamodb = boto3.client("dynamodb")
    parts = [
        {"Put": {"TableName": ENVIRONMENT["TABLE_NAME"], "Item": {**KEY, "sk": {"S": "other"}}}},
        {"Delete": {"TableName": ENVIRONMENT["TABLE_NAME"], "Key": KEY}},
    ]
    with acting_as("reconsent"), refused("dynamodb:DeleteItem"):
        dynamodb.transact_write_items(TransactItems=parts)  # type: ignore[arg-type]  # boto3's stubs want their own dict types
    with acting_as("contacts_api"):
        dynamodb.transact_write_items(TransactItems=parts)  # type: ignore[arg-type]  # boto3's stubs want their own dict types
    assert len(enforced.items()) == 1


def test_an_index_is_a_resource_of_its_own(enforced: World) -> None:
    dynamodb = boto3.client("dynamodb")
    query = {
        "TableName": ENVIRONMENT["TABLE_NAME"],
        "IndexName": "gsi2",
        "KeyConditionExpression": "gsi2pk = :due",
        "ExpressionAttributeValues": {":due": {"S": "TENANT#acme#DUE"}},
    }
    with acting_as("kyc_expiry"):
        assert dynamodb.query(**query)["Count"] == 0  # type: ignore[arg-type]  # boto3's stubs want their own dict types
    with acting_as("name_days"), refused("dynamodb:Query on .*/index/gsi2"):
        dynamodb.query(**query)  # type: ignore[arg-type]  # boto3's stubs want their own dict types


def test_a_job_sends_only_to_the_queues_it_feeds(enforced: World) -> None:
    sqs = boto3.client("sqs")
    with acting_as("notification_planner"):
        sqs.send_message(QueueUrl=ENVIRONMENT["NOTIFICATION_SENDER_QUEUE_URL"], MessageBody="{}")
    with acting_as("kyc_expiry"), refused("sqs:SendMessage on .*:notification_sender"):
        sqs.send_message(QueueUrl=ENVIRONMENT["NOTIFICATION_SENDER_QUEUE_URL"], MessageBody="{}")
    assert len(enforced.messages("notification_sender")) == 1


def test_the_documentation_reads_nothing(enforced: World) -> None:
    with acting_as("docs_api"), refused("docs_api does not allow secretsmanager:GetSecretValue"):
        boto3.client("secretsmanager").get_secret_value(SecretId=ENVIRONMENT["SECRET_ID"])


def test_only_the_sender_sends(enforced: World) -> None:
    from contactbook.gateways.sending_identities import ensure_identity

    ensure_identity("acme.example", tenant_id="acme", group_id="acme")
    message = {
        "TenantName": "contactbook-acme",
        "FromEmailAddress": "Acme <news@acme.example>",
        "ConfigurationSetName": ENVIRONMENT["SES_CONFIGURATION_SET"],
        "Content": {"Raw": {"Data": b"From: news@acme.example\nTo: eleni@example.com\nSubject: Hello\n\nHello"}},
        "Destination": {"ToAddresses": ["eleni@example.com"]},
    }
    with acting_as("notifications_api"), refused("ses:SendRawEmail on .*:identity/acme.example"):
        boto3.client("sesv2").send_email(**message)  # type: ignore[arg-type]  # boto3's stubs want their own dict types
    with acting_as("notification_sender"):
        boto3.client("sesv2").send_email(**message)  # type: ignore[arg-type]  # boto3's stubs want their own dict types
    assert len(enforced.sent_emails()) == 1


def test_the_sender_sends_only_as_a_tenant_of_this_stack() -> None:
    """The key is documented for ses:SendEmail. What SES checks besides for a raw message may come without it."""
    role = load_yaml(TEMPLATE.read_text())["Resources"]["NotificationSenderRole"]["Properties"]
    statements = [one for policy in role["Policies"] for one in policy["PolicyDocument"]["Statement"]]
    found = {one["Action"]: one.get("Condition") for one in statements if str(one["Action"]).startswith("ses:")}
    tenants = {"ses:TenantName": {"Fn::Sub": "${ConfigurationSet}-*"}}
    assert found == {"ses:SendEmail": {"StringLike": tenants}, "ses:SendRawEmail": {"StringLikeIfExists": tenants}}


def test_files_are_granted_by_prefix(enforced: World) -> None:
    s3 = boto3.client("s3")
    with acting_as("contacts_api"):
        s3.put_object(Bucket=ENVIRONMENT["BUCKET_NAME"], Key="attachments/acme/att_1", Body=b"a")
        with refused("s3:PutObject on .*/elsewhere"):
            s3.put_object(Bucket=ENVIRONMENT["BUCKET_NAME"], Key="elsewhere", Body=b"a")
        s3.delete_object(Bucket=ENVIRONMENT["BUCKET_NAME"], Key="attachments/acme/att_1")
        with refused("s3:DeleteObject on .*/imports/acme"):
            s3.delete_object(Bucket=ENVIRONMENT["BUCKET_NAME"], Key="imports/acme/ifl_1")


def test_an_unlisted_call_is_refused(enforced: World) -> None:
    with acting_as("contacts_api"), refused("does not know what sns.ListTopics needs"):
        boto3.client("sns").list_topics()


def test_outside_a_function_every_call_is_allowed(enforced: World) -> None:
    boto3.client("sns").list_topics()
    boto3.client("dynamodb").put_item(TableName=ENVIRONMENT["TABLE_NAME"], Item=KEY)
    assert len(enforced.items()) == 1


def test_grants_name_the_resources_of_the_tests() -> None:
    assert allows("kyc_expiry", "dynamodb:Query", f"{TABLE}/index/gsi2")
    assert not allows("kyc_expiry", "dynamodb:Query", f"{TABLE}-of-somebody-else")
    assert len(grants_of("docs_api")) == 2
