#!/bin/sh
# The worker's rights in Kafka: kafka-acls.sh's arguments, from a shell where BOOTSTRAP and ADMIN (a --command-config file)
# are set. It can make, change and delete no topic. Ready to be read as a list, too.
set -eu
user=${1:-account-risk-worker}
acls() {
    kafka-acls.sh --bootstrap-server "$BOOTSTRAP" --command-config "$ADMIN" --add --allow-principal "User:$user" "$@"
}
acls --operation Read --operation Describe --topic account.risk.updates
# written, too: the workers send the EXPIRE of holds that are due
acls --operation Read --operation Describe --operation Write --topic account.commands
acls --operation Write --operation Describe --topic account.events
acls --operation Write --operation Describe --topic account.parked
acls --operation Read --operation Describe --group account-risk-worker
