// Filters apply at once: the button is for pages without a script.
"use strict";

for (const form of document.querySelectorAll("form[data-apply]")) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}
