"""DynamoDB's limits, each with one name."""

# Most writes and checks in one transaction.
MOST_WRITES = 100
# Most keys in one BatchGetItem.
MOST_READS = 100
# Most bytes of a document. DynamoDB allows 400 KB an item; keys and attribute names take some of that.
LARGEST_DOCUMENT = 380_000
