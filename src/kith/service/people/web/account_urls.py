"""The addresses of allauth that are open here, each with its door. What is not named is not there."""

from __future__ import annotations

from collections.abc import Iterator

from allauth import urls as allauth_urls
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.urls.resolvers import RoutePattern

from kith.service.core.web.access import View, public, signed_in

PUBLIC = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)
SIGNED_IN = frozenset(
    {
        "account_confirm_email",
        "account_reauthenticate",
        "account_email",
        "account_change_password",
        "account_set_password",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
        "usersessions_list",
    }
)


@public
def no_sign_up(request: HttpRequest) -> HttpResponse:
    """allauth looks this name up; there is nothing behind it."""
    raise Http404


def _patterns(prefix: str, patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(prefix + str(pattern.pattern), pattern.url_patterns)
        else:
            yield prefix, pattern


def _opened(prefix: str, pattern: URLPattern) -> URLPattern | None:
    if pattern.name in PUBLIC:
        view: View = public(pattern.callback)
    elif pattern.name in SIGNED_IN:
        view = signed_in(pattern.callback)
    else:
        return None
    if isinstance(pattern.pattern, RoutePattern):
        return path(prefix + str(pattern.pattern), view, name=pattern.name)
    return re_path("^" + prefix + str(pattern.pattern).removeprefix("^"), view, name=pattern.name)


urlpatterns = [
    path("signup/", no_sign_up, name="account_signup"),
    *filter(None, (_opened(prefix, pattern) for prefix, pattern in _patterns("", allauth_urls.urlpatterns))),
]
