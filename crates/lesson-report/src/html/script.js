"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const filters = byId("filters");
  if (!filters) {
    return;
  }
  const choices = ["severity", "rule", "lesson"].map(byId);
  const search = byId("search");
  const fields = [...choices, search];
  const names = new Map();
  for (const option of filters.querySelectorAll("option")) {
    names.set(option, option.textContent);
  }

  const groups = [...document.querySelectorAll(".group")].map((element) => ({
    element,
    lesson: element.dataset.lesson,
    count: element.querySelector(".count"),
    heading: element.querySelector("header").textContent,
    silenced: element.parentElement.id === "silenced",
    findings: [...element.querySelectorAll(".finding")].map((finding) => ({
      element: finding,
      values: [finding.dataset.severity, finding.dataset.rule, element.dataset.lesson],
      text: null,
    })),
  }));
  const cards = [...document.querySelectorAll(".lesson")];
  const folded = byId("folded");

  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const some = (shown, all) =>
    shown === all ? plural(all, "finding") : `${shown} of ${plural(all, "finding")}`;

  // Text is gathered when it is first searched: until then nobody waits for it.
  const says = (group, finding, words) => {
    finding.text ??= `${finding.element.textContent} ${group.heading}`.toLowerCase();
    return words.every((word) => finding.text.includes(word));
  };

  const apply = () => {
    const wanted = choices.map((choice) => choice.value);
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const filtered = words.length > 0 || wanted.some(Boolean);
    const counts = choices.map(() => new Map());
    const totals = { shown: 0, all: 0, silenced: 0, allSilenced: 0 };
    const lessons = new Set();
    for (const group of groups) {
      let shown = 0;
      for (const finding of group.findings) {
        const differs = wanted.map((value, at) => value !== "" && value !== finding.values[at]);
        const amiss = differs.filter(Boolean).length;
        // What a choice would show is what differs in it alone.
        const near = amiss < 2 && (words.length === 0 || says(group, finding, words));
        const matches = near && amiss === 0;
        if (near && !group.silenced) {
          counts.forEach((count, at) => {
            if (amiss === 0 || differs[at]) {
              for (const value of [finding.values[at], ""]) {
                count.set(value, (count.get(value) ?? 0) + 1);
              }
            }
          });
        }
        if (finding.element.hidden === matches) {
          finding.element.hidden = !matches;
        }
        shown += matches ? 1 : 0;
      }
      group.element.hidden = filtered && shown === 0;
      group.count.textContent = some(shown, group.findings.length);
      totals[group.silenced ? "silenced" : "shown"] += shown;
      totals[group.silenced ? "allSilenced" : "all"] += group.findings.length;
      if (shown > 0) {
        lessons.add(group.lesson);
      }
    }
    for (const card of cards) {
      card.hidden = filtered && !lessons.has(card.dataset.lesson);
    }
    if (folded) {
      folded.hidden = filtered && !folded.querySelector(".lesson:not([hidden])");
    }
    choices.forEach((choice, at) => {
      for (const option of choice.options) {
        option.textContent = `${names.get(option)} (${counts[at].get(option.value) ?? 0})`;
      }
    });
    const parts = [some(totals.shown, totals.all)];
    if (totals.allSilenced > 0) {
      parts.push(`${totals.silenced} of ${totals.allSilenced} suppressed`);
    }
    byId("result").textContent = parts.join(", ");
    byId("nothing").hidden = !filtered || totals.shown > 0;
    byId("reset").hidden = !filtered;
  };

  const remember = () => {
    const state = new URLSearchParams();
    for (const field of fields) {
      if (field.value !== "") {
        state.set(field.id, field.value);
      }
    }
    const hash = state.size > 0 ? `#${state}` : "";
    history.replaceState(null, "", hash || location.pathname + location.search);
  };

  const set = (field, value) => {
    if (field !== search && ![...field.options].some((option) => option.value === value)) {
      const option = new Option(value, value);
      names.set(option, value);
      field.add(option);
    }
    field.value = value;
  };

  const reset = () => {
    for (const field of fields) {
      field.value = "";
    }
    apply();
  };

  // Either a state of the filters or something to show.
  const obey = () => {
    const hash = location.hash.slice(1);
    const target = byId(hash);
    if (target) {
      if (target.closest("[hidden]")) {
        reset();
      }
      for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
        fold.open = true;
      }
      target.scrollIntoView();
    } else if (hash.includes("=")) {
      const state = new URLSearchParams(hash);
      for (const field of fields) {
        set(field, state.get(field.id) ?? "");
      }
      apply();
    }
  };

  let waiting = 0;
  filters.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(
      () => {
        apply();
        remember();
      },
      event.target === search ? 150 : 0,
    );
  });
  byId("reset").addEventListener("click", () => {
    reset();
    remember();
    choices[0].focus();
  });
  addEventListener("hashchange", obey);

  filters.hidden = false;
  apply();
  obey();
})();
