// ---- the pen: what is drawn on a canvas, in the colours of the page ----

const SANS = '11.5px Inter, system-ui, sans-serif';
const BOLD = '600 ' + SANS;

/** Shapes about (0, 0) of a radius of 5, and whether they are filled. */
const SHAPES = {
  start: ['M-4-5 5 0-4 5Z'],
  register: ['M0-5.5 5.5 0 0 5.5-5.5 0Z'],
  restore_next: ['M0-5.5 5.5 0 0 5.5-5.5 0Z'],
  acknowledged: ['M-5 0-1 4 5-4'],
  signal: ['M-5-4H5L0 5Z'],
  kill: ['M-5-4H5L0 5Z', true],
  exit: ['M-4-4H4V4H-4Z'],
  ended: ['M-4-4H4V4H-4Z'],
  exit_status: ['M-4-4H4V4H-4Z', true],
  died: ['M-4-4 4 4M4-4-4 4'],
  error: ['M0-5A5 5 0 1 1 0 5 5 5 0 0 1 0-5M-2-2.5 2.5 2 2 2.5-2.5-2Z', true],
  refused: ['M0-5A5 5 0 1 1 0 5 5 5 0 0 1 0-5M-3.5 3.5 3.5-3.5'],
  timeout: ['M0-5A5 5 0 1 1 0 5 5 5 0 0 1 0-5M0-3V0L2.5 1.5'],
  fault: ['M1.5-6-4 1H0L-1.5 6 4-1H0Z', true],
  referee: ['M0-5.5 5.5 4.5H-5.5ZM0-2V1M0 2.4V3.4'],
  reset: ['M4 2A4.5 4.5 0 1 1 3.5-3.5M4-6V-3H1'],
  note: ['M-1-5H5V0H1V5H-1Z', true],
};
for (const shape of Object.values(SHAPES)) shape[0] = new Path2D(shape[0]);

/** Symbols of what went wrong, and of what to look at; the later in this list counts more where there is room for one. */
const WEIGHT = Object.fromEntries(
  ['note', 'restore_next', 'start', 'register', 'acknowledged', 'reset', 'fault', 'signal', 'kill', 'refused', 'exit',
    'ended', 'referee', 'error', 'exit_status', 'died', 'timeout'].map((kind, i) => [kind, i]));
const FAILED_SYMBOLS = new Set(['died', 'kill', 'exit_status', 'error', 'timeout', 'refused']);
const WARNING_SYMBOLS = new Set(['referee', 'fault']);

/** The palette, as the browser resolves it for the theme. */
const colour = {};

function readColours() {
  const probe = document.body.appendChild(make('i'));
  for (const name of document.styleSheets[0].cssRules[0].style) {
    if (!name.startsWith('--') || name === '--sans' || name === '--mono') continue;
    probe.style.color = `var(${name})`;
    colour[name.slice(2)] = getComputedStyle(probe).color;
  }
  probe.remove();
}

const symbolColour = kind =>
  FAILED_SYMBOLS.has(kind) ? colour.failed
    : WARNING_SYMBOLS.has(kind) ? colour.warn
      : kind === 'acknowledged' ? colour.passed : colour.text;

class Pen {
  #context;
  #widths = new Map();

  constructor(canvas) {
    this.canvas = canvas;
    this.#context = canvas.getContext('2d');
  }

  /** Begins a drawing of that size, in CSS pixels. */
  begin(width, height) {
    const ratio = devicePixelRatio || 1;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== across || this.canvas.height !== down) {
      this.canvas.width = across;
      this.canvas.height = down;
    }
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    this.#context.textBaseline = 'middle';
  }

  /** Draws with nothing beside a rectangle. */
  within(x, y, width, height, draw) {
    const g = this.#context;
    g.save();
    g.beginPath();
    g.rect(x, y, width, height);
    g.clip();
    draw();
    g.restore();
  }

  fill(x, y, width, height, paint, opacity = 1) {
    const g = this.#context;
    g.globalAlpha = opacity;
    g.fillStyle = paint;
    g.fillRect(x, y, width, height);
    g.globalAlpha = 1;
  }

  line(x1, y1, x2, y2, paint, width = 1, dash = []) {
    this.#stroke(paint, width, dash, g => {
      g.moveTo(x1, y1);
      g.lineTo(x2, y2);
    });
  }

  box(x, y, width, height, { fill, stroke, radius = 2, thick = 1.3 }) {
    const g = this.#context;
    g.beginPath();
    g.roundRect(x, y, width, height, radius);
    if (fill) {
      g.fillStyle = fill;
      g.fill();
    }
    if (stroke) {
      g.strokeStyle = stroke;
      g.lineWidth = thick;
      g.stroke();
    }
  }

  ring(x, y, radius, paint, { fill, thick = 2, dash = [] } = {}) {
    this.#stroke(paint, thick, dash, g => g.arc(x, y, radius, 0, 7), fill);
  }

  hatch(x, y, width, height, paint, gap, thick) {
    this.within(x, y, width, height, () => this.#stroke(paint, thick, [], g => {
      for (let from = x - (x % gap) - height - gap; from < x + width; from += gap) {
        g.moveTo(from, y + height);
        g.lineTo(from + height, y);
      }
    }));
  }

  zigzag(x, top, bottom, paint) {
    for (const beside of [-3, 3]) {
      this.#stroke(paint, 1, [], g => {
        for (let y = top, turn = 0; y <= bottom; y += 6, turn++) g.lineTo(x + beside + (turn % 2 ? 2.5 : -2.5), y);
      });
    }
  }

  symbol(kind, x, y) {
    const [shape, isFilled] = SHAPES[kind];
    const g = this.#context;
    g.save();
    g.translate(x, y);
    g.strokeStyle = g.fillStyle = symbolColour(kind);
    g.lineWidth = kind === 'died' || kind === 'acknowledged' ? 2.4 : 1.6;
    if (isFilled) g.fill(shape, 'evenodd');
    else g.stroke(shape);
    g.restore();
  }

  width(text, font = BOLD) {
    const key = font + text;
    let known = this.#widths.get(key);
    if (known === undefined) {
      if (this.#widths.size > 5000) this.#widths.clear();
      this.#context.font = font;
      known = this.#context.measureText(text).width;
      this.#widths.set(key, known);
    }
    return known;
  }

  /** The first of some texts for which there is room; empty if there is none. */
  first(room, font, ...texts) {
    return texts.find(text => text && this.width(text, font) <= room) ?? '';
  }

  /** As much of a text as there is room for; empty if that is nearly nothing. */
  cut(text, room, font = BOLD) {
    if (room < 24) return '';
    if (text.length < room && this.width(text, font) <= room) return text;
    let [low, high] = [0, Math.min(text.length, Math.floor(room / 3))];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.width(text.slice(0, middle) + '…', font) <= room) low = middle;
      else high = middle - 1;
    }
    return low < 4 ? '' : text.slice(0, low).trimEnd() + '…';
  }

  /** Writes at the middle of a line, on a ground of its own if one is given. */
  text(text, x, y, paint, font = BOLD, ground) {
    if (!text) return;
    if (ground) this.fill(x - 3, y - 6, this.width(text, font) + 6, 12, ground);
    const g = this.#context;
    g.font = font;
    g.fillStyle = paint;
    g.fillText(text, x, y + 0.5);
  }

  #stroke(paint, width, dash, trace, fill) {
    const g = this.#context;
    g.strokeStyle = paint;
    g.lineWidth = width;
    g.setLineDash(dash);
    g.beginPath();
    trace(g);
    if (fill) {
      g.fillStyle = fill;
      g.fill();
    }
    g.stroke();
    g.setLineDash([]);
  }
}
