// ---- the case that is open: its timeline, and what is tied to it in the text ----

const LEGEND = [
  ['phases', ['coloured band', ': a phase, named at its top']],
  [null, ['solid bar', ': works on an event']],
  [null, ['pale bar', ': from process start to first poll']],
  [null, ['thin bar', ': between answer and poll']],
  [null, ['outlined bar', ': the caller waits']],
  ['waits', ['○┄┄', ' dotted line: a poll waits']],
  ['freezes', ['hatched gap ‖', ': frozen']],
  ['budgets', ['┝━━┄┄┃', ' a limit: used, left, deadline']],
  ['logs', ['small ticks', ' below: log lines; taller with a cap: stderr or error; bars: many']],
  ['symbols', ['▷', ' start  ', '◇', ' register  ', '✓', ' acknowledged']],
  [null, ['▽', ' signal  ', '▼', ' SIGKILL  ', '↺', ' reset  ', '⚑', ' note']],
  [null, ['□', ' exit 0 or usual end  ', '■', ' other status  ', '✕', ' died of a signal']],
  [null, ['⊘', ' refused  ', '⚡', ' fault  ', '△', ' referee  ', '◷', ' time-out  ', '●', ' error']],
  ['failures', ['✕ flag', ': a failed expectation, led to where it belongs']],
  [null, ['zigzag', ': idle time folded']],
];

/** What is embedded in a section, unpacked. */
async function unpack(section) {
  const bytes = Uint8Array.from(atob(one('.packed', section).textContent), letter => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/** A page that was opened as a file may have no clipboard: then what is chosen is copied. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
  } catch {
    getSelection().selectAllChildren(element);
    document.execCommand('copy');
  }
}

class OpenCase {
  #section;
  #number;
  #data;
  #json;
  #table;

  /** The case of a section; its timeline is there once it is shown. */
  constructor(section) {
    this.#section = section;
    this.#number = section.dataset.case;
    section.classList.add('shown');
    this.#showCarets();
    this.#addCopy();
  }

  #addCopy() {
    const command = one('.rerun', this.#section);
    if (!command) return;
    const button = make('button', { type: 'button', className: 'copy', title: 'Copy the command' }, 'Copy');
    button.onclick = async () => {
      await copy(command);
      button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 1500);
    };
    command.after(button);
  }

  /** What is too wide for its box is scrolled to what is meant. */
  #showCarets() {
    for (const box of all('.message pre', this.#section)) {
      const caret = one('.caret', box);
      if (!caret) continue;
      const end = caret.offsetLeft + Math.min(caret.offsetWidth, box.clientWidth);
      if (end > box.clientWidth) box.scrollLeft = end - box.clientWidth + 12;
    }
  }

  /** Unpacks what happened and draws it; with an event's number that one is chosen. */
  async show(seq) {
    if (!one('.packed', this.#section)) return;
    const host = one('.chart', this.#section);
    this.#data = await unpack(this.#section);
    if (!this.#section.classList.contains('shown')) return; // another one has been opened meanwhile
    this.#table = one('table.events', this.#section);
    this.#addJson();
    host.replaceChildren();
    this.timeline = new Timeline(host, this.#data, {
      selected: event => this.#selected(event),
      stepped: step => this.#showStep(step),
    });
    host.append(this.#legend());
    this.#tie();
    if (seq === undefined) this.#selected(-1);
    else this.choose(seq);
  }

  close() {
    this.timeline?.stop();
    this.#section.classList.remove('shown');
    one('.chart', this.#section)?.replaceChildren();
    for (const added of all('.chosen, .copy', this.#section)) added.remove();
  }

  /** Chooses an event by its number. */
  choose(seq) {
    this.timeline?.select(this.#data ? this.#data.events.findIndex(event => event[SEQ] === Number(seq)) : -1);
  }

  #addJson() {
    this.#json = make('pre', { className: 'json', tabIndex: 0, role: 'group', 'aria-label': 'The chosen event as JSON' });
    one('.below', this.#section).append(make('div', { className: 'chosen' }, make('h3', {}, 'Event'), this.#json));
  }

  #legend() {
    const items = LEGEND.map(([hides, words]) => make('li', {},
      ...words.map((text, i) => (i % 2 ? text : make('b', {}, text))),
      ...(hides ? [this.#hider(hides)] : [])));
    return make('details', { className: 'legend' }, make('summary', {}, 'What the marks mean'), make('ul', {}, ...items));
  }

  #hider(marks) {
    const button = make('button', { type: 'button', 'aria-pressed': 'false', 'aria-label': `Hide ${marks}` }, 'hide');
    button.onclick = () => {
      const isHidden = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', isHidden);
      this.timeline.hide(marks, isHidden);
    };
    return button;
  }

  /** Rows, sentences and lines of the scenario lead to the timeline. */
  #tie() {
    this.#table.onclick = click => {
      const row = click.target.closest('tr[data-seq]');
      if (row) this.choose(row.dataset.seq);
    };
    for (const link of all('a.at', this.#section)) {
      link.onclick = click => {
        click.preventDefault();
        this.choose(link.hash.split('-').at(-1));
      };
    }
    for (const line of all('.src [data-at]', this.#section)) {
      line.onclick = () => this.timeline.fit({ at: Number(line.dataset.at) }, { at: Number(line.dataset.to) });
    }
  }

  #selected(position) {
    for (const row of all('tr.on', this.#table)) row.classList.remove('on');
    const event = this.#data.events[position];
    history.replaceState(null, '', `#case-${this.#number}${event ? '-' + event[SEQ] : ''}`);
    this.#json.textContent = event ? this.#jsonOf(event) : 'Click an event, or press ← →.';
    const row = event && this.#rowOf(event[SEQ]);
    if (!row) return;
    row.classList.add('on');
    const box = this.#table.parentNode;
    box.scrollTop = row.offsetTop - box.clientHeight / 2;
  }

  #jsonOf(event) {
    const lane = this.#data.lanes[event[LANE]];
    return JSON.stringify({
      seq: event[SEQ],
      at: event[AT],
      event: event[TYPE],
      ...(lane.environment > 1 ? { environment: lane.environment } : {}),
      actor: lane.actor,
      fields: event[FIELDS],
    }, null, 2);
  }

  /** The row of an event, or that which stands for it and its neighbours. */
  #rowOf(seq) {
    return one(`tr[data-seq="${seq}"]`, this.#table)
      ?? all('tr[data-to]', this.#table).find(row => Number(row.dataset.seq) <= seq && seq <= Number(row.dataset.to));
  }

  #showStep(step) {
    const line = one(`.src [data-line="${step.line}"]`, this.#section);
    if (!line) return;
    for (const other of all('.src .on', this.#section)) other.classList.remove('on');
    one('details.source', this.#section).open = true;
    line.classList.add('on');
    line.scrollIntoView({ block: 'nearest' });
  }
}
