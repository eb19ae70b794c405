// The pages work without this: it shows times in the browser's own zone, and copies.
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** As the server writes days and clocks: a page with both has one form of them, whatever language the browser speaks. */
const dayOf = (at) => `${at.getDate()} ${MONTHS[at.getMonth()]}`;
const dateOf = (at) => `${dayOf(at)} ${at.getFullYear()}`;
const timeOfDay = (at) => [at.getHours(), at.getMinutes()].map((each) => String(each).padStart(2, "0")).join(":");
const localTime = (at) => `${dateOf(at)}, ${timeOfDay(at)}`;

const TOLD = { CLOCK: timeOfDay, DAY: dayOf, YEAR: dateOf };

function showTimes() {
  for (const label of document.querySelectorAll("text[data-at]"))
    label.textContent = TOLD[label.dataset.told](new Date(label.dataset.at));
  for (const time of document.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    const local = localTime(at);
    const told = TOLD[time.dataset.told];
    if (told) time.textContent = told(at);
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
