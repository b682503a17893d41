// @ts-check
/**
 * Fills each element that has data-parley-count, an address, with how many comments that page has: one call for a hundred
 * of them. The loader brings it along where there are such elements; a list page may also load it alone, as a module.
 */
const counts = new URL("../../api/v1/counts", import.meta.url);
const asked = "parleyCounted";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let due;

/** The elements that have not been asked for yet, or whose address has changed since, by address. */
function waiting() {
  /** @type {Map<string, HTMLElement[]>} */
  const places = new Map();
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-parley-count]"))) {
    const url = element.dataset.parleyCount ?? "";
    if (element.dataset[asked] === url) continue;
    element.dataset[asked] = url;
    places.set(url, [...(places.get(url) ?? []), element]);
  }
  return places;
}

async function fill() {
  due = undefined;
  const places = waiting();
  const urls = [...places.keys()];
  while (urls.length) {
    // A form, because a browser sends it to another host without asking first whether it may.
    const body = new URLSearchParams(urls.splice(0, 100).map((url) => ["url", url]));
    try {
      const answer = await fetch(counts, { method: "POST", body });
      for (const { url, count } of (await answer.json()).counts)
        for (const element of places.get(url) ?? []) element.textContent = count;
    } catch {
      // The page keeps what it wrote there itself.
    }
  }
}

new MutationObserver(() => (due ??= setTimeout(fill, 50))).observe(document, {
  childList: true,
  subtree: true,
  attributeFilter: ["data-parley-count"],
});
fill();
