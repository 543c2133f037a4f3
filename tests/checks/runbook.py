"""The runbook as data: its pages, the alarms that they are about, and the commands that they tell to type."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.session
from botocore import xform_name
from botocore.exceptions import UnknownServiceError

from tests.checks.template import ALARMS, ROOT

RUNBOOK = ROOT / "docs" / "runbook"
COMMANDS = RUNBOOK / "commands.sh"
PARTS = ("It means.", "Who notices.", "Look first.", "Type.", "Over when.", "Lost.")

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FUNCTION = re.compile(r"^(\w+)\(\) \{$", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
# A call ends where the line ends, or where a call inside it begins.
_CALL = re.compile(r"\baws ([a-z0-9]+) ([a-z-]+)((?:(?!\baws )[^\n])*)")
_OPTION = re.compile(r"(?<=\s)--([a-z-]+)")
# Options of the AWS CLI itself.
_GLOBAL = {"query", "output", "endpoint-url", "cli-read-timeout", "cli-input-json"}
# Commands of the AWS CLI that are no operation of a service.
_BEYOND_SERVICES = {("s3", "sync"), ("dynamodb", "wait")}
# Shell words and programs that every machine has.
_PLAIN = {"export", ".", "aws", "rm", "python3", "grep", "make", "git"}


def pages() -> list[Path]:
    """Return the pages about alarms. README.md is the way to them."""
    return sorted(page for page in RUNBOOK.glob("*.md") if page.name != "README.md")


def alarms() -> dict[str, str]:
    """Return the description of every alarm by its name, without the name of the stack, with the loops unrolled."""
    found: dict[str, str] = {}
    for name, one in ALARMS["Resources"].items():
        if not name.startswith("Fn::ForEach::"):
            found |= _named(one, {})
            continue
        variable, values, resources = one
        for value in values:
            for resource in resources.values():
                found |= _named(resource, {variable: value})
    return found


def _named(resource: dict[str, Any], values: dict[str, str]) -> dict[str, str]:
    if resource["Type"] != "AWS::CloudWatch::Alarm":
        return {}
    properties = resource["Properties"]
    name, description = (_text(properties[key], values) for key in ("AlarmName", "AlarmDescription"))
    return {name.removeprefix("${Prefix}-"): description}


def _text(value: Any, values: dict[str, str]) -> str:
    text = str(value["Fn::Sub"] if isinstance(value, dict) else value)
    for name, replacement in values.items():
        text = text.replace(f"${{{name}}}", replacement)
    return text


def sections(text: str) -> dict[str, str]:
    """Return what a page says under each heading, behind what its top says for all of them."""
    top, *rest = _HEADING.split(text)
    return {heading: top + body for heading, body in zip(rest[::2], rest[1::2], strict=True)}


def missing_parts(section: str) -> list[str]:
    """Return the parts that are missing, that say nothing, or that tell to look or type without a command."""
    missing = []
    for part in PARTS:
        said = [text.partition("\n**")[0].partition("\n## ")[0].strip() for text in section.split(f"**{part}**")[1:]]
        needs_command = part in ("Look first.", "Type.")
        if not any(text and (not needs_command or "`" in text) for text in said):
            missing.append(part)
    return missing


def shell_blocks(text: str) -> Iterator[str]:
    """Yield the blocks that are typed into a shell."""
    yield from _SHELL.findall(text)


def short_commands() -> set[str]:
    """Return the functions that commands.sh defines."""
    return set(_FUNCTION.findall(COMMANDS.read_text()))


def unknown_words(block: str) -> list[str]:
    """Return the lines of a block that begin with no command, no short command and no assignment."""
    lines = [line for line in block.replace("\\\n", " ").splitlines() if line.strip()]
    words = [line.split()[0] for line in lines]
    return [word for word in words if word not in _PLAIN | short_commands() and not re.match(r"[A-Z_]+=", word)]


def wrong_calls(text: str) -> list[str]:
    """Return the calls of the AWS CLI whose service, operation or option does not exist."""
    session = botocore.session.get_session()
    wrong = []
    for service, operation, rest in _CALL.findall(text.replace("\\\n", " ")):
        if (service, operation) in _BEYOND_SERVICES:
            continue
        try:
            model = session.get_service_model(service)
        except UnknownServiceError:
            wrong.append(service)
            continue
        operations = {xform_name(name, "-"): name for name in model.operation_names}
        if operation not in operations:
            wrong.append(f"{service} {operation}")
            continue
        shape = model.operation_model(operations[operation]).input_shape
        known = {xform_name(name, "-") for name in (shape.members if shape else ())}
        known |= {f"no-{name}" for name in known} | _GLOBAL
        wrong += [f"{service} {operation} --{option}" for option in _OPTION.findall(rest) if option not in known]
    return wrong


def named_by(command: str, text: str) -> set[str]:
    """Return the functions, jobs and queues to which a short command is applied, in blocks and in backticks."""
    code = "\n".join([*shell_blocks(text), *_CODE.findall(_FENCE.sub("", text))])
    return set(re.findall(rf"(?<![\w-]){command} ([a-z]+(?:-[a-z]+)*)", code))


def stack_names(text: str) -> set[str]:
    """Return what is written behind the name of the stack."""
    return set(re.findall(r"\$STACK-([a-z]+(?:-[a-z]+)*)", text))


def is_shell(text: str) -> bool:
    """True if the quotes of a block are closed."""
    try:
        shlex.split(text)
    except ValueError:
        return False
    return True
