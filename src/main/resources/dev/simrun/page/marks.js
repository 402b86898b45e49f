// ---- what each mark looks like: functions of a scene, which has all that a drawing needs ----

/** Symbols closer than that are one, with a count. */
const TOGETHER = 13;

function drawAll(scene) {
  if (!scene.hidden.has('phases')) drawPhases(scene);
  drawAxis(scene);
  drawSteps(scene);
  scene.data.lanes.forEach((lane, k) => drawLane(scene, lane, k));
  if (!scene.hidden.has('budgets')) scene.data.budgets.forEach(budget => drawBudget(scene, budget));
  if (!scene.hidden.has('freezes')) scene.data.freezes.forEach(freeze => drawFreeze(scene, freeze));
  if (!scene.hidden.has('logs')) scene.data.lanes.forEach((lane, k) => drawLogs(scene, lane, k));
  if (!scene.hidden.has('failures')) scene.data.pins.forEach((pin, n) => drawPin(scene, pin, n));
}

/**
 * Those of some marks that can be seen, each with where it begins and ends and its place among all; of those that would fall into one pixel the
 * first one, so that the time that a drawing takes depends on its width and not on what happened.
 */
function* visible(scene, marks) {
  const { gutter, width } = scene.layout;
  let last = -Infinity;
  for (const [k, mark] of marks.entries()) {
    const end = scene.x(mark.to);
    if (end < gutter || end < last + 0.7) continue;
    const begin = scene.x(mark.from);
    if (begin > width) break;
    last = end;
    yield [mark, begin, end, k];
  }
}

function drawPhases(scene) {
  const { pen, layout, data } = scene;
  let free = layout.gutter;
  for (const [phase, begin, to, k] of visible(scene, data.phases)) {
    const end = Math.max(to, begin + 1.5);
    const edge = colour[phase.kind + '-edge'];
    pen.fill(begin, AXIS + 1, end - begin, layout.bottom - AXIS - 1, colour[phase.kind]);
    pen.fill(begin, AXIS + 1, end - begin, 3, phase.failed ? colour.failed : edge);
    const length = span(phase.to.at - phase.from.at);
    const next = data.phases[k + 1];
    const x = Math.max(begin, layout.gutter) + 4;
    const room = (next ? scene.x(next.from) : layout.width) - x - 4;
    const name = x < free ? '' : pen.first(room, BOLD, phase.label + ' ' + length, phase.label, phase.label.split(' ')[0]);
    pen.text(name, x, AXIS + 13, edge);
    if (name) free = x + pen.width(name) + 4;
    scene.hit(begin, end, AXIS, AXIS + PHASE_NAMES, {
      event: phase.from.event,
      stretch: phase,
      text: `${phase.label}: ${length}${phase.failed ? ', failed' : ''}`,
    });
  }
}

function drawAxis(scene) {
  if (scene.scale.name === 'linear') drawLinearAxis(scene);
  else drawCompressedAxis(scene);
}

function drawLinearAxis({ pen, layout, scale, view, xAt }) {
  const perTick = (view.to - view.from) / ((layout.width - layout.gutter) / 90);
  const power = 10 ** Math.floor(Math.log10(perTick));
  const tick = [1, 2, 5, 10].find(k => k * power >= perTick) * power;
  const digits = clamp(-Math.floor(Math.log10(tick) + 1e-9), 0, 6);
  for (let k = Math.max(0, Math.ceil(view.from / tick)); k * tick <= view.to; k++) {
    const x = xAt(k * tick);
    pen.line(x, 13, x, AXIS + 1, colour.muted);
    pen.line(x, AXIS + PHASE_NAMES, x, layout.bottom, colour.line);
    pen.text((k * tick).toFixed(digits) + (k ? '' : ' s'), x + 3, 9, colour.muted, SANS);
  }
}

function drawCompressedAxis(scene) {
  const { pen, layout, scale, view, data } = scene;
  const folds = scale.folds.map(fold => scene.xAt(fold.middle));
  scale.folds.forEach((fold, k) => {
    const x = folds[k];
    if (x < layout.gutter || x > layout.width) return;
    pen.zigzag(x, AXIS + PHASE_NAMES, layout.bottom, colour.muted);
    const length = span(fold.length);
    pen.text(length, x - pen.width(length) / 2, 9, colour.text, BOLD, colour.bg);
    scene.hit(x - 8, x + 8, 0, layout.bottom, { text: `${length} in which nothing happened, folded`, isBehind: true });
  });
  let free = layout.gutter;
  for (let i = Math.max(0, upTo(scale.positions, view.from) - 1); i < data.events.length && scale.positions[i] <= view.to; i++) {
    const x = scene.xAt(scale.positions[i]);
    if (x < free || isLog(data.events[i]) || folds.some(fold => fold > x - 34 && fold < x + 66)) continue;
    pen.text(time(data.events[i][AT]), x + 2, 9, colour.muted, SANS);
    pen.line(x, 13, x, AXIS + 1, colour.muted);
    free = x + 62;
  }
}

function drawSteps(scene) {
  const { pen, layout } = scene;
  for (const [step, begin, to] of visible(scene, scene.steps)) {
    const end = Math.max(to, begin + 3);
    const isBad = step.verdict !== 'passed';
    pen.box(begin, layout.steps + 4, end - begin, 18, {
      fill: isBad ? colour.failed : colour.panel,
      stroke: isBad ? colour.failed : colour.muted,
      radius: 3,
      thick: 1,
    });
    const x = Math.max(begin, layout.gutter);
    const sign = isBad ? '✕ ' : '';
    const number = sign + (step.in === 'finally' ? 'f' : '') + step.number;
    const texts = [number + ' ' + (step.label ?? step.key), number + ' ' + step.key, number, isBad ? '✕' : ''];
    pen.text(pen.first(Math.min(end, layout.width) - x - 7, SANS, ...texts), x + 4, layout.steps + 13,
      isBad ? colour.bg : colour.text, SANS);
    scene.hit(begin - 1, end + 1, layout.steps + 2, layout.steps + 24, {
      step,
      stretch: step,
      text: `${step.in === 'finally' ? 'finally step' : 'step'} ${step.number} ${step.label ?? step.key}, line ${step.line}: `
        + `${step.verdict}, ${span(step.duration)}`,
    });
  }
}

function drawLane(scene, lane, k) {
  const { pen, layout } = scene;
  const middle = layout.middle(k);
  pen.line(layout.gutter, layout.top(k) + 0.5, layout.width, layout.top(k) + 0.5, colour.line);
  for (const life of lane.lives) {
    pen.line(scene.x(life.from), middle, life.to ? scene.x(life.to) : layout.width, middle, colour.line, 2);
  }
  for (const [mark, begin, end] of visible(scene, lane.spans)) drawSpan(scene, lane, middle, mark, begin, end);
  if (!scene.hidden.has('symbols')) drawSymbols(scene, lane, k);
}

const DOES = {
  wait: () => 'waits: its poll is open',
  work: label => 'works on ' + label,
  boot: () => 'starts up',
  call: label => 'the caller waits; ' + label,
  after: () => 'has answered, has not polled yet',
};

function drawSpan(scene, lane, middle, mark, begin, to) {
  const { pen, layout } = scene;
  if (mark.kind === 'wait' && scene.hidden.has('waits')) return;
  const end = Math.max(to, begin + 2);
  const x = Math.max(begin, layout.gutter - 2);
  const width = Math.min(end, layout.width + 2) - x;
  const length = span(mark.to.at - mark.from.at);
  let ink = colour.text;
  let label = '';
  if (mark.kind === 'wait') {
    pen.line(x, middle, x + width, middle, colour.muted, 1.4, [2, 3]);
    pen.ring(begin, middle, 2.8, colour.muted, { fill: colour.bg, thick: 1.4 });
  } else if (mark.kind === 'after') {
    pen.box(x, middle - 2, width, 4, { fill: colour.boot, stroke: colour.work, thick: 1 });
  } else if (mark.kind === 'call') {
    ink = mark.bad ? colour.failed : colour['invoke-edge'];
    label = pen.first(width - 7, SANS, mark.label + ' ' + length, mark.label, mark.bad ? '✕' : '✓');
    pen.box(x, middle - 8, width, 16, { fill: colour.bg, stroke: ink, radius: 3 });
  } else {
    const isWork = mark.kind === 'work';
    const name = isWork ? mark.label : 'start';
    ink = isWork ? colour['work-text'] : colour.text;
    label = pen.first(width - 7, SANS, name + ' ' + length, name);
    pen.box(x, middle - 8, width, 16, { fill: isWork ? colour.work : colour.boot, stroke: colour.work, thick: 1 });
  }
  if (mark.bad && mark.kind !== 'call') pen.fill(end - 2, middle - 10, 3, 20, colour.failed);
  pen.text(label, x + 4, middle, ink, SANS);
  scene.hit(x, x + width, middle - 8, middle + 8, {
    event: mark.from.event,
    stretch: mark,
    text: `${lane.actor} ${DOES[mark.kind](mark.label)}, ${length}${mark.ended ? '' : ', to the end'}`,
  });
}

/** What is too close together becomes one symbol, with a count. */
function drawSymbols(scene, lane, k) {
  const { pen, layout, data } = scene;
  const y = layout.symbols(k);
  const xs = lane.symbols.map(symbol => scene.xOf(symbol.event));
  for (let from = 0, next; from < xs.length; from = next) {
    let best = from;
    for (next = from + 1; next < xs.length && xs[next] - xs[from] < TOGETHER; next++) {
      if (WEIGHT[lane.symbols[next].kind] >= WEIGHT[lane.symbols[best].kind]) best = next;
    }
    if (xs[next - 1] < layout.gutter - 8 || xs[from] > layout.width + 8) continue;
    const symbol = lane.symbols[best];
    const x = xs[best];
    const more = next - from - 1;
    const room = Math.min(next < xs.length ? xs[next] : layout.width, layout.width) - x - 15;
    const ink = symbolColour(symbol.kind);
    pen.symbol(symbol.kind, x, y);
    const label = [symbol.text, more ? '+' + more : ''].filter(Boolean).join(' ');
    pen.text(pen.cut(label, room) || (more && room > 12 ? '+' + more : ''), x + 8, y, ink === colour.text ? colour.muted : ink,
      FAILED_SYMBOLS.has(symbol.kind) ? BOLD : SANS);
    scene.hit(Math.min(xs[from], x) - 6, Math.max(x, xs[next - 1]) + 6, y - 8, y + 8, {
      event: symbol.event,
      together: more ? [lane.symbols[from].event, lane.symbols[next - 1].event] : undefined,
      text: lane.symbols.slice(from, Math.min(next, from + 6)).map(it => textOf(data.events[it.event])).join(' · ')
        + (more > 5 ? ` … and ${count(more - 5)} more` : ''),
    });
  }
}

/** Ticks while there is room for them, else how many there are. */
function drawLogs(scene, lane, k) {
  const { layout, view } = scene;
  const positions = scene.logPositions(k);
  const from = upTo(positions, view.from);
  const to = upTo(positions, view.to);
  if (to - from < (layout.width - layout.gutter) / 4) drawTicks(scene, lane, k, from, to);
  else drawDensity(scene, k, positions, from);
}

function drawTicks(scene, lane, k, from, to) {
  const { pen, layout, data } = scene;
  const y = layout.logs(k);
  const logs = scene.logs[k];
  for (let i = from; i < to; i++) {
    const event = data.events[logs[i]];
    const x = scene.xOf(logs[i]);
    const isBad = isBadLog(event);
    const ink = isBad ? colour.failed : colour.text;
    pen.fill(x - 0.75, y - 7, 1.5, 7, ink);
    if (isBad) pen.fill(x - 2.5, y - 9, 5, 2.5, ink);
    const beside = scene.nearest.has(logs[i]) ? 11 : 4;
    const room = Math.min(220, (i + 1 < to ? scene.xOf(logs[i + 1]) : layout.width) - x - beside - 4);
    if (!layout.isLow && room > 44) {
      const isFrozen = data.freezes.some(it => scene.x(it.from) < x + room && scene.x(it.to) > x);
      pen.text(pen.cut(event[FIELDS].line, room, SANS), x + beside, y - 3, isBad ? colour.failed : colour.muted, SANS,
        isFrozen ? colour.bg : undefined);
    }
    scene.hit(x - 3, x + 3, y - 10, y + 2, { event: logs[i], text: event[FIELDS].line });
  }
}

function drawDensity(scene, k, positions, first) {
  const { pen, layout, data } = scene;
  const y = layout.logs(k);
  const bars = [];
  let most = 1;
  for (let x = layout.gutter, from = first; x < layout.width; x += 3) {
    const to = upTo(positions, scene.positionAt(x + 3));
    if (to === from) continue;
    bars.push({ x, from, lines: to - from });
    most = Math.max(most, to - from);
    from = to;
  }
  for (const bar of bars) {
    const height = 3 + (11 * Math.log1p(bar.lines)) / Math.log1p(most);
    pen.fill(bar.x, y - height, 2.5, height, colour.muted);
    const event = scene.logs[k][bar.from];
    scene.hit(bar.x, bar.x + 3, y - 14, y + 1, {
      event,
      text: `${count(bar.lines)} lines; the first: ${data.events[event][FIELDS].line}`,
    });
  }
}

/** Used: solid; left: dashed; the deadline: an upright. */
function drawBudget(scene, budget) {
  const { pen, layout, data } = scene;
  const isBeyond = budget.deadline > data.end + 1e-9;
  const begin = scene.x(budget.from);
  const deadline = isBeyond ? layout.width + 20 : scene.xAt(scene.scale.ofTime(budget.deadline));
  if (deadline < layout.gutter || begin > layout.width || deadline - begin < 16) return;
  const used = clamp(budget.usedUp ? deadline : scene.x(budget.used), begin, layout.width);
  const y = layout.budget(budget.lane);
  const ink = budget.usedUp ? colour.failed : colour[budget.phase + '-edge'];
  const length = span(budget.deadline - budget.from.at);
  const words = budget.usedUp ? length + ' used up' : 'limit ' + length + (isBeyond ? ' ▸' : '');
  pen.line(begin, y - 3, begin, y + 3, ink, 2);
  pen.line(begin, y, used, y, ink, 2.5);
  pen.line(used, y, Math.min(deadline, layout.width), y, ink, 1.3, [3, 3]);
  if (!isBeyond) pen.line(deadline, layout.top(budget.lane) + 3, deadline, y + 6, ink, 2.2);
  const width = pen.width(words);
  const isCramped = isBeyond || deadline + width + 8 > layout.width;
  const x = isCramped ? Math.min(deadline, layout.width) - width - 6 : deadline + 5;
  if (!layout.isLow && x > begin + 4) pen.text(words, x, y, ink, BOLD, colour[budget.phase]);
  const lane = data.lanes[budget.lane];
  scene.hit(begin, Math.min(deadline, layout.width), y - 4, y + 4, {
    event: budget.from.event,
    text: `${lane.actor} had ${length}, until ${time(budget.deadline)}, and used `
      + (budget.usedUp ? 'all of it' : span(budget.used.at - budget.from.at)),
  });
}

/** A gap over all actors: nobody ran. */
function drawFreeze(scene, freeze) {
  const { pen, layout, data } = scene;
  const [begin, end] = [scene.x(freeze.from), scene.x(freeze.to)];
  if (end < layout.gutter || begin > layout.width || data.lanes.length < 2) return;
  const x = Math.max(begin, layout.gutter);
  const y = layout.top(1);
  const width = Math.max(2, Math.min(end, layout.width) - x);
  const height = layout.bottom - y;
  pen.fill(x, y, width, height, colour.bg, 0.6);
  if (width > 3) pen.hatch(x, y, width, height, colour.freeze, 8, 1.3);
  pen.line(x, y, x, layout.bottom, colour.freeze, 2);
  pen.line(x + width, y, x + width, layout.bottom, colour.freeze, 2);
  const length = span(freeze.to.at - freeze.from.at);
  const words = pen.first(width - 16, BOLD, '‖ frozen ' + length, '‖ ' + length, '‖');
  for (let k = 1; words && k < (layout.isLow ? 2 : data.lanes.length); k++) {
    const isMissed = pin => pin.lane === k && pin.expectedBy < freeze.to.at && pin.at > freeze.from.at;
    if (data.pins.some(isMissed)) continue; // by how much is written there
    const across = pen.width(words);
    const left = x + (width - across) / 2;
    pen.box(left - 6, layout.middle(k) - 9, across + 12, 18, { fill: colour.bg, stroke: colour.freeze, radius: 9 });
    pen.text(words, left, layout.middle(k), colour.text);
  }
  scene.hit(x, x + width, y, layout.bottom, {
    event: freeze.from.event,
    stretch: freeze,
    text: `every process is frozen for ${length}`,
    isBehind: true,
  });
}
