"""What a preview suggests comes in as it stands: nobody who said no becomes contactable by taking its answer."""

import csv
import io
from typing import Any

import pytest

from contactbook.domain.imports.presets.filling import PRESETS
from contactbook.domain.imports.presets.tools import PresetName
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.imports import contacts, imported, start

# Every column of opt-outs that a preset knows, with a word that says no there.
OPT_OUTS = [(name, header) for name, preset in PRESETS.items() for header in preset.opt_outs]
WORDS = {"STATUS": "unsubscribed", "Email Marketing Status": "cleaned", "UNSUB_TIME": "2025-01-02 03:04:05"}
PURPOSES = ("direct_marketing", "affiliate_marketing")


def preview(api: Api, text: str, **said: Any) -> dict[str, Any]:
    answer = api.post("/v1/imports/preview", {"csv": text} | said)
    assert answer.status == 200, answer.text
    return dict(answer.body)


def file_of(*rows: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def said_by(contact: dict[str, Any]) -> list[tuple[bool, bool]]:
    said = [contact.get("preferences", {}).get(purpose, {}) for purpose in PURPOSES]
    return [(one.get("asked", False), one.get("value", False)) for one in said]


def test_presets_know_columns_of_opt_outs() -> None:
    assert {name for name, _ in OPT_OUTS} == {PresetName.HUBSPOT, PresetName.SALESFORCE, PresetName.MAILCHIMP}


@pytest.mark.feature("S6.1")
@pytest.mark.parametrize(("preset", "header"), OPT_OUTS)
def test_the_columns_of_a_preview_alone_keep_a_no(world: World, api: Api, preset: PresetName, header: str) -> None:
    text = file_of(["First Name", "Email", header], ["Ann", "ann@example.com", WORDS.get(header, "1")])
    found = preview(api, text, preset=preset.value)
    assert found["opt_outs"] == dict.fromkeys(PURPOSES, header)
    assert imported(world, api, text, columns=found["columns"])["created"] == 1
    (ann,) = contacts(world)
    assert said_by(ann) == [(True, False), (True, False)]


@pytest.mark.feature("S6.1")
def test_the_whole_answer_of_a_preview_can_be_sent(world: World, api: Api) -> None:
    text = file_of(
        ["Record ID", "First Name", "Email", "Phone Number", "Unsubscribed from all email", "Additional email addresses"],
        ["1", "Ann", "ann@example.com", "+35722123456", "true", "a@example.com;b@example.com"],
    )
    found = preview(api, text)
    assert found["separators"] == {"emails": ";"}
    sent = {name: found[name] for name in ("columns", "opt_outs", "constants", "separators")}
    assert imported(world, api, text, **sent)["created"] == 1
    (ann,) = contacts(world)
    assert [one["address"] for one in ann["emails"]] == ["ann@example.com", "a@example.com", "b@example.com"]
    assert said_by(ann) == [(True, False), (True, False)]
    assert "more_than_columns" in [one["code"] for one in found["warnings"]]


@pytest.mark.feature("S6.7")
@pytest.mark.parametrize("said", [{"direct_marketing": "Never"}, {"direct_marketing": ["Never", "No"]}])
def test_a_no_in_any_column_of_opt_outs_is_a_no(world: World, api: Api, said: dict[str, Any]) -> None:
    text = file_of(["First", "No", "Never"], ["Ann", "1", ""], ["Bob", "0", "1"], ["Cat", "0", "0"])
    columns = {"first_name": "First", "opt_outs.direct_marketing": "No"}
    assert imported(world, api, text, columns=columns, opt_outs=said)["created"] == 3
    assert {one["first_name"]: said_by(one)[0][0] for one in contacts(world)} == {"Ann": True, "Bob": True, "Cat": False}


@pytest.mark.feature("S6.7")
def test_an_unknown_purpose_and_a_column_that_is_not_there_are_refused(world: World, api: Api) -> None:
    text = file_of(["First", "No"], ["Ann", "1"])
    for path, code in (("opt_outs.calls", "unknown_field"), ("opt_outs.direct_marketing.x", "unknown_field")):
        assert start(api, text, columns={"first_name": "First", path: "No"}).error_codes() == {f"/columns/{path}": code}
    missing = start(api, text, columns={"first_name": "First"}, opt_outs={"direct_marketing": ["No", "Nowhere"]})
    assert missing.error_codes() == {"/opt_outs/direct_marketing/1": "unknown_column"}
    assert contacts(world) == []


@pytest.mark.feature("S6.7")
def test_a_column_of_opt_outs_needs_the_right_to_change_contacts(world: World) -> None:
    importing = Api(scopes=("imports:write",))
    columns = {"first_name": "First", "opt_outs.direct_marketing": "No"}
    assert start(importing, file_of(["First", "No"], ["Ann", "1"]), columns=columns).status == 403


NO_COLUMNS = [
    *("Opt-out", "Opt_Out", "Do Not Email", "Do not contact", "Do not call", "DoNotCall", "DO_NOT_MAIL", "Blocked", "Bounced"),
    *("Suppressed", "Opted out of email: Newsletters", "HasOptedOutOfFax", "Unsubscribed", "No e-mail", "Απεγγραφή"),
    *("Complained", "Email permission", "Global unsub", "CLEAN-TIME", "Blacklist"),
]


@pytest.mark.feature("S6.1")
@pytest.mark.parametrize("header", NO_COLUMNS)
def test_a_column_that_says_no_is_told_and_never_guessed(world: World, api: Api, header: str) -> None:
    found = preview(api, file_of(["First Name", "Email", header], ["Ann", "ann@example.com", "1"]))
    assert [(one["code"], one["header"]) for one in found["warnings"]] == [("permission_column", header)]
    assert header not in found["columns"].values()


@pytest.mark.feature("S6.1")
@pytest.mark.parametrize("value", ["unsubscribed", "Cleaned", "opted out", "bounced", "do not contact"])
def test_a_column_whose_values_say_no_is_told_whatever_its_header(world: World, api: Api, value: str) -> None:
    rows = [["Ann", f"a{place}@example.com", f"active {place}"] for place in range(100)]
    found = preview(api, file_of(["First Name", "Email", "Status"], *rows, ["Bob", "b@example.com", value]))
    assert ("permission_column", "Status") in [(one["code"], one["header"]) for one in found["warnings"]]


@pytest.mark.feature("S6.7")
@pytest.mark.parametrize("by", ["preset", "columns", "opt_outs"])
@pytest.mark.parametrize(
    ("mail", "headers", "word"),
    [
        ("Email Address", ["UNSUB_TIME", "CLEAN_TIME", "STATUS"], "2025-01-02 03:04:05"),
        ("Email", ["Unsubscribed from all email", "hs_email_optout", "Opted out of email: Newsletters"], "true"),
        ("Email", ["HasOptedOutOfEmail", "Email Opt Out"], "1"),
    ],
)
def test_a_preset_reads_every_column_of_opt_outs(
    world: World, api: Api, mail: str, headers: list[str], word: str, by: str
) -> None:
    rows = [
        [f"P{place}", f"p{place}@example.com", *(word if one == place else "" for one in range(len(headers)))]
        for place in range(4)
    ]
    text = file_of(["First Name", mail, *headers], *rows)
    found = preview(api, text)
    assert "permission_column" not in [one["code"] for one in found["warnings"]]
    sent = {
        name: found[name] for name in (("columns",) if by == "columns" else ("preset",) if by == "preset" else ("columns", by))
    }
    assert imported(world, api, text, **({"columns": {}} | sent))["created"] == 4
    refused = {one["first_name"] for one in contacts(world) if said_by(one) == [(True, False)] * 2}
    assert refused == {f"P{place}" for place in range(len(headers))}


@pytest.mark.feature("S6.7")
def test_a_column_of_opt_outs_that_the_file_has_twice_is_not_lost(world: World, api: Api) -> None:
    text = file_of(["First Name", "Email", "HasOptedOutOfEmail", "HasOptedOutOfEmail"], ["Ann", "ann@example.com", "0", "1"])
    refused = start(api, text, columns={}, preset="salesforce")
    assert refused.error_codes() == dict.fromkeys([f"/opt_outs/{purpose}" for purpose in PURPOSES], "duplicate_header")


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize(
    "cell",
    [
        *("ann@example.com; bob@example.com", "ann@example.com,bob@example.com", "ann@example.com | bob@example.com"),
        *("ann@example.com\nbob@example.com", "ann@example.com bob@example.com", "ann@example.com / bob@example.com"),
        *("Lee, Ann <ann@example.com>; Lee, Bob <bob@example.com>", "ann@example.com ::: bob@example.com;"),
    ],
)
def test_several_emails_in_a_cell_come_in_by_the_columns_of_a_preview_alone(world: World, api: Api, cell: str) -> None:
    text = file_of(["First Name", "Email", "Phone"], ["Ann", cell, "99123456; 22123456"])
    found = preview(api, text)
    assert imported(world, api, text, columns=found["columns"])["created"] == 1
    (ann,) = contacts(world)
    assert [one["address"] for one in ann["emails"]] == ["ann@example.com", "bob@example.com"]
    assert [one["number"] for one in ann["phones"]] == ["+35799123456", "+35722123456"]


@pytest.mark.feature("S6.5")
@pytest.mark.parametrize("cell", ["ann@example.com and bob@example.com", "ann@example.com; n/a", "a@b@example.com"])
def test_what_is_no_list_of_emails_is_refused_as_a_whole(world: World, api: Api, cell: str) -> None:
    run = imported(world, api, file_of(["First Name", "Email"], ["Ann", cell]), columns={"emails.0.address": "Email"})
    assert (run["created"], run["failed"]) == (0, 1)


@pytest.mark.feature("S6.1")
def test_a_list_whose_separator_nobody_can_tell_is_told(api: Api) -> None:
    found = preview(api, file_of(["First Name", "Tags"], ["Ann", "vip, gold"], ["Bob", "vip;gold"]))
    told = [one for one in found["warnings"] if one["code"] == "separator_unclear"]
    assert [(one["header"], one["line"]) for one in told] == [("Tags", 2)]
    plain = preview(api, file_of(["First Name", "Tags"], ["Ann", "vip"], ["Bob", '"News, weekly";gold']))
    assert plain["warnings"] == []


@pytest.mark.feature("S6.1")
@pytest.mark.parametrize("header", ["Notes", "Block number", "Bus stop", "Company", "Department", "Shoe size"])
def test_another_column_is_no_column_of_a_no(world: World, api: Api, header: str) -> None:
    found = preview(api, file_of(["First Name", "Email", header], ["Ann", "ann@example.com", "41"]))
    assert "permission_column" not in [one["code"] for one in found["warnings"]]


@pytest.mark.feature("S6.1")
def test_the_addresses_of_who_said_no_are_not_suggested_to_write_to(world: World, api: Api) -> None:
    found = preview(api, file_of(["First Name", "Unsubscribed", "Do not call"], ["Ann", "ann@example.com", "+35799123456"]))
    assert found["columns"] == {"first_name": "First Name"}
    assert [one["code"] for one in found["warnings"]] == ["permission_column", "permission_column"]


@pytest.mark.feature("S6.1")
@pytest.mark.parametrize(("other", "field"), [("Surname", "last_name"), ("First name", "first_name"), ("Επώνυμο", "last_name")])
def test_a_name_beside_a_part_of_it_is_not_guessed(world: World, api: Api, other: str, field: str) -> None:
    found = preview(api, file_of(["Name", other], ["Ann", "Lee"]))
    assert found["columns"] == {field: other}
    assert [(one["code"], one["header"]) for one in found["warnings"]] == [("unmapped_column", "Name")]


@pytest.mark.feature("S6.1")
def test_a_file_without_a_header_is_told(world: World, api: Api) -> None:
    for first in (["Ann", "ann@example.com"], ["Ann", "+357 99 123456"], ["Ann", "99123456"]):
        found = preview(api, file_of(first, ["Bob", "bob@example.com"]))
        assert ("no_header", first[1]) in [(one["code"], one["header"]) for one in found["warnings"]]
    found = preview(api, file_of(["Name", "E-mail", "2024"], ["Ann", "ann@example.com", "x"]))
    assert "no_header" not in [one["code"] for one in found["warnings"]]


@pytest.mark.feature("S6.3")
def test_a_column_that_is_not_there_names_the_way_out(world: World, api: Api) -> None:
    refused = start(api, "Club\n\nFirst;Mail\nAnn;ann@example.com\n", columns={"first_name": "First"})
    (error,) = refused.body["errors"]
    assert (refused.status, error["code"]) == (422, "unknown_column")
    assert all(word in error["message"] for word in ("one column", "header_line", "separator"))
    assert "Club" not in error["message"]
