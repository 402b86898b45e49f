#!/bin/bash
# An external extension in bash and curl, for scenarios/shell-extension.yaml: registers, reads events
# and exits after SHUTDOWN. In Lambda it would stand in /opt/extensions under its own name.
set -euo pipefail

name=$(basename "$0")
api="http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension"
headers=$(mktemp)
trap 'rm -f "$headers"' EXIT

curl -sS --fail -X POST -D "$headers" -o /dev/null \
  -H "Lambda-Extension-Name: $name" \
  -d '{"events": ["INVOKE", "SHUTDOWN"]}' "$api/register"
id=$(tr -d '\r' <"$headers" | sed -n 's/^lambda-extension-identifier: //Ip')
echo "registered as $name"

while true; do
  event=$(curl -sS --fail -H "Lambda-Extension-Identifier: $id" "$api/event/next")
  echo "event $event"
  if [[ $event == *'"eventType":"SHUTDOWN"'* ]]; then
    exit 0
  fi
done
