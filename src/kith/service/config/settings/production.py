"""A server: refuses to start without what makes it safe."""

from django.core.exceptions import ImproperlyConfigured

from kith.service.config.settings.base import *  # noqa: F403
from kith.service.config.settings.base import ALLOWED_HOSTS, SECRET_KEY

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "Set KITH_SECRET_KEY to at least 50 random characters (kith-manage new_secret makes them)."
    )
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "Set KITH_HOSTS to the host names this server answers to, separated by commas."
    )

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
