"""How PynamoDB's botocore client is set up, by botocore's public settings and events (decision 0222)."""

from botocore.config import Config
from botocore.handlers import disable_signing
from pynamodb.connection import Connection

from contactbook.storage.base.client.signing import Signer
from contactbook.storage.base.client.wire import Parsers, Serializer

# Botocore describes itself, the machine and its features anew for each request.
_USER_AGENT = "contactbook"


def set_up(connection: Connection) -> None:
    """Let the connection's client, which is made here, sign by `Signer`, write and read items as they are, and say of itself only its name.

    Without credentials nothing is changed: PynamoDB then asks for them at each call.
    """
    credentials = connection.session.get_credentials()
    if credentials is None:
        return
    connection.session.set_default_client_config(Config(user_agent=_USER_AGENT))
    connection.session.register_component("response_parser_factory", Parsers())
    client = connection.client
    signer = Signer(credentials, client.meta.region_name)
    # Without its resolver botocore takes the endpoint that it found when it made the client. It would find the same one each time,
    # because no parameter of ours names an account. A test compares both ways.
    client._ruleset_resolver = None  # type: ignore[attr-defined]  # noqa: SLF001 - botocore has no public way
    client._serializer = Serializer()  # type: ignore[attr-defined]  # noqa: SLF001 - as above
    client.meta.events.register_first("choose-signer.dynamodb", disable_signing)
    # The first one, so that whoever answers in place of AWS sees the request as AWS would.
    client.meta.events.register_first("before-send.dynamodb", signer.before_send, unique_id="contactbook-signer")
