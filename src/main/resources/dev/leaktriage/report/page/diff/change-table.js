// The table of all changes.

function changeTable(difference, links, panel) {
  const row = (at) => difference.rows[at];
  const name = (at) => difference.siteName(difference.siteOf(at));
  const memory = (at) => difference.siteOf(at).memory || "not stated";
  const tier = (at) => row(at).tier || "one run only";
  const verdicts = (at) => [...new Set([...difference.verdictsOf(at, "base"), ...difference.verdictsOf(at, "current")])];
  const sums = (id, title, of, measure, width) => ({
    id,
    title,
    width,
    number: true,
    value: (at) => changeOf(row(at)[of], measure),
    cell: (at) => changedNumber(row(at)[of], measure),
  });
  const columns = [
    { id: "change", title: "change", width: "10rem", value: (at) => at, cell: (at) => badge(row(at).change) },
    { id: "verdict", title: "verdict", width: "12rem", value: (at) => verdictChange(difference, at), cell: (at) => verdictChange(difference, at) },
    sums("handles", "handles", "live", HANDLES, "7rem"),
    sums("size", "size", "live", MEASURES.size, "13.5rem"),
    sums("occupied", "occupied", "live", MEASURES.occupied, "13.5rem"),
    sums("peak", "occupied at peaks", "peak", MEASURES.occupied, "13.5rem"),
    { id: "site", title: "from", width: "minmax(12rem, 1fr)", value: name, cell: name },
    { id: "tier", title: "matched by", width: "8rem", value: tier, cell: tier },
    { id: "confidence", title: "confidence", width: "7rem", value: (at) => row(at).confidence, cell: (at) => row(at).confidence },
    { id: "base", title: "base at", width: "12rem", value: (at) => difference.at(at, "base"), cell: (at) => difference.at(at, "base") },
    { id: "current", title: "current at", width: "12rem", value: (at) => difference.at(at, "current"), cell: (at) => difference.at(at, "current") },
    { id: "id", title: "site", width: "8rem", value: (at) => difference.siteOf(at).id, cell: (at) => difference.siteOf(at).id },
  ];
  const all = [...Array(difference.changed).keys()];
  const texts = all.map((at) => [difference.siteOf(at).id, name(at), ...difference.frameNames(difference.siteOf(at)), difference.at(at, "base"), difference.at(at, "current")].join("\n").toLowerCase());
  return new FilteredTable({
    view: "changes",
    label: "Changes, worst first",
    nouns: ["change", "changes"],
    nothing: "Nothing changed: by site, verdict, handles and bytes both runs hold the same.",
    names: ["change", "verdict", "memory", "tier", "confidence"],
    rows: difference.changed,
    columns,
    links,
    open: (at) => panel.openRow(at),
    note: omittedNote(difference.changes - difference.changed, `${counted(difference.changes - difference.changed, "smaller change has", "smaller changes have")} no row here; diff-sites.csv lists all.`),
    facts: (at) => ({ change: row(at).change, verdict: verdicts(at), memory: memory(at), tier: tier(at), confidence: row(at).confidence, has: (text) => texts[at].includes(text) }),
    sums: (at) => [HANDLES, MEASURES.size, MEASURES.occupied].map((measure) => changeOf(row(at).live, measure)),
    told: ([handles = 0, size = 0, occupied = 0]) => [`${signed(handles)} live handles, `, signedText(size, { id: "changes-size" }), ", ", signedText(occupied), " occupied"],
    options: {
      change: [...new Set(all.map((at) => row(at).change))],
      verdict: VERDICTS.filter((verdict) => all.some((at) => verdicts(at).includes(verdict))),
      memory: distinct(all.map(memory)),
      tier: distinct(all.map(tier)),
      confidence: distinct(all.map((at) => row(at).confidence)),
    },
    file: "diff-sites-filtered.csv",
    head: ["change", "tier", "change_confidence", "site", "base_site", "memory", "operation", "base_verdicts", "current_verdicts", ...["handles", "size_bytes", "occupied_bytes", "peak_occupied_bytes"].flatMap((what) => [`base_${what}`, `current_${what}`]), "base_at", "current_at"],
    fields: (at) => changeFields(difference, at),
  });
}

function changeFields(difference, at) {
  const { change, tier, confidence, live, peak, base, current } = difference.rows[at];
  const site = difference.siteOf(at);
  const id = ({ site: number }) => (number >= 0 ? difference.sites[number].id : "");
  const numbers = [HANDLES, MEASURES.size, MEASURES.occupied].flatMap((measure) => [live.base[measure], live.current[measure]]);
  return [
    change, tier, confidence, id(current), id(base), site.memory, site.operation,
    difference.verdictsOf(at, "base").join(" "), difference.verdictsOf(at, "current").join(" "),
    ...numbers, peak.base[MEASURES.occupied], peak.current[MEASURES.occupied],
    difference.at(at, "base"), difference.at(at, "current"),
  ];
}

/** Such as program-cache -> leak; a dash where a run has none. */
function verdictChange(difference, at) {
  const [before, after] = ["base", "current"].map((side) => difference.verdictsOf(at, side).join(", "));
  return before === after ? after || "\u2013" : `${before || "\u2013"} \u2192 ${after || "\u2013"}`;
}

/** Both numbers, the exact ones and their difference in the tooltip. */
function changedNumber(sums, measure) {
  const text = measure === HANDLES ? grouped : bytes;
  const unit = measure === HANDLES ? "" : " B";
  return element("span", { class: "number", title: `${grouped(sums.base[measure])}${unit} \u2192 ${grouped(sums.current[measure])}${unit}: ${signed(changeOf(sums, measure))}${unit}`, "data-exact": changeOf(sums, measure) }, arrow(sums, measure, text));
}
