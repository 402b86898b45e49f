// ---- the page: which case is open, keys, theme, print ----

let current;
let currentNumber;

/** Opens the case that the address names, or the first one; a phone shows the list until one is chosen. */
function route() {
  const [, number, seq] = location.hash.match(/^#case-(\d+)(?:-(\d+))?$/) ?? [];
  const section = number && one(`section.case[data-case="${number}"]`);
  if (section && number === currentNumber && current.timeline) {
    root.classList.add('open');
    if (seq) current.choose(seq);
  } else if (section) {
    open(section, seq);
  } else if (isNarrow()) {
    root.classList.remove('open');
  } else if (!current && entries.length) {
    open(one(`section.case[data-case="${entries[0].dataset.case}"]`));
  }
}

function open(section, seq) {
  current?.close();
  current = new OpenCase(section);
  currentNumber = section.dataset.case;
  root.classList.add('open');
  markCurrent(currentNumber);
  if (isNarrow()) scrollTo(0, 0);
  current.show(seq);
}

function go(by) {
  const entry = entryBeside(currentNumber, by);
  if (!entry) return;
  location.hash = 'case-' + entry.dataset.case;
  route(); // the event for it comes later, and the next key may come before it
}

// The browser would scroll to what the address names: it is shown otherwise.
for (const target of all('section.case, tr[id]')) target.removeAttribute('id');
addEventListener('hashchange', route);

// ---- theme and print ----

const dark = matchMedia('(prefers-color-scheme: dark)');

function repaint() {
  readColours();
  current?.timeline?.repaint();
}

dark.onchange = repaint;
one('#theme').onclick = () => {
  root.dataset.theme = (root.dataset.theme || (dark.matches ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark';
  repaint();
};

/** On paper: light, and the whole case. */
const PAPER_WIDTH = '700px';
let themeBefore;

addEventListener('beforeprint', () => {
  themeBefore = root.dataset.theme ?? '';
  root.dataset.theme = 'light';
  readColours();
  const timeline = current?.timeline;
  if (!timeline) return;
  timeline.plot.parentNode.style.width = PAPER_WIDTH;
  timeline.showAll();
  timeline.draw();
});
addEventListener('afterprint', () => {
  root.dataset.theme = themeBefore;
  if (current?.timeline) current.timeline.plot.parentNode.style.width = '';
  repaint();
});

// ---- keys ----

const KEYS = [
  [['j', 'k'], 'next, previous case'],
  [['/'], 'search'],
  [['←', '→'], 'event by event in a lane'],
  [['↑', '↓'], 'lane by lane'],
  [['⇧', '←', '→'], 'pan'],
  [['+', '-', '0'], 'zoom in, out, whole case'],
  [['f'], 'to the failed expectation'],
  [['c'], 'linear or compressed time'],
  [['Esc'], 'clear the choice, then the search'],
];

const help = make('dialog', { 'aria-label': 'Keys' },
  make('h3', {}, 'Keys'),
  make('dl', {}, ...KEYS.flatMap(([keys, does]) => [
    make('dt', {}, ...keys.flatMap(key => [make('kbd', {}, key), ' '])), make('dd', {}, does)])),
  make('p', {}, 'The wheel zooms when the timeline has the focus, or with Ctrl; drag pans; a double click fits a bar.'),
  make('button', { type: 'button', className: 'icon', onclick: () => help.close() }, 'Close'));
document.body.append(help);
one('#keys').onclick = () => help.showModal();

const ACTIONS = {
  j: () => go(1),
  k: () => go(-1),
  '/': () => search.focus(),
  '?': () => help.showModal(),
  '+': () => current?.timeline?.zoom(1 / 1.5),
  '=': () => current?.timeline?.zoom(1 / 1.5),
  '-': () => current?.timeline?.zoom(1.5),
  0: () => current?.timeline?.showAll(),
  f: () => current?.timeline?.showFailure(),
  c: () => current?.timeline?.toggleScale(),
  Escape: escape,
};

function escape() {
  if (current?.timeline?.selected >= 0) {
    current.timeline.select(-1);
  } else if (isNarrow()) {
    location.hash = '';
  } else if (search.value) {
    search.value = '';
    filterList();
  }
}

/** Arrows: in the timeline all of them, elsewhere those to the sides only, as the page scrolls by the others. */
function arrow(event) {
  const direction = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  const timeline = current?.timeline;
  const isSideways = /Left|Right/.test(event.key);
  if (!direction || !timeline || event.target.closest('pre, .scroll, .src')) return false;
  if (!isSideways && event.target !== timeline.plot) return false;
  if (event.shiftKey) timeline.pan(direction / 5);
  else if (isSideways) timeline.stepEvent(direction);
  else timeline.stepLane(direction);
  timeline.plot.focus({ preventScroll: true });
  return true;
}

addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.target === search) {
    if (event.key !== 'Escape') return;
    if (search.value) search.value = '';
    else search.blur();
    filterList();
    return;
  }
  if (ACTIONS[event.key]) ACTIONS[event.key]();
  else if (!arrow(event)) return;
  event.preventDefault();
});

readColours();
filterList();
route();
