"""What template.yaml promises, as facts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contactbook.config import Config
from infra.local.sources.lambda_results import passes
from infra.local.stack.intrinsics import load_yaml

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATE = load_yaml((ROOT / "template.yaml").read_text())
ALARMS = load_yaml((ROOT / "infra" / "alarms.yaml").read_text())
RESOURCES: dict[str, Any] = TEMPLATE["Resources"]
GLOBALS: dict[str, Any] = TEMPLATE["Globals"]["Function"]

SCHEDULES = {"KycExpiry", "TenantSync", "NameDays", "Anonymization", "Sweeper"}
WITHOUT_LOGIN = {"DocsApiFunction", "LinksApiFunction"}
# The statements that may say "*", each with its reason.
EVERY_RESOURCE = {
    "SendTraces": "X-Ray has no resources",
    "Key": "in the policy of a key, that key",
}


def of_type(kind: str) -> dict[str, Any]:
    return {name: one["Properties"] for name, one in RESOURCES.items() if one["Type"] == kind}


FUNCTIONS = of_type("AWS::Serverless::Function")
QUEUES = of_type("AWS::SQS::Queue")
HTTP_FUNCTIONS = {name for name, one in FUNCTIONS.items() if any(event["Type"] == "HttpApi" for event in one["Events"].values())}
JOBS = {name: one for name, one in FUNCTIONS.items() if any(event["Type"] == "SQS" for event in one["Events"].values())}


def package(function: str) -> str:
    return str(FUNCTIONS[function]["Handler"]).partition(".")[0]


def kebab(function: str) -> str:
    return package(function).replace("_", "-")


def events(function: str, kind: str) -> list[dict[str, Any]]:
    return [event.get("Properties", {}) for event in FUNCTIONS[function]["Events"].values() if event["Type"] == kind]


def statements(policy: dict[str, Any]) -> list[dict[str, Any]]:
    found = policy["Statement"]
    return found if isinstance(found, list) else [found]


def many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def grants() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every statement of every policy, with the resource it stands in."""
    for name, one in RESOURCES.items():
        properties = one.get("Properties", {})
        documents = [policy["PolicyDocument"] for policy in properties.get("Policies", []) if "PolicyDocument" in policy]
        documents += [properties[key] for key in ("PolicyDocument", "KeyPolicy") if key in properties]
        for document in documents:
            for statement in statements(document):
                yield name, statement


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_runs_the_handler_that_its_package_has(function):
    folder = ROOT / "functions" / package(function)
    assert FUNCTIONS[function]["Handler"] == f"{package(function)}.app.handler"
    assert (folder / "app.py").is_file()


def test_every_package_of_functions_is_deployed():
    packages = {path.parent.name for path in (ROOT / "functions").glob("*/__init__.py")}
    assert packages == {package(function) for function in FUNCTIONS}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_logs_to_a_group_of_its_own_that_forgets(function):
    group = RESOURCES[FUNCTIONS[function]["LoggingConfig"]["LogGroup"]["Ref"]]["Properties"]
    assert group["LogGroupName"] == {"Fn::Sub": f"/aws/lambda/${{AWS::StackName}}-{kebab(function)}"}
    assert group["RetentionInDays"] == {"Ref": "LogRetentionDays"}
    assert group["KmsKeyId"] == {"Fn::GetAtt": ["Key", "Arn"]}


def test_no_two_functions_share_a_role():
    roles = [json.dumps(one["Role"]) for one in FUNCTIONS.values()]
    assert len(set(roles)) == len(roles)


def test_every_function_gets_the_environment_that_the_configuration_reads():
    assert set(GLOBALS["Environment"]["Variables"]) == {name.upper() for name in Config.model_fields}
    assert not [name for name, one in FUNCTIONS.items() if "Environment" in one]


def test_functions_run_on_arm64_with_the_one_layer():
    assert (GLOBALS["Runtime"], GLOBALS["Architectures"], GLOBALS["Layers"]) == (
        "python3.13",
        ["arm64"],
        [{"Ref": "SharedLayer"}],
    )
    assert not [name for name, one in FUNCTIONS.items() if {"Runtime", "Architectures", "Layers"} & set(one)]
    assert RESOURCES["SharedLayer"]["Metadata"] == {"BuildMethod": "makefile", "BuildArchitecture": "arm64"}


@pytest.mark.parametrize("function", sorted(HTTP_FUNCTIONS))
def test_a_function_behind_the_api_starts_from_a_snapshot_of_its_newest_layer(function):
    assert FUNCTIONS[function]["SnapStart"] == {"ApplyOn": "PublishedVersions"}
    assert FUNCTIONS[function]["AutoPublishAlias"] == "live"
    # Without it a new layer, where nearly all the code is, would publish no new version.
    assert FUNCTIONS[function]["AutoPublishAliasAllProperties"] is True


@pytest.mark.parametrize("function", JOBS)
def test_a_job_has_one_queue_that_gives_up_into_dead_letters(function):
    (event,) = events(function, "SQS")
    queue = QUEUES[event["Queue"]["Fn::GetAtt"][0]]
    dead = QUEUES[queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]]
    assert dead["QueueName"] == {"Fn::Sub": f"${{AWS::StackName}}-{kebab(function)}-dead-letters"}
    assert dead["MessageRetentionPeriod"] == 14 * 24 * 3600
    assert event["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert queue["VisibilityTimeout"] >= 6 * FUNCTIONS[function].get("Timeout", GLOBALS["Timeout"])


@pytest.mark.parametrize("function", JOBS)
def test_a_job_is_told_of_by_its_queue_in_the_environment(function):
    (event,) = events(function, "SQS")
    variable = GLOBALS["Environment"]["Variables"][f"{package(function).upper()}_QUEUE_URL"]
    assert variable == {"Ref": event["Queue"]["Fn::GetAtt"][0]}


def test_every_queue_is_encrypted_with_our_key():
    assert {name for name, one in QUEUES.items() if one.get("KmsMasterKeyId") == {"Fn::GetAtt": ["Key", "Arn"]}} == set(QUEUES)


def alarmed(loop: str) -> set[str]:
    return set(ALARMS["Resources"][f"Fn::ForEach::{loop}"][1])


def test_every_function_that_fails_raises_an_alarm():
    assert alarmed("EveryFunction") == {kebab(function) for function in FUNCTIONS}


def test_every_dead_letter_raises_an_alarm():
    dead = {name["QueueName"]["Fn::Sub"] for name in QUEUES.values() if name["QueueName"]["Fn::Sub"].endswith("-dead-letters")}
    assert dead == {f"${{AWS::StackName}}-{job}-dead-letters" for job in alarmed("EveryJob")}
    assert alarmed("EveryJob") == {kebab(function) for function in set(FUNCTIONS) - HTTP_FUNCTIONS}


def test_every_alarm_tells_somebody():
    alarms = [one for name, one in ALARMS["Resources"].items() if not name.startswith("Fn::")]
    alarms += [looped for name, one in ALARMS["Resources"].items() if name.startswith("Fn::") for looped in one[2].values()]
    for alarm in alarms:
        if alarm["Type"] == "AWS::CloudWatch::Alarm":
            assert alarm["Properties"]["AlarmActions"] == [{"Ref": "Topic"}]


def test_a_failing_stream_batch_is_halved_and_in_the_end_kept():
    (stream,) = events("ContactEventsFunction", "DynamoDB")
    assert stream["BisectBatchOnFunctionError"] is True
    assert stream["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert stream["StartingPosition"] == "TRIM_HORIZON"
    assert stream["DestinationConfig"]["OnFailure"]["Destination"] == {"Fn::GetAtt": ["ContactEventsDeadLetters", "Arn"]}


def changes_that_reach_the_stream_function(*kinds: str) -> list[tuple[str, str]]:
    (stream,) = events("ContactEventsFunction", "DynamoDB")
    patterns = [json.loads(one["Pattern"]) for one in stream["FilterCriteria"]["Filters"]]
    images = {"INSERT": "NewImage", "MODIFY": "NewImage", "REMOVE": "OldImage"}
    changes = [(kind, name) for kind in kinds for name in images]
    return [
        (kind, name)
        for kind, name in changes
        if passes(patterns, {"eventName": name, "dynamodb": {images[name]: {"kind": {"S": kind}}}})
    ]


def test_contacts_and_their_history_reach_the_stream_function_however_they_change():
    told = changes_that_reach_the_stream_function("contact", "history")
    assert told == [(kind, name) for kind in ("contact", "history") for name in ("INSERT", "MODIFY", "REMOVE")]


def test_what_the_stream_function_derives_does_not_call_it_again():
    derived = ("search_word", "match_member", "match_entry", "match_change")
    assert changes_that_reach_the_stream_function(*derived, "claim", "request", "history_values", "owner") == []


def test_what_a_run_of_the_sync_keeps_calls_nobody():
    kept = ("crowded_key", "shared_person", "sync_run", "sync_run_change", "sync_state")
    assert changes_that_reach_the_stream_function(*kept) == []


def test_schedules_put_every_tenant_into_the_queue_of_their_job():
    schedules = of_type("AWS::Scheduler::Schedule")
    assert set(schedules) == SCHEDULES
    (grant,) = statements(of_type("AWS::IAM::Role")["SchedulerRole"]["Policies"][0]["PolicyDocument"])
    for name, schedule in schedules.items():
        assert json.loads(schedule["Target"]["Input"]) == {"every_tenant": True}
        assert schedule["Target"]["Arn"] == {"Fn::GetAtt": [f"{name}Queue", "Arn"]}
        assert schedule["Target"]["Arn"] in grant["Resource"]


def test_no_grant_names_actions_by_a_wildcard():
    wild = [
        (name, action)
        for name, one in grants()
        for action in many(one.get("Action", []))
        if "*" in action and one["Effect"] == "Allow"
    ]
    # The key's own policy leaves the key to the account's IAM, which is how AWS wants it said.
    assert wild == [("Key", "kms:*")]


def test_a_grant_for_every_resource_has_a_reason():
    assert {name for name, one in grants() if one["Effect"] == "Allow" and "*" in many(one.get("Resource"))} == set(
        EVERY_RESOURCE
    )


def test_no_function_may_scan_the_table_or_drop_it():
    allowed = {action for _, one in grants() if one["Effect"] == "Allow" for action in many(one["Action"])}
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
def test_a_function_that_opens_a_tenants_store_may_read_its_key_material(function):
    role = of_type("AWS::IAM::Role")[function.removesuffix("Function") + "Role"]
    assert {"Ref": "ReadKeyMaterial"} in role["ManagedPolicyArns"]


def test_only_the_sender_may_send():
    sending = ("ses:", "sms-voice:")
    assert {name for name, one in grants() if any(action.startswith(sending) for action in many(one["Action"]))} == {
        "NotificationSenderRole"
    }


def test_the_public_pages_list_nothing_delete_only_memberships_of_lists_and_read_only_what_a_contact_is_shown():
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
    shown = ("attachments/*", "exports/*/people/*")
    assert own["s3:GetObject"]["Resource"] == [{"Fn::Sub": f"${{Bucket.Arn}}/{one}"} for one in shown]


def test_the_documentation_may_do_nothing():
    assert RESOURCES["DocsApiRole"]["Properties"]["ManagedPolicyArns"] == [{"Ref": "SendTraces"}]
    own = {action for name, one in grants() if name == "DocsApiRole" for action in many(one["Action"])}
    assert own == {"logs:CreateLogStream", "logs:PutLogEvents"}


def test_only_docs_and_links_answer_without_a_login():
    assert RESOURCES["HttpApi"]["Properties"]["Auth"]["DefaultAuthorizer"] == "Jwt"
    open_routes = {
        name for name in HTTP_FUNCTIONS for event in events(name, "HttpApi") if event.get("Auth", {}).get("Authorizer") == "NONE"
    }
    assert open_routes == WITHOUT_LOGIN
    for name in WITHOUT_LOGIN:
        assert all(event["Auth"] == {"Authorizer": "NONE"} for event in events(name, "HttpApi"))


def test_an_unknown_path_is_answered_by_the_contacts_api():
    default = [name for name in HTTP_FUNCTIONS for event in events(name, "HttpApi") if "Path" not in event]
    assert default == ["ContactsApiFunction"]


def test_no_two_functions_own_a_route():
    routes = [(event.get("Method"), event.get("Path")) for name in HTTP_FUNCTIONS for event in events(name, "HttpApi")]
    assert len(routes) == len(set(routes))


def test_the_access_log_keeps_neither_links_nor_addresses_of_callers():
    written = json.loads(RESOURCES["HttpApi"]["Properties"]["AccessLogSettings"]["Format"])
    assert not {"$context.path", "$context.identity.sourceIp", "$context.identity.userAgent"} & set(written.values())
    assert "$context.routeKey" in written.values()


@pytest.mark.parametrize("name", ["Key", "ContactsTable", "Bucket", "KeyMaterial"])
def test_what_cannot_be_made_again_outlives_the_stack(name):
    assert RESOURCES[name]["DeletionPolicy"] == RESOURCES[name]["UpdateReplacePolicy"] == "Retain"


def test_the_table_is_guarded():
    table = RESOURCES["ContactsTable"]["Properties"]
    assert table["DeletionProtectionEnabled"] is True
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": ["Key", "Arn"]}
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def test_only_the_list_of_contacts_carries_more_than_keys():
    indexes = {
        one["IndexName"]: one["Projection"]["ProjectionType"]
        for one in RESOURCES["ContactsTable"]["Properties"]["GlobalSecondaryIndexes"]
    }
    assert indexes == {"gsi1": "ALL", "gsi2": "KEYS_ONLY", "gsi3": "KEYS_ONLY"}


def test_the_bucket_is_closed():
    assert set(RESOURCES["Bucket"]["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
    (deny,) = statements(RESOURCES["BucketPolicy"]["Properties"]["PolicyDocument"])
    assert (deny["Effect"], deny["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_has_a_sample_event(function):
    samples = list((ROOT / "events" / package(function)).glob("*.json"))
    assert samples
    for sample in samples:
        assert isinstance(json.loads(sample.read_text()), dict)


def test_every_excuse_from_a_check_has_its_reason():
    lines = (ROOT / ".checkov.yaml").read_text().splitlines()
    excused = [number for number, line in enumerate(lines) if line.strip().startswith("- CKV")]
    assert excused
    assert all(lines[number - 1].strip().startswith("#") for number in excused)
    for one in RESOURCES.values():
        for skip in one.get("Metadata", {}).get("checkov", {}).get("skip", []):
            assert len(skip["comment"]) > 20
