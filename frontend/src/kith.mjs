import { Button } from "../node_modules/nhsuk-frontend/dist/nhsuk/components/button/button.mjs";
import { CharacterCount } from "../node_modules/nhsuk-frontend/dist/nhsuk/components/character-count/character-count.mjs";
import { Checkboxes } from "../node_modules/nhsuk-frontend/dist/nhsuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "../node_modules/nhsuk-frontend/dist/nhsuk/components/error-summary/error-summary.mjs";
import { Header } from "../node_modules/nhsuk-frontend/dist/nhsuk/components/header/header.mjs";
import { NotificationBanner } from "../node_modules/nhsuk-frontend/dist/nhsuk/components/notification-banner/notification-banner.mjs";
import { PasswordInput } from "../node_modules/nhsuk-frontend/dist/nhsuk/components/password-input/password-input.mjs";
import { Radios } from "../node_modules/nhsuk-frontend/dist/nhsuk/components/radios/radios.mjs";
import { SkipLink } from "../node_modules/nhsuk-frontend/dist/nhsuk/components/skip-link/skip-link.mjs";
import htmx from "../node_modules/htmx.org/dist/htmx.esm.js";

const COMPONENTS = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  Header,
  NotificationBanner,
  PasswordInput,
  Radios,
  SkipLink,
];

function start(scope) {
  for (const Component of COMPONENTS) {
    for (const element of scope.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
      if (!element.hasAttribute(`data-${Component.moduleName}-init`)) new Component(element);
    }
  }
}

// The policy forbids eval and inline style, so htmx must not try either.
Object.assign(htmx.config, { allowEval: false, includeIndicatorStyles: false, historyCacheSize: 0 });
window.htmx = htmx;

document.addEventListener("DOMContentLoaded", () => start(document));
document.addEventListener("htmx:afterSwap", (event) => start(event.detail.elt));

// Texts that a page kept in this browser (keeping.mjs) go with the person who signs out.
document.addEventListener("submit", (event) => {
  if (!event.target.action?.endsWith?.("/logout/")) return;
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("kith.kept.")) sessionStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
});

// A passkey that was refused or cancelled: say so on the page instead of in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const problem = document.getElementById("passkey-problem");
  if (problem) problem.hidden = false;
});
