// ---- where the rows of a timeline are, in CSS pixels ----

const AXIS = 18, PHASE_NAMES = 22, FLAG = 24, STEPS = 26;

/** More failures than that have no flag of their own. */
const MOST_FLAGS = 5;

/** With more lanes than that they are lower, and have no labels but their names. */
const MANY_LANES = 6;

function layoutOf(data, width) {
  const isLow = data.lanes.length > MANY_LANES;
  const gutter = width < 560 ? 92 : 124;
  const flags = AXIS + PHASE_NAMES + 2;
  const steps = AXIS + PHASE_NAMES + Math.min(data.pins.length, MOST_FLAGS) * FLAG;
  const pinned = new Set(data.pins.filter(pin => pin.awaited || pin.expectedBy !== undefined).map(pin => pin.lane));
  const tops = [steps + STEPS];
  data.lanes.forEach((lane, k) => tops.push(tops[k] + (isLow ? 36 : 58) + (pinned.has(k) ? 18 : 0)));
  const bottom = tops.at(-1);
  return {
    width,
    gutter,
    flags,
    steps,
    isLow,
    bottom,
    height: bottom + 4,
    top: lane => tops[lane],
    end: lane => tops[lane + 1],
    symbols: lane => tops[lane] + (isLow ? 8 : 11),
    middle: lane => tops[lane] + (isLow ? 20 : 28),
    budget: lane => tops[lane] + (isLow ? 31 : 42),
    logs: lane => tops[lane] + (isLow ? 34 : 56),
  };
}
