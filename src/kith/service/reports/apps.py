from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "kith.service.reports"
    label = "reports"
