// Filters apply at once: the button is for those who type, and for pages without a script.
"use strict";

document.addEventListener("change", ({ target }) => {
  if (target.form?.matches("[data-apply]")) target.form.requestSubmit();
});
