// Puts the page of a difference together.

const PRINTED_CHANGES = 25;

class DiffPage {
  constructor(difference) {
    this.difference = difference;
    this.links = new Links();
    this.panel = new ChangePanel(difference, this.links);
    this.shell = new Shell(this.links, this.panel, [
      { view: "timeline", title: "Timelines", make: () => new Timeline(this.links, new OverlayCourse(difference, this.links)) },
      { view: "stacks", title: "Call stacks", make: () => this.stacks() },
      { view: "changes", title: "Changes", count: difference.changes, make: () => changeTable(difference, this.links, this.panel) },
      { view: "events", title: "Findings and cache", make: () => tables(difference.events, "No finding changed, and no entry of the program cache.") },
      { view: "devices", title: "Devices and peaks", make: () => tables(difference.devices, "Neither run shows an allocation on any device.") },
      { view: "integrity", title: "Integrity and matching", make: () => this.trust() },
    ]);
  }

  get title() {
    return `${this.difference.glance.word} ${this.difference.sources.join(" ")}`;
  }

  draw(root) {
    this.shell.draw(root, diffGlance(this.difference, this.panel, (view, what) => this.show(view, what)), this.printed());
  }

  /** Shows the table with a filter. */
  show(view, what) {
    this.shell.choose(view).set(what);
    this.shell.placeOf(view).scrollIntoView({ block: "nearest" });
  }

  stacks() {
    const icicle = new Icicle(this.difference, new DiffStacks(this.difference, this.panel));
    const said = "A frame is as wide as the sum of its sites, each as wide as the greater of what base and current run hold: plain is what both hold, coloured is what one has more. A site that moved is drawn where the current run has it.";
    icicle.element.prepend(element("p", { class: "quiet" }, said));
    return icicle;
  }

  trust() {
    const { glance, base, current } = this.difference;
    return element("div", {}, element("p", {}, glance.accounts), element("p", {}, `Base: ${base.trust}`), element("p", {}, `Current run: ${current.trust}`), sectionList(this.difference.trust.filter((section) => section.rows.length + section.notes.length > 0)));
  }

  /** What stands on paper instead of the table that scrolls. */
  printed() {
    const rows = this.difference.rows.slice(0, Math.min(PRINTED_CHANGES, this.difference.changed));
    return element(
      "section",
      { class: "printed", "aria-hidden": "true" },
      plainTable(
        "Changes, worst first",
        ["change", "verdict", "handles", "size", "occupied", "from", "matched by", "at"],
        rows.map(({ change, confidence, live, tier }, row) => [badge(change, confidence), verdictChange(this.difference, row), arrow(live, HANDLES, grouped), arrow(live, MEASURES.size, bytes), arrow(live, MEASURES.occupied, bytes), this.difference.siteName(this.difference.siteOf(row)), tier || "one run only", this.difference.at(row, "current") || this.difference.at(row, "base")]),
      ),
    );
  }
}

function tables(sections, nothing) {
  const shown = sections.filter((section) => section.rows.length > 0);
  return shown.length > 0 ? sectionList(shown) : element("p", { class: "empty" }, nothing);
}

start((content) => new DiffPage(new Difference(content)), "diff.json and diff-sites.csv");
