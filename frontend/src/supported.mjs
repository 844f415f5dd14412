// Before the first paint: lets the stylesheet show what only works with script. A file, not an inline
// script, so that the content-security policy has no exception.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " nhsuk-frontend-supported" : "");
