"""The first five minutes: the demo's records, its guide as the page shows it, and the README's first script."""

import json
import re
import shutil
import subprocess
from typing import Any

import pytest

from tests.pages.conftest import Open
from tests.scenarios.conftest import ROOT, Stack

Json = dict[str, Any]

BASH, CURL = shutil.which("bash"), shutil.which("curl")


@pytest.fixture(scope="module")
def guide(running_stack: Stack) -> Json:
    found: Json = running_stack.http.get("/_local/guide").json()
    return found


def shell(script: str) -> str:
    """Run a script as a newcomer's shell does, and return what it prints."""
    if BASH is None or CURL is None:
        pytest.skip("no bash or no curl here: on Debian, apt-get install curl")
    ran = subprocess.run([BASH, "-euo", "pipefail", "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def answers(guide: Json, number: int) -> list[Any]:
    """Send every curl of a step, as the page shows it, and return the answers."""
    lines = [f"{call['curl']}; echo" for call in guide["steps"][number]["calls"]]
    printed = shell("\n".join([guide["token"], *lines]))
    return [json.loads(line) for line in printed.splitlines() if line]


def test_the_demo_has_the_same_records_every_time(stack: Stack) -> None:
    demo = stack.portal("demo")
    people = demo.get("/v1/contacts?kind=person&limit=100")["items"]
    names = {one["display_name"] for one in people}
    assert {"Μαρία Παπαδοπούλου", "أحمد الخطيب", "ليلى حداد", "Eleni Georgiou"} <= names
    profiles = demo.get("/v1/contacts?kyc_profile=full&limit=100")["items"]
    states = sorted(one["kyc"]["state"] for one in profiles)
    assert states == ["expired", "pending_verification", "pending_verification", "refuted", "verified", "verified"]
    stages = sorted((one["stage"], one["outcome"]) for one in demo.get("/v1/opportunities")["items"])
    assert stages == [
        ("deposit", "open"),
        ("deposit", "won"),
        ("inquiry", "lost"),
        ("inquiry", "open"),
        ("tour", "open"),
        ("tour", "open"),
    ]
    for community in ("demo-north", "demo-south"):
        assert stack.portal(community).get("/v1/contacts/count") == {"count": 2, "more": False}


def test_step_1_finds_a_customer_in_any_alphabet(guide: Json) -> None:
    latin, arabic, relations, information, opportunities, refused = answers(guide, 0)
    assert [one["display_name"] for one in latin["items"]] == ["Μαρία Παπαδοπούλου"]
    assert [one["display_name"] for one in arabic["items"]] == ["ليلى حداد"]
    assert {one["relation_type"] for one in relations["items"]} == {"employee", "spouse"}
    assert (information["email"]["value"], information["email"]["level"]) == ("rent.papadopoulou@example.com", "account")
    assert information["phone"]["level"] == "contact"
    assert len(opportunities["items"]) == 6
    assert [(one["line"], one["code"]) for one in refused["items"]] == [(13, "invalid_email")]


def test_step_2_shows_one_person_in_two_communities(guide: Json) -> None:
    shared, copies = answers(guide, 1)
    assert [(one["primary_tenant_id"], one["because"]) for one in shared["items"]] == [("demo-north", "highest_stage")]
    assert [one["display_name"] for one in copies["items"]] == ["Eleni Georgiou"]


def test_step_3_explains_every_decision_of_the_campaign(guide: Json) -> None:
    run, decisions = answers(guide, 2)
    assert (run["state"], run["sent"], run["skipped"]) == ("finished", 7, 3)
    reasons = sorted(one["reason"] for one in decisions["items"] if not one["contacted"])
    assert reasons == ["bounced", "direct_marketing_opted_out", "no_address"]
    assert sum(one["contacted"] for one in decisions["items"]) == 7


def test_step_4_lets_a_profile_expire(guide: Json) -> None:
    expiring, moved, fired, drained, profiles, back = answers(guide, 3)
    assert [one["expires_because"] for one in expiring["items"]] == ["id_card"]
    assert moved["now"].startswith(expiring["items"][0]["expires_on"])
    assert fired["schedule"].startswith("KycExpiry")
    assert drained["drained"]
    ended = {one["contact_id"] for one in profiles["items"] if one["state"] == "expired"}
    assert expiring["items"][0]["contact_id"] in ended
    assert len(ended) == 2
    assert back["now"] < moved["now"]


def test_step_5_undoes_a_merge(guide: Json) -> None:
    before, undone, after = answers(guide, 4)
    assert [one["display_name"] for one in before["items"]] == ["Anna Petrou"]
    assert undone["merge_id"]
    assert {one["display_name"] for one in after["items"]} == {"Anna Petrou", "Άννα Πέτρου"}


def test_step_6_says_no_and_the_no_stands(guide: Json) -> None:
    preferences, message, _, history, permissions, audit, chain = answers(guide, 5)
    assert preferences["direct_marketing"] is False
    (skipped,) = [one for one in history["items"] if one["communication_id"] == message["communication_id"]]
    assert (skipped["state"], skipped["reason"]) == ("skipped", "direct_marketing_opted_out")
    (decided,) = [one for one in permissions["items"] if one["scope"] == "direct_marketing"]
    assert (decided["allowed"], decided["because"]["said"]) == (False, "no")
    assert "preferences.changed" in {one["action"] for one in audit["items"]}
    assert chain["whole"]


def test_the_guide_has_six_steps_and_the_page_sends_one(stack: Stack, guide: Json, browse: Open) -> None:
    assert len(guide["steps"]) == 6
    tab = browse(scripts=True)
    tab.goto(str(stack.http.base_url.join("/_local")))
    tab.get_by_text("12 of 12").wait_for()
    tab.get_by_role("button", name="Send: " + guide["steps"][1]["title"]).click()
    tab.get_by_text("One person in two communities: done").wait_for()
    assert "engaging-in-Demo North-primary" in tab.locator("#steps li").nth(1).locator("pre").last.inner_text()


def test_the_readmes_script_sends_its_email_on_a_fresh_stack(stack: Stack) -> None:
    (script,) = re.findall(r"```sh\n(API=.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert "API=http://127.0.0.1:3000\n" in script
    printed = shell(script.replace("http://127.0.0.1:3000", str(stack.http.base_url).rstrip("/")))
    run, end = json.JSONDecoder().raw_decode(printed)
    newest = json.loads(printed[end:])["items"][0]
    assert (newest["to"], newest["subject"], newest["text"]) == ("eleni@example.com", "Eleni, an offer", "Dear Eleni")
    assert newest["tags"]["run_id"] == run["run_id"]
