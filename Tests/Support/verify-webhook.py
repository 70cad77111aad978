"""Verifies a webhook with the reference implementation of Standard Webhooks (the package standardwebhooks of PyPI).

Reads {"secret": …, "headers": {…}, "body": …} as JSON from standard input. Prints the alert's id and exits 0 where the
signature holds; exits 1 where it does not.
"""

import json
import sys

from standardwebhooks import Webhook, WebhookVerificationError

message = json.load(sys.stdin)
try:
    alert = Webhook(message["secret"]).verify(message["body"], message["headers"])
except WebhookVerificationError as error:
    print(error)
    sys.exit(1)
print(alert["id"])
