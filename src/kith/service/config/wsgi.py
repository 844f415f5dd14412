"""WSGI, on purpose: with a synchronous ORM it answers several times the requests of ASGI."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.service.config.settings.production")
application = get_wsgi_application()
