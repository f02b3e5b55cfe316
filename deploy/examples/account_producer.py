#!/usr/bin/env python3
"""Sends a risk update and a command for one account: account_producer.py ACCOUNT. Needs: pip install confluent-kafka"""
import json
import os
import sys
import time
import uuid

from confluent_kafka import Producer

producer = Producer({
    "bootstrap.servers": os.environ.get("SPRING_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
    "enable.idempotence": True,
    # As Java's clients choose it. With the default of this client, an account's records from Java and from Python
    # would be in two partitions, and their order would be lost.
    "partitioner": "murmur2_random",
})
failures = []


def send(topic, account, value):
    """The key is the account, so that its records keep their order."""
    producer.produce(topic, key=account, value=json.dumps(value),
                     on_delivery=lambda error, record: failures.append(error) if error else None)


account = sys.argv[1]
# Make an id once for each fact and keep it with the fact: when it is sent again, the worker knows it.
fact = str(uuid.uuid4())
send(os.environ.get("ACCOUNTRISK_TOPICS_RISKUPDATES", "account.risk.updates"), account, {
    "eventId": "rule-7:" + fact,
    "accountUuid": account,
    "type": "SET",
    "risk": 42.5,
    "occurredAt": time.time_ns() // 1_000_000,
})
send(os.environ.get("ACCOUNTRISK_TOPICS_COMMANDS", "account.commands"), account, {
    "commandId": "deposit:" + fact,
    "accountUuid": account,
    "type": "CREDIT",
    "asset": "COIN",
    "amount": "616.25",  # a string: a float would be rounded
})
unsent = producer.flush(30)
if unsent or failures:
    sys.exit(f"{unsent} records have no answer, and these failed: {failures}")
print("sent")
