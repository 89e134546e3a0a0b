import base64
import hashlib
import hmac
import json
import os
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# While a secret is rotated, the new one and the old one, with a comma between them.
SECRETS = [secret for secret in os.environ["WEBHOOK_SECRET"].split(",") if secret]


def has_oncehub_signature(headers, raw_body: bytes) -> bool:
    """True if these bytes carry the signature that OnceHub's webhooks have, made in the last five minutes."""
    match = re.fullmatch(r"t=([0-9]{1,12}),s=([0-9a-f]{64})", headers["Oncehub-Signature"] or "")
    if match is None:
        return False
    t, s = match.groups()
    return is_recent(t) and any(
        hmac.compare_digest(bytes.fromhex(s), digest(secret, f"{t}.", raw_body)) for secret in SECRETS
    )


def has_standard_signature(headers, raw_body: bytes) -> bool:
    """True if these bytes carry a signature of Standard Webhooks, made in the last five minutes."""
    event_id, t = headers["webhook-id"] or "", headers["webhook-timestamp"] or ""
    given = [each[3:] for each in (headers["webhook-signature"] or "").split(" ") if each.startswith("v1,")]
    return is_recent(t) and any(
        hmac.compare_digest(each.encode(), base64.b64encode(digest(secret, f"{event_id}.{t}.", raw_body)))
        for secret in SECRETS
        for each in given
    )


def digest(secret: str, signed: str, raw_body: bytes) -> bytes:
    return hmac.new(secret.encode(), signed.encode() + raw_body, hashlib.sha256).digest()


def is_recent(seconds: str) -> bool:
    return re.fullmatch(r"[0-9]{1,12}", seconds) is not None and abs(time.time() - int(seconds)) <= 300


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        # Either of the two will do.
        genuine = has_standard_signature(self.headers, body) or has_oncehub_signature(self.headers, body)
        self.send_response(204 if genuine else 401)
        self.end_headers()
        if genuine:
            print(json.loads(body)["type"])


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "4000"))), Receiver).serve_forever()
