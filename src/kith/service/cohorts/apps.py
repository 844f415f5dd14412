from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "kith.service.cohorts"
    label = "cohorts"
