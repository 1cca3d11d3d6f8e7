"""Django settings. What an operator changes comes from the environment; see docs/howto/configure.md."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from kambium import __version__
from kambium.config.home import database_url, home, old_secret_keys, secret_key

VERSION = __version__
PACKAGE = Path(__file__).resolve().parents[1]
HOME = home()
DEBUG = os.environ.get("KAMBIUM_DEBUG") == "1"
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = old_secret_keys()
PUBLIC_URL = os.environ.get("KAMBIUM_URL", "")
ALLOWED_HOSTS = [h for h in os.environ.get("KAMBIUM_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",") if h]
if PUBLIC_URL:
    ALLOWED_HOSTS.append(urlsplit(PUBLIC_URL).hostname or "")
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL.rstrip("/")]
BEHIND_TLS = PUBLIC_URL.startswith("https://")
API_A_MINUTE = int(os.environ.get("KAMBIUM_API_RATE", "600"))
WEBHOOK_NETWORKS = [n for n in os.environ.get("KAMBIUM_WEBHOOK_NETWORKS", "").split(",") if n]
PROXIES = int(os.environ.get("KAMBIUM_PROXIES", "1" if BEHIND_TLS else "0"))


def database(url: str) -> dict[str, Any]:
    """Django's settings for a `postgresql://` address; pooled, because a connection per request costs 0.8 ms."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 10, "timeout": 20}, **query},
        # One that died with a restarted server is found out when it is taken, not by the reader's page.
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(database_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DOMAINS = [
    "core",
    "people",
    "accounts",
    "commerce",
    "portfolio",
    "exchange",
    "api",
    "demo",
]
INSTALLED_APPS = [
    # First, because of two catalogues with one word Django takes that of the earlier application.
    *(f"kambium.{name}" for name in DOMAINS),
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "kambium.core.web.proxies.middleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kambium.core.web.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kambium.people.timeouts.middleware",
    "kambium.core.web.middleware.actor",
    "kambium.core.web.middleware.refusals",
    "kambium.people.second_factor.middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "kambium.config.urls"
WSGI_APPLICATION = "kambium.config.wsgi.application"

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.messages.context_processors.messages",
    "kambium.core.web.shell.context",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [PACKAGE / name / "templates" for name in DOMAINS],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "kambium.core.ui.jinja.environment",
            "context_processors": _CONTEXT,
            "compiled_folder": HOME / "templates",
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["kambium.people.backends.PersonBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "kambium.people.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_ENGINE = "kambium.people.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 60 * int(os.environ.get("KAMBIUM_IDLE_MINUTES", "0"))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
UPLOAD_LIMIT = 200 * 2**20

LANGUAGE_CODE = os.environ.get("KAMBIUM_LANGUAGE", "zh-hans")
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
# Our words before those of other packages: to one of them "Accounts" are sign-ins.
LOCALE_PATHS = [PACKAGE / name / "locale" for name in DOMAINS]
LANGUAGE_COOKIE_NAME = "lang"
USE_TZ = True
TIME_ZONE = os.environ.get("KAMBIUM_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATICFILES_DIRS: list[Path] = []
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise looks into it when it starts
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 31_536_000 if not DEBUG else 0
MEDIA_ROOT = HOME / "files"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kambium.core.web.static.Storage"},
}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}
CSRF_FAILURE_VIEW = "kambium.core.web.errors.csrf_failure"
SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # one address once, whatever its case: a functional index says so
    "security.W005",  # subdomains and preload lists are the operator's to decide, not a program's
    "security.W021",
    "security.W008",  # the proxy in front redirects; behind it the request is never secure by itself
]
# Mail goes out when KAMBIUM_SMTP names a server (smtp://user:password@host:port); else it is written to the log folder.
_smtp = urlsplit(os.environ.get("KAMBIUM_SMTP", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _smtp.hostname else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "localhost", _smtp.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
EMAIL_USE_TLS = _smtp.scheme == "smtps"
DEFAULT_FROM_EMAIL = os.environ.get("KAMBIUM_MAIL_FROM", "kambium@localhost")

ACCOUNT_ADAPTER = "kambium.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {"reset_password": "kambium.people.forgotten.ForgottenForm"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
SOCIALACCOUNT_ADAPTER = "kambium.people.adapters.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: browsers hold the redirect of a form to `form-action 'self'`
MFA_ADAPTER = "kambium.people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kambium"
ACCESS_RECORD_DAYS = int(os.environ.get("KAMBIUM_ACCESS_DAYS", "730"))
REQUIRE_SECOND_FACTOR = os.environ.get("KAMBIUM_REQUIRE_MFA") == "1"
USERSESSIONS_TRACK_ACTIVITY = False
PGHISTORY_CREATED_AT_FUNCTION = "STATEMENT_TIMESTAMP()"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
if os.environ.get("KAMBIUM_OIDC_URL"):
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": os.environ.get("KAMBIUM_OIDC_NAME", "SSO"),
                    "client_id": os.environ.get("KAMBIUM_OIDC_CLIENT_ID", ""),
                    "secret": os.environ.get("KAMBIUM_OIDC_SECRET", ""),
                    "settings": {
                        "server_url": os.environ["KAMBIUM_OIDC_URL"],
                        "oauth_pkce_enabled": True,
                        "verified_email": os.environ.get("KAMBIUM_OIDC_TRUST_EMAIL") == "1",
                    },
                }
            ]
        }
    }
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"level": "INFO" if DEBUG else "WARNING", "handlers": ["console"]},
}
