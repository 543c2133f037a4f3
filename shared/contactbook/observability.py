"""The only builder of loggers and metrics. Log lines carry ids, never a contact's values."""

from aws_lambda_powertools import Logger, Metrics

logger = Logger()
metrics = Metrics()
