"""The tests of this folder need a real engine. Without one they are skipped."""

import os

import pytest

from tests.aws_in_process.aws import World


@pytest.fixture
def world(world: World) -> World:
    """Return the world of every test, with its table on DynamoDB Local."""
    if "AWS_ENDPOINT_URL_DYNAMODB" not in os.environ:
        pytest.skip("DynamoDB is moto's here: run make test-engines")
    return world
