// ---- mouse, fingers and wheel on a timeline ----

/** A pointer that moved less was to click. */
const CLICK = 3;

function addGestures(plot, timeline) {
  const pointers = new Map();
  let moved = 0;
  let held;

  const local = event => {
    const box = plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  /** What is seen, and where the fingers are, when one comes or goes. */
  const hold = () => {
    held = { ...timeline.range, perPixel: timeline.perPixel, xs: [...pointers.values()] };
  };

  plot.addEventListener('pointerdown', event => {
    pointers.set(event.pointerId, local(event)[0]);
    moved = 0;
    hold();
    plot.setPointerCapture(event.pointerId);
  });

  plot.addEventListener('pointermove', event => {
    const [x, y] = local(event);
    if (!pointers.has(event.pointerId)) {
      timeline.hover(x, y);
      return;
    }
    moved += Math.abs(x - pointers.get(event.pointerId));
    pointers.set(event.pointerId, x);
    timeline.tip.hidden = true;
    const xs = [...pointers.values()];
    if (xs.length === 1 && moved > CLICK) {
      const by = (held.xs[0] - xs[0]) * held.perPixel;
      timeline.look(held.from + by, held.to + by);
    } else if (xs.length === 2) {
      pinch(xs);
    }
  });

  /** What was between two fingers stays between them. */
  function pinch(xs) {
    const middle = pair => (pair[0] + pair[1]) / 2 - timeline.gutter;
    const apart = pair => Math.max(8, Math.abs(pair[0] - pair[1]));
    const perPixel = (held.perPixel * apart(held.xs)) / apart(xs);
    const from = held.from + middle(held.xs) * held.perPixel - middle(xs) * perPixel;
    timeline.look(from, from + ((held.to - held.from) / held.perPixel) * perPixel);
  }

  const end = event => {
    const isClick = pointers.delete(event.pointerId) && event.type === 'pointerup' && moved <= CLICK;
    hold();
    if (isClick) timeline.click(...local(event));
  };
  plot.addEventListener('pointerup', end);
  plot.addEventListener('pointercancel', end);
  plot.addEventListener('pointerleave', () => timeline.leave());
  plot.addEventListener('dblclick', event => timeline.doubleClick(...local(event)));

  // The page scrolls, unless the timeline has the focus, or with Ctrl.
  plot.addEventListener('wheel', event => {
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (!isSideways && !event.ctrlKey && !event.metaKey && document.activeElement !== plot) return;
    event.preventDefault();
    if (isSideways) {
      const { from, to } = timeline.range;
      const by = (event.deltaX || event.deltaY) * timeline.perPixel;
      timeline.look(from + by, to + by);
    } else {
      const x = Math.max(timeline.gutter, local(event)[0]);
      timeline.zoom(Math.exp(clamp(event.deltaY, -60, 60) * 0.004), timeline.positionAt(x));
    }
  }, { passive: false });
}
