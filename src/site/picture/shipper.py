#!/usr/bin/env python3
"""An extension that is done with an invocation at once and sends what it has in the background, and loses it."""
import http.client
import json
import os
import sys
import threading
import time

HOST = os.environ["AWS_LAMBDA_RUNTIME_API"]
API = "/2020-01-01/extension"


def call(method, path, headers, body=None):
    connection = http.client.HTTPConnection(HOST)
    connection.request(method, API + path, body, headers)
    answer = connection.getresponse()
    return answer.getheader("Lambda-Extension-Identifier"), answer.read()


def send(batch):
    print(f"batch {batch}: 40 records", flush=True)
    for sent in range(10, 50, 10):
        time.sleep(0.4)
        print(f"batch {batch}: {sent} sent", flush=True)
    print(f"batch {batch}: delivered", flush=True)


identifier, _ = call("POST", "/register", {"Lambda-Extension-Name": "shipper.py"},
                     json.dumps({"events": ["INVOKE", "SHUTDOWN"]}))
for number in range(1, 1000):
    _, event = call("GET", "/event/next", {"Lambda-Extension-Identifier": identifier})
    if json.loads(event)["eventType"] == "SHUTDOWN":
        print("bye", flush=True)
        sys.exit(0)
    threading.Thread(target=send, args=(number,), daemon=True).start()
