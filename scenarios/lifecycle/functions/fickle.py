"""A function for scenarios/lifecycle/python.yaml that ends in every way that a function can."""

import os
import signal
import time

# The log stream is the environment's, whatever becomes of its processes; simrun is the parent of them all.
MARK = "/tmp/simrun-%d-%s" % (os.getppid(), os.environ["AWS_LAMBDA_LOG_STREAM_NAME"][-32:])


def start():
    """Fails at the first start only: the file tells a start from the next one."""
    if "FICKLE" not in os.environ:
        return
    if not os.path.exists(MARK):
        open(MARK, "w").close()
        if os.environ["FICKLE"] == "slow":
            time.sleep(60)
        raise ImportError("no such module, for now")
    os.remove(MARK)


start()


def handler(event, context):
    op = event.get("op")
    if op == "hang":
        time.sleep(60)
    elif op == "exit":
        os._exit(event["status"])
    elif op == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif op == "write":
        with open(MARK, "w") as file:
            file.write("kept")
    elif op == "read":
        with open(MARK) as file:
            text = file.read()
        os.remove(MARK)
        return text
    return {"pid": os.getpid()}
