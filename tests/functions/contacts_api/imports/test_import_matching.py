"""Who is who in an import: groups of fields, contact ids, external ids, and the round trip of an export (S6.8, S7.4, S1.7)."""

import csv
import io
from typing import Any

import pytest

from contactbook.domain.base.spreadsheets import csv_line
from contactbook.domain.exports.columns import contact_columns, contact_row
from contactbook.services.base.stores import open_store
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.imports import UNIQUE_EMAIL, contacts, imported
from tests.builders.sending import settings

MAIL = {"first_name": "First", "emails.0.address": "Mail"}


def outcome(run: dict[str, Any]) -> tuple[int, ...]:
    return tuple(run[name] for name in ("created", "updated", "skipped", "failed"))


def person(api: Api, name: str, **fields: Any) -> str:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": name, **fields})
    assert made.status == 201, made.text
    return str(made.body["contact_id"])


@pytest.mark.feature("S6.8", "S1.7")
def test_a_row_matches_by_an_email_although_no_rule_says_so(world: World, api: Api) -> None:
    ann = person(api, "Ann", emails=[{"address": "ann@example.com"}])
    drain_stream(world)
    said = {"columns": MAIL, "match_on": [["emails"]], "on_duplicate": "update"}
    file = "First,Mail\nAnna,ANN@example.com\nBob,bob@example.com\nBobby,bob@example.com\n"
    assert outcome(imported(world, api, file, dry_run=True, **said)) == (1, 2, 0, 0)
    assert outcome(imported(world, api, file, **said)) == (1, 2, 0, 0)
    assert api.get(f"/v1/contacts/{ann}").body["first_name"] == "Anna"
    assert [one["first_name"] for one in contacts(world)] == ["Bobby", "Anna"]


@pytest.mark.feature("S6.8", "S7.4")
def test_groups_are_tried_in_order(world: World, api: Api) -> None:
    ann = person(api, "Ann", external_ids={"core": "A-1"}, emails=[{"address": "ann@example.com"}])
    bob = person(api, "Bob", emails=[{"address": "bob@example.com"}])
    drain_stream(world)
    file = "First,Mail,Core\nAnna,new@example.com,A-1\nRob,bob@example.com,B-2\nEve,eve@example.com,E-3\n"
    columns = MAIL | {"external_ids.core": "Core"}
    run = imported(world, api, file, columns=columns, match_on=[["external_ids.core"], ["emails"]], on_duplicate="update")
    assert outcome(run) == (1, 2, 0, 0)
    assert api.get(f"/v1/contacts/{ann}").body["emails"][0]["address"] == "new@example.com"
    assert api.get(f"/v1/contacts/{bob}").body["external_ids"] == {"core": "B-2"}


@pytest.mark.feature("S6.8")
def test_a_row_with_an_unknown_contact_id_makes_a_contact_only_where_ids_are_not_meant(world: World, api: Api) -> None:
    file, columns = "First,Mail,Id\nAnn,ann@example.com,con_01J9ZQ5W3V8K2M4N6P7R8S9T0A\n", MAIL | {"contact_id": "Id"}
    assert outcome(imported(world, api, file, columns=columns)) == (1, 0, 0, 0)
    run = imported(world, api, file, columns=columns, match_on=[["contact_id"]])
    assert outcome(run) == (0, 0, 0, 1)
    (error,) = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert (error["code"], error["header"]) == ("unknown_contact", "Id")


@pytest.mark.feature("S1.7", "S6.8")
def test_a_known_contact_that_is_skipped_joins_the_list(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    ann = person(api, "Ann", emails=[{"address": "ann@example.com"}])
    list_id = api.post("/v1/lists", {"name": "Fair"}).body["list_id"]
    run = imported(world, api, "First,Mail\nOther,ann@example.com\n", columns=MAIL, list_id=list_id)
    assert outcome(run) == (0, 0, 1, 0)
    after = api.get(f"/v1/contacts/{ann}").body
    assert (after["list_ids"], after["first_name"]) == ([list_id], None)


@pytest.mark.feature("S6.8")
def test_values_of_another_contact_fail_the_row_and_stop_no_other(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", {"person": [["last_name", "identifiers.id_card.number"]]}).status == 200
    person(api, "Ann", identifiers={"id_card": {"number": "X1"}})
    bob = person(api, "Bob", identifiers={"id_card": {"number": "X1"}})
    cat = person(api, "Cat", identifiers={"id_card": {"number": "X3"}})
    file = f"Id,Last\n{bob},Ann\n{cat},Kat\n"
    run = imported(world, api, file, columns={"contact_id": "Id", "last_name": "Last"}, on_duplicate="update")
    assert outcome(run) == (0, 1, 0, 1)
    assert api.get(f"/v1/contacts/{cat}").body["last_name"] == "Kat"


@pytest.mark.feature("S6.8")
def test_a_new_card_number_does_not_keep_the_date_of_the_old_card(world: World, api: Api) -> None:
    card = {"number": "X1", "country": "CY", "expires_on": "2030-01-31"}
    ann = person(api, "Ann", identifiers={"id_card": card})
    said = {"match_on": [["contact_id"]], "on_duplicate": "update"}
    columns = {"contact_id": "Id", "identifiers.id_card.number": "Card", "identifiers.id_card.expires_on": "Until"}
    imported(world, api, f"Id,Card,Until\n{ann},,2031-01-31\n", columns=columns, **said)
    assert api.get(f"/v1/contacts/{ann}").body["identifiers"]["id_card"] == card | {"expires_on": "2031-01-31"}
    imported(world, api, f"Id,Card,Until\n{ann},X2,\n", columns=columns, **said)
    found = api.get(f"/v1/contacts/{ann}").body["identifiers"]["id_card"]
    assert {name: value for name, value in found.items() if value} == {"number": "X2"}


def exported(world: World) -> str:
    store = open_store("acme")
    settings = store.settings.current()
    rows = [contact_row(store.contacts.get(one["contact_id"]), settings) for one in contacts(world)]
    return "".join([csv_line(contact_columns(settings)), *map(csv_line, rows)])


@pytest.mark.feature("S6.8")
@pytest.mark.parametrize("dropped", [None, "tags", "phones.0.number", "addresses.0.line_1", "addresses.0.type", "contact_id"])
def test_an_export_with_two_edited_cells_changes_these_two_contacts(world: World, api: Api, dropped: str | None) -> None:
    for number in range(4):
        person(
            api,
            f"Person {number}",
            date_of_birth=None if number else "1980-12-31",
            birthday="02-29" if number == 1 else None,
            emails=[
                {"type": "work", "address": f"one{number}@example.com"},
                {"type": "other", "address": f"two{number}@example.com"},
            ],
            phones=[
                {"type": "work", "number": f"+35799{number}00001"},
                {"type": "home", "number": f"+3572200000{number}", "extension": "12"},
            ],
            addresses=[
                {"type": "home", "line_1": f"{number} Ledra St", "city": "Nicosia", "country": "CY"},
                {"type": "business", "line_1": f"{number} Ermou", "city": "Athens", "country": "GR", "primary": True},
            ],
            tags=["vip", "=sum"],
            external_ids={"core": f"C-{number}"},
            identifiers={"id_card": {"number": f"00{number}", "country": "CY", "expires_on": "2030-01-31"}},
            preferences={"direct_marketing": True},
        )
    drain_stream(world)
    table = list(csv.DictReader(io.StringIO(exported(world))))
    before = {one["contact_id"]: one for one in contacts(world)}
    table[1]["addresses.1.city"] = "Patra"
    table[2]["last_name"] = "Edited"
    names = [name for name in table[0] if name != dropped]
    edited = io.StringIO()
    writer = csv.DictWriter(edited, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(table)
    match_on = [["emails"]] if dropped == "contact_id" else [["contact_id"]]
    run = imported(world, api, edited.getvalue(), columns={}, match_on=match_on, on_duplicate="update")
    errors = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert errors == []
    assert outcome(run) == (0, 2, 2, 0)
    after = {one["contact_id"]: one for one in contacts(world)}
    changed = [one for one in after if after[one].get("version") != before[one].get("version")]
    assert set(changed) == {table[1]["contact_id"], table[2]["contact_id"]}
    assert after[table[1]["contact_id"]]["addresses"][1]["city"] == "Patra"
    for one in changed:
        same = {"last_name", "addresses", "version", "history", "updated_at", "updated_by", "claims"}
        assert {name: value for name, value in after[one].items() if name not in same} == {
            name: value for name, value in before[one].items() if name not in same
        }


@pytest.mark.feature("S1.3")
def test_a_row_brings_its_opportunity_once(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    columns = MAIL | {"opportunity.name": "Deal", "opportunity.stage": "Stage", "opportunity.value": "Worth"}
    file = "First,Mail,Deal,Stage,Worth\nAnn,ann@example.com,Fibre,inquiry,100.00\n"
    assert outcome(imported(world, api, file, columns=columns)) == (1, 0, 0, 0)
    assert outcome(imported(world, api, file, columns=columns, on_duplicate="update")) == (0, 0, 1, 0)
    (ann,) = contacts(world)
    found = api.get(f"/v1/contacts/{ann['contact_id']}").body
    assert found["stage"] == "prospect"
    assert [(one["name"], one["stage"], one["value"]) for one in found["opportunities"]] == [("Fibre", "inquiry", "100.00")]


@pytest.mark.feature("S1.3")
def test_a_row_with_a_stage_that_the_pipeline_lacks_is_refused(world: World, api: Api) -> None:
    assert api.put("/v1/settings/opportunities", {"stages": ["tour"]}).status == 200
    columns = MAIL | {"opportunity.name": "Deal", "opportunity.stage": "Stage"}
    file = "First,Mail,Deal,Stage\nAnn,ann@example.com,Fibre,tour\nBea,bea@example.com,Fibre,inquiry\n"
    done = imported(world, api, file, columns=columns)
    assert [one["emails"][0]["address"] for one in contacts(world)] == ["ann@example.com"]
    errors = api.get(f"/v1/imports/{done['import_id']}/errors").body["items"]
    assert [(one["field"], one["code"]) for one in errors] == [("/opportunity/stage", "unknown_stage")]


@pytest.mark.feature("S0.3")
def test_accounts_of_one_name_are_told_apart_by_their_numbers(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    columns = MAIL | {"accounts.0.name": "Account", "accounts.0.number": "Number"}
    file = "First,Mail,Account,Number\nAnn,ann@example.com,Checking,{}\n"
    for number in ("1", "2", "2", ""):
        imported(world, api, file.format(number), columns=columns, on_duplicate="update")
    (ann,) = contacts(world)
    held = api.get(f"/v1/contacts/{ann['contact_id']}/accounts").body["items"]
    assert [one["number"] for one in held] == ["1", "2"]
    segment = {"name": "S", "criteria": {"field": "accounts.number", "is": "2"}, "of": "account"}
    members = api.get(f"{api.post('/v1/segments', segment).headers['Location']}/contacts").body["items"]
    assert [one["account_id"] for one in members] == [held[1]["account_id"]]


@pytest.mark.feature("S6.7", "S6.8")
@pytest.mark.parametrize("on_duplicate", ["skip", "update", "fail"])
@pytest.mark.parametrize(
    ("rules", "match_on", "phone"),
    [
        ([], [["emails"]], ""),
        ([["emails"], ["phones"]], [], "+35799000002"),
        ([["emails"], ["phones"]], [["emails"]], "+35799000002"),
        ([], [["last_name"]], ""),
    ],
    ids=["two of an email", "an email and a phone", "another one's phone", "two of a name"],
)
def test_a_row_that_fits_several_contacts_gives_its_no_to_all_of_them(
    world: World, api: Api, rules: list[list[str]], match_on: list[list[str]], phone: str, on_duplicate: str
) -> None:
    assert api.put("/v1/settings/uniqueness", {"person": rules}).status == 200
    ann = person(api, "Ann", emails=[{"address": "ann@example.com"}], phones=[{"number": "+35799000001"}])
    mail = "other@example.com" if phone else "ann@example.com"
    other = person(api, "Ann", emails=[{"address": mail}], phones=[{"number": "+35799000002"}])
    drain_stream(world)
    columns = {"last_name": "Last", "emails.0.address": "Mail", "phones.0.number": "Phone"}
    said = {"match_on": match_on, "opt_outs": {"direct_marketing": "Out"}, "on_duplicate": on_duplicate}
    run = imported(world, api, f"Last,Mail,Phone,Out\nAnn,ann@example.com,{phone},1\n", columns=columns, **said)
    assert run["created"] == run["updated"] == 0
    for address in [{"email": "ann@example.com"}, *([{"phone": phone}] if phone else [])]:
        assert "direct_marketing" in str(api.post("/v1/permissions/check", address).body), address
    for contact_id in (ann, other):
        found = next(one for one in contacts(world) if one["contact_id"] == contact_id)
        assert found.get("refusals") or found["preferences"]["direct_marketing"]["asked"]


@pytest.mark.feature("S6.7")
def test_the_no_of_a_row_about_a_contact_that_the_importer_may_not_change_stands_at_its_address(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    person(api, "Ann", emails=[{"address": "ann@example.com"}], owned_by_group="sales")
    drain_stream(world)
    support = Api(user_id="user-2", groups=("support",))
    settings("groups", {"groups": ["sales", "support"], "collaborations": []})
    imported(world, support, "First,Mail,Out\nA,ann@example.com,1\n", columns=MAIL, opt_outs={"direct_marketing": "Out"})
    assert "direct_marketing" in str(api.post("/v1/permissions/check", {"email": "ann@example.com"}).body)


@pytest.mark.feature("S3.14", "S3.16", "S6.8")
@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("on_duplicate", ["skip", "update"])
@pytest.mark.parametrize("by", ["contact_id", "a name", "an email"])
def test_a_hidden_contact_is_as_one_that_does_not_exist(
    world: World, api: Api, by: str, on_duplicate: str, dry_run: bool
) -> None:
    settings("groups", {"groups": ["sales", "support"], "collaborations": []})
    said = {"last_name": "Ann", "date_of_birth": "1980-12-31", "emails": [{"address": "ann@example.com"}]}
    gone = person(api, "Gone")
    assert api.delete(f"/v1/contacts/{gone}").status == 204
    hidden = person(api, said.pop("last_name"), owned_by_group="sales", **said)
    drain_stream(world)
    groups = {"contact_id": ["contact_id"], "a name": ["last_name", "date_of_birth"], "an email": ["emails"]}
    columns = {"contact_id": "Id"} if by == "contact_id" else {}
    columns |= {"last_name": "Last", "date_of_birth": "Born", "emails.0.address": "Mail"}
    rows = [f"{hidden},Ann,1980-12-31,ann@example.com", f"{gone},Eve,1980-12-30,eve@example.com"]
    support = Api(user_id="user-2", groups=("support",))
    runs = [
        imported(
            world,
            support,
            f"Id,Last,Born,Mail\n{row}\n",
            columns=columns,
            match_on=[groups[by]],
            on_duplicate=on_duplicate,
            dry_run=dry_run,
        )
        for row in rows
    ]
    told = [
        (outcome(run), [one["code"] for one in support.get(f"/v1/imports/{run['import_id']}/errors").body["items"]])
        for run in runs
    ]
    assert told[0] == told[1] == (((0, 0, 0, 1), ["unknown_contact"]) if by == "contact_id" else ((1, 0, 0, 0), []))


@pytest.mark.feature("S6.8")
def test_a_contact_id_that_leads_nowhere_is_named_although_a_new_contact_would_lack_something(world: World, api: Api) -> None:
    assert api.put("/v1/settings/uniqueness", UNIQUE_EMAIL).status == 200
    gone = person(api, "Gone", emails=[{"address": "gone@example.com"}])
    assert api.delete(f"/v1/contacts/{gone}").status == 204
    columns = {"contact_id": "Id", "last_name": "Last"}
    run = imported(world, api, f"Id,Last\n{gone},Ann\n", columns=columns, match_on=[["contact_id"]], on_duplicate="update")
    (error,) = api.get(f"/v1/imports/{run['import_id']}/errors").body["items"]
    assert (error["code"], error["header"]) == ("unknown_contact", "Id")


@pytest.mark.feature("S6.8", "S7.4")
def test_an_id_that_leads_to_the_contact_since_a_merge_does_not_replace_its_own(world: World, api: Api) -> None:
    ann = person(api, "Ann", external_ids={"core": "A-1"})
    old = person(api, "Old", external_ids={"core": "B-2"})
    merge = api.post(f"/v1/contacts/{ann}/merge", {"source_ids": [old]})
    assert merge.status == 200, merge.text
    columns = {"last_name": "Last", "external_ids.core": "Core"}
    file = "Last,Core\nAnna,B-2\n"
    run = imported(world, api, file, columns=columns, match_on=[["external_ids.core"]], on_duplicate="update")
    assert outcome(run) == (0, 1, 0, 0)
    after = api.get(f"/v1/contacts/{ann}").body
    assert (after["last_name"], after["external_ids"]) == ("Anna", {"core": "A-1"})
