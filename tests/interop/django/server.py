"""django-oauth-toolkit with the accounts of accounts.json, on a free port of 127.0.0.1."""

import json
import logging
import os
import pathlib
import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings

LIFETIME = int(sys.argv[1])
ACCOUNTS = json.loads(pathlib.Path(__file__).parents[1].joinpath("accounts.json").read_text("utf-8"))


def configure():
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    pem = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    settings.configure(
        SECRET_KEY="of no importance",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"],
        # the real ones take a third of a second each
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        OAUTH2_PROVIDER={
            "SCOPES": {scope: scope for scope in ACCOUNTS["scopes"]},
            "DEFAULT_SCOPES": ["read"],
            "ACCESS_TOKEN_EXPIRE_SECONDS": LIFETIME,
            "REFRESH_TOKEN_EXPIRE_SECONDS": 3600,
            "REFRESH_TOKEN_REUSE_PROTECTION": True,
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": pem.decode(),
        },
    )
    django.setup()
    # it writes each refusal to standard error
    logging.disable(logging.CRITICAL)


def create_accounts():
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    for user in ACCOUNTS["users"]:
        User.objects.create_user(user["username"], password=user["password"], first_name=user["name"])
    for client in ACCOUNTS["clients"]:
        Application.objects.create(
            name=client["id"],
            client_id=client["id"],
            client_secret=client["secret"] or "",
            client_type="confidential" if client["secret"] else "public",
            authorization_grant_type=client["grant"].replace("_", "-"),
            algorithm="RS256",
        )


class Silent(WSGIRequestHandler):
    def log_message(self, *_):
        pass


def main():
    configure()
    create_accounts()
    from django.core.handlers.wsgi import WSGIHandler
    from django.urls import include, path
    from oauth2_provider import urls

    global urlpatterns
    base = urls.base_urlpatterns + urls.oidc_urlpatterns
    urlpatterns = [
        path("", include((urls.metadata_urlpatterns, "metadata"))),
        path("o/", include((base, "oauth2_provider"))),
    ]
    server = make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Silent)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    server.serve_forever()


main()
