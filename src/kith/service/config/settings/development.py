"""A laptop: the demonstration, one-click personas, mail shown in the terminal."""

from kith.service.config.settings.base import *  # noqa: F403
from kith.service.config.settings.base import HOME

ENVIRONMENT = "development"
DEBUG = False
SECRET_KEY = "for-development-only-" + "0" * 40
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
