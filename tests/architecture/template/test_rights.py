"""The rights that template.yaml grants."""

import json

import pytest

from tests.checks.template import FUNCTIONS, RESOURCES, ROOT, grants, many, of_type

# Statements that may name every resource, each with its reason.
EVERY_RESOURCE = {
    "SendTraces": "X-Ray has no resources",
    "Key": "in the policy of a key, '*' means that key",
}


def test_no_two_functions_share_a_role():
    roles = [json.dumps(one["Role"]) for one in FUNCTIONS.values()]
    assert len(set(roles)) == len(roles)


def test_no_grant_has_a_wildcard_in_its_actions():
    wild = [
        (name, action)
        for name, one in grants()
        for action in many(one.get("Action", []))
        if "*" in action and one["Effect"] == "Allow"
    ]
    # The key's policy gives the account's IAM full control, as AWS recommends.
    assert wild == [("Key", "kms:*")]


def test_a_grant_for_every_resource_has_a_reason():
    assert {name for name, one in grants() if one["Effect"] == "Allow" and "*" in many(one.get("Resource"))} == set(
        EVERY_RESOURCE
    )


def test_only_the_off_boarding_may_scan_the_table_and_no_function_may_drop_it():
    scanning = {name for name, one in grants() if {"dynamodb:Scan", "dynamodb:DescribeTable"} & set(many(one["Action"]))}
    assert scanning == {"OffboardingRole"}
    allowed = {
        action for name, one in grants() if one["Effect"] == "Allow" and name not in scanning for action in many(one["Action"])
    }
    assert {action for action in allowed if action.startswith("dynamodb:")} == {
        "dynamodb:GetItem",
        "dynamodb:BatchGetItem",
        "dynamodb:Query",
        "dynamodb:ConditionCheckItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:BatchWriteItem",
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
    }


@pytest.mark.parametrize("function", [function for function in FUNCTIONS if function != "DocsApiFunction"])
def test_each_function_with_a_store_may_read_the_key_material(function):
    role = of_type("AWS::IAM::Role")[function.removesuffix("Function") + "Role"]
    assert {"Ref": "ReadKeyMaterial"} in role["ManagedPolicyArns"]


def test_only_the_sender_may_send():
    sending = ("ses:Send", "sms-voice:")
    assert {name for name, one in grants() if any(action.startswith(sending) for action in many(one["Action"]))} == {
        "NotificationSenderRole"
    }


def test_only_the_settings_the_sweeper_and_the_off_boarding_manage_domains_at_ses_and_only_tenants_of_the_stack():
    managing = [one for name, one in grants() if any(a.startswith("ses:") and "Send" not in a for a in many(one["Action"]))]
    roles = {
        name
        for name, one in RESOURCES.items()
        if {"Ref": "ManageSendingIdentities"} in one.get("Properties", {}).get("ManagedPolicyArns", [])
    }
    assert roles == {"SettingsApiRole", "SweeperRole", "OffboardingRole"}
    assert {name for name, one in grants() if one in managing} == {"ManageSendingIdentities"}
    named = {text["Fn::Sub"].partition("${AWS::AccountId}:")[2] for one in managing for text in many(one["Resource"])}
    assert named == {"identity/*", "tenant/${ConfigurationSet}-*", "configuration-set/${ConfigurationSet}"}


def test_ses_suppresses_nobody_by_the_configuration_set():
    # Its suppression would come before that of the SES tenants, which suppress nobody.
    assert "SuppressionOptions" not in RESOURCES["ConfigurationSet"]["Properties"]


def test_the_public_pages_delete_only_list_memberships_and_read_only_files_shown_to_contacts():
    rights = {grant["Ref"] for grant in RESOURCES["LinksApiRole"]["Properties"]["ManagedPolicyArns"]}
    own = {action: one for name, one in grants() if name == "LinksApiRole" for action in many(one["Action"])}
    assert rights == {"SendTraces", "UseKey", "ReadTable", "SaveToTable", "ReadKeyMaterial"}
    assert own.keys() == {
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "sqs:SendMessage",
        "dynamodb:DeleteItem",
        "s3:GetObject",
    }
    assert own["dynamodb:DeleteItem"]["Condition"] == {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["TENANT#*#LIST#*"]}}
    shown = ("attachments/*", "uploads/tenants/*/contacts/*", "uploads/tenants/*/library/*", "exports/*/people/*")
    assert own["s3:GetObject"]["Resource"] == [{"Fn::Sub": f"${{Bucket.Arn}}/{one}"} for one in shown]


def test_the_docs_function_may_only_write_logs():
    assert RESOURCES["DocsApiRole"]["Properties"]["ManagedPolicyArns"] == [{"Ref": "SendTraces"}]
    own = {action for name, one in grants() if name == "DocsApiRole" for action in many(one["Action"])}
    assert own == {"logs:CreateLogStream", "logs:PutLogEvents"}


def test_only_functions_that_count_requests_or_erase_values_change_an_item_without_saving_it_whole():
    counting = {"ContactsApiRole", "NotificationsApiRole", "SettingsApiRole"}
    erasing = {"ContactsApiRole", "AnonymizationRole", "TenantSyncRole"}
    assert {name for name, one in grants() if "dynamodb:UpdateItem" in many(one["Action"])} == counting | erasing


def test_the_sender_reads_no_file():
    assert not [one for name, one in grants() if name == "NotificationSenderRole" and "s3:GetObject" in many(one["Action"])]


def test_no_role_has_more_managed_policies_than_an_account_allows():
    assert max(len(role.get("ManagedPolicyArns", [])) for role in of_type("AWS::IAM::Role").values()) <= 10


def test_every_skipped_check_has_a_reason():
    lines = (ROOT / ".checkov.yaml").read_text().splitlines()
    excused = [number for number, line in enumerate(lines) if line.strip().startswith("- CKV")]
    assert excused
    assert all(lines[number - 1].strip().startswith("#") for number in excused)
    for one in RESOURCES.values():
        for skip in one.get("Metadata", {}).get("checkov", {}).get("skip", []):
            assert len(skip["comment"]) > 20
