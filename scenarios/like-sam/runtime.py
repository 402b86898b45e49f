"""A runtime that returns what it is given.

Its argument says what it does with the trace header: "hands-on" puts it into the environment, as
AWS's clients do, and takes it for granted; "looks" does so if there is one.
"""

import http.client
import os
import sys

api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
base = "/2018-06-01/runtime/invocation/"
while True:
    api.request("GET", base + "next")
    event = api.getresponse()
    payload = event.read()
    trace = event.getheader("Lambda-Runtime-Trace-Id")
    if trace or sys.argv[1] == "hands-on":
        os.environ["_X_AMZN_TRACE_ID"] = trace
    api.request("POST", base + event.getheader("Lambda-Runtime-Aws-Request-Id") + "/response", payload)
    api.getresponse().read()
