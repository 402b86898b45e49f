"""Polls as an extension or as a runtime, and gives each poll up after a while."""
import http.client
import json
import os
import sys
import time

host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")


def call(method, path, body=None, headers={}, timeout=10):
    connection = http.client.HTTPConnection(host, int(port), timeout=timeout)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def poll(path, headers={}):
    while True:
        try:
            status, got, event = call("GET", path, headers=headers, timeout=0.3)
            if status == 200:
                return got, event
            time.sleep(0.05)
        except TimeoutError:
            pass


if sys.argv[1] == "extension":
    register = {"Lambda-Extension-Name": "impatient"}
    _, got, _ = call("POST", "/2020-01-01/extension/register", '{"events": ["INVOKE", "SHUTDOWN"]}', register)
    identifier = {"Lambda-Extension-Identifier": got["Lambda-Extension-Identifier"]}
    while True:
        _, event = poll("/2020-01-01/extension/event/next", identifier)
        if json.loads(event)["eventType"] == "SHUTDOWN":
            sys.exit()
else:
    while True:
        got, event = poll("/2018-06-01/runtime/invocation/next")
        call("POST", f"/2018-06-01/runtime/invocation/{got['Lambda-Runtime-Aws-Request-Id']}/response", event)
