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
const PRINTED_SITES = 25;

class Page {
  constructor(run) {
    this.run = run;
    this.links = new Links();
    this.panel = new EvidencePanel(run, this.links, (view, what) => this.show(view, what));
    this.made = new Map();
    this.views = [...VIEWS, ...(run.tests.length > 0 ? [TESTS] : []), ...(policySections(run).length > 0 ? [POLICY] : [])];
    this.tabs = this.views.map(([view, title], at) => this.tab(view, title, at));
    this.places = this.views.map(([view]) =>
      element("section", { class: `view ${view}`, role: "tabpanel", id: `view-${view}`, "aria-labelledby": `tab-${view}`, hidden: true }),
    );
    this.links.onChange(() => this.follow());
  }

  tab(view, title, at) {
    const count = { handles: this.run.totals.live, sites: this.run.rows.length + this.run.rowsOmitted.rows, entries: this.run.entries.length + this.run.entriesOmitted, findings: this.run.findings.length + this.run.findingsOmitted }[view];
    return element(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${view}`,
        "aria-controls": `view-${view}`,
        on: { click: () => this.choose(view), keydown: (event) => this.walk(event, at) },
      },
      title,
      count === undefined ? undefined : element("span", { class: "count" }, grouped(count)),
    );
  }

  /** Arrows walk between tabs. */
  walk(event, at) {
    const targets = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.views.length - 1 };
    if (event.key in targets) {
      event.preventDefault();
      const next = (targets[event.key] + this.views.length) % this.views.length;
      this.choose(this.views[next][0]);
      this.tabs[next].focus();
    }
  }

  draw(root) {
    const top = glance(this.run, this.panel, (view, what) => this.show(view, what));
    root.replaceChildren(
      button("Skip to the views", () => this.tabs.find((tab) => tab.getAttribute("aria-selected") === "true").focus(), { class: "skip" }),
      top,
      element("div", { class: "tabs", role: "tablist", "aria-label": "Views" }, ...this.tabs),
      ...this.places,
      this.printed(),
      this.panel.element,
    );
    this.follow();
  }

  /** Shows what the address of the page asks for. */
  follow() {
    const view = this.links.get("view");
    this.choose(this.views.some(([name]) => name === view) ? view : (this.view ?? VIEWS[0][0]));
    this.panel.followLink();
  }

  choose(view) {
    this.view = view;
    this.links.set({ view });
    this.views.forEach(([name], at) => {
      const chosen = name === view;
      this.tabs[at].setAttribute("aria-selected", String(chosen));
      this.tabs[at].tabIndex = chosen ? 0 : -1;
      this.places[at].hidden = !chosen;
    });
    return this.viewOf(view);
  }

  /** The view, made when it is first looked at. */
  viewOf(view) {
    if (!this.made.has(view)) {
      const made = this.make(view);
      this.made.set(view, made);
      this.places[this.views.findIndex(([name]) => name === view)].replaceChildren(made.element ?? made);
    }
    return this.made.get(view);
  }

  make(view) {
    switch (view) {
      case "timeline":
        return new Timeline(this.run, this.panel, this.links);
      case "stacks":
        return new Icicle(this.run, this.panel);
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
      case "tests":
        return sectionList(this.run.tests);
      default:
        return integrityList(this.run);
    }
  }

  /** Shows a view, with a filter for tables and an address for the bank map. */
  show(view, what) {
    const shown = this.choose(view);
    if (view === "handles" || view === "sites") {
      shown.set(what);
    } else if (view === "banks") {
      shown.showAddress(what);
    }
    this.places[this.views.findIndex(([name]) => name === view)].scrollIntoView({ block: "nearest" });
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

async function start() {
  const root = document.getElementById("page");
  if (typeof DecompressionStream === "undefined") {
    document.getElementById("fallback").textContent = "This browser cannot unpack the page (it lacks DecompressionStream): use one from 2023 or later, or read report.json and the CSV files beside this page.";
    return;
  }
  const island = document.getElementById("island");
  const run = new Run(await unpacked(island.textContent));
  island.remove();
  document.title = `${run.glance.word} ${visible(run.sources.join(", "))} \u2013 leaktriage`;
  new Page(run).draw(root);
  document.documentElement.dataset.ready = "true";
}

start();
