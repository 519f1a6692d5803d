// A table of any length: only the rows that can be seen are in the document.

const ROW_PIXELS = 32;
const ROWS_BEYOND = 8;

class Table {
  /**
   * columns: { id, title, width, number, value(row), cell(row) }; value sorts, cell shows (text or element).
   * open(row) is called when a row is chosen.
   */
  constructor({ label, columns, empty, open, sorted }) {
    this.id = `row-of-${label.replace(/\W+/g, "-")}`;
    this.columns = columns;
    this.open = open;
    this.rows = [];
    this.active = 0;
    this.sort = { id: "", descending: false };
    this.sorted = sorted ?? (() => {});
    this.empty = element("p", { class: "empty" }, empty);
    this.body = element("div", { class: "table-rows", role: "rowgroup" });
    this.heads = columns.map((column) => this.head(column));
    this.element = element(
      "div",
      {
        class: "table",
        role: "grid",
        tabindex: "0",
        "aria-label": label,
        "aria-colcount": columns.length,
        on: { scroll: () => this.draw(), keydown: (event) => this.key(event) },
      },
      element("div", { class: "table-head", role: "rowgroup" }, element("div", { class: "table-row", role: "row" }, ...this.heads)),
      this.body,
      this.empty,
    );
    this.element.style.setProperty("--columns", columns.map((column) => column.width).join(" "));
    onResize(this.element, () => this.draw());
  }

  head(column) {
    return element(
      "div",
      { role: "columnheader", class: column.number ? "cell number" : "cell" },
      button(column.title, () => this.sortBy(column.id, this.sort.id === column.id ? !this.sort.descending : Boolean(column.number)), {
        class: "sort",
        tabindex: "-1",
        title: `Sort by ${column.title}`,
      }),
    );
  }

  /** Shows other rows, in the order that was chosen before. */
  show(rows) {
    this.rows = rows.slice();
    this.active = clamp(this.active, 0, Math.max(0, rows.length - 1));
    this.order();
  }

  sortBy(id, descending) {
    if (this.columns.some((column) => column.id === id)) {
      this.sort = { id, descending };
      this.order();
      this.sorted(this.sort);
    }
  }

  order() {
    const column = this.columns.find((candidate) => candidate.id === this.sort.id);
    if (column) {
      const values = new Map(this.rows.map((row) => [row, column.value(row)]));
      const sense = this.sort.descending ? -1 : 1;
      this.rows.sort((left, right) => sense * compared(values.get(left), values.get(right)) || left - right);
    }
    this.columns.forEach((candidate, at) => {
      const chosen = candidate.id === this.sort.id;
      this.heads[at].setAttribute("aria-sort", chosen ? (this.sort.descending ? "descending" : "ascending") : "none");
    });
    this.element.setAttribute("aria-rowcount", this.rows.length + 1);
    this.empty.hidden = this.rows.length > 0;
    this.body.style.setProperty("height", `${this.rows.length * ROW_PIXELS}px`);
    this.draw();
  }

  draw() {
    const first = Math.max(0, Math.floor(this.element.scrollTop / ROW_PIXELS) - ROWS_BEYOND);
    const seen = Math.ceil(this.element.clientHeight / ROW_PIXELS) + 2 * ROWS_BEYOND;
    const last = Math.min(this.rows.length, first + seen);
    const drawn = [];
    for (let at = first; at < last; at++) {
      drawn.push(this.row(at));
    }
    this.body.replaceChildren(...drawn);
    const active = drawn.find((row) => row.classList.contains("active"));
    if (active) {
      this.element.setAttribute("aria-activedescendant", active.id);
    } else {
      this.element.removeAttribute("aria-activedescendant");
    }
  }

  row(at) {
    const row = this.rows[at];
    const made = element(
      "div",
      {
        class: at === this.active ? "table-row active" : "table-row",
        id: `${this.id}-${at}`,
        role: "row",
        "aria-rowindex": at + 2,
        "aria-selected": String(at === this.active),
        on: { click: () => this.choose(at) },
      },
      ...this.columns.map((column) => this.cell(column, row)),
    );
    made.style.setProperty("top", `${at * ROW_PIXELS}px`);
    return made;
  }

  cell(column, row) {
    const content = column.cell(row);
    const text = content instanceof Node ? undefined : content;
    return element("div", { role: "gridcell", class: column.number ? "cell number" : "cell", title: text }, content);
  }

  choose(at) {
    this.active = at;
    this.draw();
    this.open(this.rows[at]);
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.element.clientHeight / ROW_PIXELS) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -this.rows.length, End: this.rows.length };
    if (event.key === "Enter" && event.target === this.element && this.rows.length > 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key in steps && this.rows.length > 0) {
      event.preventDefault();
      this.active = clamp(this.active + steps[event.key], 0, this.rows.length - 1);
      this.reveal();
    }
  }

  reveal() {
    const top = this.active * ROW_PIXELS;
    const height = this.element.clientHeight - 2 * ROW_PIXELS;
    if (top < this.element.scrollTop) {
      this.element.scrollTop = top;
    } else if (top > this.element.scrollTop + height) {
      this.element.scrollTop = top - height;
    }
    this.draw();
  }
}

function compared(left, right) {
  if (typeof left === "number" && typeof right === "number") {
    return left - right;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}
