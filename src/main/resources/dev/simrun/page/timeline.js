// ---- the timeline of a case: what it shows of its data, and how it is moved about ----

/** No more than that much larger than the whole case. */
const MOST_ZOOM = 20_000;

class Timeline {
  #data;
  #scales;
  #scale;
  #steps;
  #view;
  #layout;
  #pen;
  #overview;
  #hits = [];
  #hidden = new Set();
  #selected = -1;
  #pointer = -1;
  #isAwaited = false;
  #resizes;
  #told;
  #logs;
  #ofLane;
  #logPositions = new Map();

  /**
   * A timeline in an element.
   *
   * @param data what the case has embedded
   * @param told `selected(event position, or -1)` and `stepped(step)`
   */
  constructor(host, data, told) {
    this.#data = data;
    this.#told = told;
    let latest = 0;
    const times = Float64Array.from(data.events, event => (latest = Math.max(latest, event[AT])));
    const limits = data.pins.map(pin => pin.expectedBy).filter(limit => limit !== undefined);
    this.#scales = { linear: linearScale(data, times), compressed: compressedScale(data, times, limits) };
    this.#ofLane = data.lanes.map(() => []);
    data.events.forEach((event, i) => this.#ofLane[event[LANE]].push(i));
    this.#logs = this.#ofLane.map(events => events.filter(i => isLog(data.events[i])));
    this.#build(host);
    this.useScale(data.mostlyIdle || data.clock === 'virtual' ? 'compressed' : 'linear');
    this.#resizes = new ResizeObserver(() => this.#resized());
    this.#resizes.observe(this.plot);
  }

  #build(host) {
    const events = this.#data.events.length;
    this.#layout = layoutOf(this.#data, host.clientWidth);
    const canvas = make('canvas');
    this.#pen = new Pen(canvas);
    this.#overview = new Overview(this.#data, position => this.#centre(position));
    this.lanes = make('div', { className: 'lanes', 'aria-hidden': 'true' });
    this.tip = make('div', { className: 'tip', hidden: true });
    this.live = make('p', { className: 'sr', 'aria-live': 'polite' });
    this.plot = make('div', {
      className: 'plot',
      tabIndex: 0,
      role: 'application',
      'aria-roledescription': 'timeline',
      'aria-label': `Timeline: ${count(events)} events in ${this.#data.lanes.length} lanes. Left and right go from event to event, `
        + 'up and down from lane to lane; plus, minus and 0 zoom. The table below holds the same.',
    }, canvas, this.lanes, this.tip);
    this.plot.style.height = this.#layout.height + 'px';
    host.append(this.toolbar = this.#tools(), this.#overview.element, this.plot, this.live);
    addGestures(this.plot, this);
  }

  #tools() {
    const button = (text, title, act, properties = {}) =>
      make('button', { type: 'button', title, 'aria-label': title, onclick: act, ...properties }, text);
    this.choices = ['linear', 'compressed'].map(name => button(
      name === 'linear' ? 'Linear' : 'Compressed',
      name === 'linear' ? 'Linear: time to scale (c)' : 'Compressed: idle gaps folded, events kept apart (c)',
      () => this.useScale(name)));
    this.info = make('span', { className: 'info' });
    const failure = button('✕ Failure', '✕ Failure: to what was expected (f)', () => this.showFailure(), { className: 'bad' });
    return make('div', { className: 'tools', role: 'toolbar', 'aria-label': 'Timeline tools' },
      make('span', { className: 'choice' }, ...this.choices),
      button('−', 'Zoom out (-)', () => this.zoom(1.5)),
      button('+', 'Zoom in (+)', () => this.zoom(1 / 1.5)),
      button('All', 'All: the whole case (0)', () => this.showAll()),
      ...(this.#data.pins.length ? [failure] : []),
      this.info);
  }

  #labels() {
    const label = (top, bottom, name, ...small) => {
      const box = make('div', { className: 'lane' }, make('b', {}, make('bdi', {}, name)), ...small);
      box.style.top = top + 'px';
      box.style.height = bottom - top + 'px';
      return box;
    };
    const { steps, isLow, gutter } = this.#layout;
    const lanes = this.#data.lanes.map((lane, k) =>
      label(this.#layout.top(k), this.#layout.end(k), lane.actor, ...(isLow ? [] : [this.#note(lane, k)])));
    this.lanes.style.width = gutter + 'px';
    this.lanes.replaceChildren(label(steps, steps + STEPS, 'steps'), ...lanes);
  }

  /** What stands below the name of a lane. */
  #note(lane, k) {
    const lines = this.#logs[k].length;
    const number = lane.environment > 1 ? ` · environment ${lane.environment}` : '';
    if (lane.kind === 'environment') return span(this.#data.end) + number;
    return (lines ? `${count(lines)} ${lines === 1 ? 'line' : 'lines'}` : lane.kind === 'extension' ? 'extension' : '') + number;
  }

  /** Nothing of it is to be drawn any more. */
  stop() {
    this.#resizes.disconnect();
  }

  // ---- what is seen ----

  get selected() {
    return this.#selected;
  }

  get range() {
    return { ...this.#view };
  }

  useScale(name) {
    this.#scale = this.#scales[name];
    this.#steps = stepsOn(this.#scale, this.#data);
    this.#logPositions.clear();
    this.choices.forEach((choice, k) => choice.setAttribute('aria-pressed', (k === 0) === (name === 'linear')));
    const { folds } = this.#scale;
    const folded = folds.reduce((sum, fold) => sum + fold.length, 0);
    this.info.textContent = (folds.length ? `${span(folded)} folded in ${folds.length} ${folds.length === 1 ? 'gap' : 'gaps'} · ` : '')
      + `${count(this.#data.events.length)} events · ${span(this.#data.end)}`;
    this.#overview.stale();
    this.showAll();
  }

  toggleScale() {
    this.useScale(this.#scale.name === 'linear' ? 'compressed' : 'linear');
  }

  /** Shows those positions, or as much as there is. */
  look(from, to) {
    const { low, high } = this.#scale;
    const width = clamp(to - from, (high - low) / MOST_ZOOM, high - low);
    const begin = clamp(from, low, high - width);
    this.#view = { from: begin, to: begin + width };
    this.later();
  }

  showAll() {
    this.look(this.#scale.low, this.#scale.high);
  }

  /** Shows so many times as much, with one position where it was. */
  zoom(factor, at = (this.#view.from + this.#view.to) / 2) {
    this.look(at - (at - this.#view.from) * factor, at + (this.#view.to - at) * factor);
  }

  /** Moves by a part of what is seen. */
  pan(share) {
    const by = (this.#view.to - this.#view.from) * share;
    this.look(this.#view.from + by, this.#view.to + by);
  }

  #centre(position) {
    const half = (this.#view.to - this.#view.from) / 2;
    this.look(position - half, position + half);
  }

  /** Shows two points and what is between them. */
  fit(from, to) {
    const [begin, end] = [from, to].map(point => positionOf(this.#scale, point));
    const beside = (end - begin) * 0.15 + 1e-9;
    this.look(begin - beside, end + beside);
  }

  /** Shows what the first failure is about, and chooses the event that decided it. */
  showFailure() {
    const pin = this.#data.pins[0];
    if (!pin) return;
    const events = [...pin.events, ...(pin.nearest === undefined ? [] : [pin.nearest])];
    const points = [{ at: pin.at }, ...events.map(event => ({ at: 0, event }))];
    if (pin.expectedBy !== undefined) points.push({ at: pin.expectedBy });
    if (pin.awaited) points.push({ at: pin.awaited.from }, { at: pin.awaited.to });
    const positions = points.map(point => positionOf(this.#scale, point));
    const [from, to] = [Math.min(...positions), Math.max(...positions)];
    const beside = Math.max((to - from) * 0.2, (this.#scale.high - this.#scale.low) / 200);
    this.look(from - beside, to + beside);
    if (events.length) this.select(pin.events.at(-1) ?? pin.nearest);
  }

  /** Chooses an event by its position, and brings it into view; -1 for none. */
  select(event) {
    this.#selected = event;
    const chosen = this.#data.events[event];
    if (chosen) {
      const position = this.#scale.positions[event];
      if (position < this.#view.from || position > this.#view.to) this.#centre(position);
      this.live.textContent = `${time(chosen[AT])} ${this.#data.lanes[chosen[LANE]].actor} ${textOf(chosen)}`;
    }
    this.later();
    this.#told.selected(event);
  }

  /** To the next event of the lane, or of all if none is chosen. */
  stepEvent(direction) {
    const chosen = this.#selected;
    const events = chosen >= 0 ? this.#ofLane[this.#data.events[chosen][LANE]] : this.#data.events.map((_, i) => i);
    if (!events.length) return;
    const next = chosen >= 0 ? upTo(events, chosen) - 1 + direction : direction > 0 ? 0 : events.length - 1;
    this.select(events[clamp(next, 0, events.length - 1)]);
  }

  /** To the event of the next lane that is nearest in time. */
  stepLane(direction) {
    const chosen = this.#data.events[this.#selected];
    const at = chosen ? chosen[AT] : this.#scale.timeAt((this.#view.from + this.#view.to) / 2);
    const first = chosen ? chosen[LANE] + direction : direction > 0 ? 0 : this.#data.lanes.length - 1;
    for (let k = first; this.#ofLane[k]; k += direction) {
      if (!this.#ofLane[k].length) continue;
      const away = event => Math.abs(this.#data.events[event][AT] - at);
      this.select(this.#ofLane[k].reduce((best, event) => (away(event) < away(best) ? event : best)));
      return;
    }
  }

  /** Hides some marks, or shows them again. */
  hide(name, isHidden) {
    if (isHidden) this.#hidden.add(name);
    else this.#hidden.delete(name);
    this.later();
  }

  // ---- the pointer ----

  get gutter() {
    return this.#layout.gutter;
  }

  positionAt(x) {
    const { gutter, width } = this.#layout;
    return this.#view.from + ((x - gutter) / (width - gutter)) * (this.#view.to - this.#view.from);
  }

  /** How much one pixel is. */
  get perPixel() {
    return (this.#view.to - this.#view.from) / (this.#layout.width - this.#layout.gutter);
  }

  #at(x, y) {
    const found = this.#hits.filter(hit => x >= hit.left && x <= hit.right && y >= hit.top && y <= hit.bottom).reverse();
    return found.find(hit => !hit.isBehind) ?? found[0];
  }

  hover(x, y) {
    this.#pointer = x;
    const hit = this.#at(x, y);
    this.plot.firstChild.style.cursor = hit ? 'pointer' : 'grab';
    this.tip.hidden = !hit;
    if (hit) {
      const event = this.#data.events[hit.event];
      const fields = event && Object.keys(event[FIELDS]).length ? '\n' + JSON.stringify(event[FIELDS]).slice(0, 240) : '';
      this.tip.textContent = (event ? time(event[AT]) + '  ' : '') + hit.text.slice(0, 400) + fields;
      this.tip.style.left = clamp(x + 12, 4, Math.max(4, this.#layout.width - 340)) + 'px';
      this.tip.style.maxWidth = Math.min(340, this.#layout.width - 8) + 'px';
      const below = y + 16;
      this.tip.style.top = Math.max(0, Math.min(below, this.#layout.height - this.tip.offsetHeight)) + 'px';
    }
    this.later();
  }

  leave() {
    this.#pointer = -1;
    this.tip.hidden = true;
    this.later();
  }

  click(x, y) {
    const hit = this.#at(x, y);
    const [from, to] = hit?.together ?? [];
    if (hit?.together && this.#scale.positions[to] > this.#scale.positions[from]) {
      this.fit({ event: from }, { event: to });
    } else if (hit?.step) {
      this.#told.stepped(hit.step);
    } else {
      this.select(hit?.event ?? -1);
    }
  }

  doubleClick(x, y) {
    const stretch = this.#at(x, y)?.stretch;
    if (stretch) this.fit(stretch.from, stretch.to);
  }

  // ---- drawing: at most once a frame ----

  later() {
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    requestAnimationFrame(() => {
      this.#isAwaited = false;
      this.draw();
    });
  }

  /** The theme has changed. */
  repaint() {
    this.#overview.stale();
    this.later();
  }

  #resized() {
    const width = this.plot.clientWidth;
    if (!width) return;
    if (width !== this.#layout.width || !this.lanes.firstChild) {
      this.#layout = layoutOf(this.#data, width);
      this.#labels();
      this.#overview.stale();
    }
    this.later();
  }

  draw() {
    if (!this.plot.clientWidth) return;
    if (this.plot.clientWidth !== this.#layout.width || !this.lanes.firstChild) this.#resized();
    const { gutter, width, height } = this.#layout;
    this.#hits = [];
    this.#pen.begin(width, height);
    this.#pen.within(gutter, 0, width - gutter, height, () => {
      drawAll(this.#scene());
      this.#drawSelected();
      this.#drawPointer();
    });
    this.#overview.draw(this.#scale, this.#view, this.#layout);
  }

  #scene() {
    const scale = this.#scale;
    const { gutter, width } = this.#layout;
    const perPosition = (width - gutter) / (this.#view.to - this.#view.from);
    const xAt = position => gutter + (position - this.#view.from) * perPosition;
    return {
      data: this.#data,
      steps: this.#steps,
      logs: this.#logs,
      nearest: new Set(this.#data.pins.map(pin => pin.nearest)),
      pen: this.#pen,
      layout: this.#layout,
      scale,
      view: this.#view,
      hidden: this.#hidden,
      xAt,
      x: point => xAt(positionOf(scale, point)),
      xOf: event => xAt(scale.positions[event]),
      positionAt: x => this.positionAt(x),
      logPositions: k => this.#positionsOfLogs(k),
      hit: (left, right, top, bottom, what) => this.#hits.push({ left, right, top, bottom, ...what }),
    };
  }

  #positionsOfLogs(k) {
    if (!this.#logPositions.has(k)) {
      this.#logPositions.set(k, Float64Array.from(this.#logs[k], event => this.#scale.positions[event]));
    }
    return this.#logPositions.get(k);
  }

  #xOf(event) {
    return this.gutter + (this.#scale.positions[event] - this.#view.from) / this.perPixel;
  }

  #drawSelected() {
    const event = this.#data.events[this.#selected];
    if (!event) return;
    const x = this.#xOf(this.#selected);
    const [top, end] = [this.#layout.top(event[LANE]), this.#layout.end(event[LANE])];
    this.#pen.line(x, AXIS - 2, x, this.#layout.bottom, colour.accent, 1.5);
    this.#pen.box(x - 7, top + 3, 14, end - top - 6, { stroke: colour.accent, radius: 4, thick: 2 });
  }

  /** The time below the pointer, and from the chosen event to there. */
  #drawPointer() {
    const { gutter, width, bottom } = this.#layout;
    if (this.#pointer <= gutter) return;
    const at = this.#scale.timeAt(this.positionAt(this.#pointer));
    const chosen = this.#data.events[this.#selected];
    const words = time(at) + (chosen ? '  Δ ' + span(at - chosen[AT]) : '');
    const wide = this.#pen.width(words) + 8;
    const left = Math.min(this.#pointer, width - wide);
    this.#pen.line(this.#pointer, AXIS - 2, this.#pointer, bottom, colour.muted, 1, [2, 2]);
    this.#pen.box(left, 1, wide, 16, { fill: colour.text });
    this.#pen.text(words, left + 4, 9, colour.bg);
  }
}
