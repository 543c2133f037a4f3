"""These tests are about a real engine: without one they are skipped."""

import os

import pytest

from tests.aws_in_process.aws import World


@pytest.fixture
def world(world: World) -> World:
    """The world of every test, its table on DynamoDB Local."""
    if "AWS_ENDPOINT_URL_DYNAMODB" not in os.environ:
        pytest.skip("DynamoDB is moto's here: run make test-engines")
    return world
