// ---- failures: a flag above, a leader down to where it belongs, and what was missed there ----

function drawPin(scene, pin, n) {
  const { pen, layout, data } = scene;
  const decisive = pin.events.at(-1);
  const x = decisive === undefined ? scene.xAt(scene.scale.ofTime(pin.at)) : scene.xOf(decisive);
  if (pin.lane !== undefined) {
    if (pin.awaited) drawAwaited(scene, pin);
    if (pin.expectedBy !== undefined) drawLateness(scene, pin, x);
    if (pin.nearest !== undefined) {
      pen.ring(scene.xOf(pin.nearest), layout.logs(pin.lane) - 4, 7, colour.failed, { dash: [3, 2] });
    }
  }
  if (n >= MOST_FLAGS) return;
  const y = layout.flags + n * FLAG;
  const isSeen = x >= layout.gutter && x <= layout.width;
  if (isSeen) pen.line(x, y + 18, x, leaderEnd(layout, pin, decisive), colour.failed, 2);
  if (isSeen && decisive !== undefined) {
    pen.ring(x, layout.middle(data.events[decisive][LANE]), 9, colour.failed);
  }
  const away = x > layout.width ? ' ▸' : x < layout.gutter ? ' ◂' : '';
  const more = n === MOST_FLAGS - 1 && data.pins.length > MOST_FLAGS ? ` … and ${data.pins.length - MOST_FLAGS} more` : '';
  const room = Math.min(layout.width - layout.gutter - 34, 620) - pen.width(more);
  const words = pen.cut('✕ ' + pin.headline, room) + more + away;
  const width = pen.width(words) + 14;
  const left = clamp(x - 10, layout.gutter + 2, layout.width - width - 2);
  pen.box(left, y, width, 18, { fill: colour.failed, radius: 4 });
  pen.text(words, left + 7, y + 9, colour.bg);
  scene.hit(left, left + width, y, y + 18, { event: decisive ?? pin.nearest, pin, text: pin.headline });
}

/** The ring about its event, the bracket of what was awaited, or the step. */
function leaderEnd(layout, pin, decisive) {
  if (decisive !== undefined) return layout.middle(pin.lane ?? 0) - 9;
  return pin.awaited && pin.lane !== undefined ? layout.end(pin.lane) - 15 : layout.steps + 4;
}

/** Where it was looked for. */
function drawAwaited(scene, pin) {
  const { pen, layout } = scene;
  const [begin, end] = [pin.awaited.from, pin.awaited.to].map(at => scene.xAt(scene.scale.ofTime(at)));
  if (end < layout.gutter || begin > layout.width) return;
  const y = layout.end(pin.lane) - 9;
  pen.line(begin, y, end, y, colour.failed, 1.6, [5, 3]);
  pen.line(begin, y - 5, begin, y + 5, colour.failed, 1.6);
  pen.line(end, y - 5, end, y + 5, colour.failed, 1.6);
  const [left, right] = [Math.max(begin, layout.gutter), Math.min(end, layout.width)];
  const words = pen.first(right - left - 12, BOLD, 'awaited here, never came', 'never came');
  pen.text(words, (left + right - pen.width(words)) / 2, y, colour.failed, BOLD, colour.bg);
}

/** By how much a limit was missed. */
function drawLateness(scene, pin, x) {
  const { pen, layout, data } = scene;
  const limit = scene.xAt(scene.scale.ofTime(pin.expectedBy));
  if (x < layout.gutter || limit > layout.width) return;
  const middle = layout.middle(pin.lane);
  const y = layout.end(pin.lane) - 9;
  const from = Math.max(limit, layout.gutter);
  const to = Math.min(x, layout.width);
  const came = pin.events.length ? data.events[pin.events.at(-1)][AT] : pin.at;
  pen.line(limit, layout.top(pin.lane) + 3, limit, y + 7, colour.failed, 2, [4, 2]);
  pen.fill(from, middle - 8, to - from, 16, colour.bg, 0.75);
  pen.hatch(from, middle - 8, to - from, 16, colour.failed, 5, 1.7);
  const late = `+${span(came - pin.expectedBy)} late`;
  const width = pen.width(late);
  if (to - from > width + 12) {
    pen.box((from + to - width) / 2 - 5, middle - 8, width + 10, 16, { fill: colour.bg });
    pen.text(late, (from + to - width) / 2, middle, colour.failed);
  }
  const words = 'expected by here';
  const left = limit - pen.width(words) - 5;
  pen.text(words, left > layout.gutter ? left : limit + 5, y, colour.failed, BOLD, colour.bg);
}
