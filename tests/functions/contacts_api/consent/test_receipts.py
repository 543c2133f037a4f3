"""A consent receipt can be checked without us, and no changed byte passes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.receipts.verify import BadReceiptError, main, verified
from tests.aws_in_process.aws import SECRET, World
from tests.aws_in_process.http import Api


@pytest.fixture
def receipt(api: Api) -> tuple[bytes, dict[str, Any]]:
    """A receipt as it came over the wire, and the keys."""
    api.put("/v1/settings/consent", {"form_text": "We keep your name."})
    api.put("/v1/settings/branding", {"name": "Ακμή ΑΕ"})
    contact_id = api.post("/v1/contacts", {"kind": "person", "first_name": "Eleni"}).body["contact_id"]
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "accepted"})
    (event,) = api.get(f"/v1/contacts/{contact_id}/consent/history").body["items"]
    answer = api.get(f"/v1/contacts/{contact_id}/consent/receipts/{event['event_id']}")
    assert answer.status == 200
    return answer.text.encode(), api.get("/v1/consent/receipt-keys").body


Receipt = tuple[bytes, dict[str, Any]]


@pytest.mark.feature("S2.118", "S2.119")
def test_a_receipt_says_who_agreed_to_what_when_and_towards_whom(receipt: Receipt) -> None:
    found = verified(*receipt)
    record = found["consent_record"]
    (event,) = record["events"]
    assert (event["event_state"], event["consent_state"], event["previous_consent_state"]) == ("given", "accepted", "pending")
    assert record["pii_processing"]["privacy_notice"].startswith("text:")
    assert record["party_identification"][0] == {
        "party_id": "controller",
        "party_type": "pii_controller",
        "party_name": "Ακμή ΑΕ",
    }
    assert found["receipt_metadata"]["receipt_id"] == record["record_id"]
    assert "Eleni" not in receipt[0].decode()


def test_no_receipt_passes_with_any_byte_changed(receipt: Receipt) -> None:
    raw, keys = receipt
    for place in range(len(raw)):
        for bit in (0, 3, 7):
            changed = bytearray(raw)
            changed[place] ^= 1 << bit
            with pytest.raises(BadReceiptError):
                verified(bytes(changed), keys)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.integers(min_value=0), put=st.binary(max_size=3), taken=st.integers(0, 3))
def test_no_receipt_passes_with_anything_put_in_or_taken_out(receipt: Receipt, place: int, put: bytes, taken: int) -> None:
    raw, keys = receipt
    place %= len(raw) + 1
    changed = raw[:place] + put + raw[place + taken :]
    if changed not in (raw, raw + b"\n"):
        with pytest.raises(BadReceiptError):
            verified(changed, keys)


def test_a_receipt_passes_under_no_key_but_its_own(receipt: Receipt) -> None:
    raw, keys = receipt
    (key,) = keys["keys"]
    other = {**key, "public_key": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    for wrong in ([other], [{**key, "key_id": "2"}], [{**key, "algorithm": "none"}], []):
        with pytest.raises(BadReceiptError):
            verified(raw, {"keys": wrong})


def test_the_same_event_gives_the_same_receipt_and_a_new_key_keeps_the_old_ones_good(
    receipt: Receipt, api: Api, world: World
) -> None:
    from contactbook.gateways.secrets import key_ring

    raw, _ = receipt
    record = json.loads(raw)["consent_record"]
    path = f"/v1/contacts/{record['pii_principal_id']}/consent/receipts/{record['record_id']}"
    assert api.get(path).text.encode() == raw
    world.put_secret(json.dumps({**json.loads(SECRET), "current": "2", "2": "22" * 32}))
    key_ring.cache_clear()
    try:
        keys = api.get("/v1/consent/receipt-keys").body
        newer = api.get(path).text.encode()
    finally:
        world.put_secret(SECRET)
        key_ring.cache_clear()
    assert [json.loads(one)["signature"]["key_id"] for one in (raw, newer)] == ["1", "2"]
    for one in (raw, newer):
        verified(one, keys)


def test_the_command_says_which_receipts_are_good(receipt: Receipt, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, keys = receipt
    good, bad, kept = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "keys.json"
    good.write_bytes(raw + b"\n")
    bad.write_bytes(raw.replace(b'"given"', b'"refused"'))
    kept.write_text(json.dumps(keys))
    assert main([str(good), str(kept)]) == 0
    assert main([str(good), str(bad), str(kept)]) == 1
    said = capsys.readouterr().out
    assert "good, consent given at" in said
    assert "BAD, the signature does not match" in said


def test_a_receipt_is_only_for_whoever_may_see_its_contact(api: Api, receipt: Receipt) -> None:
    record = json.loads(receipt[0])["consent_record"]
    path = f"/v1/contacts/{record['pii_principal_id']}/consent/receipts/{record['record_id']}"
    assert Api(tenant_id="other").get(path).status == 404
    assert Api(contact_id=record["pii_principal_id"]).get(path).status == 200
    other = "Y" if path.endswith("X") else "X"
    assert api.get(f"{path[:-1]}{other}").status == 404
