// @ts-check

const [momentPattern, dayPattern, dayAndYearPattern, timePattern] = (document.body.dataset.times ?? "").split("|");

// Digits as the server writes them, in every language.
const clock = new Intl.DateTimeFormat((document.documentElement.lang || "en") + "-u-nu-latn", {
  year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

/** The moment by the reader's own clock, written by the server's pattern, such as `d MMMM`. @param {Date} moment @param {string} pattern */
function write(moment, pattern) {
  const { year, month, day, hour, minute } = Object.fromEntries(clock.formatToParts(moment).map((part) => [part.type, part.value]));
  const parts = /** @type {Record<string, string>} */ ({ yyyy: year, MMMM: month, d: day, HH: hour, mm: minute });
  return pattern.replace(/yyyy|MMMM|d|HH|mm/g, (part) => parts[part]);
}

/** A moment by the reader's own clock, in words. @param {Date} moment */
export function sayMoment(moment) {
  const isThisYear = moment.getFullYear() === new Date().getFullYear();
  const day = write(moment, isThisYear ? dayPattern : dayAndYearPattern);
  return momentPattern.replace("{day}", day).replace("{time}", write(moment, timePattern));
}

/** Turns the times of comments into the reader's zone: the page itself is one for everyone, in the site's. @param {ParentNode} root */
export function showTimes(root) {
  for (const time of root.querySelectorAll("article time")) time.textContent = sayMoment(new Date(time.getAttribute("datetime") ?? ""));
}
