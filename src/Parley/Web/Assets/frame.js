// @ts-check
/**
 * The discussion's side of the frame: says how tall it is and what happened, takes on the look of the page around it.
 * Who may be around it was decided before this ran, by the answer's frame-ancestors; still only the parent is heard.
 */
const root = document.documentElement;
/** Of the language that the discussion speaks, which need not be the page's. */
const ownSide = root.dir;

const isColour = (/** @type {string} */ value) => value.length < 100 && !/var|url/i.test(value) && CSS.supports("color", value);
const isSize = (/** @type {string} */ value) => /^(none|\d{0,3}(\.\d{1,4})?(px|r?em|ch))$/.test(value);
const isFont = (/** @type {string} */ value) => /^[\p{L}\p{N}\s"',._-]{1,300}$/u.test(value);

/** What a page may set, `--pl-` before each, and what it must look like. Everything else stays as the site has it. */
const looks = new Map([
  ...["font-text", "font-ui", "font-code"].map((name) => /** @type {const} */ ([name, isFont])),
  ...["size-m", "measure", "radius", "radius-control"].map((name) => /** @type {const} */ ([name, isSize])),
  ..."paper sunk ink ink-soft line edge accent on-accent accent-wash focus".split(" ").map((name) => /** @type {const} */ ([name, isColour])),
]);

/** The page around. Until it has answered nothing is said but heights, and those to anyone. */
let host = "*";
export const hostOrigin = () => host;
/** @type {[number, number]} the part of the frame that can be seen, top and bottom in CSS pixels */
let view = [0, 0];
let isSeen = false;
let linked = "";
let height = 0;
/** @type {string | undefined} what the page around last said of who its reader is */
let token;
/** @type {(token: string) => void} */
let take = () => {};

/** @type {(page: string) => void} */
let came = () => {};
/** @type {string | undefined} the page from which the reader came to the page around */
let referrer;

/** Hands on from which page the reader came, here or to the page around. @param {(page: string) => void} to */
export function takeReferrer(to) {
  came = to;
  if (parent === window) to(document.referrer);
  else if (referrer) to(referrer);
}

/** Hands on who the page around says its reader is: what it has said already, and from now on. @param {(token: string) => void} to */
export function takeTokens(to) {
  take = to;
  if (token !== undefined) take(token);
}

/** A part of a pixel counts as one: a bar to scroll by it would be worse. */
const measure = () => Math.ceil(root.getBoundingClientRect().height);

/** @param {object} message */
const tell = (message) => parent.postMessage(message, host);

/** Brings an element into view, which only the page around can do. @param {Element} element */
export function reveal(element) {
  const { top, bottom } = element.getBoundingClientRect();
  if (top < view[0] || bottom > view[1]) tell({ height: (height = measure()), reveal: Math.max(1, top) });
}

/** Where a comment is found on the page around. @param {Element} comment */
export const addressOf = (comment) =>
  `${document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? ""}#parley-${comment.id}`;

/** @param {MessageEvent} event */
function hear({ source, origin, data }) {
  if (source !== parent || (host !== "*" && origin !== host) || !Array.isArray(data?.view)) return;
  host = origin;
  view = data.view;
  if (!isSeen && view[0] < view[1]) {
    isSeen = true;
    tell({ event: "seen" });
  }
  dress(data);
  if (typeof data.token === "string" && data.token !== token) take((token = data.token));
  if (referrer === undefined) {
    referrer = String(data.from ?? "");
    // Whoever goes from page to page of the paper comes from nowhere.
    if (referrer.startsWith(origin + "/")) referrer = "";
    came(referrer);
  }
  goTo(String(data.comment ?? ""));
}

/** Shows the comment that the page's address names, once. It may lie on another page of the discussion. @param {string} comment */
async function goTo(comment) {
  if (!comment || comment === linked) return;
  linked = comment;
  const article = document.getElementById("c-" + comment);
  if (article) {
    document.querySelector("article[aria-current]")?.removeAttribute("aria-current");
    article.ariaCurrent = "true";
    return reveal(article);
  }
  const site = document.querySelector("[data-sign-in]")?.getAttribute("data-sign-in") ?? "";
  const page = new URL(`c/${encodeURIComponent(comment)}?frame=1`, new URL(site, location.href));
  if ((await fetch(page)).ok) location.replace(page);
}

/** @param {{look: string[], scheme: string, side: string}} told */
function dress({ look, scheme, side }) {
  root.dir = side === "rtl" || side === "ltr" ? side : ownSide;
  [...looks].forEach(([name, isRight], at) => {
    const value = String(look?.[at] ?? "").trim();
    if (isRight(value)) root.style.setProperty("--pl-" + name, value);
    else root.style.removeProperty("--pl-" + name);
  });
  root.dataset.scheme = scheme === "light" || scheme === "dark" ? scheme : isLight(scheme) ? "dark" : "light";
}

/** Light letters stand on a dark page. @param {string} colour */
function isLight(colour) {
  const paint = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  paint.fillStyle = String(colour);
  paint.fillRect(0, 0, 1, 1);
  const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data;
  return red + green + blue > 382;
}

if (parent !== window) {
  // The page around scrolls; a second bar in here could only flicker while the height is on its way.
  root.style.overflow = "hidden";
  addEventListener("message", hear);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => tell({}));
  tell({ ask: [...looks.keys()], event: "ready" });
  new ResizeObserver(() => {
    if (measure() !== height) tell({ height: (height = measure()) });
  }).observe(root);

  addEventListener("parley-token-refused", () => tell({ event: "token" }));
  addEventListener("parley-sign-in", () => tell({ event: "signin" }));
  addEventListener("parley-appreciated", () => tell({ event: "appreciated" }));
  addEventListener("parley-posted", (event) => {
    tell({ event: "sent" });
    tell({ event: /** @type {CustomEvent} */ (event).detail.answer.comment.state });
  });
  addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    const comment = link?.matches(".pl-when") && link.closest("article");
    if (comment) {
      // A comment's own address is on the page around, which then tells us to go to it.
      event.preventDefault();
      open(addressOf(comment), "_top");
    } else if (link && !link.search.includes("frame=1")) {
      // Pages that are not made for the frame would be refused in it.
      link.target ||= "_blank";
    }
  }, true);
}
