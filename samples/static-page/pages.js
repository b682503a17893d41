// @ts-check
// A page that swaps its content without being loaded again. The discussion follows its `url`: nothing else has to be done.
/** @type {Record<string, [string, string]>} */
const stories = {
  ferry: ["The ferry runs late until June", "One of its two engines is in a shed in Tarsk."],
  lamps: ["The last lamp fitter retires", "He leaves a ladder, two spare glasses and no apprentice."],
  eels: ["What eels tell the harbour master", "They come early in a warm year, and this year they did not come."],
};

function show() {
  const story = new URLSearchParams(location.search).get("story") ?? "ferry";
  const [headline, text] = stories[story] ?? stories.ferry;
  const article = /** @type {HTMLElement} */ (document.querySelector("article"));
  const [title, paragraph, discussion] = article.children;
  title.textContent = document.title = headline;
  paragraph.textContent = text;
  discussion.setAttribute("url", `?story=${story}`);
}

document.querySelector("nav")?.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (!link) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  show();
});
addEventListener("popstate", show);
show();
