# mypy: disable-error-code="import-not-found,no-any-return"
"""Returns what it got, and does on request what a function can do."""

import base64
import json
import os
import time
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import sample_clock
import sample_store


def handler(event: dict[str, Any], context: Any) -> Any:
    action = event["rawPath"].removeprefix("/v1/")
    do = ACTIONS.get(action)
    return do(_body(event)) if do else {"echo": event, "context": _shown(context)}


def _body(event: dict[str, Any]) -> Any:
    body = event.get("body") or "{}"
    return json.loads(base64.b64decode(body) if event["isBase64Encoded"] else body)


def _shown(context: Any) -> dict[str, Any]:
    names = ("aws_request_id", "function_name", "memory_limit_in_mb", "invoked_function_arn", "log_stream_name")
    return {**{name: getattr(context, name) for name in names}, "remaining": context.get_remaining_time_in_millis()}


def _send(messages: list[dict[str, Any]]) -> dict[str, Any]:
    for message in messages:
        delay = message.pop("delay", 0)
        sample_store.client("sqs").send_message(
            QueueUrl=os.environ["WORK_QUEUE_URL"],
            MessageBody=json.dumps(message),
            DelaySeconds=delay,
            MessageAttributes={"origin": {"DataType": "String", "StringValue": "web"}},
        )
    return {"sent": len(messages)}


def _write(keys: list[str]) -> dict[str, Any]:
    for key in keys:
        sample_store.client("dynamodb").put_item(TableName=os.environ["TABLE_NAME"], Item={"pk": {"S": key}})
    return {"written": keys}


def _mail(body: dict[str, Any]) -> dict[str, Any]:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ann <ann@example.com>", body["to"], body["subject"]
    message["List-Unsubscribe"] = "<https://example.com/p/1>"
    message.set_content("Χαίρετε\n")
    message.add_alternative("<p>Χαίρετε</p>", subtype="html")
    answer = sample_store.client("sesv2").send_email(
        FromEmailAddress="ann@example.com",
        Destination={"ToAddresses": [body["to"]]},
        Content={"Raw": {"Data": message.as_bytes()}},
        EmailTags=[{"Name": "communication_id", "Value": "com_1"}, {"Name": "tenant_id", "Value": "demo"}],
    )
    return {"message_id": answer["MessageId"]}


def _text(body: dict[str, Any]) -> dict[str, Any]:
    answer = sample_store.client("pinpoint-sms-voice-v2").send_text_message(
        DestinationPhoneNumber=body["to"],
        OriginationIdentity="ACME",
        MessageBody=body["text"],
        Context={"communication_id": "com_2"},
    )
    return {"message_id": answer["MessageId"]}


def _print(letters: list[dict[str, Any]]) -> dict[str, Any]:
    sample_store.client("s3").put_object(
        Bucket=os.environ["BUCKET_NAME"], Key="print/run_1.json", Body=json.dumps({"letters": letters}).encode()
    )
    return {"printed": len(letters)}


def _upload_url(headers: dict[str, Any]) -> dict[str, Any]:
    parameters = {"Bucket": os.environ["BUCKET_NAME"], "Key": "uploads/1", **headers}
    sign = sample_store.client("s3").generate_presigned_url
    return {
        "put": sign("put_object", parameters),
        "get": sign("get_object", {"Bucket": parameters["Bucket"], "Key": "uploads/1"}),
    }


def _remember(_: Any) -> dict[str, Any]:
    sample_store.remembered()["calls"] += 1
    return sample_store.remembered()


def _sleep(body: dict[str, Any]) -> dict[str, Any]:
    time.sleep(body["seconds"])
    return {"slept": body["seconds"]}


def _fail(_: Any) -> dict[str, Any]:
    raise RuntimeError("a secret that no client may read")


def _answer(body: Any) -> Any:
    return body


def _state(_: Any) -> dict[str, Any]:
    names = ("STAGE", "PUBLIC_URL", "TABLE_NAME", "AWS_REGION")
    secret = sample_store.client("secretsmanager").get_secret_value(SecretId=os.environ["SECRET_ID"])
    return {
        "now": sample_clock.now().isoformat(),
        "notes": sample_store.notes(),
        "environment": {name: os.environ[name] for name in names},
        "secret": json.loads(secret["SecretString"]),
    }


ACTIONS: dict[str, Callable[[Any], Any]] = {
    "send": _send,
    "write": _write,
    "mail": _mail,
    "text": _text,
    "print": _print,
    "upload-url": _upload_url,
    "remember": _remember,
    "sleep": _sleep,
    "fail": _fail,
    "answer": _answer,
    "state": _state,
}
