// The pages work without this: it shows times in the browser's own zone, and copies.
const TOLD = {
  CLOCK: { timeStyle: "short" },
  DAY: { day: "numeric", month: "short" },
  YEAR: { dateStyle: "medium" },
};

function showTimes() {
  for (const label of document.querySelectorAll("text[data-at]"))
    label.textContent = new Date(label.dataset.at).toLocaleString(undefined, TOLD[label.dataset.told]);
  for (const time of document.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    const local = at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    const told = TOLD[time.dataset.told];
    if (told) time.textContent = at.toLocaleString(undefined, told);
    if (told || time.dataset.ago !== undefined) time.title = local;
    else time.textContent = local;
  }
}
showTimes();

for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard; // browsers offer it to https and localhost only
  button.addEventListener("click", async () => {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not copied: select the text instead";
    }
    setTimeout(() => (button.textContent = label), 2000);
  });
}
