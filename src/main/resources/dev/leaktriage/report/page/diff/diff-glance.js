// The top of the page of a difference: the answer, both logs' integrity, bytes by verdict, the worst changes.

const WORST_CHANGES = 4;

function diffGlance(difference, panel, show) {
  return element(
    "header",
    { class: "glance" },
    headline({ ...difference, sources: [difference.sources.join(" ")], integrity: { intact: difference.glance.intact }, glance: { ...difference.glance, integrity: difference.glance.integrity.join("\n") } }),
    element("div", { class: "tiles" }, verdictChanges(difference, show), totalChanges(difference), worstChanges(difference, panel, show)),
  );
}

function verdictChanges(difference, show) {
  const present = VERDICTS.map((name) => difference.verdicts.find(({ verdict }) => verdict === name)).filter(({ live }) => live.base[HANDLES] + live.current[HANDLES] > 0);
  const most = present.reduce((sum, { live }) => Math.max(sum, live.base[MEASURES.size], live.current[MEASURES.size]), 0);
  const cells = (live, name) => [
    element("td", { class: "number" }, arrow(live, HANDLES, grouped)),
    element("td", { class: "number" }, bytesText(live.base[MEASURES.size], { id: `${name}-base` })),
    element("td", { class: "number" }, bytesText(live.current[MEASURES.size], { id: `${name}-current` })),
    element("td", { class: "number" }, signedText(changeOf(live, MEASURES.size), { id: `${name}-change` })),
  ];
  return element(
    "section",
    { class: "tile", "aria-labelledby": "tile-verdicts" },
    element("h2", { id: "tile-verdicts" }, "Live at the end, by verdict (logical bytes)"),
    ...["base", "current"].map((side) => sideBar(present, side, most)),
    element(
      "table",
      { class: "plain" },
      element("thead", {}, element("tr", {}, ...["verdict", "handles", "base", "current", "change"].map((title, at) => element("th", { scope: "col", class: at > 0 ? "number" : undefined }, title)))),
      element(
        "tbody",
        {},
        ...present.map(({ verdict, live }) =>
          element("tr", {}, element("th", { scope: "row" }, sign(verdict), button(verdict, () => show("changes", { verdict }), { class: "link", title: MEANINGS[verdict] })), ...cells(live, `verdict-${verdict}`)),
        ),
      ),
      element("tfoot", {}, element("tr", {}, element("th", { scope: "row" }, "live"), ...cells(difference.totals.live, "live"))),
    ),
  );
}

/** One run's bytes by verdict; both runs are drawn to one scale. */
function sideBar(present, side, most) {
  const whole = (of) => present.reduce((sum, { live }) => sum + live[of][MEASURES.size], 0);
  const scale = Math.max(whole("base"), whole("current"), most);
  return element(
    "div",
    { class: "side-bar" },
    element("span", { class: "quiet" }, side),
    stackedBar(present.map(({ verdict, live }) => [verdict, live[side][MEASURES.size]]), scale, `Logical bytes by verdict, ${side}: ${bytes(whole(side))}`),
  );
}

function totalChanges(difference) {
  const { live, peak } = difference.totals;
  const rows = [["live, logical", live, MEASURES.size, "total-size"], ["live, occupied", live, MEASURES.occupied, "total-occupied"], ["peak, logical", peak, MEASURES.size, "peak-size"], ["peak, occupied", peak, MEASURES.occupied, "peak-occupied"]];
  const { base, current } = difference;
  const where = (side) => (side.peak.at ? ` at ${side.peak.at}` : "");
  return element(
    "section",
    { class: "tile", "aria-labelledby": "tile-totals" },
    element("h2", { id: "tile-totals" }, "All together"),
    element(
      "table",
      { class: "plain" },
      element("thead", {}, element("tr", {}, ...["bytes", "base", "current", "change"].map((title, at) => element("th", { scope: "col", class: at > 0 ? "number" : undefined }, title)))),
      element(
        "tbody",
        {},
        ...rows.map(([name, sums, measure, id]) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, name),
            element("td", { class: "number" }, bytesText(sums.base[measure])),
            element("td", { class: "number" }, bytesText(sums.current[measure])),
            element("td", { class: "number" }, signedText(changeOf(sums, measure), { id })),
          ),
        ),
      ),
    ),
    element("p", { class: "quiet books" }, `Peaks: base after event ${grouped(base.peak.event)}${where(base)}, current after event ${grouped(current.peak.event)}${where(current)}.`),
  );
}

function worstChanges(difference, panel, show) {
  const worst = difference.rows.slice(0, Math.min(WORST_CHANGES, difference.changed));
  const more = difference.changes - worst.length;
  return element(
    "section",
    { class: "tile", "aria-labelledby": "tile-worst" },
    element("h2", { id: "tile-worst" }, "Worst changes"),
    worst.length === 0 ? element("p", { class: "empty" }, "Nothing changed.") : undefined,
    element("ul", { class: "findings" }, ...worst.map((_, row) => element("li", {}, changeButton(difference, row, panel)))),
    more > 0 ? element("p", {}, button(counted(more, "more change", "more changes"), () => show("changes", {}), { class: "link" })) : undefined,
  );
}

function changeButton(difference, row, panel) {
  const { change, confidence, live, peak } = difference.rows[row];
  const made = button("", () => panel.openRow(row), { class: "finding" });
  const atPeak = change.startsWith("peak-");
  const sums = atPeak ? peak : live;
  made.replaceChildren(
    badge(change, confidence),
    element("strong", {}, shortened(difference.siteName(difference.siteOf(row)))),
    element("span", { class: "message" }, `${verdictChange(difference, row)}: ${arrow(sums, HANDLES, grouped)} ${sums.current[HANDLES] === 1 ? "handle" : "handles"}, ${arrow(sums, MEASURES.size, bytes)}${atPeak ? " at the peaks" : ""}`),
  );
  return made;
}
