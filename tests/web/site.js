// A store of synthetic records and the site that serves it, by the executable $DUIXIAN.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAMME = '411200-2024';
const SCALE = '0.02';

// Exit status 1 says that rows differ or were rejected: not the matter of this test.
function run(duixian, ...args) {
  try {
    return execFileSync(duixian, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (error.status !== 1) throw new Error(`duixian ${args.join(' ')}: ${error.stderr}`);
    return error.stdout;
  }
}

function makeStore(duixian, folder) {
  const store = join(folder, 'site.db');
  const records = join(folder, 'records');
  run(duixian, 'init', store, '--programme', PROGRAMME);
  run(duixian, 'simulate', PROGRAMME, '-o', records, '--scale', SCALE);
  for (const file of readdirSync(records).filter((name) => name.endsWith('.csv')).sort()) {
    const ledger = file.replace(/^\d+-/, '').replace(/\.csv$/, '');
    run(duixian, 'import', store, ledger, join(records, file), '--accept', '--format', 'tsv');
  }
  return store;
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

// The site at `address`; `stop` ends the server and takes the store away. $DUIXIAN_SITE: an address that is served
// already, for whoever mends a page.
export async function openSite() {
  if (process.env.DUIXIAN_SITE) return { address: process.env.DUIXIAN_SITE, stop: async () => {} };
  const duixian = process.env.DUIXIAN;
  if (!duixian) throw new Error('DUIXIAN names the executable; run ./test web');
  const folder = mkdtempSync(join(tmpdir(), 'duixian-web-'));
  // Whatever ends this process ends the server and takes the store away.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { server, address } = await serve(duixian, makeStore(duixian, folder));
  process.once('exit', () => server.kill('SIGKILL'));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => process.exit(1));
  const ended = new Promise((done) => server.once('exit', (code) => done(code)));
  const stop = async () => {
    server.kill('SIGTERM');
    const code = await ended;
    if (code !== 0) throw new Error(`duixian serve ended with ${code}`);
  };
  return { address, stop };
}
