"""The gateway's headers depend on the origin that asks, so every answer tells caches so."""

import pytest

from tests.aws_in_process.http import Answer, Api


def header(answer: Answer, name: str) -> str | None:
    return next((value for found, value in answer.headers.items() if found.lower() == name), None)


@pytest.mark.parametrize("origin", [None, "https://portal.example"])
def test_every_kind_of_answer_varies_with_the_origin(api: Api, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    api = Api(headers=headers)
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"})
    answers = [
        made,
        api.get(made.headers["Location"]),
        api.get("/v1/contacts/con_gone"),
        api.get("/v1/contacts", nonsense="x"),
        api.post("/v1/contacts", {"kind": "ghost"}),
        Api(scopes=(), headers=headers).get(made.headers["Location"]),
        api.delete(made.headers["Location"]),
        api.get("/p/forged"),
    ]
    assert [answer.status for answer in answers] == [201, 200, 404, 422, 422, 403, 204, 404]
    # A page that nobody's link opens is in the language that the browser asks for.
    assert [header(answer, "vary") for answer in answers] == [*["Origin"] * 7, "Origin, Accept-Language"]
