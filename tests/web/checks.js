// What is asked of every page. Each function throws, with what was found, or returns nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { get } from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Both themes, languages and with and without script, each with each; every page is then resized through all widths.
// It is loaded at the first width, where nothing may shift.
export const widths = [390, 768, 1280];
export const settings = [
  { width: 390, theme: 'light', language: 'zh', script: true },
  { width: 1280, theme: 'dark', language: 'en', script: true },
  { width: 768, theme: 'dark', language: 'zh', script: false },
  { width: 1280, theme: 'light', language: 'en', script: false },
];

export const settingsOf = ({ turn }) => (turn === undefined ? settings : [settings[turn % settings.length]]);

export const say = ({ theme, language, script }) => `${theme}, ${language}, ${script ? 'with' : 'without'} script`;

export const context = (browser, { width, theme, script = true }) =>
  browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: theme ?? 'light',
    javaScriptEnabled: script,
  });

// What a page complains of while it is open: its own 404 is none.
export function complaints(tab) {
  const found = [];
  tab.on('console', (message) => {
    const own = message.location().url === tab.url() && message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !own) found.push(message.text());
  });
  tab.on('pageerror', (error) => found.push(String(error)));
  tab.on('requestfailed', (request) => found.push(`${request.url()}: ${request.failure().errorText}`));
  return found;
}

export async function open(tab, site, page, language) {
  const path = page.path ?? site[page.made];
  const prefix = language === 'en' ? '/en' : '';
  const response = await tab.goto(site.address + prefix + (prefix && path === '/' ? '' : path), { waitUntil: 'load' });
  assert.equal(response.status(), page.status ?? 200, `status of ${tab.url()}`);
  if (page.then) await page.then(tab);
}

export async function fits(tab, widths) {
  for (const width of widths) {
    await tab.setViewportSize({ width, height: 800 });
    const { wide, room, widest } = await tab.evaluate(() => {
      const room = document.documentElement.clientWidth;
      const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > room + 1);
      const name = (e) => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''}`;
      return { wide: document.documentElement.scrollWidth, room, widest: out.slice(0, 4).map(name).join(' ') };
    });
    assert.ok(wide <= room, `scrolls sideways at ${width} px: ${wide} px in ${room}: ${widest}`);
  }
}

// Needs script: without it a page cannot tell, but nothing moves that did not with it.
export async function staysInPlace(tab) {
  const shifts = await tab.evaluate(
    () =>
      new Promise((done) => {
        const found = [];
        const name = ({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName;
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries()) found.push(`${value} by ${sources.map(name).join(', ')}`);
        }).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => done(found)));
      }),
  );
  assert.equal(shifts.join('\n'), '', 'the layout shifts');
}

export async function accessible(tab) {
  await tab.evaluate(axe);
  const found = await tab.evaluate(async () => {
    const result = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return result.violations.map(({ id, help, nodes }) => {
      const where = nodes.slice(0, 3).map((node) => `${node.target}: ${node.failureSummary}`);
      return `${id} (${help}), ${nodes.length} times: ${where.join(' | ')}`;
    });
  });
  assert.equal(found.join("\n"), "");
}

// Every link and control in the order of the page, each with a focus that can be seen. Of a group of radios one can be
// reached; what lies in a closed <details> cannot.
export async function reachable(tab) {
  const wanted = await tab.evaluate(() => {
    const can = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const groups = new Set();
    const all = [...document.querySelectorAll(can)].filter((e) => {
      if (e.disabled || e.type === 'hidden' || e.tabIndex < 0 || !e.checkVisibility()) return false;
      if (e.type !== 'radio') return true;
      const first = !groups.has(e.name);
      groups.add(e.name);
      return first;
    });
    globalThis.reached = [];
    document.addEventListener('focusin', ({ target: e }) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(e);
      globalThis.reached.push({
        at: all.findIndex((w) => w === e || (e.type === 'radio' && w.name === e.name)),
        name: `${e.tagName} ${(e.textContent || e.name || '').trim().slice(0, 30)}`,
        seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      });
    });
    return all.length;
  });
  const scrollers = 20; // a region that scrolls may be reached as well
  for (let presses = 0; presses < wanted + scrollers; presses++) await tab.keyboard.press('Tab');
  const reached = await tab.evaluate(() => globalThis.reached);
  const order = reached.filter(({ at }) => at >= 0).map(({ at }) => at).slice(0, wanted);
  assert.deepEqual(reached.filter(({ seen }) => !seen).map(({ name }) => name), [], 'without a visible focus');
  assert.deepEqual(order, [...Array(wanted).keys()], 'links and controls in the order of Tab');
}

// The text of each sheet of the page as it is printed.
export async function sheets(tab) {
  const pdf = await tab.pdf({ preferCSSPageSize: true });
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
  return text.split('\f').slice(0, -1);
}

// Bytes as they travel, by the encoding that browsers ask for.
export function weigh(url) {
  return new Promise((done, failed) => {
    const request = get(url, { headers: { 'accept-encoding': 'gzip, br' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => (bytes += chunk.length));
      response.on('end', () => done({ bytes, status: response.statusCode }));
    });
    request.on('error', failed);
  });
}
