// The frame of every page: tabs of which one shows its view, and the start.

class Shell {
  /** views: { view, title, count, make() }, where make returns an element or something that has one. */
  constructor(links, panel, views) {
    this.links = links;
    this.panel = panel;
    this.views = views;
    this.made = new Map();
    this.tabs = views.map(({ view, title, count }, at) => this.tab(view, title, count, at));
    this.places = views.map(({ view }) =>
      element("section", { class: `view ${view}`, role: "tabpanel", id: `view-${view}`, "aria-labelledby": `tab-${view}`, hidden: true }),
    );
    links.onChange(() => this.follow());
  }

  tab(view, title, count, at) {
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
      this.choose(this.views[next].view);
      this.tabs[next].focus();
    }
  }

  draw(root, top, printed) {
    root.replaceChildren(
      button("Skip to the views", () => this.tabs.find((tab) => tab.getAttribute("aria-selected") === "true").focus(), { class: "skip" }),
      top,
      element("div", { class: "tabs", role: "tablist", "aria-label": "Views" }, ...this.tabs),
      ...this.places,
      printed,
      this.panel.element,
    );
    this.follow();
  }

  /** Shows what the address of the page asks for. */
  follow() {
    const view = this.links.get("view");
    this.choose(this.views.some((known) => known.view === view) ? view : (this.view ?? this.views[0].view));
    this.panel.followLink();
  }

  choose(view) {
    this.view = view;
    this.links.set({ view });
    this.views.forEach((known, at) => {
      const chosen = known.view === view;
      this.tabs[at].setAttribute("aria-selected", String(chosen));
      this.tabs[at].tabIndex = chosen ? 0 : -1;
      this.places[at].hidden = !chosen;
    });
    return this.viewOf(view);
  }

  /** The view, made when it is first looked at. */
  viewOf(view) {
    if (!this.made.has(view)) {
      const made = this.views.find((known) => known.view === view).make();
      this.made.set(view, made);
      this.placeOf(view).replaceChildren(made.element ?? made);
    }
    return this.made.get(view);
  }

  placeOf(view) {
    return this.places[this.views.findIndex((known) => known.view === view)];
  }
}

/** Unpacks the content and draws; pageOf(content) returns what has a title and draw(root). */
async function start(pageOf, elsewhere) {
  const root = document.getElementById("page");
  if (typeof DecompressionStream === "undefined") {
    document.getElementById("fallback").textContent = `This browser cannot unpack the page (it lacks DecompressionStream): use one from 2023 or later, or read ${elsewhere} beside this page.`;
    return;
  }
  const island = document.getElementById("island");
  const page = pageOf(await unpacked(island.textContent));
  island.remove();
  document.title = `${visible(page.title)} \u2013 leaktriage`;
  page.draw(root);
  document.documentElement.dataset.ready = "true";
}
