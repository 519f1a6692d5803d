// The panel that opens beside a change: what it is, how sure, and both stacks.

class ChangePanel {
  constructor(difference, links) {
    this.difference = difference;
    this.links = links;
    this.panel = new EvidencePanel(difference, links);
    this.element = this.panel.element;
  }

  /** Opens what the address of the page names, if anything. */
  followLink() {
    const site = this.links.get("site");
    if (site === "") {
      return;
    }
    const row = this.difference.rowOf(site);
    if (row < 0) {
      this.panel.missing("site", site);
    } else {
      this.openRow(row);
    }
  }

  openRow(row) {
    const change = this.difference.rows[row];
    const site = this.difference.siteOf(row);
    this.panel.open(
      { site: site.id },
      element("h2", {}, this.difference.siteName(site)),
      element("p", {}, badge(change.change, change.confidence), change.reclassified ? ` ${reclassification(change.reclassified)}` : ""),
      this.panel.facts(this.facts(row)),
      this.panel.actions(() => this.markdown(row), []),
      ...["current", "base"].map((side) => this.holdings(row, side)),
      this.stacks(row),
    );
  }

  facts(row) {
    const { live, peak, tier, base, current } = this.difference.rows[row];
    const site = this.difference.siteOf(row);
    const earlier = base.site >= 0 && this.difference.sites[base.site].id !== site.id ? this.difference.sites[base.site].id : "";
    const sums = (of, measure) => element("span", {}, `${arrow(of, measure, bytes)} `, signedText(changeOf(of, measure), { class: "number quiet" }));
    return [
      ["handles", arrow(live, HANDLES, grouped)],
      ["size", sums(live, MEASURES.size)],
      ["occupied", sums(live, MEASURES.occupied)],
      ["occupied at the peaks", sums(peak, MEASURES.occupied)],
      ["memory", site.memory || "not stated"],
      ["devices", [...new Set([base.devices, current.devices].filter((devices) => devices))].join(" \u2192 ")],
      ["matched by", tier === "" ? "nothing: only one run has it" : `${tier}: ${this.difference.meanings.get(tier)}`],
      ["site", site.id],
      ["site in the base", earlier],
    ];
  }

  /** What was said of the handles in one run. */
  holdings(row, side) {
    const held = this.difference.holdings(row, side);
    const title = side === "base" ? "In the base" : "In the current run";
    if (held.length === 0) {
      return element("section", {}, element("h3", {}, title), element("p", { class: "quiet" }, "Nothing of it is live at the end."));
    }
    return element(
      "section",
      {},
      element("h3", {}, title),
      ...held.map((holding) =>
        element(
          "div",
          { class: "why" },
          element("p", {}, verdictBadge(holding), ` ${counted(holding.sum[HANDLES], "handle", "handles")}, `, bytesText(holding.sum[MEASURES.size]), element("span", { class: "quiet" }, ", first at "), element("code", {}, holding.at)),
          element("p", {}, element("span", { class: "quiet" }, "by rule "), element("code", {}, holding.rule)),
          holding.because ? element("p", { class: "because" }, holding.because) : undefined,
          holding.freedBy ? element("p", {}, element("span", { class: "quiet" }, "Freed by "), holding.freedBy) : undefined,
        ),
      ),
    );
  }

  /** One stack where both are equal or only one run has it; else both, with what the tier ignored. */
  stacks(row) {
    const { base, current, tier } = this.difference.rows[row];
    if (base.site < 0 || current.site < 0 || base.site === current.site) {
      return this.panel.frames(this.difference.siteOf(row), []);
    }
    const [before, after] = [base.site, current.site].map((number) => this.difference.frameNames(this.difference.sites[number]));
    const ignored = tier === "moved" ? "Marked frames are in one stack only." : `Marked text differs; the tier ${tier} ignores it.`;
    const [baseFrames, currentFrames] = tier === "moved" || before.length !== after.length ? ownFrames(before, after) : differingTexts(before, after);
    return element(
      "section",
      { class: "both-stacks" },
      element("h3", {}, "Call stack in the current run, leaf first"),
      element("ol", { class: "frames" }, ...currentFrames),
      element("h3", {}, "Call stack in the base"),
      element("ol", { class: "frames" }, ...baseFrames),
      element("p", { class: "quiet" }, ignored),
    );
  }

  markdown(row) {
    const { change, confidence, tier, live } = this.difference.rows[row];
    const site = this.difference.siteOf(row);
    const frames = this.difference.frameNames(site).map((name, at) => `${at + 1}. ${markdown(name)}\n`);
    const places = ["base", "current"].filter((side) => this.difference.at(row, side) !== "").map((side) => `- ${side}: ${markdown(this.difference.at(row, side))}\n`);
    return `**${markdown(this.difference.siteName(site))}** (${site.id}): ${change}, ${confidence}${tier === "" ? "" : `, matched by ${tier}`}; ${arrow(live, HANDLES, grouped)} handles, ${arrow(live, MEASURES.size, bytes)}\n\n${places.join("")}\n${frames.join("")}`;
  }
}

function reclassification({ from, to, handles }) {
  return `${counted(handles, "handle", "handles")} from ${from} to ${to}`;
}

/** Frames of both stacks; those that the other stack lacks are marked. */
function ownFrames(before, after) {
  const pairs = common(before, after);
  const shared = [new Set(pairs.map(([left]) => left)), new Set(pairs.map(([, right]) => right))];
  return [before, after].map((names, stack) => names.map((name, at) => element("li", {}, shared[stack].has(at) ? element("bdi", {}, name) : element("mark", {}, element("bdi", {}, name)))));
}

/** Frames of both stacks, one by one; what differs in a frame is marked. */
function differingTexts(before, after) {
  const marked = (name, other) => {
    if (name === other) {
      return element("li", {}, element("bdi", {}, name));
    }
    const { start, end } = commonEnds(name, other);
    return element("li", {}, element("bdi", {}, name.slice(0, start), element("mark", {}, name.slice(start, name.length - end)), name.slice(name.length - end)));
  };
  return [before.map((name, at) => marked(name, after[at])), after.map((name, at) => marked(name, before[at]))];
}
