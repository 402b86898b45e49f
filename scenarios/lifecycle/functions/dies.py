"""Reads its event, begins to answer it as the event says, and ends in the middle."""
import os
import socket
import time

host, port = os.environ["AWS_LAMBDA_RUNTIME_API"].split(":")
connection = socket.create_connection((host, int(port)))
connection.sendall(b"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: lambda\r\n\r\n")
head, _, event = connection.recv(65536).partition(b"\r\n\r\n")
request_id = next(
    line.split(": ")[1]
    for line in head.decode().split("\r\n")
    if line.lower().startswith("lambda-runtime-aws-request-id: ")
)
answer = f"POST /2018-06-01/runtime/invocation/{request_id}/response HTTP/1.1\r\nHost: lambda\r\n"
if b"chunks" in event:
    answer += 'Transfer-Encoding: chunked\r\n\r\n6\r\n"half \r\n'
else:
    answer += 'Content-Length: 100\r\n\r\n"half '
connection.sendall(answer.encode())
time.sleep(0.1)  # what is on its way arrives before its end does
os._exit(7)
