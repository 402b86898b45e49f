// ---- the strip above the timeline: the whole case, and which part of it is seen ----

class Overview {
  #data;
  #pen;
  #window = make('div', { className: 'window' });
  #isStale = true;
  #scale;
  #layout;

  /**
   * The strip of a case.
   *
   * @param moved is told which position was dragged to
   */
  constructor(data, moved) {
    this.#data = data;
    const canvas = make('canvas');
    this.#pen = new Pen(canvas);
    this.element = make('div', { className: 'overview', 'aria-hidden': 'true' }, canvas, this.#window);
    this.element.onpointerdown = this.element.onpointermove = event => {
      if (!event.buttons || !this.#scale) return;
      this.element.setPointerCapture(event.pointerId);
      const { gutter, width } = this.#layout;
      const x = event.clientX - this.element.getBoundingClientRect().left;
      moved(this.#scale.low + ((x - gutter) / (width - gutter)) * (this.#scale.high - this.#scale.low));
    };
  }

  /** It is to be drawn anew. */
  stale() {
    this.#isStale = true;
  }

  draw(scale, view, layout) {
    this.#scale = scale;
    this.#layout = layout;
    if (this.#isStale) this.#drawCase();
    this.#isStale = false;
    const [left, right] = [view.from, view.to].map(position => this.#xAt(position));
    this.#window.style.left = left + 'px';
    this.#window.style.width = Math.max(6, right - left) + 'px';
  }

  #xAt(position) {
    const { gutter, width } = this.#layout;
    const { low, high } = this.#scale;
    return gutter + ((position - low) / (high - low)) * (width - gutter);
  }

  #drawCase() {
    const { gutter, width } = this.#layout;
    const x = point => this.#xAt(positionOf(this.#scale, point));
    const mark = (left, top, right, bottom, paint) => this.#pen.fill(left, top, Math.max(1.5, right - left), bottom - top, paint);
    this.#pen.begin(width, 22);
    mark(gutter, 0, width, 22, colour.panel);
    for (const phase of this.#data.phases) mark(x(phase.from), 0, x(phase.to), 4, colour[phase.kind + '-edge']);
    let last = -Infinity;
    for (const position of this.#scale.positions) {
      const at = this.#xAt(position);
      if (at - last < 1) continue;
      mark(at, 8, at + 1, 18, colour.muted);
      last = at;
    }
    for (const freeze of this.#data.freezes) {
      const from = x(freeze.from);
      this.#pen.hatch(from, 8, x(freeze.to) - from, 10, colour.freeze, 5, 1.3);
    }
    for (const pin of this.#data.pins) mark(x({ at: pin.at }) - 1, 4, x({ at: pin.at }) + 2, 22, colour.failed);
  }
}
