"""A laptop: the demonstration, one-click personas, each mail a file in a folder."""

from kith.service.config.settings.base import *  # noqa: F403
from kith.service.config.settings.base import MAIL_TO_FOLDER

ENVIRONMENT = "development"
DEBUG = False
SECRET_KEY = "for-development-only-" + "0" * 40
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = MAIL_TO_FOLDER
