"""Where a webhook may lead."""

import pytest

from contactbook.domain.webhooks.destinations import destination_of, is_public


@pytest.mark.feature("S7.5")
@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.acme.example/",
        "ftp://hooks.acme.example/",
        "//hooks.acme.example/",
        "hooks.acme.example",
        "https://",
        "https:///path",
        "https://acme/",
        "https://10.0.0.1/",
        "https://93.184.216.34/",
        "https://[::1]/",
        "https://[2606:4700::1]/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://hooks.acme.example./",
        "https://-hooks.acme.example/",
        "https://hooks_acme.example/",
        "https://user@hooks.acme.example/",
        "https://user:pw@hooks.acme.example/",
        "https://hooks.acme.example@127.0.0.1/",
        "https://hooks.acme.example:22/",
        "https://hooks.acme.example:0/",
        "https://hooks.acme.example:99999/",
        "https://hooks.acme.example:x/",
        "https://hooks.acme.example/#part",
        "https://hooks.acme.example/#",
        "https://hooks.acme.example/\r\nhost: 127.0.0.1",
        "https://hooks.acme.example/a b",
        "https://hooks.acme.example\\@127.0.0.1/",
        "https://παράδειγμα.example/",
        "https://hooks。acme.example/",
        "http://localhost.acme.example/",
        "http://127.0.0.2/",
        "http://[::ffff:127.0.0.1]/",
    ],
)
def test_an_address_that_leads_nowhere_public_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"[A-Z].*\."):
        destination_of(url)


@pytest.mark.feature("S7.5")
@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("https://hooks.acme.example", ("hooks.acme.example", 443, "/")),
        ("https://HOOKS.acme.example:8443/a?b=c", ("hooks.acme.example", 8443, "/a?b=c")),
        ("https://xn--hxajbheg2az3al.example/", ("xn--hxajbheg2az3al.example", 443, "/")),
    ],
)
def test_a_public_host_is_taken(url: str, parts: tuple[str, int, str]) -> None:
    found = destination_of(url)
    assert (found.host, found.port, found.target) == parts
    assert not found.is_loopback


@pytest.mark.feature("S7.5")
@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450:4001:82a::200e"]
)
def test_a_public_address_is_one(address: str) -> None:
    assert is_public(address)
