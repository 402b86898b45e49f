// Opens texts in yaml-language-server as an editor does, and prints what it says of each: a line of JSON with the
// diagnostics, and with what it proposes at a place.
//
// node ask.js SERVER SCHEMA < texts.json, which is [{text, line, character}]
const { spawn } = require('child_process');
const { pathToFileURL } = require('url');

const [server, schema] = process.argv.slice(2);
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const child = spawn('node', [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
const answers = new Map();
const diagnostics = new Map();
let received = Buffer.alloc(0);
let last = 0;

child.stdout.on('data', (data) => {
  received = Buffer.concat([received, data]);
  for (;;) {
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(received.subarray(0, head))[1]);
    if (received.length < head + 4 + length) return;
    take(JSON.parse(received.subarray(head + 4, head + 4 + length)));
    received = received.subarray(head + 4 + length);
  }
});

function take(message) {
  if (message.method && message.id !== undefined) {
    const asked = message.method === 'workspace/configuration';
    send({ id: message.id, result: asked ? message.params.items.map(() => ({})) : null });
  } else if (message.method === 'textDocument/publishDiagnostics') {
    diagnostics.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.id !== undefined) {
    answers.get(message.id)?.(message.result);
  }
}

function send(message) {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function ask(method, params) {
  return new Promise((resolve) => {
    answers.set(++last, resolve);
    send({ id: last, method, params });
  });
}

async function open(text, number) {
  const uri = `file:///scenario-${number}.yaml`;
  const first = `# yaml-language-server: $schema=${pathToFileURL(schema)}\n`;
  const said = new Promise((resolve) => diagnostics.set(uri, resolve));
  const textDocument = { uri, languageId: 'yaml', version: 1, text: first + text.text };
  send({ method: 'textDocument/didOpen', params: { textDocument } });
  const found = (await said).map((it) => `${it.range.start.line}: ${it.message}`);
  const position = { line: text.line + 1, character: text.character };
  const proposed = await ask('textDocument/completion', { textDocument: { uri }, position });
  return { found, proposed: (proposed.items ?? proposed).map((it) => it.label) };
}

(async () => {
  await ask('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  send({ method: 'initialized', params: {} });
  for (const [number, text] of texts.entries()) {
    console.log(JSON.stringify(await open(text, number)));
  }
  child.kill();
})();
