# For the extensions beside this folder: registers under the file's name for the given events, and
# polls until SHUTDOWN. Folders among extensions are not looked into.
name=${0##*/}
api="http://$AWS_LAMBDA_RUNTIME_API/2020-01-01/extension"
id=$(curl -sS --fail -X POST -D - -o /dev/null -H "Lambda-Extension-Name: $name" -d "{\"events\": [$events]}" "$api/register" |
  tr -d '\r' | sed -n 's/^lambda-extension-identifier: //Ip')
while event=$(curl -sS --fail -H "Lambda-Extension-Identifier: $id" "$api/event/next"); do
  echo "$name got $event"
  case $event in *'"eventType":"SHUTDOWN"'*) exit 0 ;; esac
done
