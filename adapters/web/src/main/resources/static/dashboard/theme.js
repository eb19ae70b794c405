// Light, dark, or as the system is. The server reads the cookie, so that no page comes in the wrong colours first.
"use strict";

const themes = document.querySelector("[data-themes]");
const root = document.documentElement;

themes.querySelector(`[value=${root.dataset.theme || "system"}]`).checked = true;

themes.addEventListener("change", (event) => {
  const theme = event.target.value;
  const kept = theme === "system" ? "" : theme;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `devledger-theme=${kept}; path=/; max-age=${kept ? 31536000 : 0}; samesite=lax${secure}`;
  if (kept) root.dataset.theme = kept;
  else delete root.dataset.theme;
});
