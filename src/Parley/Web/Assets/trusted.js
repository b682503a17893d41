// @ts-check
/**
 * The one place where text becomes elements. Only answers of our own origin come in here: the server has made their HTML
 * safe, and the page's policy lets no other script of this name or any other do the same.
 */
const policy = /** @type {any} */ (window).trustedTypes?.createPolicy("parley-html", {
  createHTML: (/** @type {string} */ html) => html,
});

/**
 * The elements of a page or a part of one, not yet in this document.
 * @param {string} html
 */
export const elements = (html) => new DOMParser().parseFromString(policy?.createHTML(html) ?? html, "text/html").body;

/**
 * Asks our own server for a page, or sends it a form.
 * @param {string | URL} address
 * @param {RequestInit} [init]
 * @returns {Promise<{ok: boolean, status: number, url: URL, body: HTMLElement}>}
 */
export async function askPage(address, init) {
  const answer = await ask(address, init);
  return { ok: answer.ok, status: answer.status, url: new URL(answer.url), body: elements(await answer.text()) };
}

/**
 * Asks our own server's interface. A fragment in the answer comes as elements.
 * @param {string | URL} address
 * @param {string} [method]
 * @param {object} [body]
 * @param {boolean} [keepalive] whether it is sent even while the page goes: then it must be short
 * @returns {Promise<{ok: boolean, status: number, answer: any, body?: HTMLElement}>}
 */
export async function askApi(address, method = "GET", body, keepalive = false) {
  const headers = { Accept: "application/json", ...(body && { "Content-Type": "application/json" }) };
  const got = await ask(address, { method, headers, body: body && JSON.stringify(body), keepalive });
  const answer = await got.json().catch(() => ({}));
  return { ok: got.ok, status: got.status, answer, body: answer.fragment && elements(answer.fragment) };
}

/** @param {string | URL} address @param {RequestInit} [init] */
async function ask(address, init) {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin) throw new TypeError("Not our own origin: " + url.origin);
  return fetch(url, init);
}
