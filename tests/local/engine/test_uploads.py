import httpx

TYPED = {"ContentType": "text/csv", "ContentLength": 3}


def test_a_file_goes_up_and_down_over_signed_addresses(client: httpx.Client) -> None:
    urls = client.post("/v1/upload-url", json=TYPED).json()

    assert httpx.put(urls["put"], content=b"a,b", headers={"content-type": "text/csv"}).status_code == 200

    answer = httpx.get(urls["get"])
    assert (answer.content, answer.headers["content-type"]) == (b"a,b", "text/csv")


def test_an_upload_of_another_type_or_length_or_place_is_refused(client: httpx.Client) -> None:
    url = client.post("/v1/upload-url", json=TYPED).json()["put"]

    assert httpx.put(url, content=b"a,b", headers={"content-type": "text/html"}).status_code == 403
    assert httpx.put(url, content=b"a,b,c", headers={"content-type": "text/csv"}).status_code == 403
    assert (
        httpx.put(url.replace("uploads/1", "uploads/2"), content=b"a,b", headers={"content-type": "text/csv"}).status_code == 403
    )
