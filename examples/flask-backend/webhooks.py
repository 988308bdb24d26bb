"""Calls back, signed by Standard Webhooks 1.0 (https://www.standardwebhooks.com). Copy this file."""

import base64
import hashlib
import hmac
import http.client
import json
import logging
import time
import urllib.error
import urllib.request
import uuid

log = logging.getLogger("webhooks")


def sign(secret, webhook_id, timestamp, body):
    """The value of webhook-signature for these bytes; the secret is whsec_… as Estrade has it."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def send(url, payload, secret, pauses=(1, 4, 15)):
    """Sends it until somebody takes it, each time under the same id. Says whether it was taken or refused for good."""
    body = json.dumps(payload).encode()
    webhook_id = "msg_" + uuid.uuid4().hex
    for pause in (*pauses, None):
        answer = _post(url, body, secret, webhook_id)
        if answer < 500 and answer not in (0, 408, 429):
            log.info("job %s: webhook %s was answered %d", payload["job_id"], payload["status"], answer)
            return True
        log.warning("job %s: webhook %s was answered %d", payload["job_id"], payload["status"], answer)
        if pause is not None:
            time.sleep(pause)
    return False


def _post(url, body, secret, webhook_id):
    """The answer's status; 0 if there was none."""
    timestamp = int(time.time())
    headers = {
        "Content-Type": "application/json",
        "webhook-id": webhook_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(secret, webhook_id, timestamp, body),
    }
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except (OSError, http.client.HTTPException):
        return 0
