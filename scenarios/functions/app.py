"""An ordinary function for scenarios/python-runtime.yaml."""

import time


class OrderRefused(Exception):
    pass


def handler(event, context):
    print("handling", event.get("op"))
    if event["op"] == "fail":
        raise OrderRefused("no such order")
    if event["op"] == "slow":
        time.sleep(event["seconds"])
    return {"op": event["op"], "request_id": context.aws_request_id}
