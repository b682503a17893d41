// Shows documents, each made of pieces of HTML as a page of comments is, and says what happened in each of them.
// Whatever a payload calls itself, it is looked at through the getters of the browser's own prototypes: a form with a field
// named "attributes" answers for itself otherwise.

const tags = new Set(['P', 'BR', 'HR', 'EM', 'STRONG', 'DEL', 'CODE', 'A', 'BLOCKQUOTE', 'UL', 'OL', 'LI', 'PRE']);
const attributes = new Set(['a href', 'a rel', 'p dir', 'ol start']);
const xhtml = 'http://www.w3.org/1999/xhtml';

// Every way in which a payload of the corpora shows that it ran; the frame's own script comes before all of its words.
const alarms = `<script>{
  const ring = what => parent.rang(frameElement, what);
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval', 'fetch'])
    window[name] = () => ring(name);
  for (const name of ['log', 'error', 'warn', 'info'])
    console[name] = () => ring('console.' + name);
  for (const name of ['write', 'writeln'])
    document[name] = () => ring('document.' + name);
  addEventListener('error', event => event.error && ring('threw ' + event.message));
  addEventListener('pagehide', () => ring('left'));
  XMLHttpRequest.prototype.open = () => ring('XMLHttpRequest');
  navigator.sendBeacon = () => ring('beacon');
}</script>`;

const rings = new Map();
window.rang = (frame, what) => rings.get(frame)?.add(what);

window.judge = async documents => {
  const frames = documents.map(show);
  await Promise.all(frames.map(x => x.loaded));
  // That nothing runs cannot be waited for: what is delayed (a picture that fails, a timer of 0) has come by then.
  await new Promise(done => setTimeout(done, 150));
  await new Promise(done => requestIdleCallback(done, { timeout: 2000 }));
  const verdicts = frames.map(verdictOn);
  frames.forEach(({ frame }) => frame.remove());
  rings.clear();
  return verdicts;
};

function show(pieces) {
  const frame = document.createElement('iframe');
  // It may run scripts, else nothing would be shown; it may not lead the whole page away.
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  const loaded = new Promise(done => {
    frame.addEventListener('load', done, { once: true });
    setTimeout(done, 5000);
  });
  rings.set(frame, new Set());
  const words = pieces.map(x => `<div>${x}</div>`).join('');
  frame.srcdoc = `<!doctype html><html><head>${alarms}</head><body>${words}</body></html>`;
  document.body.append(frame);
  return { frame, loaded, count: pieces.length };
}

function verdictOn({ frame, count }) {
  const ran = [...rings.get(frame)];
  const page = frame.contentDocument;
  if (page === null || !page.URL.startsWith('about:srcdoc'))
    return { ran, forbidden: ['leads elsewhere'], isStable: false };
  const realm = frame.contentWindow;
  const get = (type, name, of) => Object.getOwnPropertyDescriptor(realm[type].prototype, name).get.call(of);
  const forbidden = [];
  const walker = realm.Document.prototype.createTreeWalker.call(page, page);
  const own = new Set([page, page.documentElement, page.head, page.body, page.head.firstChild]);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const type = get('Node', 'nodeType', node);
    const parent = get('Node', 'parentNode', node);
    const isOurs = own.has(node) || type === 10 || (type === 1 && parent === page.body && isBox(node, get));
    if (isOurs || type === 3)
      continue;
    const complaint = type === 1 ? complaintOf(node, get) : `node of type ${type}`;
    if (complaint)
      forbidden.push(complaint);
  }
  // A piece that closes our box and opens one of its own makes one too many; one that leaves something open, one too few.
  if (get('Element', 'childElementCount', page.body) !== count)
    forbidden.push('DIV');
  return { ran, forbidden, isStable: isStable(page, get) };
}

function isBox(element, get) {
  return get('Element', 'tagName', element) === 'DIV' && get('Element', 'attributes', element).length === 0;
}

function complaintOf(element, get) {
  const name = get('Element', 'tagName', element);
  if (!tags.has(name) || get('Element', 'namespaceURI', element) !== xhtml)
    return name;
  for (const attribute of get('Element', 'attributes', element)) {
    if (!attributes.has(`${name.toLowerCase()} ${attribute.name}`))
      return `${name} ${attribute.name}`;
    if (attribute.name === 'href' && !['http:', 'https:'].includes(get('HTMLAnchorElement', 'protocol', element)))
      return `${name} href=${attribute.value}`;
  }
  return null;
}

// What is read back and parsed once more must be the same page: a difference is where mutation attacks live.
function isStable(page, get) {
  const words = get('Element', 'innerHTML', page.body);
  const again = new DOMParser().parseFromString(`<!doctype html><body>${words}`, 'text/html');
  return again.body.innerHTML === words;
}
