// A store of synthetic records and the site that serves it, by the executable $DUIXIAN.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAMME = '411200-2024';
const SCALE = '0.02';
// Handed in only after an article was kept.
const LATE = 'charging_pile';

export const REPORT = new URL(`../../programmes/${PROGRAMME}/report.txt`, import.meta.url);

// Exit status 1 says that rows differ or were rejected: not the matter of this test.
function run(duixian, ...args) {
  try {
    return execFileSync(duixian, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (error.status !== 1) throw new Error(`duixian ${args.join(' ')}: ${error.stderr}`);
    return error.stdout;
  }
}

const ledgerOf = (file) => file.replace(/^\d+-/, '').replace(/\.csv$/, '');

function handIn(duixian, store, records, wanted) {
  for (const file of readdirSync(records).filter((name) => name.endsWith('.csv') && wanted(ledgerOf(name))).sort())
    run(duixian, 'import', store, ledgerOf(file), join(records, file), '--accept', '--format', 'tsv');
}

function makeStore(duixian, store, records) {
  run(duixian, 'init', store, '--programme', PROGRAMME);
  run(duixian, 'simulate', PROGRAMME, '-o', records, '--scale', SCALE);
  handIn(duixian, store, records, (ledger) => ledger !== LATE);
}

// The path of the programme's report, kept before the last ledger came in.
async function keepArticle(address) {
  const form = new FormData();
  form.set('text', readFileSync(REPORT, 'utf8'));
  form.set('keep', '1');
  const answer = await fetch(`${address}/articles`, { method: 'POST', body: form });
  if (!answer.ok || !answer.redirected) throw new Error(`no article was kept: ${answer.status}`);
  return new URL(answer.url).pathname;
}

// The port is the kernel's choice; the first line of the server names it.
async function serve(duixian, store) {
  const server = spawn(duixian, ['serve', store, '--listen', '127.0.0.1:0', '--log', 'off', '--per-client', '1000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const found = line.match(/http:\/\/[^/\s]+/);
    if (found) return { server, address: found[0] };
  }
  throw new Error('duixian serve ended before it said its address');
}

// The site at `address` and the path of an article `kept` in it; `stop` ends the server and takes the store away.
// $DUIXIAN_SITE: an address that is served already, for whoever mends a page.
export async function openSite() {
  const served = process.env.DUIXIAN_SITE;
  if (served) return { address: served, kept: await keepArticle(served), stop: async () => {} };
  const duixian = process.env.DUIXIAN;
  if (!duixian) throw new Error('DUIXIAN names the executable; run ./test web');
  const folder = mkdtempSync(join(tmpdir(), 'duixian-web-'));
  // Whatever ends this process ends the server and takes the store away.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const store = join(folder, 'site.db');
  const records = join(folder, 'records');
  makeStore(duixian, store, records);
  const { server, address } = await serve(duixian, store);
  const ended = new Promise((done) => server.once('exit', (code) => done(code)));
  process.once('exit', () => server.kill('SIGKILL'));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => process.exit(1));
  let kept;
  try {
    kept = await keepArticle(address);
    handIn(duixian, store, records, (ledger) => ledger === LATE);
  } catch (error) {
    server.kill('SIGKILL'); // a server that lives would keep the tests from ending
    throw error;
  }
  const stop = async () => {
    server.kill('SIGTERM');
    const code = await ended;
    if (code !== 0) throw new Error(`duixian serve ended with ${code}`);
  };
  return { address, kept, stop };
}
