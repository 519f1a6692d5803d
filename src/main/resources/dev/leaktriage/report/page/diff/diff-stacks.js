// What came and what went, by call stack.

const CHANGES = ["same", "shrunk", "gone", "grown", "new"];

/**
 * What the icicle shows of two runs. A stack is as wide as the greater of what the base and what the current run hold:
 * what both hold, and beside it what only one of them does.
 */
class DiffStacks {
  constructor(difference, panel) {
    this.difference = difference;
    this.panel = panel;
    this.metrics = [["live", "live at the end"], ["leak", "leaked"], ["peak", "live at the peaks"]];
    this.metric = difference.rows.some((row) => changeOf(row.leak, HANDLES) !== 0) ? "leak" : "live";
    this.categories = CHANGES;
    this.wholes = { live: "everything that is live", leak: "everything that leaked", peak: "everything at the peaks" };
    this.nothing = { live: "Nothing is live in either run.", leak: "Nothing leaked in either run.", peak: "Nothing was live in either run." };
    this.allOf = "diff-sites.csv";
  }

  /** [site number, category, bytes, row]: what stayed, and what one run has more of. */
  weights(metric, measure) {
    return this.difference.rows.flatMap((row, at) => {
      const [before, after] = [row[metric].base[MEASURES[measure]], row[metric].current[MEASURES[measure]]];
      const site = this.difference.siteNumber(at);
      const more = before === 0 ? "new" : "grown";
      const less = after === 0 ? "gone" : "shrunk";
      return [[site, "same", Math.min(before, after), at], [site, after > before ? more : less, Math.abs(after - before), at]].filter(([, , amount]) => amount > 0);
    });
  }

  painted(of) {
    return this.categories.filter((name) => of.categories.has(name)).map((name) => [name, of.categories.get(name)]);
  }

  told(of) {
    const amount = (...names) => names.reduce((sum, name) => sum + (of.categories.get(name) ?? 0), 0);
    const base = amount("same", "shrunk", "gone");
    const current = amount("same", "grown", "new");
    return [bytesText(base, { id: "frame-base" }), " \u2192 ", bytesText(current, { id: "frame-current" }), " (", signedText(current - base, { id: "frame-change" }), ")"];
  }

  because(row) {
    const { change, live } = this.difference.rows[row];
    return `: ${change}, live ${arrow(live, MEASURES.occupied, bytes)} occupied`;
  }

  /** A frame that only one site passes through leads to what became of that site. */
  open(of) {
    if (of.sites.size === 1) {
      this.panel.openRow([...of.sites.values()][0].row);
    }
  }
}
