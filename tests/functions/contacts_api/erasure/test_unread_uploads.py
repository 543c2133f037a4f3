"""What was uploaded and nobody has asked for since is handed out like any other document, and goes with its contact at once."""

import io
import zipfile
from urllib.parse import urlsplit

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver, drain_stream
from tests.builders.offboarding import LEAVING, Clock, archive_of, files_of, handed_over, lines_in, make_family, opened
from tests.builders.uploads import take_over
from tests.canary.planting import upload

CONTENT = b"hello"
FILE = {"file_name": "a.txt", "content_type": "text/plain", "size": len(CONTENT)}


def _person(api: Api) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).headers["Location"])


def _announced(world: World, api: Api, at: str) -> tuple[str, str]:
    """Upload a document; return where its attachment is, and its upload address."""
    made = api.post(f"{at}/attachments", FILE)
    assert made.status == 201, made.text
    upload(world, made.body["upload_url"], CONTENT)
    return str(made.headers["Location"]), str(made.body["upload_url"])


@pytest.mark.feature("S2.126")
@pytest.mark.parametrize("state", ["pending", "withdrawn"])
def test_a_persons_zip_has_an_upload_that_is_not_taken_over_yet(world: World, api: Api, state: str) -> None:
    at = _person(api)
    api.put("/v1/settings/consent", {"withdrawn": "none"})
    _announced(world, api, at)
    if state == "withdrawn":
        assert api.put(f"{at}/consent", {"state": "accepted"}).status == 200
        assert api.put(f"{at}/consent", {"state": "withdrawn"}).status == 200
    made = api.get(f"{at}/export", format="zip")
    assert made.status == 200, made.text
    key = urlsplit(made.body["download_url"]).path.split("/", 2)[2]
    content = world.client("s3").get_object(Bucket=world.bucket_name, Key=key)["Body"].read()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("attachments/1-a.txt") == CONTENT
        assert b'"file": "attachments/1-a.txt"' in archive.read("data.json")


@pytest.mark.feature("S2.141")
@pytest.mark.parametrize("end", ["anonymized", "deleted"])
@pytest.mark.parametrize("story", ["never read", "put again", "put again after it was removed"])
def test_an_erasure_empties_the_upload_addresses_of_its_contact_at_once(world: World, api: Api, end: str, story: str) -> None:
    at = _person(api)
    attachment, url = _announced(world, api, at)
    if story != "never read":
        take_over(world)
        assert api.get(attachment).body["state"] == "stored"
        if story == "put again after it was removed":
            assert api.delete(attachment).status == 204
        upload(world, url, CONTENT)
    other, _ = _announced(world, api, _person(api))
    if end == "anonymized":
        assert api.post(f"{at}/anonymize").body["state"] == "anonymized"
    else:
        assert api.delete(at).status == 204
        drain_stream(world)
        deliver(world, "anonymization")
    assert [key.rpartition("/")[2] for key in files_of(world)] == [other.rpartition("/")[2]]


@pytest.mark.feature("S8.6", "S2.82")
def test_a_hand_over_has_the_uploads_that_nobody_asked_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr("contactbook.clock.source", lambda: clock.now)
    make_family(world)
    LEAVING.put("/v1/settings/consent", {"withdrawn": "none"})
    closed = _person(LEAVING)
    for at in (_person(LEAVING), "/v1", closed):
        _announced(world, LEAVING, at)
    for state in ("accepted", "withdrawn"):
        assert LEAVING.put(f"{closed}/consent", {"state": state}).status == 200
    LEAVING.post(f"{_person(LEAVING)}/attachments", FILE)
    handed_over(world, clock)
    archive = opened(archive_of(world))
    lines = lines_in(archive, "attachments")
    documents = [name for name in archive.namelist() if name.startswith("files/")]
    assert sorted(line["file"] for line in lines if line["state"] == "stored") == sorted(documents)
    assert [archive.read(name) for name in documents] == [CONTENT] * 3
    assert [line["state"] for line in lines].count("pending") == 1
