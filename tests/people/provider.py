"""A tiny OpenID Connect provider for the tests of single sign-on: honest by default, dishonest on demand."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "kambium", "shared-between-us"


class Provider:
    """Tells who signed in. `claims` change the ID token, `extra` the user info; `sign` makes the token of them."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {}
        self.user: dict[str, Any] = {}
        self.sign = self.signed
        self.challenge = ""
        self.asked: list[str] = []
        self.broken: set[str] = set()
        self.server = HTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})

    def token(self) -> str | None:
        now = int(time.time())
        known = {"iss": self.url, "aud": CLIENT, "sub": "u-1", "iat": now, "exp": now + 300, "email_verified": True}
        return self.sign({name: value for name, value in (known | self.claims).items() if value is not None})

    def answer(self, path: str, form: dict[str, list[str]]) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            return {"issuer": self.url, "jwks_uri": f"{self.url}/keys",
                    **{f"{name}_endpoint": f"{self.url}/{end}" for name, end in ends.items()}}  # fmt: skip
        if path == "/keys":
            key = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [{**key, "kid": "one", "use": "sig", "alg": "RS256"}]}
        if path == "/token":
            verifier = form["code_verifier"][0].encode()
            digest = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode().rstrip("=")
            if digest != self.challenge or form["code"] != ["right"]:
                return {"error": "invalid_grant"}
            token = self.token()
            return {"access_token": "access", "token_type": "Bearer"} | ({"id_token": token} if token else {})
        return self.user

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.reply({})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.reply(parse_qs(body))

            def reply(self, form: dict[str, list[str]]) -> None:
                provider.asked.append(self.path)
                body = json.dumps(provider.answer(self.path, form)).encode()
                self.send_response(500 if self.path in provider.broken else 200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        return Handler

    def settings(self, **more: Any) -> dict[str, Any]:
        """What the environment variables of the operator become."""
        own = {"server_url": self.url, "oauth_pkce_enabled": True, "verified_email": False} | more
        app = {"provider_id": "sso", "name": "明远通行证", "client_id": CLIENT, "secret": SECRET, "settings": own}
        return {"openid_connect": {"APPS": [app]}}


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers."""
    provider = Provider()
    thread = threading.Thread(target=provider.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.server.shutdown()
        provider.server.server_close()
        thread.join()
