"""An external extension that flushes when it is told to end.

Its argument says how it reads the reason: "strict" knows Lambda's three words and no others, as a
decoder with a closed list does; "any" takes what it gets.
"""

import enum
import http.client
import json
import os
import sys


class Reason(enum.Enum):
    SPINDOWN = "spindown"
    TIMEOUT = "timeout"
    FAILURE = "failure"


api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])


def call(method, path, headers, body=None):
    api.request(method, "/2020-01-01/extension/" + path, body, headers)
    response = api.getresponse()
    return response.headers, json.loads(response.read())


events = json.dumps({"events": ["INVOKE", "SHUTDOWN"]})
headers, _ = call("POST", "register", {"Lambda-Extension-Name": "flusher"}, events)
me = {"Lambda-Extension-Identifier": headers["Lambda-Extension-Identifier"]}
while True:
    _, event = call("GET", "event/next", me)
    if event["eventType"] == "SHUTDOWN":
        reason = event["shutdownReason"]
        if sys.argv[1] == "strict":
            Reason(reason)
        print("flushed at", reason, flush=True)
        sys.exit(0)
