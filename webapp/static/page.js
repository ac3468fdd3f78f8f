// Comfort only: every page works without this file.
"use strict";

// The whole span that an address points to (#e12-34), which may be cut into several stretches.
function showSpan() {
  for (const old of document.querySelectorAll(".mark.hit")) old.classList.remove("hit");
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (!/^e\d+-\d+$/.test(anchor)) return;
  for (const mark of document.querySelectorAll(".mark[data-spans]")) {
    if (mark.dataset.spans.split(" ").includes(anchor)) mark.classList.add("hit");
  }
}

// Ctrl+Enter runs the query; a syntax error puts the cursor where it is.
function prepareEditor(area) {
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      area.form.requestSubmit();
    }
  });
  if (area.dataset.line) {
    const before = area.value.split("\n").slice(0, Number(area.dataset.line) - 1);
    const at = before.join("\n").length + (before.length ? 1 : 0) + Number(area.dataset.column) - 1;
    area.focus();
    area.setSelectionRange(at, at + 1);
  }
}

// A click on a heading sorts a table by that column.
function prepareTable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    head.classList.add("sorts");
    head.tabIndex = 0;
    const sort = () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const text = (row) => row.cells[column].textContent.trim();
      const number = (row) => Number(text(row).replaceAll(",", "") || "NaN");
      const body = table.tBodies[0];
      const rows = [...body.rows].sort((a, b) => {
        const x = number(a), y = number(b);
        const order = Number.isNaN(x) || Number.isNaN(y)
          ? text(a).localeCompare(text(b), "zh-CN", { numeric: true }) : x - y;
        return down ? -order : order;
      });
      body.append(...rows);
    };
    head.addEventListener("click", sort);
    head.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(); });
  });
}

// The editor offers the terms of the shapes for the word before the cursor; Tab takes the first.
function prepareCompletion(area) {
  const offers = document.querySelector("#offers");
  const terms = [...document.querySelectorAll("#terms li")].map((item) => (
    { term: item.dataset.term, words: `${item.dataset.term} ${item.textContent}`.toLowerCase() }));
  const word = () => /(?:sb:\w*|[\u4e00-\u9fff]+)$/.exec(area.value.slice(0, area.selectionStart));
  const take = (term) => {
    const found = word();
    const start = area.selectionStart - (found ? found[0].length : 0);
    area.setRangeText(`${term} `, start, area.selectionStart, "end");
    offers.replaceChildren();
    area.focus();
  };
  const offer = () => {
    const found = word();
    const typed = found ? found[0].toLowerCase() : "";
    const fits = typed.length < 2 ? [] : terms.filter(({ words }) => words.includes(typed)).slice(0, 8);
    offers.replaceChildren(...fits.map(({ term, words }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "second";
      button.textContent = term;
      button.title = words.slice(term.length + 1);
      button.addEventListener("click", () => take(term));
      return button;
    }));
  };
  area.addEventListener("input", offer);
  area.addEventListener("keydown", (event) => {
    const first = offers.querySelector("button");
    if (event.key === "Tab" && first && !event.shiftKey) {
      event.preventDefault();
      take(first.textContent);
    } else if (event.key === "Escape") offers.replaceChildren();
  });
}

// "/" goes to the search box.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.querySelector(".find input").focus();
  }
});
window.addEventListener("hashchange", showSpan);
showSpan();
const editor = document.querySelector("#query");
if (editor) {
  prepareEditor(editor);
  prepareCompletion(editor);
}
for (const table of document.querySelectorAll("table.sortable")) prepareTable(table);
