"""The queues, schedules, alarms and stream source of template.yaml."""

import json

import pytest

from tests.checks.template import (
    ALARMS,
    FUNCTIONS,
    GLOBALS,
    HTTP_FUNCTIONS,
    JOBS,
    QUEUES,
    alarms_of,
    events,
    kebab,
    of_type,
    package,
    reaches_stream_function,
    statements,
)

SCHEDULES = {"KycExpiry", "TenantSync", "NameDays", "Anonymization", "Sweeper", "Offboarding"}


@pytest.mark.parametrize("function", JOBS)
def test_each_job_has_one_queue_with_a_dead_letter_queue(function):
    (event,) = events(function, "SQS")
    queue = QUEUES[event["Queue"]["Fn::GetAtt"][0]]
    dead = QUEUES[queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]]
    assert dead["QueueName"] == {"Fn::Sub": f"${{AWS::StackName}}-{kebab(function)}-dead-letters"}
    assert dead["MessageRetentionPeriod"] == 14 * 24 * 3600
    assert event["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert queue["VisibilityTimeout"] >= 6 * FUNCTIONS[function].get("Timeout", GLOBALS["Timeout"])


@pytest.mark.parametrize("function", JOBS)
def test_the_environment_holds_the_queue_address_of_each_job(function):
    (event,) = events(function, "SQS")
    variable = GLOBALS["Environment"]["Variables"][f"{package(function).upper()}_QUEUE_URL"]
    assert variable == {"Ref": event["Queue"]["Fn::GetAtt"][0]}


def test_every_queue_is_encrypted_with_our_key():
    assert {name for name, one in QUEUES.items() if one.get("KmsMasterKeyId") == {"Fn::GetAtt": ["Key", "Arn"]}} == set(QUEUES)


def test_each_function_has_an_alarm_for_errors():
    assert alarms_of("EveryFunction") == {kebab(function) for function in FUNCTIONS}


def test_each_dead_letter_queue_has_an_alarm():
    dead = {name["QueueName"]["Fn::Sub"] for name in QUEUES.values() if name["QueueName"]["Fn::Sub"].endswith("-dead-letters")}
    assert dead == {f"${{AWS::StackName}}-{job}-dead-letters" for job in alarms_of("EveryJob")}
    assert alarms_of("EveryJob") == {kebab(function) for function in set(FUNCTIONS) - HTTP_FUNCTIONS}


def test_each_alarm_notifies_the_topic():
    alarms = [one for name, one in ALARMS["Resources"].items() if not name.startswith("Fn::")]
    alarms += [looped for name, one in ALARMS["Resources"].items() if name.startswith("Fn::") for looped in one[2].values()]
    for alarm in alarms:
        if alarm["Type"] == "AWS::CloudWatch::Alarm":
            assert alarm["Properties"]["AlarmActions"] == [{"Ref": "Topic"}]


def test_a_failing_stream_batch_is_halved_and_finally_kept_in_the_dead_letter_queue():
    (stream,) = events("ContactEventsFunction", "DynamoDB")
    assert stream["BisectBatchOnFunctionError"] is True
    assert stream["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert stream["StartingPosition"] == "TRIM_HORIZON"
    assert stream["DestinationConfig"]["OnFailure"]["Destination"] == {"Fn::GetAtt": ["ContactEventsDeadLetters", "Arn"]}


def changes_that_reach_the_stream_function(*kinds: str) -> list[tuple[str, str]]:
    images = {"INSERT": "NewImage", "MODIFY": "NewImage", "REMOVE": "OldImage"}
    changes = [(kind, name) for kind in kinds for name in images]
    return [
        (kind, name)
        for kind, name in changes
        if reaches_stream_function({"eventName": name, "dynamodb": {images[name]: {"kind": {"S": kind}}}})
    ]


def test_every_change_of_contacts_and_history_reaches_the_stream_function():
    reached = changes_that_reach_the_stream_function("contact", "history")
    assert reached == [(kind, name) for kind in ("contact", "history") for name in ("INSERT", "MODIFY", "REMOVE")]


def test_derived_items_do_not_reach_the_stream_function():
    derived = ("search_word", "duplicate_key", "match_member", "match_entry", "match_change")
    assert changes_that_reach_the_stream_function(*derived, "claim", "request", "owner") == []


def test_what_a_sync_run_keeps_does_not_reach_the_stream_function():
    # The run itself does: its end is an event.
    assert ("sync_run", "MODIFY") in changes_that_reach_the_stream_function("sync_run")
    kept = ("crowded_key", "shared_person", "sync_run_change", "sync_run_refusal", "sync_state")
    assert changes_that_reach_the_stream_function(*kept, "copy_pointer", "synced_copy") == []


def test_each_schedule_sends_every_tenant_to_the_queue_of_its_job():
    schedules = of_type("AWS::Scheduler::Schedule")
    assert set(schedules) == SCHEDULES
    (grant,) = statements(of_type("AWS::IAM::Role")["SchedulerRole"]["Policies"][0]["PolicyDocument"])
    for name, schedule in schedules.items():
        assert json.loads(schedule["Target"]["Input"]) == {"every_tenant": True}
        assert schedule["Target"]["Arn"] == {"Fn::GetAtt": [f"{name}Queue", "Arn"]}
        assert schedule["Target"]["Arn"] in grant["Resource"]


def test_what_a_schedule_cannot_send_lies_in_the_dead_letters_of_its_job_within_an_hour():
    (grant,) = statements(of_type("AWS::IAM::Role")["SchedulerRole"]["Policies"][0]["PolicyDocument"])
    for name, schedule in of_type("AWS::Scheduler::Schedule").items():
        target = schedule["Target"]
        assert target["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": [f"{name}DeadLetters", "Arn"]}}
        assert target["DeadLetterConfig"]["Arn"] in grant["Resource"]
        # Scheduler tries for a day by default. The next message of the sweeper comes a minute later.
        assert target["RetryPolicy"]["MaximumEventAgeInSeconds"] == (60 if name == "Sweeper" else 3600)


def test_uploads_reach_their_job_by_one_rule_that_alone_may_send_there():
    ((name, rule),) = of_type("AWS::Events::Rule").items()
    (target,) = rule["Targets"]
    assert target["Arn"] == {"Fn::GetAtt": ["UploadsQueue", "Arn"]}
    assert target["DeadLetterConfig"]["Arn"] == {"Fn::GetAtt": ["UploadsDeadLetters", "Arn"]}
    assert rule["EventPattern"]["detail"]["bucket"] == {"name": [{"Ref": "Bucket"}]}
    assert of_type("AWS::S3::Bucket")["Bucket"]["NotificationConfiguration"] == {
        "EventBridgeConfiguration": {"EventBridgeEnabled": True}
    }
    (policy,) = of_type("AWS::SQS::QueuePolicy").values()
    (grant,) = statements(policy["PolicyDocument"])
    assert (grant["Principal"], grant["Action"]) == ({"Service": "events.amazonaws.com"}, "sqs:SendMessage")
    assert grant["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": [name, "Arn"]}}}
