// The top of the page: the answer, how far it can be trusted, and where the bytes are.

const DEVICE_ROWS = 6;
const FINDING_ROWS = 4;
const WORST_ROWS = 5;

function glance(run, panel, show) {
  return element(
    "header",
    { class: "glance" },
    headline(run),
    element("div", { class: "tiles" }, verdictTile(run, show), deviceTile(run, show), findingTile(run, panel, show)),
  );
}

function headline(run) {
  const intact = run.integrity.intact;
  return element(
    "div",
    { class: `headline ${run.glance.tone}` },
    element("p", { class: "source" }, element("strong", {}, "leaktriage"), " ", element("bdi", {}, run.sources.join(", "))),
    element("h1", {}, element("span", { class: "word" }, run.glance.word), " ", run.glance.sentence),
    element(
      "p",
      { class: intact ? "integrity" : "integrity damaged" },
      element("span", { class: "sign", "aria-hidden": "true" }, intact ? "\u2713" : "!"),
      run.glance.integrity,
    ),
  );
}

function verdictTile(run, show) {
  const present = VERDICTS.map((name) => run.verdicts.find((verdict) => verdict.verdict === name)).filter((verdict) => verdict.handles > 0);
  const whole = present.reduce((sum, verdict) => sum + verdict.occupied_bytes, 0);
  return element(
    "section",
    { class: "tile", "aria-labelledby": "tile-verdicts" },
    element("h2", { id: "tile-verdicts" }, "Live at the end, by verdict"),
    stackedBar(present.map((verdict) => [verdict.verdict, verdict.occupied_bytes]), whole, "Occupied bytes by verdict"),
    element(
      "table",
      { class: "plain" },
      element("thead", {}, element("tr", {}, ...["verdict", "handles", "size", "occupied"].map((title, at) => element("th", { scope: "col", class: at > 0 ? "number" : undefined }, title)))),
      element(
        "tbody",
        {},
        ...present.map((verdict) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, sign(verdict.verdict), button(verdict.verdict, () => show("handles", { verdict: verdict.verdict }), { class: "link", title: MEANINGS[verdict.verdict] })),
            element("td", { class: "number" }, grouped(verdict.handles)),
            element("td", { class: "number" }, bytesText(verdict.size_bytes)),
            element("td", { class: "number" }, bytesText(verdict.occupied_bytes)),
          ),
        ),
      ),
      element(
        "tfoot",
        {},
        element(
          "tr",
          {},
          element("th", { scope: "row" }, "live"),
          element("td", { class: "number", id: "live-handles" }, grouped(run.totals.live)),
          element("td", { class: "number" }, bytesText(run.totals.live_bytes, { id: "live-bytes" })),
          element("td", { class: "number" }, bytesText(run.totals.occupied_bytes, { id: "live-occupied" })),
        ),
      ),
    ),
    element(
      "p",
      { class: "quiet books" },
      `${grouped(run.totals.allocated)} allocated \u2212 ${grouped(run.totals.freed)} freed \u2212 ${grouped(run.totals.superseded)} superseded = ${grouped(run.totals.live)} live`,
    ),
  );
}

/** Devices that hold the same, folded into one row, fullest first; those that hold nothing any more come last. */
function deviceRows(run) {
  const rows = new Map();
  const held = new Set(run.devices.map((account) => `${account.life} ${account.device} ${account.memory}`));
  const emptied = run.banks
    .filter((bank) => !held.has(`${bank.life} ${bank.device} ${bank.memory}`))
    .map((bank) => ({ life: bank.life, device: bank.device, memory: bank.memory, handles: 0, size: 0, occupied: 0, verdicts: [] }));
  for (const account of [...run.devices, ...emptied]) {
    const bank = run.bank(account.life, account.device, account.memory);
    const capacity = bank ? bank.banks * bank.bankBytes : 0;
    const alike = JSON.stringify([account.life, account.mesh, account.memory, capacity, account.verdicts, run.peakOf(account.life, account.device, account.memory)]);
    const row = rows.get(alike) ?? { ...account, numbers: [], capacity, stated: bank?.stated };
    row.numbers.push(account.device);
    rows.set(alike, row);
  }
  return [...rows.values()].sort((left, right) => right.occupied - left.occupied);
}

function deviceRanges(numbers) {
  const ranges = [];
  numbers.forEach((number) => {
    const last = ranges[ranges.length - 1];
    if (last && last[1] + 1 === number) {
      last[1] = number;
    } else {
      ranges.push([number, number]);
    }
  });
  const text = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}\u2013${to}`)).join(", ");
  return numbers.length > 1 ? `${text} (\u00d7${numbers.length})` : text;
}

function deviceTile(run, show) {
  const rows = deviceRows(run);
  const fullest = rows.reduce((most, row) => Math.max(most, row.occupied), 0);
  return element(
    "section",
    { class: "tile", "aria-labelledby": "tile-devices" },
    element("h2", { id: "tile-devices" }, "Occupied on each device"),
    rows.length === 0 ? element("p", { class: "empty" }, "The log shows no allocation on any device.") : undefined,
    ...rows.slice(0, DEVICE_ROWS).map((row) => deviceRow(run, row, fullest, show)),
    rows.length > DEVICE_ROWS ? element("p", { class: "quiet" }, `${rows.length - DEVICE_ROWS} more rows: devices.csv has all.`) : undefined,
  );
}

function deviceRow(run, row, fullest, show) {
  const memory = run.memories[row.memory] || "memory not stated";
  const process = run.severalLives ? `, ${run.lives[row.life].name}` : "";
  const used = row.occupied === 0 ? "empty at the end" : row.capacity > 0
    ? `${share(row.occupied, row.capacity)} of ${bytes(row.capacity)}${row.stated ? "" : ", as the architecture has it"}`
    : "its capacity is not in the log";
  const peak = run.peakOf(row.life, row.numbers[0], row.memory);
  const devices = row.numbers.length > 1 ? `devices ${deviceRanges(row.numbers)}` : deviceName(row.numbers[0]);
  const label = `${devices}, ${memory}${process}`;
  const open = () => show("banks", { life: row.life, device: row.numbers[0], memory: run.memories[row.memory] });
  return element(
    "div",
    { class: "device" },
    element("p", {}, button(label, open, { class: "link", title: "Show the bank map" }), bytesText(row.occupied)),
    stackedBar(
      row.verdicts.map((part) => [part.verdict, part.occupied]),
      row.capacity > 0 ? Math.max(row.capacity, row.occupied) : fullest,
      `${label}: ${bytes(row.occupied)} occupied, ${used}`,
    ),
    element("p", { class: "quiet" }, used, peak === undefined ? undefined : element("span", {}, "; at most ", bytesText(peak))),
  );
}

/** The severe ones first, then those about more bytes. */
function worseFinding(left, right) {
  const severities = ["error", "warning", "note"];
  return severities.indexOf(left.severity) - severities.indexOf(right.severity) || right.size - left.size || left.place - right.place;
}

function findingTile(run, panel, show) {
  const findings = run.findings.map((finding, place) => ({ ...finding, place })).sort(worseFinding).slice(0, FINDING_ROWS);
  const more = run.findings.length + run.findingsOmitted - findings.length;
  return element(
    "section",
    { class: "tile", "aria-labelledby": "tile-findings" },
    element("h2", { id: "tile-findings" }, "Worst findings"),
    findings.length === 0 ? element("p", { class: "empty" }, "No findings: nothing leaked, nothing was freed twice, nothing is missing.") : undefined,
    element(
      "ul",
      { class: "findings" },
      ...findings.map((finding) =>
        element(
          "li",
          {},
          findingButton(finding, () => panel.openFinding(finding.place)),
        ),
      ),
    ),
    more > 0 ? element("p", {}, button(`${counted(more, "more finding", "more findings")}`, () => show("findings", {}), { class: "link" })) : undefined,
    worstSites(run, panel, WORST_ROWS - findings.length),
  );
}

/** Where the bytes come from, as far as there is room beside the findings. */
function worstSites(run, panel, most) {
  const sites = run.rows.slice(0, Math.max(0, most)).map((_, row) => run.siteRow(row));
  if (sites.length === 0) {
    return undefined;
  }
  return element(
    "div",
    { class: "worst" },
    element("h2", {}, sites.some((site) => site.reason.verdict === "leak") ? "Worst sites" : "Where it comes from"),
    element(
      "ul",
      {},
      ...sites.map((site) =>
        element(
          "li",
          {},
          sign(site.reason.verdict),
          button(shortened(run.siteName(site.site)), () => panel.openSiteRow(site.row), { class: "link", title: site.reason.verdict }),
          bytesText(site.occupied),
        ),
      ),
    ),
  );
}

function findingButton(finding, open) {
  const made = button("", open, { class: "finding" });
  made.replaceChildren(badge(finding.severity), element("strong", {}, finding.id), element("span", { class: "message" }, finding.message));
  return made;
}
