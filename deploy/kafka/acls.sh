#!/bin/sh
# Grants the worker its rights in Kafka. Run it where kafka-acls.sh is on the PATH, with BOOTSTRAP and ADMIN (a --command-config
# file) set. The worker can create, change or delete no topic.
set -eu
user=${1:-account-risk-worker}
acls() {
    kafka-acls.sh --bootstrap-server "$BOOTSTRAP" --command-config "$ADMIN" --add --allow-principal "User:$user" "$@"
}
acls --operation Read --operation Describe --topic account.risk.updates
# Also Write, because the workers send the EXPIRE of holds that are due.
acls --operation Read --operation Describe --operation Write --topic account.commands
acls --operation Write --operation Describe --topic account.events
acls --operation Write --operation Describe --topic account.parked
acls --operation Read --operation Describe --group account-risk-worker
