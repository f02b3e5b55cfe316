#!/usr/bin/env python3
"""Prints what happens to the accounts, each event once. Needs: pip install confluent-kafka"""
import json
import os
from collections import OrderedDict

from confluent_kafka import Consumer, KafkaException

consumer = Consumer({
    "bootstrap.servers": os.environ.get("SPRING_KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
    "group.id": "account-events-example-py",
    "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
})
consumer.subscribe([os.environ.get("ACCOUNTRISK_TOPICS_EVENTS", "account.events")])
# The ids of the newest events. Events arrive at least once. A consumer that stores what it learns keeps the ids in the
# same database, in the same transaction.
seen = OrderedDict()


def text(kind, data):
    if kind == "CommandApplied":
        return "applied " + data["commandId"]
    if kind == "CommandRefused":
        return "refused " + data["commandId"] + ": " + data["reason"]
    if kind == "RiskLevelChanged":
        return data["oldLevel"] + " -> " + data["newLevel"]
    if kind == "BalanceChanged":
        return data["asset"] + " " + data["balance"]  # a string: Decimal(...) reads every digit
    return "ignored " + kind  # later versions may add types


while True:
    record = consumer.poll(1)
    if record is None:
        continue
    if record.error():
        raise KafkaException(record.error())
    event = json.loads(record.value())
    if event["id"] not in seen:
        seen[event["id"]] = True
        if len(seen) > 100_000:
            seen.popitem(last=False)
        print(event["subject"] + ": " + text(event["type"], event["data"]), flush=True)
    consumer.commit(record)
