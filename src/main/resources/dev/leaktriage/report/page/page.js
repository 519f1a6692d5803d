// Puts the page together.

const VIEWS = [
  ["timeline", "Timeline"],
  ["stacks", "Call stacks"],
  ["banks", "Bank map"],
  ["handles", "Live handles"],
  ["sites", "Sites"],
  ["entries", "Program cache"],
  ["findings", "Findings"],
  ["integrity", "Integrity"],
];
/** A view that only a run has which was held against suppressions or budgets. */
const POLICY = ["policy", "Policy"];
/** A view that only a run of tests has. */
const TESTS = ["tests", "Tests"];
/** A view that only a run has in which an allocation failed. */
const SHORTAGES = ["shortages", "Out of memory"];
const PRINTED_SITES = 25;

class Page {
  constructor(run) {
    this.run = run;
    this.links = new Links();
    this.panel = new EvidencePanel(run, this.links, (view, what) => this.show(view, what));
    const views = [...VIEWS, ...(run.shortages.length > 0 ? [SHORTAGES] : []), ...(run.tests.length > 0 ? [TESTS] : []), ...(policySections(run).length > 0 ? [POLICY] : [])];
    const counts = { handles: run.totals.live, sites: run.rows.length + run.rowsOmitted.rows, entries: run.entries.length + run.entriesOmitted, findings: run.findings.length + run.findingsOmitted };
    this.shell = new Shell(this.links, this.panel, views.map(([view, title]) => ({ view, title, count: counts[view], make: () => this.make(view) })));
  }

  get title() {
    return `${this.run.glance.word} ${this.run.sources.join(", ")}`;
  }

  draw(root) {
    this.shell.draw(root, glance(this.run, this.panel, (view, what) => this.show(view, what)), this.printed());
  }

  make(view) {
    switch (view) {
      case "timeline":
        return new Timeline(this.links, new RunCourse(this.run));
      case "stacks":
        return new Icicle(this.run);
      case "banks":
        return new BankMap(this.run, this.panel);
      case "handles":
        return handleTable(this.run, this.links, this.panel);
      case "sites":
        return siteTable(this.run, this.links, this.panel);
      case "entries":
        return entryList(this.run, this.panel);
      case "findings":
        return findingList(this.run, this.panel);
      case "policy":
        return sectionList(policySections(this.run));
      case "shortages":
        return sectionList(this.run.shortages);
      case "tests":
        return sectionList(this.run.tests);
      default:
        return integrityList(this.run);
    }
  }

  /** Shows a view, with a filter for tables and an address for the bank map. */
  show(view, what) {
    const shown = this.shell.choose(view);
    if (view === "handles" || view === "sites") {
      shown.set(what);
    } else if (view === "banks") {
      shown.showAddress(what);
    }
    this.shell.placeOf(view).scrollIntoView({ block: "nearest" });
  }

  /** What stands on paper instead of the tables that scroll. */
  printed() {
    const sites = this.run.rows.slice(0, PRINTED_SITES).map((_, row) => this.run.siteRow(row));
    return element(
      "section",
      { class: "printed", "aria-hidden": "true" },
      plainTable(
        "Sites, worst first",
        ["verdict", "handles", "size", "occupied", "from", "why"],
        sites.map((site) => [verdictBadge(site.reason), site.fold, bytes(site.size), bytes(site.occupied), this.run.siteName(site.site), site.because]),
      ),
      findingList(this.run, this.panel),
    );
  }
}

start((content) => new Page(new Run(content)), "report.json and the CSV files");
