// Sorts and filters the tables of the page. Without it they stand there as they are: worst first.

const ofNumber = (cell) => {
  const digits = (cell?.title || cell?.textContent || "").replace(/[^\d-]/g, "");
  return digits === "" ? -1 : Number(digits);
};

// What stands below a name is no part of it.
const ofText = (cell) => (cell?.firstElementChild ?? cell)?.textContent ?? "";

function sortBy(table, column, descending) {
  const head = table.tHead.rows[0].cells[column];
  const number = head.classList.contains("number");
  const value = number ? ofNumber : ofText;
  const compared = number ? (left, right) => left - right : (left, right) => (left < right ? -1 : Number(left > right));
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, key: value(row.cells[column]), place: Number(row.dataset.place) }));
  const sense = descending ? -1 : 1;
  rows.sort((left, right) => sense * compared(left.key, right.key) || left.place - right.place);
  body.append(...rows.map(({ row }) => row));
  for (const cell of table.tHead.rows[0].cells) {
    cell.setAttribute("aria-sort", cell !== head ? "none" : descending ? "descending" : "ascending");
  }
}

function filter(table, words, told) {
  const rows = [...table.tBodies[0].rows];
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word !== "");
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !wanted.every((word) => text.includes(word));
  }
  const shown = rows.filter((row) => !row.hidden).length;
  told.textContent = wanted.length === 0 ? "" : `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows`;
}

function equip(table) {
  [...table.tBodies[0].rows].forEach((row, place) => (row.dataset.place = String(place)));
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = `Sort by ${head.textContent}`;
    button.addEventListener("click", () => {
      const sorted = head.getAttribute("aria-sort");
      sortBy(table, column, sorted === "ascending" || (sorted !== "descending" && head.classList.contains("number")));
    });
    head.replaceChildren(button);
  });
  const told = document.createElement("output");
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = "Filter: words that a row must have";
  field.setAttribute("aria-label", `Filter ${table.getAttribute("aria-label")}`);
  field.addEventListener("input", () => filter(table, field.value, told));
  const bar = document.createElement("p");
  bar.className = "filter";
  bar.append(field, told);
  table.parentElement.before(bar);
}

document.querySelectorAll("table").forEach(equip);
document.documentElement.dataset.ready = "true";
