"""A function for scenarios/lifecycle/python-snapstart.yaml that looks for its credentials."""

import json
import os
import urllib.request

NAMES = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_LAMBDA_LOG_STREAM_NAME"]


def handler(event, context):
    request = urllib.request.Request(
        os.environ["AWS_CONTAINER_CREDENTIALS_FULL_URI"],
        headers={"Authorization": os.environ["AWS_CONTAINER_AUTHORIZATION_TOKEN"]},
    )
    with urllib.request.urlopen(request) as answer:
        credentials = json.load(answer)
    return {
        "type": os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"],
        "in_environment": [name for name in NAMES if name in os.environ],
        "key": credentials["AccessKeyId"],
    }
