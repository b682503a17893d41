// @ts-check
/**
 * Signing out on purpose: whoever sits here next finds no trace of what was begun, in this window or another of this browser.
 * For every page that has the button, and every page that has drafts.
 */
const others = new BroadcastChannel("parley-sign-out");

function forgetDrafts() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("parley:draft:")) sessionStorage.removeItem(key);
  } catch {
    // Where storage is blocked a draft lives no longer than its page.
  }
}

addEventListener("submit", ({ target }) => {
  if (!(/** @type {HTMLFormElement} */ (target).action.endsWith("/sign-out"))) return;
  forgetDrafts();
  others.postMessage("");
});

others.onmessage = () => {
  forgetDrafts();
  location.reload();
};

export {};
