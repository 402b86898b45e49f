// ---- the list of cases: words, chips and tags narrow it ----

const search = one('#search');
const entries = all('#list li');
const named = all('#more li');

const textOfEntry = new Map();

function words(entry) {
  if (!textOfEntry.has(entry)) textOfEntry.set(entry, entry.textContent.toLowerCase());
  return textOfEntry.get(entry);
}

/** Whether an entry has a word, or what `tag:`, `file:` or `is:` ask for. */
function fits(entry, word) {
  const [, key, value] = word.match(/^(tag|file|is):(.*)/) ?? [];
  if (key === 'tag') return (entry.dataset.tags ?? '').toLowerCase().split(' ').some(tag => tag.startsWith(value));
  if (key === 'file') return (one('.file', entry) ?? entry).textContent.toLowerCase().includes(value);
  if (key === 'is') return entry.dataset.verdict.startsWith(value);
  return words(entry).includes(word);
}

/** Shows what fits all words and one of the chips that are pressed. */
function filterList() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const verdicts = all('.chip[aria-pressed=true]').map(chip => chip.dataset.verdict);
  let shown = 0;
  for (const entry of [...entries, ...named]) {
    const isShown = (!verdicts.length || verdicts.includes(entry.dataset.verdict)) && wanted.every(word => fits(entry, word));
    if (entry.hidden === isShown) entry.hidden = !isShown;
    if (isShown) shown++;
  }
  for (const group of all('#more details')) group.hidden = !all('li', group).some(entry => !entry.hidden);
  const total = entries.length + named.length;
  one('#count').textContent = `${shown === total ? '' : count(shown) + ' of '}${count(total)} ${total === 1 ? 'case' : 'cases'}`;
  one('#none').hidden = shown > 0;
}

/** The entry that is so many further down among those shown. */
function entryBeside(number, by) {
  const shown = entries.filter(entry => !entry.hidden);
  const current = shown.findIndex(entry => entry.dataset.case === number);
  return shown[clamp(current + by, 0, shown.length - 1)];
}

/** Marks the entry of the open case, and brings it into view without moving the page. */
function markCurrent(number) {
  for (const marked of all('#list [aria-current]')) marked.removeAttribute('aria-current');
  const entry = one(`#list li[data-case="${number}"]`);
  if (!entry) return;
  one('a', entry).setAttribute('aria-current', 'true');
  const list = entry.parentNode;
  if (list.scrollHeight > list.clientHeight) {
    list.scrollTop = clamp(list.scrollTop, entry.offsetTop + entry.offsetHeight - list.clientHeight, entry.offsetTop);
  }
}

search.oninput = filterList;
for (const chip of all('.chip')) {
  chip.onclick = () => {
    chip.setAttribute('aria-pressed', chip.getAttribute('aria-pressed') !== 'true');
    filterList();
  };
}
document.addEventListener('click', click => {
  const tag = click.target.closest('.tag');
  if (!tag) return;
  search.value = 'tag:' + tag.dataset.tag;
  filterList();
  if (isNarrow()) location.hash = '';
});
