"""The documentation as files: what the build makes is what the code says, and is answered as it is."""

import base64
import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build: the command is the one of functions/Makefile."""
    folder = tmp_path_factory.mktemp("docs_api")
    subprocess.run([sys.executable, "-m", "infra.documents", str(folder)], cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture
def served(built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """docs_api as it is deployed, with the files beside its code."""
    from docs_api import files

    files.compressed.cache_clear()
    monkeypatch.setattr(files, "__file__", str(built / "files.py"))
    yield
    files.compressed.cache_clear()


def test_the_files_of_the_build_are_what_the_code_generates(built: Path, world: World) -> None:
    from docs_api.making import files

    assert {path.name: path.read_bytes() for path in built.iterdir()} == files()


def test_a_built_document_is_answered_without_its_making(served: None, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docs_api.document.describe", None)
    monkeypatch.setattr("docs_api.making.files", None)
    answer = Api(anonymous=True).get("/v1/openapi.json")
    assert answer.text == gzip.decompress((built / "openapi.json.gz").read_bytes()).decode()
    assert "SwaggerUIBundle({" in Api(anonymous=True).get("/v1/docs").text


@pytest.mark.parametrize(("path", "name"), [("/v1/openapi.json", "openapi.json.gz"), ("/v1/docs", "docs.html.gz")])
def test_a_client_that_takes_gzip_gets_the_file_as_it_is(served: None, built: Path, path: str, name: str) -> None:
    answered = _answered(path, "br, gzip")
    assert answered["headers"]["Content-Encoding"] == "gzip"
    assert base64.b64decode(answered["body"]) == (built / name).read_bytes()
    plain = _answered(path, "identity")
    assert "Content-Encoding" not in plain["headers"]
    assert plain["body"] == gzip.decompress((built / name).read_bytes()).decode()


def _answered(path: str, encoding: str) -> Any:
    from docs_api.app import handler

    event = json.loads((ROOT / "events" / "docs_api" / "openapi.json").read_text())
    event |= {"rawPath": path, "headers": {"accept-encoding": encoding}}
    event["requestContext"]["http"] |= {"path": path}
    return handler(event, LambdaContext())  # type: ignore[arg-type]  # The context of the tests has what the code reads.


def test_every_function_package_gets_its_files_from_the_build() -> None:
    rules = (ROOT / "functions" / "Makefile").read_text()
    assert "build-DocsApiFunction:" in rules
    assert 'infra.documents "$$artifacts/docs_api"' in rules
