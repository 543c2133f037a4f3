"""DynamoDB's limits, each with one name."""

# Writes and checks in one transaction.
MOST_WRITES = 100
# Keys in one BatchGetItem.
MOST_READS = 100
# Bytes of a document: DynamoDB takes 400 KB an item, and some of that is keys and attribute names.
LARGEST_DOCUMENT = 380_000
