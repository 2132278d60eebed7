"use strict";
(() => {
  const findings = document.querySelector("#findings table");
  const facets = new Map();

  const element = (name, properties) => Object.assign(document.createElement(name), properties);
  const rows = (table) => [...table.tBodies[0].rows];
  const value = (cell) => cell.dataset.sort ?? cell.textContent;

  // A row is shown when it has every word that is typed, and every facet that is chosen.
  const narrow = (table) => {
    const words = table.filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = table === findings ? [...facets] : [];
    let shown = 0;
    for (const row of rows(table)) {
      row.text ??= row.textContent.toLowerCase();
      const has = ([facet, { key }]) =>
        facet === "section" ? row.dataset.section.split(" ").includes(key) : row.dataset[facet] === key;
      row.hidden = !(words.every((word) => row.text.includes(word)) && chosen.every(has));
      shown += row.hidden ? 0 : 1;
    }
    const all = rows(table).length;
    table.output.textContent = shown === all ? `${all}` : `${shown} of ${all}`;
  };

  const sort = (table, column, header) => {
    const before = header.getAttribute("aria-sort");
    // Of counts the greatest are asked for first.
    const isUp = before ? before === "descending" : !header.classList.contains("count");
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", isUp ? "ascending" : "descending");
    const compare = (one, other) =>
      value(one.cells[column]).localeCompare(value(other.cells[column]), "en", { numeric: true });
    const sorted = rows(table).sort((one, other) => (isUp ? compare(one, other) : compare(other, one)));
    table.tBodies[0].append(...sorted);
  };

  const showFacets = () => {
    const tools = findings.tools;
    tools.querySelectorAll(".chip").forEach((chip) => chip.remove());
    for (const [facet, { name }] of facets) {
      const chip = element("button", { type: "button", className: "chip", textContent: `${facet}: ${name} ×` });
      chip.addEventListener("click", () => {
        facets.delete(facet);
        showFacets();
      });
      tools.append(chip);
    }
    narrow(findings);
  };

  for (const table of document.querySelectorAll("table")) {
    const title = table.closest("section").querySelector("h2").textContent;
    table.filter = element("input", { type: "search", placeholder: "Filter" });
    table.filter.setAttribute("aria-label", `Filter: ${title}`);
    table.output = element("output");
    table.tools = element("div", { className: "tools" });
    table.tools.append(table.filter, table.output);
    table.parentElement.before(table.tools);
    table.filter.addEventListener("input", () => narrow(table));
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = element("button", { type: "button", textContent: header.textContent });
      button.addEventListener("click", () => sort(table, column, header));
      header.replaceChildren(button);
    });
    narrow(table);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-facet]");
    if (!link || !findings) return;
    const name = link.querySelector("text")?.textContent ?? link.textContent;
    facets.set(link.dataset.facet, { key: link.dataset.key, name });
    showFacets();
  });
})();
