"""The parts of a template: functions, routes, queues, streams, schedules and the stores they use.

`Template` reads the file, gives every resource its name on this machine, and returns the values below.
"""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from infra.local.template.account import ACCOUNT, REGION
from infra.local.template.intrinsics import Resolver, TemplateError, load_yaml
from infra.local.template.json_values import Json
from infra.local.template.resources import (
    ARNS,
    BUCKET,
    FUNCTION,
    HTTP_API,
    NAME_PROPERTIES,
    QUEUE,
    SUPPORTED,
    TOPIC,
    EventSource,
    Function,
    Resource,
    as_text,
)

STACK_NAME = "contactbook-local"
PSEUDO_PARAMETERS = {
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::Partition": "aws",
    "AWS::StackName": STACK_NAME,
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackId": f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/{STACK_NAME}/local",
}
LOCAL_ORIGINS = ("http://localhost", "http://localhost:*", "http://127.0.0.1", "http://127.0.0.1:*")
"""The origins of a portal on this machine, which may have any port."""
LOCAL_PARAMETERS: dict[str, Json] = {"Stage": "local", "JwtIssuer": "https://local.invalid/", "TenantRequestsPerSecond": 1000}
"""The parameters of an installation on this machine. Others have their default, or `local` if they have none."""


class Template:
    """A template from a file. Only the running stack knows `engine_url`, `public_url` and the ARNs of the secrets."""

    def __init__(self, path: Path, engine_url: str, public_url: str, secrets: Mapping[str, str] | None = None) -> None:
        self.path = path
        self.public_url = public_url
        self._engine_url = engine_url
        self._secrets = secrets or {}
        self._document = load_yaml(_read(path))
        if not isinstance(self._document.get("Resources"), dict):
            raise TemplateError(f"{path} has no Resources")
        self._resolver = Resolver(self._document, self._parameters(), self._reference, self._attribute)
        self._resources: dict[str, Resource] = {}
        for name, raw in self._document["Resources"].items():
            if "Condition" not in raw or self._resolver.holds(raw["Condition"]):
                self._resources[name] = self._resource(name, raw)

    def resources(self, kind: str) -> list[Resource]:
        """Return every resource of one CloudFormation type, in the order of the file."""
        return [one for one in self._resources.values() if one.kind == kind]

    def properties(self, resource: Resource) -> dict[str, Json]:
        """Return a resource's properties with every reference resolved."""
        resolved: dict[str, Json] = self._resolver.resolve(dict(resource.properties))
        return resolved

    def functions(self) -> list[Function]:
        """Return every function, with the template's Globals merged in."""
        return [self._function(one) for one in self.resources(FUNCTION)]

    def event_sources(self, *kinds: str) -> list[EventSource]:
        """Return the functions' events of these SAM types (`HttpApi`, `SQS`, `DynamoDB`, `SNS`, `ScheduleV2`, …)."""
        return [
            EventSource(name, function.logical, event["Type"], self._resolver.resolve(event.get("Properties", {})))
            for function in self.resources(FUNCTION)
            for name, event in function.properties.get("Events", {}).items()
            if event["Type"] in kinds
        ]

    def unsupported(self) -> dict[str, int]:
        """Return the resource types that do not run on this machine, with the number of resources of each."""
        kinds = Counter(one.kind for one in self._resources.values() if one.kind not in SUPPORTED)
        events = Counter(
            f"event {event['Type']}"
            for function in self.resources(FUNCTION)
            for event in function.properties.get("Events", {}).values()
            if event["Type"] not in ("HttpApi", "SQS", "DynamoDB", "SNS", "Schedule", "ScheduleV2")
        )
        return dict(sorted((kinds + events).items()))

    def logical_of_arn(self, arn: str, kind: str) -> str | None:
        """Return the logical id of the resource with this ARN or name."""
        name = arn.rsplit(":", 1)[-1].rsplit("/", 1)[-1]
        return next((one.logical for one in self.resources(kind) if name in (one.name, one.logical)), None)

    def resource(self, logical: str) -> Resource:
        """Return one resource. Raise TemplateError if the template has none of that name."""
        if logical not in self._resources:
            raise TemplateError(f"{self.path.name} has no resource {logical}")
        return self._resources[logical]

    def authorizer(self, api: str) -> dict[str, Json]:
        """Return the `Auth` section of an HTTP API."""
        found = next((one for one in self.resources(HTTP_API) if api in (one.logical, one.name)), None)
        section: dict[str, Json] = self.properties(found).get("Auth", {}) if found else {}
        return section

    def _parameters(self) -> dict[str, Json]:
        """Return the values of the template's parameters. The default of a list is a text with commas."""
        values: dict[str, Json] = dict(PSEUDO_PARAMETERS)
        for name, one in self._document.get("Parameters", {}).items():
            default = one.get("Default", "local")
            values[name] = str(default).split(",") if "List" in one["Type"] else default
        given = {**LOCAL_PARAMETERS, "PortalOrigins": portal_origins(), "PublicUrl": self.public_url}
        return values | {name: value for name, value in given.items() if name in values}

    def _resource(self, logical: str, raw: Mapping[str, Json]) -> Resource:
        properties = raw.get("Properties") or {}
        given = properties.get(NAME_PROPERTIES.get(raw["Type"], ""))
        name = str(self._resolver.resolve(given)) if given else f"{STACK_NAME}-{logical}"
        return Resource(logical, raw["Type"], name.lower() if raw["Type"] == BUCKET else name, properties)

    def _function(self, resource: Resource) -> Function:
        shared = self._document.get("Globals", {}).get("Function", {})
        own = resource.properties
        variables = {
            **shared.get("Environment", {}).get("Variables", {}),
            **own.get("Environment", {}).get("Variables", {}),
        }
        code = own.get("CodeUri", shared.get("CodeUri"))
        handler = own.get("Handler", shared.get("Handler"))
        if not isinstance(code, str) or not isinstance(handler, str):
            raise TemplateError(f"{resource.logical} has no CodeUri and Handler that can be run here")
        layers = [*shared.get("Layers", []), *own.get("Layers", [])]
        return Function(
            resource.logical,
            resource.name,
            handler,
            (self.path.parent / code, *(root for layer in layers for root in self._layer_roots(layer))),
            {name: as_text(self._resolver.resolve(value)) for name, value in variables.items()},
            int(self._resolver.resolve(own.get("Timeout", shared.get("Timeout", 3)))),
            int(self._resolver.resolve(own.get("MemorySize", shared.get("MemorySize", 128)))),
        )

    def _layer_roots(self, layer: Json) -> list[Path]:
        logical = layer.get("Ref") if isinstance(layer, dict) else None
        if logical not in self._resources:
            return []
        return [self.path.parent / self._resources[logical].properties["ContentUri"]]

    def _reference(self, logical: str) -> str:
        """Return the value of `Ref`: an address for a queue, an ARN for a topic or secret, else the name."""
        resource = self.resource(logical)
        if resource.kind == QUEUE:
            return f"{self._engine_url}/{ACCOUNT}/{resource.name}"
        if resource.kind == TOPIC:
            return _arn("sns", resource.name)
        return self._secrets.get(logical, resource.name)

    def _attribute(self, logical: str, attribute: str) -> str:
        """Return the value of `Fn::GetAtt`. Resources that SAM adds, such as `<Function>Role`, get an invented ARN."""
        resource = self._resources.get(logical) or Resource(logical, "", f"{STACK_NAME}-{logical}", {})
        if attribute in ("Arn", "TopicArn"):
            service, form = ARNS.get(resource.kind, ("local", "{}"))
            return _arn(service, form.format(resource.name))
        derived: dict[str | None, Callable[[], str]] = {
            "StreamArn": lambda: f"{self._attribute(logical, 'Arn')}/stream/local",
            "QueueUrl": lambda: self._reference(logical),
            "ApiEndpoint": lambda: self.public_url,
            NAME_PROPERTIES.get(resource.kind): lambda: resource.name,
        }
        if attribute not in derived:
            raise TemplateError(f"!GetAtt {logical}.{attribute} is not known to the local stack")
        return derived[attribute]()


def _arn(service: str, resource: str) -> str:
    return f"arn:aws:s3:::{resource}" if service == "s3" else f"arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}"


def portal_origins() -> list[str]:
    """Return the origins of this machine, and those of the environment variable `PORTAL_ORIGINS`, separated by commas."""
    given = os.environ.get("PORTAL_ORIGINS", "").split(",")
    return [*LOCAL_ORIGINS, *(origin.strip() for origin in given if origin.strip())]


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path} cannot be read: {error}") from error
