"""Sign-in by e-mail: a one-time code or link, or a password; then a second factor. allauth does the work."""

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "kith.service.people.web.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "kith.service.people.web.sign_in_forms.SignInForm",
    "request_login_code": "kith.service.people.web.sign_in_forms.AskForCodeForm",
    "add_email": "kith.service.people.web.sign_in_forms.AddAddressForm",
    "reset_password": "kith.service.people.web.sign_in_forms.AskForPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "kith.service.people.domain.queries.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
# Nobody signs up: accounts come from an import or an invitation. allauth wants the fields named
# (the password field of the sign-in page hangs on it) while the adapter keeps the door shut.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 6
ACCOUNT_PREVENT_ENUMERATION = True
# A stranger's address gets no mail: the service is no way of writing to people who never asked.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_RATE_LIMITS = {
    # Keyed by address and by network: somebody who guesses is slowed, an office behind one address is not.
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "request_login_code": "30/m/ip,4/10m/key",
    "reset_password": "20/m/ip,4/10m/key",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
    # Starting an application, which mails a link. A hospital stands behind one network address on the last day.
    "apply": "60/m/ip",
    "answer_survey": "120/m/ip",  # a whole hospital has one address
    "apply_address": "4/10m/key",
}
# The shortest way first: an address, then what comes by e-mail. A password or passkey is one step on.
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

MFA_ADAPTER = "kith.service.people.web.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kith"
# allauth's fear is a stranger who signs up with another's address; here nobody signs up, and whoever
# is signed in has proved one address. A second one on its way must not keep a factor from being set up.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Limits on guessing must hold across all web processes, so they are counted in the database
# (the table is made after migrate). Nothing else is kept in the cache.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kith_cache"}}

PERSONA_ENVIRONMENTS = frozenset({"development", "test-demo"})
"""Where somebody may sign in as an invented person with one click (while all the data are invented)."""
