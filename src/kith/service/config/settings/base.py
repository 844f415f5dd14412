"""Settings every installation shares. What differs comes from the environment, named KITH_*."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from kith.service.config.settings.databases import database

SERVICE = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("KITH_HOME", Path.cwd() / "var")).resolve()
"""Everything an installation owns: the embedded database, files, logs. Back this up."""

ENVIRONMENT = "production"
DEBUG = False
SECRET_KEY = os.environ.get("KITH_SECRET_KEY", "")
ALLOWED_HOSTS = [host for host in os.environ.get("KITH_HOSTS", "").split(",") if host]
BASE_ADDRESS = os.environ.get("KITH_BASE_ADDRESS", "http://localhost:8000")
CSRF_TRUSTED_ORIGINS = [BASE_ADDRESS]

INSTALLED_APPS = [
    # The order of the house: a later app may use an earlier one, never the other way round.
    "kith.service.core",
    "kith.service.ui",
    "kith.service.people",
    "kith.service.cohorts",
    "kith.service.surveys",
    "kith.service.recruitment",
    "kith.service.matches",
    "kith.service.learning",
    "kith.service.planning",
    "kith.service.reports",
    "kith.service.home",
    "kith.service.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_linear_migrations",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "kith.service.api.web.middleware.ApiMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kith.service.core.web.middleware.ActorMiddleware",
    "kith.service.people.web.middleware.OwnLanguageMiddleware",
    "kith.service.people.web.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kith.service.core.web.middleware.KithErrorMiddleware",
]

ROOT_URLCONF = "kith.service.config.urls"
WSGI_APPLICATION = "kith.service.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "kith.service.config.jinja.environment",
            "extensions": ["jinja2.ext.i18n"],
            "context_processors": ["kith.service.ui.web.shell.page_shell"],
        },
    },
    {
        # Only what allauth itself renders (its mails); every page of ours is Jinja.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {"default": database(os.environ.get("KITH_DATABASE_URL"), HOME)}
AUDIT_GUARD = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [SERVICE.parent / "locale"]
LANGUAGE_COOKIE_NAME = "kith_language"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

EMAIL_BACKEND = os.environ.get("KITH_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
MAIL_TO_FOLDER = "kith.service.core.mail_folder.EmailBackend"
MAIL_FOLDER = HOME / "mail"
"""Where that one, which a laptop uses, writes each mail as a file."""
EMAIL_HOST = os.environ.get("KITH_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("KITH_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("KITH_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KITH_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("KITH_EMAIL_TLS", "") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("KITH_EMAIL_FROM", "Kith <kith@localhost>")
BOUNCE_MAILBOX = os.environ.get("KITH_BOUNCE_MAILBOX", "bounces@localhost")

# Content-security policy: no exception, no other host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
CSRF_FAILURE_VIEW = "kith.service.ui.web.errors.csrf_failure"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "usb")
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_ENGINE = "django.contrib.sessions.backends.db"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
PEOPLE_FILE_LIMIT_BYTES = 20 * 1024 * 1024
ANSWERS_FILE_LIMIT_BYTES = 100 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"hide_secrets": {"()": "kith.service.core.log_secrets.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["hide_secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"kith": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}

from kith.service.config.settings.accounts import *  # noqa: E402, F403
