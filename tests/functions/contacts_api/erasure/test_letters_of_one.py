"""The files of a letter to one contact go with its erasure at once; those of a batch of many stay for the bucket's days (S2.141)."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver, drain_stream
from tests.builders.offboarding import files_of
from tests.builders.sending import BODIES, contact, drain, notification_type, set_up, start_run

HOME = {"type": "home", "line_1": "1 Ledra St", "city": "Nicosia", "country": "CY", "primary": True}


@pytest.mark.feature("S2.141")
@pytest.mark.parametrize("end", ["anonymized", "deleted"])
@pytest.mark.parametrize(("how", "left"), [("one-off", 2), ("run of one", 0), ("run of two", 2)])
def test_an_erasure_removes_the_files_of_letters_that_are_the_contacts_alone(
    world: World, api: Api, end: str, how: str, left: int
) -> None:
    set_up()
    one, other = (contact(number, addresses=[HOME]) for number in (1, 2))
    if how == "one-off":
        sent = {"channel": "print", "notification_type_id": notification_type(api), "bodies": {"print": BODIES["print"]}}
        for recipient in (one, other):
            assert api.post(f"/v1/contacts/{recipient}/communications", sent).status == 201
    else:
        start_run(api, {"contact_ids": [one, other] if how == "run of two" else [one]}, channel="print")
    drain(world)
    before = files_of(world, "print/")
    assert len(before) == (4 if how == "one-off" else 2)
    if end == "anonymized":
        assert api.post(f"/v1/contacts/{one}/anonymize").body["state"] == "anonymized"
    else:
        assert api.delete(f"/v1/contacts/{one}").status == 204
        drain_stream(world)
        deliver(world, "anonymization")
    kept = files_of(world, "print/")
    assert len(kept) == left
    content = b"".join(world.client("s3").get_object(Bucket=world.bucket_name, Key=key)["Body"].read() for key in kept)
    assert (b"Person1" in content) == (how == "run of two")
