// Walks through the views, one after the other in the same frame, and says what is wrong with each.

const frame = document.querySelector("iframe");

/**
 * Shows a page, and waits until it stands. It comes into the window that is there: axe is loaded once, and a browser that has compiled it
 * needs half the time.
 */
const show = async (path) => {
  const view = frame.contentWindow;
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  const page = new view.DOMParser().parseFromString(await answer.text(), "text/html");
  view.document.replaceChild(view.document.adoptNode(page.documentElement), view.document.documentElement);
  const styles = [...view.document.querySelectorAll("link[rel=stylesheet]")].filter((link) => link.sheet === null);
  await Promise.all(styles.map((link) => new Promise((done) => (link.onload = link.onerror = done))));
  for (const { href } of styles.filter((link) => link.sheet === null)) throw new Error(`${path} is without ${href}`);
  await view.document.fonts.ready;
  view.scrollTo(0, 0);
  return view;
};

/** What is broken in how each of them is laid out, by path. */
window.measure = (paths) => walk(paths, layoutFaults);

/** What axe finds in each of them, by path. */
window.listen = (paths) => walk(paths, (view) => view.findSerious());

async function walk(paths, find) {
  const found = [];
  for (const path of paths) found.push(...(await find(await show(path))).map((fault) => `${path} ${fault}`));
  return found;
}

/** Folds are opened first: what they hold has to fit as well. */
function layoutFaults(view) {
  const { document } = view;
  const root = document.documentElement;
  const faults = [];
  const say = (what, one) => faults.push(`${what}: ${one.outerHTML.replace(/\s+/g, " ").slice(0, 200)}`);
  for (const fold of document.querySelectorAll("details")) fold.open = true;

  const beyond = root.scrollWidth - root.clientWidth;
  if (beyond > 0) faults.push(`is ${beyond} pixels wider than its window`);
  for (const one of document.querySelectorAll("[hidden]")) if (one.checkVisibility()) say("hidden and seen", one);

  const styles = new Map();
  const styleOf = (one) => styles.get(one) ?? styles.set(one, pick(view.getComputedStyle(one))).get(one);
  const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !isHush(one);
  // Heard, not seen.
  const isHush = (one) => one !== null && (styleOf(one).clipPath !== "none" || isHush(one.parentElement));

  const cuts = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (text.data.trim() === "" || !seen(text.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    const cut = boxes.length > 0 && cutter(boxes, text.parentElement);
    if (cut && !cuts.has(cut) && cuts.add(cut)) say(`“${text.data.trim().slice(0, 40)}” is cut off by`, cut);
    const control = text.parentElement.closest("button, .pl-btn, .dk-key, .pl-tag");
    if (control && boxes.some((box) => !isWithin(box, control.getBoundingClientRect(), true, true))) say("words stand out of", control);
    if (control && isWord(text.data.trim()) && boxes.some((box) => box.top > boxes[0].bottom - 4)) say("a word is broken in", control);
  }

  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter(seen)
    .map((one) => ({ one, layer: layerOf(one), boxes: [...one.getClientRects()].filter((box) => box.width > 0 && box.height > 0) }));
  for (const [at, first] of controls.entries())
    for (const second of controls.slice(at + 1))
      if (first.layer === second.layer && !first.one.contains(second.one) && !second.one.contains(first.one))
        if (first.boxes.some((box) => second.boxes.some((other) => isOn(box, other)))) say(`${second.one.outerHTML.slice(0, 100)} lies on`, first.one);
  return faults;

  /** What keeps some of the words from being seen, if anything does. What can be scrolled to is not cut off. */
  function cutter(boxes, from) {
    let [inX, inY] = [true, true];
    for (let one = from; one && one !== root; one = one.parentElement) {
      const { overflowX, overflowY, lineClamp, position } = styleOf(one);
      const hides = [overflowX, overflowY].map((how) => how === "hidden" || how === "clip");
      // An excerpt ends where it ends.
      if (lineClamp !== "none") inY = false;
      const around = one.getBoundingClientRect();
      if (boxes.some((box) => !isWithin(box, around, inX && hides[0], inY && hides[1]))) return one;
      if (overflowX === "auto" || overflowX === "scroll") inX = false;
      if (overflowY === "auto" || overflowY === "scroll") inY = false;
      if (position === "fixed") break;
    }
    return inX && beyond <= 0 && boxes.some((box) => box.left < -1 || box.right > root.clientWidth + 1) ? root : null;
  }

  /** What stays while the page is moved lies on it by intent. */
  function layerOf(one) {
    for (let above = one; above; above = above.parentElement) if (["fixed", "sticky"].includes(styleOf(above).position)) return above;
    return root;
  }
}

const pick = ({ overflowX, overflowY, webkitLineClamp, position, clipPath }) => ({ overflowX, overflowY, lineClamp: webkitLineClamp, position, clipPath });

// What is longer may break: somebody's name, or what stands between the words of the made-up language.
const isWord = (text) => text.length < 16 && !/\s/.test(text);

const isWithin = (box, around, inX, inY) =>
  (!inX || (box.left >= around.left - 1 && box.right <= around.right + 1)) && (!inY || (box.top >= around.top - 4 && box.bottom <= around.bottom + 4));

// Lines that follow each other touch: a letter's box is as tall as its face, not as its line.
const isOn = (box, other) =>
  Math.min(box.right, other.right) - Math.max(box.left, other.left) > 3 && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4;
