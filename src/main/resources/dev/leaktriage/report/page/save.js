// Takes something out of the page: a file, or text for the clipboard.

function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** RFC 4180, line ends as in the other CSV files. */
function csv(head, rows) {
  return [head, ...rows].map((row) => row.map(csvField).join(",")).join("\n") + "\n";
}

function csvField(value) {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Copies text; where a browser does not let a page do that, the old way. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element("textarea", { class: "offscreen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

/** Text that means nothing to Markdown, on one line. */
function markdown(text) {
  return visible(text).replace(/[\\`*_{}[\]()#+!|<>~]/g, "\\$&");
}

/** A button that says that it has copied. */
function copyButton(label, text) {
  const made = button(label, async () => {
    await copyText(text());
    made.textContent = "Copied";
    setTimeout(() => (made.textContent = label), 1200);
  });
  return made;
}
