"""Every address of recruitment, one file for each person's part of it."""

from kith.service.recruitment.web import (
    apply_urls,
    call_urls,
    evidence_urls,
    funnel_urls,
    interview_urls,
    review_urls,
    selection_urls,
)

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
