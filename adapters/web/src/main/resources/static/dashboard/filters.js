// Filters apply at once, and on a narrow window they are a sheet. The button is for those who type, and for pages without a script,
// where the filters open in their place.
"use strict";

document.addEventListener("change", ({ target }) => {
  if (target.form?.matches("[data-apply]")) target.form.requestSubmit();
});

{
  // The form goes into a dialog, and back where it was when that ends.
  const narrow = matchMedia("(max-width: 40rem)");
  const sheet = () => document.getElementById("filters");

  main.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-filters-open]");
    if (!opener || !narrow.matches) return;
    event.preventDefault();
    opener.focus(); // a dialog gives the focus back to what had it
    sheet().append(opener.parentElement.querySelector("form"));
    sheet().showModal();
  });
  narrow.addEventListener("change", () => sheet()?.close());
  document.addEventListener(
    "close",
    (event) => {
      const form = event.target.id === "filters" && event.target.querySelector("form");
      if (form) main.querySelector("[data-filters]").append(form);
    },
    true,
  );
}
