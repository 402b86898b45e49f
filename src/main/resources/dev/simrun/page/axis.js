// ---- the axis: two scales that turn times and events into positions, and positions into times ----

/** A gap that is longer than that share of the case is folded, in the compressed scale. */
const LONG_GAP = 0.05;
const LEAST_LONG_GAP = 0.005;

/** Positions that a folded gap takes, one in which a limit was missed, and what follows the last event. */
const FOLDED = 6, WIDE = 16, TAIL = 1.5;

/** Events closer than that happened at once: times have six digits. */
const SAME_INSTANT = 1e-6;

/** A position is a time in seconds. */
function linearScale(data, times) {
  return {
    name: 'linear',
    low: -data.end * 0.012,
    high: data.end * 1.04,
    folds: [],
    positions: times,
    ofTime: at => at,
    before: (event, at) => at,
    timeAt: position => position,
  };
}

/**
 * Every event but a log line takes at least one position, so that what happens in an instant can be told apart, and no
 * gap takes more than a few, but one in which a limit was missed.
 */
function compressedScale(data, times, limits) {
  const long = Math.max(data.end * LONG_GAP, LEAST_LONG_GAP);
  const positions = new Float64Array(times.length);
  const folds = [];
  let position = 0, before = 0;
  data.events.forEach((event, i) => {
    const gap = times[i] - before;
    const isWide = limits.some(limit => limit > before && limit < times[i]);
    const width = (isLog(event) ? 0 : 1) + (Math.min(gap, long) / long) * (isWide ? WIDE : FOLDED);
    if (gap > long * 1.5) folds.push({ middle: position + width * 0.56, length: gap });
    positions[i] = position += width;
    before = times[i];
  });
  const end = position + 1 + (Math.min(Math.max(0, data.end - before), long) / long) * FOLDED;
  const ofTime = at => between(times, positions, at, [0, 0], [data.end, end]);
  return {
    name: 'compressed',
    low: -0.6,
    high: end + TAIL,
    folds,
    positions,
    ofTime,
    before: (event, at) => (times[event] - at < SAME_INSTANT ? positions[event] - 0.5 : ofTime(at)),
    timeAt: position => between(positions, times, position, [0, 0], [end, data.end]),
  };
}

/** Where a point is: a point of a scale itself, an event, or a time. */
const positionOf = (scale, point) =>
  point.position ?? (point.event === undefined ? scale.ofTime(point.at) : scale.positions[point.event]);

/** The steps as marks on a scale: of events in one instant those that came before a step stand before it. */
function stepsOn(scale, data) {
  const seqs = data.events.map(event => event[SEQ]);
  const begins = data.steps.map(step => scale.before(upTo(seqs, step.first_seq - 1), step.at));
  return data.steps.map((step, k) => ({
    ...step,
    from: { position: begins[k] },
    to: { position: Math.max(begins[k], Math.min(scale.ofTime(step.at + step.duration), begins[k + 1] ?? Infinity)) },
  }));
}

/** What one list of numbers has where the other has a value, in a straight line between its members. */
function between(from, to, value, first, last) {
  const next = upTo(from, value);
  const [x0, y0] = next > 0 ? [from[next - 1], to[next - 1]] : first;
  const [x1, y1] = next < from.length ? [from[next], to[next]] : last;
  return x1 > x0 ? y0 + (y1 - y0) * clamp((value - x0) / (x1 - x0), 0, 1) : y0;
}
