"""Every address of recruitment, one file for each person's part of it."""

from kith.service.recruitment.web.applying import apply_urls
from kith.service.recruitment.web.calling import call_urls
from kith.service.recruitment.web.evidence import evidence_urls
from kith.service.recruitment.web.funnel import funnel_urls
from kith.service.recruitment.web.reviewing import interview_urls, review_urls
from kith.service.recruitment.web.selecting import selection_urls

app_name = "recruitment"
urlpatterns = [
    *call_urls.urlpatterns,
    *evidence_urls.urlpatterns,
    *review_urls.urlpatterns,
    *interview_urls.urlpatterns,
    *selection_urls.urlpatterns,
    *funnel_urls.urlpatterns,
    # Last: below an application it takes every step that nobody else has.
    *apply_urls.urlpatterns,
]
