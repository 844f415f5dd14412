"""Addresses of the builder; ``surveys.web.urls`` takes them in."""

from django.urls import path

from kith.service.surveys.web.building import (
    about_views,
    conditions_views,
    listing,
    looking_views,
    overview,
    page_views,
    questions,
    rule_views,
    score_views,
    using_views,
    version_views,
)

OWN = "organisations/<slug:organisation_slug>/own-questionnaires/"
HERE = "building/<uuid:questionnaire_id>/"
QUESTION = f"{HERE}questions/<slug:item_key>/"
PAGE = f"{HERE}pages/<slug:page_key>/"
VERSION = f"{HERE}versions/<int:number>/"
COHORT = "cohorts/<uuid:cohort_id>/questionnaires/"
urlpatterns = [
    path(OWN, listing.show, name="buildings"),
    path(f"{OWN}new/", listing.new, name="building_new"),
    path(f"{OWN}file/", listing.from_file, name="building_file"),
    path(HERE, overview.show, name="building"),
    path(f"{HERE}delete/", overview.delete, name="building_delete"),
    path(f"{HERE}about/", about_views.about, name="building_about"),
    path(f"{HERE}rights/", about_views.rights, name="building_rights"),
    path(f"{HERE}languages/", about_views.languages, name="building_languages"),
    path(f"{HERE}translate/<slug:language>/", about_views.translate, name="building_translate"),
    path(f"{HERE}add/", questions.choose_kind, name="building_add"),
    path(f"{HERE}add/<slug:kind>/", questions.new, name="building_new_question"),
    path(f"{HERE}grid/", page_views.new_grid, name="building_new_grid"),
    path(QUESTION, questions.show, name="building_question"),
    path(f"{QUESTION}change/", questions.change, name="building_change"),
    path(f"{QUESTION}rule/", rule_views.rule, name="building_rule"),
    path(f"{QUESTION}move/", questions.move, name="building_move"),
    path(f"{QUESTION}out/", questions.remove, name="building_remove"),
    path(f"{QUESTION}shift/<slug:way>/", overview.shift_item, name="building_shift_item"),
    path(PAGE, page_views.page, name="building_page"),
    path(f"{PAGE}grid/", page_views.grid, name="building_grid"),
    path(f"{PAGE}out/", overview.remove_page, name="building_remove_page"),
    path(f"{PAGE}shift/<slug:way>/", overview.shift_page, name="building_shift_page"),
    path(f"{HERE}when/<slug:about>/<slug:part_key>/", conditions_views.when, name="building_when"),
    path(
        f"{HERE}when/<slug:about>/<slug:part_key>/add/", conditions_views.add, name="building_add_condition"
    ),
    path(f"{HERE}scores/new/", score_views.new, name="building_new_score"),
    path(f"{HERE}scores/<slug:scale_key>/", score_views.change, name="building_score"),
    path(f"{HERE}preview/", looking_views.preview, name="building_preview"),
    path(f"{HERE}try/", looking_views.try_it, name="building_try"),
    path(f"{HERE}sample/", looking_views.sample, name="building_sample"),
    path(f"{HERE}publish/", version_views.publish, name="building_publish"),
    path(f"{HERE}versions/", version_views.listing, name="building_versions"),
    path(VERSION, version_views.show, name="building_version"),
    path(f"{VERSION}files/<slug:file>/", version_views.download, name="building_download"),
    path(f"{VERSION}take/", version_views.take, name="building_take"),
    path(f"{VERSION}slots/<slug:slot>/", version_views.use_in_slot, name="building_use_in_slot"),
    path(f"{COHORT}add/", using_views.add, name="building_add_wave"),
    path(f"{COHORT}<uuid:wave_id>/instead/", using_views.instead, name="building_instead"),
]
