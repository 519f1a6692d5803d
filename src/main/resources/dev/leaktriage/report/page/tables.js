// The lists: live handles, sites, cache entries, findings, integrity.

const MARKDOWN_ROWS = 50;

/** A table that can be filtered; what is chosen stands in the page's address. */
class FilteredTable {
  /**
   * names: what to filter by; rows: how many; facts(row): for each name a value or several, and has(text), text in
   * lower case. sums(row): what is added up; told(sums): the sums as text; file, head, fields(row): the export.
   */
  constructor(settings) {
    this.names = ["verdict", "device", "memory", "rule"];
    this.nothing = "Nothing is live.";
    this.told = toldHandles;
    Object.assign(this, settings);
    this.filter = this.unfiltered();
    this.table = new Table({
      label: this.label,
      empty: this.rows === 0 ? this.nothing : "Nothing fits; loosen the filter.",
      columns: this.columns,
      open: this.open,
      sorted: (sort) => this.links.set({ [`${this.view}.sort`]: `${sort.descending ? "-" : ""}${sort.id}` }),
    });
    this.summary = element("p", { class: "summary", "aria-live": "polite" });
    this.controlsBox = element("div");
    this.element = element("div", { class: "filtered" }, this.controlsBox, this.note, this.summary, this.table.element);
    this.readLink();
  }

  unfiltered() {
    return Object.fromEntries([...this.names, "text"].map((name) => [name, ""]));
  }

  readLink() {
    for (const name of Object.keys(this.filter)) {
      this.filter[name] = this.links.get(`${this.view}.${name}`);
    }
    const sort = this.links.get(`${this.view}.sort`);
    if (sort) {
      this.table.sort = { id: sort.replace("-", ""), descending: sort.startsWith("-") };
    }
    this.drawControls();
    this.apply();
  }

  /** Filters anew; what is not named is not filtered by. */
  set(filter) {
    this.filter = { ...this.unfiltered(), ...filter };
    this.drawControls();
    this.remember();
  }

  drawControls() {
    const names = this.names.filter((name) => this.options[name].length > 1);
    const choices = names.map((name) =>
      choice(name, [["", "any"], ...this.options[name].map((value) => [String(value), String(value)])], this.filter[name], (value) => {
        this.filter[name] = value;
        this.remember();
      }),
    );
    const text = element("input", { type: "search", placeholder: "frame, address, line\u2026", "aria-label": "Text to find", value: this.filter.text });
    text.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.filter.text = text.value;
        this.remember();
      }, 120);
    });
    this.controlsBox.replaceChildren(
      element(
        "div",
        { class: "controls" },
        ...choices,
        element("label", { class: "choice" }, element("span", { class: "quiet" }, "find"), text),
        button("Save as CSV", () => this.saveCsv(), { title: "Save the filtered rows" }),
        copyButton("Copy as Markdown", () => this.markdown()),
      ),
    );
  }

  remember() {
    this.links.set(Object.fromEntries(Object.entries(this.filter).map(([name, value]) => [`${this.view}.${name}`, value])));
    this.apply();
  }

  apply() {
    const text = this.filter.text.toLowerCase();
    const rows = [];
    const sum = [];
    for (let row = 0; row < this.rows; row++) {
      if (this.fits(row, text)) {
        rows.push(row);
        this.sums(row).forEach((amount, at) => (sum[at] = (sum[at] ?? 0) + amount));
      }
    }
    this.table.show(rows);
    this.summary.replaceChildren(
      element("strong", { id: `${this.view}-shown`, "data-exact": rows.length }, grouped(rows.length)),
      ` of ${counted(this.rows, ...this.nouns)}: `,
      ...this.told(sum),
    );
  }

  fits(row, text) {
    const facts = this.facts(row);
    const isIn = (name) => this.filter[name] === "" || [facts[name]].flat().includes(this.filter[name]);
    return this.names.every(isIn) && (text === "" || facts.has(text));
  }

  saveCsv() {
    saveFile(this.file, "text/csv;charset=utf-8", csv(this.head, this.table.rows.map((row) => this.fields(row))));
  }

  markdown() {
    const line = (cells) => `| ${cells.join(" | ")} |\n`;
    const shown = this.table.rows.slice(0, MARKDOWN_ROWS).map((row) => line(this.fields(row).map(markdown)));
    const more = this.table.rows.length - shown.length;
    return line(this.head) + line(this.head.map(() => "---")) + shown.join("") + (more > 0 ? `\n${grouped(more)} more rows.\n` : "");
  }
}

function toldHandles([handles = 0, size = 0, occupied = 0]) {
  return [`${counted(handles, "handle", "handles")}, `, bytesText(size), ", ", bytesText(occupied), " occupied"];
}

function distinct(values) {
  return [...new Set(values)].sort(compared);
}

/** Remembers for each number of a dictionary whether its text contains what is sought. */
function searcher(texts) {
  let sought = "";
  let found = [];
  return (number, text) => {
    if (text !== sought) {
      sought = text;
      found = texts.map((candidate) => candidate.includes(text));
    }
    return found[number];
  };
}

function searchers(run) {
  return {
    site: searcher(run.sites.map((site) => [site.id, site.operation, ...run.frameNames(site)].join("\n").toLowerCase())),
    reason: searcher(run.reasons.map((reason) => [reason.verdict, reason.rule, reason.cacheEntry, reason.confidence].join("\n").toLowerCase())),
  };
}

function handleTable(run, links, panel) {
  const handles = run.handles;
  const search = searchers(run);
  const reason = (row) => run.reasons[handles.reason[row]];
  const site = (row) => run.sites[handles.site[row]];
  const process = (row) => run.lives[handles.life[row]].name;
  const columns = [
    { id: "verdict", title: "verdict", width: "13.5rem", value: (row) => VERDICTS.indexOf(reason(row).verdict), cell: (row) => verdictBadge(reason(row)) },
    { id: "size", title: "size", width: "7rem", number: true, value: (row) => handles.size[row], cell: (row) => bytesText(handles.size[row]) },
    { id: "occupied", title: "occupied", width: "7rem", number: true, value: (row) => handles.occupied[row], cell: (row) => bytesText(handles.occupied[row]) },
    { id: "device", title: "device", width: "5rem", number: true, value: (row) => handles.device[row], cell: (row) => (handles.device[row] < 0 ? "host" : String(handles.device[row])) },
    { id: "memory", title: "memory", width: "6rem", value: (row) => handles.memory[row], cell: (row) => run.memory(handles, row) || "?" },
    { id: "address", title: "address", width: "8rem", value: (row) => addressNumber(handles.address[row]), cell: (row) => addressText(handles.address[row]) },
    { id: "site", title: "from", width: "minmax(14rem, 1fr)", value: (row) => run.siteName(site(row)), cell: (row) => run.siteName(site(row)) },
    { id: "rule", title: "rule", width: "11rem", value: (row) => reason(row).rule, cell: (row) => reason(row).rule },
    { id: "at", title: "allocated at", width: "minmax(11rem, 0.7fr)", value: (row) => handles.file[row] * 2 ** 40 + handles.line[row], cell: (row) => run.position(handles, row) },
  ];
  if (run.severalLives) {
    columns.push({ id: "process", title: "process", width: "12rem", value: process, cell: process });
  }
  return new FilteredTable({
    view: "handles",
    label: "Live handles",
    nouns: ["row", "rows"],
    rows: handles.count,
    columns,
    links,
    open: (row) => panel.openHandle(row),
    note: omittedNote(handles.omitted, `This page lists the ${grouped(handles.count)} worst of ${grouped(run.totals.live)} live handles; live-buffers.csv lists all.`),
    facts: (row) => ({
      verdict: reason(row).verdict,
      device: handles.device[row] < 0 ? "host" : String(handles.device[row]),
      memory: run.memory(handles, row) || "not stated",
      rule: reason(row).rule,
      has: (text) => search.site(handles.site[row], text) || search.reason(handles.reason[row], text) || addressText(handles.address[row]).includes(text) || run.position(handles, row).toLowerCase().includes(text),
    }),
    sums: (row) => [1, handles.size[row], handles.occupied[row]],
    options: {
      verdict: VERDICTS.filter((verdict) => run.reasons.some((candidate) => candidate.verdict === verdict)),
      device: distinct(handles.device),
      memory: distinct(handles.memory).map((memory) => run.memories[memory] || "not stated"),
      rule: distinct(run.reasons.map((candidate) => candidate.rule)),
    },
    file: "live-buffers-filtered.csv",
    head: ["run", "process", "device", "memory", "address", "size_bytes", "occupied_bytes", "verdict", "confidence", "rule", "cache_entry", "allocated_at", "site", "evidence"],
    fields: (row) => {
      const handle = run.handle(row);
      const life = run.lives[handle.life];
      return [life.run, life.process, handle.device, handle.memory, handle.address, handle.size, handle.occupied, handle.reason.verdict, handle.reason.confidence, handle.reason.rule, handle.reason.cacheEntry, handle.at, handle.site.id, handle.because];
    },
  });
}

function siteTable(run, links, panel) {
  const search = searchers(run);
  const account = (row) => run.rows[row];
  const reason = (row) => run.reasons[account(row).reason];
  const site = (row) => run.sites[account(row).site];
  const memory = (row) => site(row).memory || "not stated";
  const process = (row) => run.lives[account(row).life]?.name ?? "";
  const columns = [
    { id: "verdict", title: "verdict", width: "13.5rem", value: (row) => VERDICTS.indexOf(reason(row).verdict), cell: (row) => verdictBadge(reason(row)) },
    { id: "handles", title: "handles", width: "7rem", number: true, value: (row) => account(row).handles, cell: (row) => account(row).fold.replace(" x", " \u00d7") },
    { id: "size", title: "size", width: "7rem", number: true, value: (row) => account(row).size, cell: (row) => bytesText(account(row).size) },
    { id: "occupied", title: "occupied", width: "7rem", number: true, value: (row) => account(row).occupied, cell: (row) => bytesText(account(row).occupied) },
    { id: "site", title: "from", width: "minmax(12rem, 1fr)", value: (row) => run.siteName(site(row)), cell: (row) => run.siteName(site(row)) },
    { id: "frame", title: "top frame", width: "minmax(14rem, 1.3fr)", value: (row) => account(row).frame, cell: (row) => account(row).frame || "no stack" },
    { id: "rule", title: "rule", width: "11rem", value: (row) => reason(row).rule, cell: (row) => reason(row).rule },
    { id: "memory", title: "memory", width: "6rem", value: memory, cell: memory },
    { id: "id", title: "site", width: "7rem", value: (row) => site(row).id, cell: (row) => site(row).id },
  ];
  if (run.severalLives) {
    columns.push({ id: "process", title: "process", width: "12rem", value: process, cell: process });
  }
  return new FilteredTable({
    view: "sites",
    label: "Sites, worst first",
    nouns: ["site", "sites"],
    rows: run.rows.length,
    columns,
    links,
    open: (row) => panel.openSiteRow(row),
    note: omittedNote(run.rowsOmitted.rows, `${grouped(run.rowsOmitted.rows)} more sites with ${bytes(run.rowsOmitted.size)} in ${counted(run.rowsOmitted.handles, "handle", "handles")} have no row here; sites.csv lists all.`),
    facts: (row) => ({
      verdict: reason(row).verdict,
      device: "",
      memory: memory(row),
      rule: reason(row).rule,
      has: (text) => search.site(account(row).site, text) || search.reason(account(row).reason, text),
    }),
    sums: (row) => [account(row).handles, account(row).size, account(row).occupied],
    options: {
      verdict: VERDICTS.filter((verdict) => run.rows.some((candidate) => run.reasons[candidate.reason].verdict === verdict)),
      device: [],
      memory: distinct(run.rows.map((_, row) => memory(row))),
      rule: distinct(run.rows.map((_, row) => reason(row).rule)),
    },
    file: "sites-filtered.csv",
    head: ["site", "memory", "operation", "verdict", "confidence", "rule", "handles", "size_bytes", "occupied_bytes", "top_frame", "allocated_at"],
    fields: (row) => {
      const shown = run.siteRow(row);
      return [shown.site.id, shown.site.memory, shown.site.operation, shown.reason.verdict, shown.reason.confidence, shown.reason.rule, shown.handles, shown.size, shown.occupied, shown.frame, shown.at];
    },
  });
}

function omittedNote(omitted, text) {
  return omitted > 0 ? element("p", { class: "aggregated" }, text) : undefined;
}

/** A list that is short enough to stand in the document as a whole, and to be printed. */
function plainTable(caption, titles, rows) {
  return element(
    "div",
    { class: "scroll" },
    element(
      "table",
      { class: "plain wide" },
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...titles.map((title) => element("th", { scope: "col" }, title)))),
      element("tbody", {}, ...rows.map((cells) => element("tr", {}, ...cells.map((cell, at) => element("td", { colspan: at === cells.length - 1 && cells.length < titles.length ? titles.length - at : undefined }, cell))))),
    ),
  );
}

function entryList(run, panel) {
  const uses = run.cacheUses.map((told) => element("p", {}, told));
  if (run.entries.length === 0) {
    return element("div", {}, element("p", { class: "empty" }, "The program cache holds nothing at the end."), ...uses);
  }
  const ways = run.freedBy.find((freed) => freed.verdict === "program-cache").ways;
  return element(
    "div",
    {},
    ways.length > 0 ? element("p", {}, `Freed by ${ways.join("; or ")}.`) : undefined,
    ...uses,
    omittedNote(run.entriesOmitted, `${grouped(run.entriesOmitted)} more entries have no row here; report.json lists all.`),
    plainTable(
      `${counted(run.entries.length, "entry", "entries")} of the program cache, bytes on each device`,
      ["entry", "size", "occupied", "devices", "memory", "address", "confidence", "allocated at"],
      run.entries.map((entry, at) => [
        button(entry.id, () => panel.openEntry(at), { class: "link" }),
        bytesText(entry.size),
        bytesText(entry.occupied),
        entry.devices,
        entry.memory || "?",
        entry.address,
        entry.confidence,
        entry.at,
      ]),
    ),
  );
}

function findingList(run, panel) {
  if (run.findings.length === 0) {
    return element("p", { class: "empty" }, "No findings: nothing leaked, nothing was freed twice, nothing is missing.");
  }
  return element(
    "div",
    {},
    omittedNote(run.findingsOmitted, `${grouped(run.findingsOmitted)} more findings have no row here; findings.csv lists all.`),
    plainTable(
      counted(run.findings.length, "finding", "findings"),
      ["severity", "finding", "count", "size", "what", "at"],
      run.findings.map((finding, at) => [
        badge(finding.severity),
        button(finding.id, () => panel.openFinding(at), { class: "link" }),
        grouped(finding.count),
        finding.size > 0 ? bytesText(finding.size) : "",
        finding.message,
        finding.at.slice(0, 3).join(", ") + (finding.at.length > 3 ? ", \u2026" : ""),
      ]),
    ),
  );
}

/** Sections such as suppressions, budgets and tests, as the other reports have them. */
function sectionList(sections) {
  return element(
    "div",
    {},
    ...sections.flatMap((section) => [
      section.columns.length === 0
        ? undefined
        : plainTable(
            section.title,
            section.columns,
            section.rows.flatMap((row) => [row.cells, ...row.below.filter((line) => line !== "").map((line) => ["", line])]),
          ),
      ...section.notes.map((note) => element("p", { class: "quiet" }, note)),
    ]),
  );
}

function policySections(run) {
  return run.policy.filter((section) => section.rows.length > 0);
}

function integrityList(run) {
  const recognition = run.recognition;
  return element(
    "div",
    {},
    element("p", {}, run.glance.accounts),
    element("p", {}, run.glance.integrity),
    run.joined.length > 0 ? sectionList(run.joined) : undefined,
    run.checks.length > 0 ? sectionList(run.checks) : undefined,
    run.integrity.damages.length > 0
      ? plainTable(
          `${counted(run.integrity.damages.length, "sign", "signs")} of damage, at least ${counted(run.integrity.lost_events_at_least, "lost event", "lost events")}`,
          ["at", "count", "what"],
          run.integrity.damages.slice(0, 1000).map((damage) => [damage.at, grouped(damage.count), damage.message]),
        )
      : undefined,
    plainTable(
      counted(run.lives.length, "process life", "process lives"),
      ["run", "process", "ended", "why", "first line", "last line", "lost events"],
      run.lives.map((life) => [life.run, life.process, life.end, life.because, life.first, life.last, grouped(life.lostEvents)]),
    ),
    plainTable(
      `${counted(recognition.records, "record", "records")} in ${counted(recognition.lines, "line", "lines")}, ${bytes(recognition.bytes)}; ${grouped(recognition.malformed)} malformed, ${grouped(recognition.prefixed)} behind a prefix`,
      ["format", "records"],
      recognition.dialects.map((dialect) => [dialect.dialect, grouped(dialect.records)]),
    ),
  );
}
