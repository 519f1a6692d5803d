// What the page knows of two runs and of what changed between them.

const HANDLES = 0;
const MEASURES = { size: 1, occupied: 2 };

class Difference {
  constructor(content) {
    Object.assign(this, content);
    this.sides = { base: this.base, current: this.current };
    for (const { course } of Object.values(this.sides)) {
      summedUp(course.event);
      summedUp(course.size);
      summedUp(course.occupied);
    }
    this.sources = [this.names("base"), "\u2192", this.names("current")];
    this.changed = this.rows.filter((row) => row.change !== "same").length;
    this.meanings = new Map(this.tiers.map(({ tier, meaning }) => [tier, meaning]));
  }

  names(side) {
    return this.sides[side].sources.join(", ");
  }

  /** The site of a row as the current run has it, else as the base had it. */
  siteOf(row) {
    return this.sites[this.siteNumber(row)];
  }

  siteNumber(row) {
    const { base, current } = this.rows[row];
    return current.site >= 0 ? current.site : base.site;
  }

  frameNames(site) {
    return site.frames.map((frame) => this.frames[frame]);
  }

  siteName(site) {
    return site.operation || (site.frames.length > 0 ? this.frames[site.frames[0]] : "no stack");
  }

  holdings(row, side) {
    return this.rows[row][side].holdings ?? [];
  }

  /** Where the first handle of a row was allocated in a run; empty if it has none. */
  at(row, side) {
    return this.holdings(row, side)[0]?.at ?? "";
  }

  /** The verdicts of a row's handles in a run, in the order in which they matter. */
  verdictsOf(row, side) {
    const held = new Set(this.holdings(row, side).map((holding) => holding.verdict));
    return VERDICTS.filter((verdict) => held.has(verdict));
  }

  /** The row of a site's id in either run; -1 if there is none. */
  rowOf(id) {
    const isIt = (number) => number >= 0 && this.sites[number].id === id;
    const inCurrent = this.rows.findIndex((row) => isIt(row.current.site));
    return inCurrent >= 0 ? inCurrent : this.rows.findIndex((row) => isIt(row.base.site));
  }
}

/** Current minus base. */
function changeOf(sums, measure) {
  return sums.current[measure] - sums.base[measure];
}

/** The number before, an arrow, and the number after. */
function arrow(sums, measure, text) {
  const [before, after] = [sums.base[measure], sums.current[measure]];
  return before === after ? text(after) : `${text(before)} \u2192 ${text(after)}`;
}
