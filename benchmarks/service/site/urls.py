from django.urls import path

from benchmarks.service.site import hello
from kith.service.config import urls

urlpatterns = [path("hello/", hello.plain), path("hello/page/", hello.page), *urls.urlpatterns]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500
