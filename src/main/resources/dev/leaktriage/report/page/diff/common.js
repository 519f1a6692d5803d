// What two lists have in common, in the same order.

/** The longest common subsequence, as pairs of places; the lists are short: frames of a stack, marks of a run. */
function common(left, right) {
  const width = right.length + 1;
  const longest = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      longest[i * width + j] = left[i] === right[j] ? longest[(i + 1) * width + j + 1] + 1 : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) {
      pairs.push([i++, j++]);
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
      i++;
    } else {
      j++;
    }
  }
  return pairs;
}

/** How much two texts share at their beginnings and at their ends. */
function commonEnds(left, right) {
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && left[start] === right[start]) {
    start++;
  }
  let end = 0;
  while (end < most - start && left[left.length - 1 - end] === right[right.length - 1 - end]) {
    end++;
  }
  return { start, end };
}
