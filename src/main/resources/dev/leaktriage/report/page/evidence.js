// The panel that opens beside a row: what it is, why, and where the log shows it.

class EvidencePanel {
  constructor(run, links, show) {
    this.run = run;
    this.links = links;
    this.show = show;
    this.content = element("div", { class: "evidence-content" });
    this.element = element(
      "aside",
      { class: "evidence", "aria-label": "Evidence", tabindex: "-1", hidden: true, on: { keydown: (event) => this.key(event) } },
      button("Close", () => this.close(), { class: "close", title: "Close (Escape)" }),
      this.content,
    );
  }

  key(event) {
    if (event.key === "Escape") {
      this.close();
    }
  }

  close() {
    this.element.hidden = true;
    document.body.classList.remove("with-evidence");
    this.links.set({ handle: "", site: "", finding: "", entry: "" });
    if (this.before && this.before.isConnected) {
      this.before.focus();
    }
  }

  open(link, ...children) {
    if (this.element.hidden) {
      this.before = document.activeElement;
    }
    this.links.set({ handle: "", site: "", finding: "", entry: "", ...link });
    this.content.replaceChildren(...children.filter((child) => child !== undefined));
    this.element.hidden = false;
    document.body.classList.add("with-evidence");
    this.element.scrollTop = 0;
    this.element.focus({ preventScroll: true });
  }

  /** Opens what the address of the page names, if anything. */
  followLink() {
    const handle = this.links.get("handle");
    const site = this.links.get("site");
    const finding = this.links.get("finding");
    const entry = this.links.get("entry");
    if (handle) {
      const row = this.run.findHandle(...Links.partsOfHandle(handle));
      return row < 0 ? this.missing("handle", handle) : this.openHandle(row);
    }
    if (site) {
      const row = this.run.rows.findIndex((account) => this.run.sites[account.site].id === site);
      const known = this.run.siteNumbers.get(site);
      return row >= 0 ? this.openSiteRow(row) : known === undefined ? this.missing("site", site) : this.openSite(known);
    }
    if (finding && this.run.findings[Number(finding)]) {
      return this.openFinding(Number(finding));
    }
    const at = this.run.entries.findIndex((candidate) => candidate.id === entry);
    return entry && at >= 0 ? this.openEntry(at) : undefined;
  }

  missing(what, name) {
    this.open(
      { [what]: name },
      element("h2", {}, `No such ${what} here`),
      element("p", {}, `The link names ${what} ${name}, which this page has no row for. The CSV files beside it list everything.`),
    );
  }

  openHandle(row) {
    const handle = this.run.handle(row);
    const where = `${handle.memory || "memory"} of ${deviceName(handle.device)}`;
    const facts = [
      ["size", bytesText(handle.size), exactBytes(handle.size)],
      ["occupied", bytesText(handle.occupied), handle.known ? exactBytes(handle.occupied) : "taken to be the size: the log lacks page size or banks"],
      ["allocated at", handle.at],
      ["process", this.run.lives[handle.life].name],
      ["cache entry", handle.reason.cacheEntry],
      ["site", this.siteLink(handle.site)],
      ["the same on", this.siblings(row)],
    ];
    this.open(
      { handle: Links.ofHandle(handle) },
      element("h2", {}, `${handle.address || "allocation"} in ${where}`),
      this.verdict(handle),
      this.facts(facts),
      this.actions(() => this.handleMarkdown(handle), [
        ["Show in the bank map", () => this.show("banks", { life: handle.life, device: handle.device, memory: handle.memory, address: handle.address })],
      ]),
      this.frames(handle.site, handle.reason.frames),
      this.lines(handle.lines),
      this.history(handle),
    );
  }

  openSiteRow(row) {
    const account = this.run.siteRow(row);
    const facts = [
      ["handles", `${account.fold} (${counted(account.handles, "handle", "handles")})`],
      ["size", bytesText(account.size), exactBytes(account.size)],
      ["occupied", bytesText(account.occupied), exactBytes(account.occupied)],
      ["devices", account.devices],
      ["memory", account.site.memory || "not stated"],
      ["first at", account.at],
      ["process", this.run.lives[account.life]?.name],
      ["cache entry", account.reason.cacheEntry],
      ["site", account.site.id],
    ];
    this.open(
      { site: account.site.id },
      element("h2", {}, this.run.siteName(account.site)),
      this.verdict(account),
      this.facts(facts),
      this.actions(() => this.siteMarkdown(account), [
        ["Show its handles", () => this.show("handles", { text: account.site.id })],
      ]),
      this.frames(account.site, account.reason.frames),
      this.lines(account.lines),
    );
  }

  /** A site of which nothing is live at the end. */
  openSite(number) {
    const site = this.run.sites[number];
    this.open(
      { site: site.id },
      element("h2", {}, this.run.siteName(site)),
      element("p", {}, "Nothing of this site is live at the end."),
      this.facts([["memory", site.memory || "not stated"], ["site", site.id]]),
      this.frames(site, []),
    );
  }

  openFinding(at) {
    const finding = this.run.findings[at];
    this.open(
      { finding: String(at) },
      element("h2", {}, finding.id),
      element("p", {}, badge(finding.severity), ` ${finding.message}`),
      this.facts([
        ["count", grouped(finding.count)],
        ["size", finding.size > 0 ? bytesText(finding.size) : ""],
        ["run", finding.run],
        ["process", finding.process === undefined ? "" : String(finding.process)],
        ["device", finding.device === undefined ? "" : String(finding.device)],
      ]),
      this.actions(() => `**${markdown(finding.id)}** (${finding.severity}): ${markdown(finding.message)}\n${finding.at.map((line) => `- ${markdown(line)}\n`).join("")}`, []),
      finding.detail ? element("pre", {}, ...finding.detail.split("\n").map((line) => element("span", { class: "line" }, line))) : undefined,
      this.lines(finding.at),
    );
  }

  openEntry(at) {
    const entry = this.run.entries[at];
    this.open(
      { entry: entry.id },
      element("h2", {}, entry.id),
      element("p", {}, badge("program-cache", entry.confidence)),
      this.facts([
        ["operation", entry.operation],
        ["devices", entry.devices],
        ["on each device", bytesText(entry.size), exactBytes(entry.size)],
        ["occupied", bytesText(entry.occupied), exactBytes(entry.occupied)],
        ["memory", entry.memory || "not stated"],
        ["address", entry.address],
        ["allocated at", entry.at],
        ["compiled as", entry.workload],
        ["process", this.run.lives[entry.life].name],
      ]),
      this.actions(() => `**${markdown(entry.id)}**: ${bytes(entry.size)} on each of ${entry.deviceCount} devices, ${markdown(entry.at)}\n`, [
        ["Show its handles", () => this.show("handles", { text: entry.id })],
      ]),
    );
  }

  verdict(of) {
    return element(
      "div",
      { class: "why" },
      element("p", {}, verdictBadge(of.reason), element("span", { class: "quiet" }, ` by rule `), element("code", {}, of.reason.rule)),
      element("p", { class: "because" }, of.because),
      of.reason.freedBy && !of.because.includes(of.reason.freedBy) ? element("p", {}, element("span", { class: "quiet" }, "Freed by "), of.reason.freedBy) : undefined,
    );
  }

  facts(pairs) {
    const shown = pairs.filter(([, value]) => value !== "" && value !== undefined);
    return element(
      "dl",
      { class: "facts" },
      ...shown.flatMap(([name, value, more]) => [
        element("dt", {}, name),
        element("dd", {}, value, more ? element("span", { class: "quiet" }, ` ${more}`) : undefined),
      ]),
    );
  }

  actions(text, more) {
    return element(
      "p",
      { class: "actions" },
      copyButton("Copy as Markdown", text),
      copyButton("Copy link", () => location.href),
      ...more.map(([label, listener]) => button(label, listener)),
    );
  }

  frames(site, deciding) {
    const names = this.run.frameNames(site);
    if (names.length === 0) {
      return element("p", { class: "quiet" }, "The log has no call stack for it.");
    }
    return element(
      "section",
      {},
      element("h3", {}, "Call stack, leaf first"),
      element(
        "ol",
        { class: "frames" },
        ...names.map((name, at) =>
          element(
            "li",
            { class: deciding.includes(at) ? "decides" : undefined },
            element("bdi", {}, name),
            deciding.includes(at) ? element("strong", { class: "decider" }, "decides") : undefined,
          ),
        ),
      ),
      site.complete ? undefined : element("p", { class: "quiet" }, "Frames of this stack are missing in the log."),
    );
  }

  lines(positions) {
    if (positions.length === 0) {
      return undefined;
    }
    return element(
      "section",
      {},
      element("h3", {}, "In the log"),
      element("ul", { class: "lines" }, ...positions.map((at) => element("li", {}, element("code", {}, at)))),
    );
  }

  history(handle) {
    if (!this.run.whole) {
      return element(
        "p",
        { class: "quiet" },
        `This log is too long for the page to hold the lives of freed buffers; leaktriage explain LOG ${handle.address} tells what happened at this address.`,
      );
    }
    const rows = this.run.livesAt(handle.life, handle.device, handle.memory, handle.address);
    return element(
      "section",
      {},
      element("h3", {}, `This address, ${counted(rows.length, "life", "lives")}`),
      element("ol", { class: "lives" }, ...rows.slice(-50).map((row) => this.life(row, handle))),
    );
  }

  life(row, handle) {
    const lifetimes = this.run.lifetimes;
    const at = this.run.position(lifetimes, row);
    const end = this.run.endPosition(row);
    const site = this.run.sites[lifetimes.site[row]];
    return element(
      "li",
      { class: at === handle.at ? "this" : undefined },
      sign(this.run.category(row)),
      `${lifetimes.view[row] ? "viewed" : "allocated"} at ${at}, ${bytes(lifetimes.size[row])}, ${this.run.siteName(site)}: `,
      end ? `${ENDINGS[lifetimes.ending[row]]} at ${end}` : `live at the end, ${this.run.category(row)}`,
    );
  }

  siteLink(site) {
    const link = element("a", { href: `#site=${encodeURIComponent(site.id)}` }, `${site.id}, ${this.run.siteName(site)}`);
    return link;
  }

  siblings(row) {
    const handles = this.run.handles;
    const devices = [];
    for (let other = 0; other < handles.count; other++) {
      if (handles.mesh[other] === handles.mesh[row]) {
        devices.push(handles.device[other]);
      }
    }
    return devices.length > 1 ? `${devices.length} devices: ${devices.join(", ")}` : "";
  }

  handleMarkdown(handle) {
    return this.toldInMarkdown(
      `${handle.address ? `\`${handle.address}\`` : "allocation"} in ${handle.memory || "memory"} of ${deviceName(handle.device)}, ${bytes(handle.size)} (${exactBytes(handle.size)}), allocated at ${markdown(handle.at)}`,
      handle,
    );
  }

  siteMarkdown(account) {
    return this.toldInMarkdown(
      `${markdown(this.run.siteName(account.site))} (${account.site.id}): ${account.fold} handles, ${bytes(account.size)} (${exactBytes(account.size)}), first at ${markdown(account.at)}`,
      account,
    );
  }

  toldInMarkdown(what, of) {
    const frames = this.run
      .frameNames(of.site)
      .map((name, at) => `${at + 1}. ${markdown(name)}${of.reason.frames.includes(at) ? " **(decides)**" : ""}\n`);
    return `**${of.reason.verdict}**, ${of.reason.confidence}, by rule ${of.reason.rule}: ${what}\n\n${markdown(of.because)}\n\n${frames.join("")}`;
  }
}
