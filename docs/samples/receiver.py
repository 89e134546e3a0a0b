import hashlib
import hmac
import json
import os
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def is_from_daybook(secret: str, header: str | None, raw_body: bytes) -> bool:
    """True if Daybook signed these bytes with this secret, not more than five minutes ago."""
    match = re.fullmatch(r"t=([0-9]+),s=([0-9a-f]{64})", header or "")
    if match is None:
        return False
    t, s = match.groups()
    expected = hmac.new(secret.encode(), t.encode() + b"." + raw_body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(s, expected) and abs(time.time() - int(t)) <= 300


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        genuine = is_from_daybook(os.environ["WEBHOOK_SECRET"], self.headers["Oncehub-Signature"], body)
        self.send_response(204 if genuine else 401)
        self.end_headers()
        if genuine:
            print(json.loads(body)["type"])


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "4000"))), Receiver).serve_forever()
