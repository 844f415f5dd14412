from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.service.core.web.access import public


@public
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home/home.html")
