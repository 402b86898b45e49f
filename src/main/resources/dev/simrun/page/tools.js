// ---- small things that all the others use ----

// An event is a list, as it is one of very many.
const SEQ = 0, AT = 1, TYPE = 2, LANE = 3, DIRECTION = 4, TEXT = 5, FIELDS = 6;

const root = document.documentElement;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const count = number => number.toLocaleString('en');
const isNarrow = () => matchMedia('(max-width: 760px)').matches;

/** An element with some of its properties set, and what stands in it. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    name.includes('-') || name === 'role' ? element.setAttribute(name, value) : element[name] = value;
  }
  element.append(...children);
  return element;
}

/** How many of some sorted numbers are not greater than that one. */
function upTo(sorted, value) {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A length of time for the eye: about three digits, and always a unit. */
function span(seconds) {
  const size = Math.abs(seconds);
  if (size < 5e-7) return '0 ms';
  if (size < 1e-3) return Math.round(seconds * 1e6) + ' µs';
  if (size < 1) return Number((seconds * 1e3).toPrecision(3)) + ' ms';
  if (size < 120) return Number(seconds.toFixed(size < 10 ? 2 : 1)) + ' s';
  return Math.floor(size / 60) + ' min ' + Number((size % 60).toFixed(1)) + ' s';
}

/** A time of the case, as tables have it. */
const time = seconds => seconds.toFixed(3);

/** What an event says; a log line says what its fields do. */
const textOf = event => event[TEXT] ?? event[FIELDS].stream + ': ' + event[FIELDS].line;

const isLog = event => event[TYPE] === 'log';
const isBadLog = event => event[FIELDS].stream === 'stderr' || /ERROR|FATAL/.test(event[FIELDS].level ?? '');
