"""Two stacks stand side by side in one account: no resource has a name that both would claim."""

from copy import deepcopy
from typing import Any

import pytest

from infra.checks.names import claimed_twice
from infra.local.template.intrinsics import load_yaml
from tests.checks.template import ALARMS, ROOT, TEMPLATE

DASHBOARD = load_yaml((ROOT / "infra" / "dashboard.yaml").read_text())


def expanded(template: dict[str, Any]) -> dict[str, Any]:
    """Return a template without its loops, each of which has its first value."""
    text: dict[str, Any] = {}
    for name, one in template["Resources"].items():
        if name.startswith("Fn::ForEach::"):
            variable, values, looped = one
            text |= load_yaml(str(looped).replace(f"&{{{variable}}}", values[0]).replace(f"${{{variable}}}", values[0]))
        else:
            text[name] = one
    return {**template, "Resources": text}


@pytest.mark.parametrize("template", [TEMPLATE, expanded(ALARMS), DASHBOARD], ids=["template", "alarms", "dashboard"])
def test_no_name_would_be_claimed_by_two_stacks(template):
    assert claimed_twice(template) == []


@pytest.mark.parametrize("name", ["contactbook", {"Fn::Sub": "${Stage}-keys"}, {"Ref": "Stage"}])
def test_a_fixed_name_is_found(name):
    broken = deepcopy(TEMPLATE)
    broken["Resources"]["KeyMaterial"]["Properties"]["Name"] = name
    assert claimed_twice(broken) == ["KeyMaterial.Name"]
