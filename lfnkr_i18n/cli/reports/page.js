"use strict";
// Hides what the chosen filters do not ask for; without this script the page is the whole list.
// The address keeps the filters (report.html#check=numbers), so that a filtered page can be passed on.
const form = document.querySelector("form");
const shown = document.querySelector("output");
const findings = [...document.querySelectorAll("li[data-check]")];

function restore() {
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    const field = form.elements.namedItem(name);
    if (field) field.value = [...field.options].some((option) => option.value === value) ? value : "";
  }
}

function filter() {
  const wanted = Object.fromEntries(new FormData(form));
  let count = 0;
  for (const finding of findings) {
    finding.hidden = Object.entries(wanted).some(([name, value]) => value && finding.dataset[name] !== value);
    count += !finding.hidden;
  }
  for (const whole of [...document.querySelectorAll("article"), ...document.querySelectorAll("section")]) {
    whole.hidden = !whole.querySelector("li[data-check]:not([hidden])");
  }
  const kept = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  history.replaceState(null, "", `#${kept}`);
  shown.textContent = form.dataset.count.replace("{shown}", count).replace("{all}", findings.length);
}

if (form) {
  form.hidden = false;
  form.addEventListener("change", filter);
  restore();
  filter();
}
