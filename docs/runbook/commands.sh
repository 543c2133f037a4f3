# Short commands for the pages of the runbook. Load them into your shell: . docs/runbook/commands.sh
# They need the AWS CLI with credentials and a region, and bash or zsh. STACK is the name of the stack.
: "${STACK:=contactbook}"
# How many hours back `ask` and `errors` look.
: "${HOURS:=3}"

# alarms: the alarms that are on.
alarms() {
    aws cloudwatch describe-alarms --alarm-name-prefix "$STACK-" --state-value ALARM --query 'MetricAlarms[].[AlarmName,StateUpdatedTimestamp]' --output table
}

# ask LOG_GROUP QUERY: run a query of CloudWatch Logs Insights, wait for its end, print what it found.
ask() {
    _id=$(aws logs start-query --log-group-name "$1" --start-time "$(($(date +%s) - HOURS * 3600))" --end-time "$(date +%s)" --query-string "$2" --query queryId --output text) || return
    while [ "$(aws logs get-query-results --query-id "$_id" --query status --output text)" = Scheduled ] ||
        [ "$(aws logs get-query-results --query-id "$_id" --query status --output text)" = Running ]; do sleep 1; done
    aws logs get-query-results --query-id "$_id" --query 'results[].[*].[field,value]' --output text
}

# errors FUNCTION: the last errors of a function, with tenant, run and cause.
errors() {
    ask "/aws/lambda/$STACK-$1" 'filter level = "ERROR" or @message like /Task timed out|\[ERROR\]|Runtime\.|out of memory/ | fields @timestamp, tenant_id, run_id, message, exception_name, @message | sort @timestamp desc | limit 20'
}

# waiting QUEUE: how many messages a queue holds. A dead-letter queue is JOB-dead-letters.
waiting() {
    aws sqs get-queue-attributes --queue-url "$(_url "$1")" --attribute-names ApproximateNumberOfMessages ApproximateNumberOfMessagesNotVisible ApproximateNumberOfMessagesDelayed --query Attributes
}

# peek JOB: up to ten dead messages of a job. They are hidden for a minute, in which `redrive` does not see them, and stay in the queue.
peek() {
    aws sqs receive-message --queue-url "$(_url "$1-dead-letters")" --max-number-of-messages 10 --visibility-timeout 60 --attribute-names All --query 'Messages[].[Body,Attributes.SentTimestamp,ReceiptHandle]' --output text
}

# redrive JOB: move every dead message of a job back into its queue, five a second.
redrive() {
    aws sqs start-message-move-task --source-arn "$(_arn "$1-dead-letters")" --destination-arn "$(_arn "$1")" --max-number-of-messages-per-second 5
}

# redriven JOB: how far the moving is.
redriven() {
    aws sqs list-message-move-tasks --source-arn "$(_arn "$1-dead-letters")"
}

# discard JOB RECEIPT_HANDLE: delete one dead message that `peek` printed in the last minute.
discard() {
    aws sqs delete-message --queue-url "$(_url "$1-dead-letters")" --receipt-handle "$2"
}

# discard_all JOB: delete every dead message of a job.
discard_all() {
    aws sqs purge-queue --queue-url "$(_url "$1-dead-letters")"
}

# start JOB: have a job with a schedule work for every tenant now, as its schedule does.
start() {
    aws sqs send-message --queue-url "$(_url "$1")" --message-body '{"every_tenant": true}'
}

# poller JOB: whether a job takes messages, and what came of it last.
poller() {
    aws lambda list-event-source-mappings --function-name "$STACK-$1" --query 'EventSourceMappings[].[UUID,State,LastProcessingResult,ScalingConfig.MaximumConcurrency]' --output table
}

# hold JOB: take no more messages. They wait in the queue for four days; records of the stream wait for 24 hours.
hold() {
    aws lambda update-event-source-mapping --uuid "$(_mapping "$1")" --no-enabled
}

# go_on JOB: take messages again.
go_on() {
    aws lambda update-event-source-mapping --uuid "$(_mapping "$1")" --enabled
}

# workers JOB NUMBER: how many instances of a job run at once, from 2 to 1000. The next deployment that changes it sets it again.
workers() {
    aws lambda update-event-source-mapping --uuid "$(_mapping "$1")" --scaling-config "MaximumConcurrency=$2"
}

# versions FUNCTION: the versions of an HTTP function, and which one answers.
versions() {
    aws lambda list-versions-by-function --function-name "$STACK-$1" --query 'Versions[].[Version,LastModified]' --output table
    aws lambda get-alias --function-name "$STACK-$1" --name live --query FunctionVersion --output text
}

# answer_with FUNCTION VERSION: let an older version of an HTTP function answer from now on.
answer_with() {
    aws lambda update-alias --function-name "$STACK-$1" --name live --function-version "$2"
}

# output NAME: an output of the stack, such as TableName.
output() {
    aws cloudformation describe-stacks --stack-name "$STACK" --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue" --output text
}

_url() {
    aws sqs get-queue-url --queue-name "$STACK-$1" --query QueueUrl --output text
}

_arn() {
    aws sqs get-queue-attributes --queue-url "$(_url "$1")" --attribute-names QueueArn --query Attributes.QueueArn --output text
}

_mapping() {
    aws lambda list-event-source-mappings --function-name "$STACK-$1" --query 'EventSourceMappings[0].UUID' --output text
}
