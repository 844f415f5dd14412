"""The suite: fast hashing, mail in memory, files in a folder of its own."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("KITH_HOME", str(Path(tempfile.gettempdir()) / f"kith-test-{os.getpid()}"))

from kith.service.config.settings.base import *  # noqa: F403

ENVIRONMENT = "test"
SECRET_KEY = "for-tests-only-" + "0" * 40
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}}
WHITENOISE_AUTOREFRESH = True
AUDIT_GUARD = False
"""Tests empty every table, history too; the guard's own test switches it on."""
