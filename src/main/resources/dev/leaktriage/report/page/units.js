// How numbers, addresses and texts are written. The same as in the other reports.

const BINARY = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/** Bytes for people, such as 288.0 KiB. */
function bytes(count) {
  if (Math.abs(count) < 1024) {
    return `${count} B`;
  }
  let value = count / 1024;
  let unit = 0;
  while (Math.abs(value) >= 1023.95) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)} ${BINARY[unit]}`;
}

/** A device by its number; what lies on none is the memory of the program itself, on the host. */
function deviceName(device) {
  return device < 0 ? "the host" : `device ${device}`;
}

/** A difference, such as +320.0 KiB. */
function signedBytes(count) {
  return `${signOf(count)}${bytes(Math.abs(count))}`;
}

/** A difference, such as +1,280. */
function signed(number) {
  return `${signOf(number)}${grouped(Math.abs(number))}`;
}

function signOf(number) {
  return number === 0 ? "" : number > 0 ? "+" : "-";
}

/** Digits in groups of three. */
function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** The exact number of bytes, for a tooltip. */
function exactBytes(count) {
  return `${grouped(count)} B`;
}

function counted(number, one, many) {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

function share(part, whole) {
  if (whole === 0) {
    return "";
  }
  const percent = (100 * part) / whole;
  return percent > 0 && percent < 0.05 ? "under 0.1 %" : `${percent.toFixed(1)} %`;
}

/** Lower-case hexadecimal of an address that is a number. */
function hex(address) {
  return `0x${address.toString(16)}`;
}

/** The text with each control or format character replaced by one that can be seen. */
function visible(text) {
  return String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const code = character.codePointAt(0);
    if (code === 9) {
      return " ";
    }
    if (code === 0x7f) {
      return "\u2421";
    }
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : "\ufffd";
  });
}

/** A function name without its arguments and template arguments, for narrow places. */
function shortened(name, most = 64) {
  if (name.length <= most) {
    return name;
  }
  const bare = folded(folded(name, "(", ")"), "<", ">");
  return bare.length <= most ? bare : `${bare.slice(0, most - 1)}\u2026`;
}

function folded(text, open, close) {
  let depth = 0;
  let result = "";
  for (const character of text) {
    if (character === close && depth > 0) {
      depth--;
      result += depth === 0 ? "\u2026" : "";
    }
    result += depth === 0 ? character : "";
    depth += character === open ? 1 : 0;
  }
  return depth === 0 ? result : text;
}
