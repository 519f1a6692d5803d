// Unpacks the island: text that zlib compressed and base64 made letters of.

async function unpacked(base64) {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** Undoes distances in place: each number is its distance from the one before. */
function summedUp(numbers) {
  for (let i = 1; i < numbers.length; i++) {
    numbers[i] += numbers[i - 1];
  }
  return numbers;
}

/** Addresses come as distances, or as hexadecimal text where JavaScript has no such number. */
function addresses(column) {
  return typeof column[0] === "string" ? column : summedUp(column);
}

function addressText(address) {
  return typeof address === "string" ? address : hex(address);
}

function addressNumber(address) {
  return typeof address === "string" ? Number(address) : address;
}
