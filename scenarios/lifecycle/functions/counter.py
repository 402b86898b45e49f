"""A function with a thread that never rests, for scenarios/lifecycle/freeze.yaml."""

import threading
import time

count = 0


def work():
    global count
    while True:
        count += 1
        print("counted", count)
        time.sleep(0.01)


threading.Thread(target=work, daemon=True).start()


def handler(event, context):
    return {"count": count}
