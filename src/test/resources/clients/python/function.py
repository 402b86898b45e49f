"""A function for AWS's Python client that ends in every way that a Python function can: its event says how."""

import os
import sys
import time


class OrderRefused(Exception):
    pass


def start(how):
    if how == "imports":
        import no_such_module  # noqa: F401
    elif how == "raises":
        raise OrderRefused("no configuration")
    elif how == "unreadable":
        compile("def handler(", "other.py", "exec")
    elif how == "exits":
        sys.exit(4)


start(os.environ["FUNCTION"])


def handler(event, context):
    op = event["op"]
    if op == "fail":
        raise OrderRefused("refused: A1")
    elif op == "unserialisable":
        return handler
    elif op == "sys-exit":
        sys.exit(3)
    elif op == "exit":
        os._exit(3)
    elif op == "abort":
        os.abort()
    elif op == "hang":
        time.sleep(3600)
    return {"op": op, "request_id": context.aws_request_id}
