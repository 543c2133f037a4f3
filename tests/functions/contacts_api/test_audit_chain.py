"""The chain of a contact's audit through the public entry: whoever changes, removes, adds or moves an entry is found."""

import json

import pytest

from tests.aws_in_process.http import Api

PERSON = {"kind": "person", "first_name": "Eleni", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}


def _person(api: Api, **said) -> str:
    return api.post("/v1/contacts", PERSON | said).body["contact_id"]


class TestTheChain:
    @pytest.mark.feature("S2.127")
    def test_a_whole_history_is_found_whole(self, api):
        contact_id = _person(api)
        api.patch(f"/v1/contacts/{contact_id}", {"first_name": "Maria"})
        verdict = api.get(f"/v1/contacts/{contact_id}/audit/verify").body
        assert (verdict["whole"], verdict["checked"], verdict["first_broken"]) == (True, 2, None)

    @pytest.mark.feature("S2.127", "S2.141")
    def test_a_history_stays_whole_when_its_values_are_erased(self, api):
        contact_id = _person(api)
        api.patch(f"/v1/contacts/{contact_id}", {"first_name": "Maria"})
        assert api.post(f"/v1/contacts/{contact_id}/anonymize").status == 200
        verdict = api.get(f"/v1/contacts/{contact_id}/audit/verify").body
        assert (verdict["whole"], verdict["values_erased"]) == (True, 2)

    @pytest.mark.feature("S2.127")
    @pytest.mark.parametrize(
        ("harm", "reason"),
        [
            ("change", "changed"),
            ("remove", "missing"),
            ("cut", "cut_off"),
            ("swap", "moved"),
            ("values", "values_changed"),
            ("no_values", "values_missing"),
        ],
    )
    def test_whoever_meddles_with_the_table_is_found(self, api, world, harm, reason):
        contact_id = _person(api)
        for name in ("Maria", "Anna", "Sofia"):
            api.patch(f"/v1/contacts/{contact_id}", {"first_name": name})
        _meddle(world, contact_id, harm)
        verdict = api.get(f"/v1/contacts/{contact_id}/audit/verify").body
        assert (verdict["whole"], verdict["first_broken"]["reason"]) == (False, reason)

    @pytest.mark.feature("S2.127")
    def test_the_offline_verifier_says_the_same(self, api, world, tmp_path):
        from infra.receipts.verify_chain import main

        contact_id = _person(api)
        for name in ("Maria", "Anna", "Sofia"):
            api.patch(f"/v1/contacts/{contact_id}", {"first_name": name})
        good, bad = tmp_path / "good.json", tmp_path / "bad.json"
        good.write_text(api.get(f"/v1/contacts/{contact_id}/audit/chain").text)
        _meddle(world, contact_id, "change")
        bad.write_text(api.get(f"/v1/contacts/{contact_id}/audit/chain").text)
        assert (main([str(good)]), main([str(bad)])) == (0, 1)

    @pytest.mark.feature("S2.127")
    def test_no_code_can_change_or_delete_an_entry(self, world):
        from contactbook.storage.base import table
        from contactbook.storage.base.keys import Key, TenantKeys
        from contactbook.storage.base.rows import Put, Remove, Row

        keys = TenantKeys("acme")
        entries = (
            keys.beside_profile("con_1", "HISTORY", "his_1"),
            keys.beside_profile("con_1", "ACCESS", "acs_1"),
            keys.item("AUDIT-PAGES", "202603", "acs_1"),
            keys.item("TENANT-HISTORY", "jobs", "his_1"),
            Key(keys.export_looks("con_1"), "acs_1"),
        )
        for key in entries:
            row = Row(key, "history", "{}")
            for write in (
                lambda row=row: table.transact([Put(row)]),
                lambda row=row: table.put(Put(row)),
                lambda row=row: table.put_many([row]),
                lambda row=row: table.transact([Remove(row.key)]),
                lambda row=row: table.remove_many([row.key]),
            ):
                with pytest.raises(ValueError, match="written once"):
                    write()

    @pytest.mark.feature("S2.127", "S2.141")
    def test_erasing_the_values_of_an_entry_leaves_the_rest_of_it(self, api, world):
        from contactbook.storage.base import table
        from contactbook.storage.base.keys import Key
        from contactbook.storage.base.rows import Erase

        contact_id = _person(api)
        before = _entry_of(world, contact_id)
        key = Key(before["pk"]["S"], before["sk"]["S"])
        for _ in range(2):
            table.transact([Erase(key)])
            assert _entry_of(world, contact_id) == {name: value for name, value in before.items() if name != "values"}

    def test_erasing_the_values_of_an_entry_that_is_not_there_makes_none(self, world):
        from contactbook.domain.base.errors import ConcurrentUpdate
        from contactbook.storage.base import table
        from contactbook.storage.base.keys import Key
        from contactbook.storage.base.rows import Erase

        with pytest.raises(ConcurrentUpdate):
            table.transact([Erase(Key("TENANT#acme#CONTACT#con_1", "HISTORY#his_1"))])
        assert world.items() == []


def _entry_of(world, contact_id: str) -> dict:
    """Return the only entry of a contact, as it is stored."""
    (entry,) = [one for one in world.items() if contact_id in one["pk"]["S"] and one["sk"]["S"].startswith("HISTORY#")]
    return entry


def _meddle(world, contact_id: str, harm: str) -> None:
    """What somebody with the table's console could do."""
    from contactbook.storage.base.documents import packed

    items = [item for item in world.items() if contact_id in item["pk"]["S"]]
    entries = [item for item in items if item["sk"]["S"].startswith("HISTORY#")]
    entries.sort(key=lambda item: json.loads(item["document"]["S"])["sequence"])
    client, table = world.client("dynamodb"), world.table_name

    def put(item: dict, document: str, values: str) -> None:
        stored = {"document": {"B": packed(document)}, "values": {"B": packed(values)}}
        client.put_item(TableName=table, Item=item | stored)

    def keep(item: dict, **fields: object) -> str:
        return json.dumps(json.loads(item["document"]["S"]) | fields)

    def remove(item: dict) -> None:
        client.delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})

    match harm:
        case "change":
            put(entries[1], keep(entries[1], action="contact.read"), entries[1]["values"]["S"])
        case "remove":
            remove(entries[1])
        case "cut":
            remove(entries[-1])
        case "swap":
            put(entries[1], keep(entries[2]), entries[2]["values"]["S"])
            put(entries[2], keep(entries[1]), entries[1]["values"]["S"])
        case "values":
            known = json.loads(entries[0]["values"]["S"])
            put(entries[0], keep(entries[0]), json.dumps(known | {"changes": [{"field": "first_name", "to": "X"}]}))
        case "no_values":
            key = {"pk": entries[0]["pk"], "sk": entries[0]["sk"]}
            client.update_item(
                TableName=table, Key=key, UpdateExpression="REMOVE #values", ExpressionAttributeNames={"#values": "values"}
            )
