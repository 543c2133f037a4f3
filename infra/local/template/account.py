"""The account, region and credentials of the engine."""

ACCOUNT = "000000000000"
REGION = "eu-central-1"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}
