"""An Authlib server on Flask with the accounts of accounts.json, on a free port of 127.0.0.1."""

import json
import logging
import os
import pathlib
import sys
import threading
import time

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector, current_token
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, grants, list_to_scope
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc8414 import get_well_known_url
from flask import Flask, jsonify
from werkzeug.serving import make_server

LIFETIME = int(sys.argv[1])
ACCOUNTS = json.loads(pathlib.Path(__file__).parents[1].joinpath("accounts.json").read_text("utf-8"))
USERS = {user["username"]: user for user in ACCOUNTS["users"]}
TOKENS = []


class Client(ClientMixin):
    def __init__(self, account):
        self.client_id, self.secret, self.grant = account["id"], account["secret"], account["grant"]

    def get_client_id(self):
        return self.client_id

    def get_allowed_scope(self, scope):
        return list_to_scope([one for one in (scope or "").split() if one in ACCOUNTS["scopes"]])

    def check_client_secret(self, secret):
        return self.secret == secret

    def check_endpoint_auth_method(self, method, endpoint):
        return (method == "none") == (self.secret is None)

    def check_grant_type(self, grant_type):
        return grant_type == self.grant or (grant_type == "refresh_token" and self.grant == "password")


class Token(TokenMixin):
    def __init__(self, token, client, user):
        self.token, self.client, self.user = token, client, user
        self.ends, self.revoked, self.used = time.time() + LIFETIME, False, False

    def check_client(self, client):
        return self.client is client

    def get_scope(self):
        return self.token.get("scope", "")

    def is_expired(self):
        return time.time() >= self.ends

    def is_revoked(self):
        return self.revoked

    def get_user(self):
        return self.user

    def get_client(self):
        return self.client


CLIENTS = {account["id"]: Client(account) for account in ACCOUNTS["clients"]}
ALL_METHODS = ["client_secret_basic", "client_secret_post", "none"]


def find(kind, value):
    return next((token for token in TOKENS if token.token.get(kind) == value), None)


class Password(grants.ResourceOwnerPasswordCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ALL_METHODS

    def authenticate_user(self, username, password):
        user = USERS.get(username)
        return user if user and user["password"] == password else None


class Refresh(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ALL_METHODS
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token):
        token = find("refresh_token", refresh_token)
        return token if token and not token.revoked and not token.used else None

    def authenticate_user(self, refresh_token):
        return refresh_token.user

    def revoke_old_credential(self, refresh_token):
        refresh_token.used = True


class Machine(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ALL_METHODS


class Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = ALL_METHODS

    def query_token(self, token_string, token_type_hint):
        return find(token_type_hint, token_string)

    def revoke_token(self, token, request):
        token.revoked = True


class Bearer(BearerTokenValidator):
    def authenticate_token(self, token_string):
        return find("access_token", token_string)


def create(url):
    app = Flask(__name__)
    app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
    app.config["OAUTH2_SCOPES_SUPPORTED"] = ACCOUNTS["scopes"]
    app.config["OAUTH2_TOKEN_EXPIRES_IN"] = dict.fromkeys(["password", "client_credentials", "refresh_token"], LIFETIME)

    def save(token, request):
        TOKENS.append(Token(token, request.client, request.user))

    server = AuthorizationServer(app, CLIENTS.get, save)
    for grant in [Password, Refresh, Machine]:
        server.register_grant(grant)
    server.register_endpoint(Revocation)
    protected = ResourceProtector()
    protected.register_token_validator(Bearer())

    @app.post("/tenant/token")
    def token():
        return server.create_token_response()

    @app.post("/tenant/revoke")
    def revoke():
        return server.create_endpoint_response("revocation")

    @app.get("/tenant/userinfo")
    @protected("profile")
    def userinfo():
        user = current_token.user
        return jsonify(sub=user["username"], preferred_username=user["username"], name=user["name"])

    @app.get(get_well_known_url(f"{url}/tenant"))
    def metadata():
        endpoints = {f"{name}_endpoint": f"{url}/tenant/{name}" for name in ["token", "userinfo"]}
        return jsonify(
            issuer=f"{url}/tenant",
            response_types_supported=[],
            revocation_endpoint=f"{url}/tenant/revoke",
            **endpoints,
        )

    return app


def main():
    # loopback without TLS, of which Authlib rightly wants to be told
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    logging.disable(logging.CRITICAL)
    server = make_server("127.0.0.1", 0, lambda environ, start: app(environ, start), threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    app = create(url)
    print(f"{url}/tenant", flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    server.serve_forever()


main()
