"""Reads a webhook as the package cloudevents of PyPI does, in structured mode.

Reads {"headers": {…}, "body": …} as JSON from standard input. Prints the event's attributes and the alert's id in its
data, and exits 0 where it is a CloudEvent; exits 1 where it is none.
"""

import json
import sys

from cloudevents.core.bindings.http import HTTPMessage, from_http_event

message = json.load(sys.stdin)
try:
    event = from_http_event(HTTPMessage(message["headers"], message["body"].encode()))
except Exception as error:
    print(type(error).__name__, error)
    sys.exit(1)
print(event.get_specversion(), event.get_id(), event.get_type(), event.get_source(), event.get_subject(),
      event.get_time().isoformat(), event.get_datacontenttype(), event.get_data()["id"])
