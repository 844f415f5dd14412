"""A server as in production, on plain HTTP, with the hello pages among its addresses."""

import os

from kith.service.config.settings.base import *  # noqa: F403

ENVIRONMENT = os.environ.get("KITH_BENCH_ENVIRONMENT", "benchmark")
SECRET_KEY = "for-the-benchmark-only-" + "0" * 40
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "benchmarks.service.site.urls"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
