"""The logger and the metrics. Only this module builds them. Log lines contain ids, never a contact's values."""

from aws_lambda_powertools import Logger, Metrics

logger = Logger()
metrics = Metrics()
