"""Every alarm has a page that says what to type, and what the pages name exists (S8.8)."""

import re

import pytest

from tests.checks.runbook import (
    COMMANDS,
    PARTS,
    RUNBOOK,
    alarms,
    is_shell,
    missing_parts,
    named_by,
    pages,
    sections,
    shell_blocks,
    short_commands,
    stack_names,
    unknown_words,
    wrong_calls,
)
from tests.checks.template import FUNCTIONS, HTTP_FUNCTIONS, JOBS, QUEUES, events, kebab, of_type

pytestmark = pytest.mark.feature("S8.8")

# CloudWatch's limit of a description.
LONGEST = 1024
NAMES = {kebab(function) for function in FUNCTIONS}
QUEUE_NAMES = {one["QueueName"]["Fn::Sub"].removeprefix("${AWS::StackName}-") for one in QUEUES.values()}
BEHIND_A_QUEUE = {kebab(function) for function in JOBS}
POLLING = BEHIND_A_QUEUE | {"contact-events"}
WITH_DEAD_LETTERS = {kebab(function) for function in FUNCTIONS.keys() - HTTP_FUNCTIONS}
ON_A_SCHEDULE = {
    kebab(function)
    for function in JOBS
    for one in of_type("AWS::Scheduler::Schedule").values()
    if one["Target"]["Arn"]["Fn::GetAtt"][0] == events(function, "SQS")[0]["Queue"]["Fn::GetAtt"][0]
}
APPLIES_TO = {
    "errors": NAMES,
    "waiting": QUEUE_NAMES,
    "peek": WITH_DEAD_LETTERS,
    # SQS moves dead messages only back into the queue that they come from.
    "redrive": BEHIND_A_QUEUE,
    "redriven": BEHIND_A_QUEUE,
    "discard": WITH_DEAD_LETTERS,
    "discard_all": WITH_DEAD_LETTERS,
    "start": ON_A_SCHEDULE,
    "poller": POLLING,
    "hold": POLLING,
    "go_on": POLLING,
    "workers": BEHIND_A_QUEUE,
    "versions": {kebab(function) for function in HTTP_FUNCTIONS},
    "answer_with": {kebab(function) for function in HTTP_FUNCTIONS},
}
every_page = pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)


def headings() -> dict[str, str]:
    return {
        f"docs/runbook/{page.name}#{heading}": text for page in pages() for heading, text in sections(page.read_text()).items()
    }


def test_every_alarm_names_a_heading_of_its_own():
    named = {name: re.findall(r"docs/runbook/\S+", description) for name, description in alarms().items()}
    assert {name: places for name, places in named.items() if len(places) != 1 or not places[0].endswith(f".md#{name}")} == {}
    assert {places[0] for places in named.values()} - headings().keys() == set()


def test_every_heading_has_its_alarm():
    assert [place for place in headings() if place.partition("#")[2] not in alarms()] == []
    assert len(headings()) == len(alarms()) > 60


def test_the_description_of_an_alarm_fits_into_cloudwatch():
    assert [name for name, description in alarms().items() if len(description) > LONGEST] == []


def test_every_alarm_has_every_part():
    assert {place: missing for place, text in headings().items() if (missing := missing_parts(text))} == {}


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_or_empty_part_is_noticed(part):
    whole = "\n\n".join(f"**{one}** `errors merges`" for one in PARTS)
    assert missing_parts(whole) == []
    assert missing_parts(whole.replace(f"**{part}** `errors merges`", "")) == [part]
    assert missing_parts(whole.replace(f"**{part}** `errors merges`", f"**{part}**")) == [part]


def test_typing_without_a_command_is_noticed():
    whole = "\n\n".join(f"**{one}** Mend it." for one in PARTS)
    assert missing_parts(whole) == ["Look first.", "Type."]


@every_page
def test_every_line_that_is_typed_begins_with_a_command(page):
    blocks = list(shell_blocks(page.read_text()))
    assert blocks
    assert [word for block in blocks for word in unknown_words(block)] == []
    assert [block for block in blocks if not is_shell(block)] == []


@pytest.mark.parametrize("document", [*pages(), COMMANDS], ids=lambda path: path.name)
def test_every_call_of_the_aws_cli_exists(document):
    assert wrong_calls(document.read_text()) == []


def test_a_wrong_call_of_the_aws_cli_is_noticed():
    assert wrong_calls("aws sqs redrive-queue --queue-url x") == ["sqs redrive-queue"]
    assert wrong_calls("aws sqs purge-queue --queue-name x") == ["sqs purge-queue --queue-name"]
    assert wrong_calls("aws queues list") == ["queues"]


@every_page
def test_every_name_behind_that_of_the_stack_exists(page):
    # The access log of the gateway, and an example of a tenant.
    assert stack_names(page.read_text()) - NAMES - QUEUE_NAMES - {"requests", "acme"} == set()


@pytest.mark.parametrize("command", sorted(APPLIES_TO))
def test_a_short_command_is_applied_to_what_it_works_for(command):
    named = set().union(*(named_by(command, page.read_text()) for page in RUNBOOK.glob("*.md")))
    assert named
    assert named - APPLIES_TO[command] == set()


def test_every_short_command_that_takes_a_name_is_checked():
    takes_a_name = set(re.findall(r"^# (\w+) (?:FUNCTION|JOB|QUEUE)", COMMANDS.read_text(), re.MULTILINE))
    assert takes_a_name == APPLIES_TO.keys()


def test_every_short_command_is_explained():
    text = COMMANDS.read_text()
    public = {name for name in short_commands() if not name.startswith("_")}
    assert {name for name in public if not re.search(rf"^# {name}[ :]", text, re.MULTILINE)} == set()


def test_the_first_page_leads_to_every_page():
    text = (RUNBOOK / "README.md").read_text()
    assert [page.name for page in pages() if f"]({page.name})" not in text] == []


@every_page
def test_a_link_to_a_heading_of_the_runbook_leads_there(page):
    found = re.findall(r"\]\(([\w-]+\.md)?#([\w-]+)\)", page.read_text())
    wanted = [(RUNBOOK / (name or page.name), anchor) for name, anchor in found]
    there = {
        path: {
            re.sub(r"[^\w-]", "", head.lower().replace(" ", "-"))
            for head in re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
        }
        for path, _ in wanted
    }
    assert [anchor for path, anchor in wanted if anchor not in there[path]] == []
