"""Every address of learning, one file for each room."""

from kith.service.learning.web.after import after_urls
from kith.service.learning.web.health import health_urls
from kith.service.learning.web.meeting import meeting_urls
from kith.service.learning.web.reflecting import reflecting_urls
from kith.service.learning.web.relating import relating_urls
from kith.service.learning.web.teaching import teaching_urls

app_name = "learning"
urlpatterns = [
    *relating_urls.urlpatterns,
    *meeting_urls.urlpatterns,
    *reflecting_urls.urlpatterns,
    *teaching_urls.urlpatterns,
    *health_urls.urlpatterns,
    *after_urls.urlpatterns,
]
