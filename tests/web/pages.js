import { readFileSync } from 'node:fs';
import { REPORT } from './site.js';

// The pages that are looked at, each in the states that it can have. `charts`: it may weigh 40 KB instead of 20.
// `made`: its path is the site's, under that name. `turn`: which it is of pages that differ in their data alone; they
// take turns at the settings.
const COUNTY = '411224000000';
const VILLAGE = '411224100003';

// Pastes the programme's own report and waits for it to come back marked.
async function markArticle(tab) {
  await tab.fill('textarea', readFileSync(REPORT, 'utf8'));
  await Promise.all([tab.waitForNavigation(), tab.click('main form button')]);
}

// The first of a list: its number is the store's.
async function openRecord(tab) {
  await Promise.all([tab.waitForNavigation(), tab.click('main table a[href*="/records/"]')]);
}

export const article = { name: 'a marked article', path: '/articles', then: markArticle };

export const pages = [
  { name: 'home', path: '/', charts: true },
  { name: 'the wall of a county', path: `/places/${COUNTY}`, charts: true },
  { name: 'the wall of a village', path: `/places/${VILLAGE}`, charts: true },
  { name: 'home in March', path: '/?month=2024-03', charts: true },
  { name: 'places', path: '/places' },
  { name: 'an empty search', path: '/search' },
  { name: 'a search', path: '/search?q=%E5%8D%A2' },
  { name: 'a search without a find', path: '/search?q=zzz' },
  ...Array.from({ length: 12 }, (_, i) => ({ name: `item ${i + 1}`, path: `/items/${i + 1}`, charts: true, turn: i })),
  { name: 'a sum with its target', path: '/figures/old_homes_started', charts: true },
  { name: 'a sum at a county', path: `/figures/old_homes_started/${COUNTY}`, charts: true },
  { name: 'a number of records without a target', path: '/figures/junctions', charts: true },
  { name: 'persons, some cells too small to show', path: '/figures/rehabilitated', charts: true },
  { name: 'persons at a county, below which nothing is public', path: `/figures/cervical/${COUNTY}`, charts: true },
  { name: 'distinct values, nothing counted', path: '/figures/schools_improved', charts: true },
  { name: 'a milestone', path: '/figures/street_jinger', charts: true },
  { name: 'a cover', path: '/figures/clinic_cover', charts: true },
  { name: 'a part of another figure', path: '/figures/high_skilled', charts: true },
  { name: 'a figure at a village that reported nothing', path: `/figures/junctions/${VILLAGE}`, charts: true },
  { name: 'a figure in January', path: '/figures/skilled?month=2024-01', charts: true },
  { name: 'records', path: `/figures/old_homes_started/411200000000/records` },
  { name: 'a record', path: '/figures/old_homes_started/411200000000/records', then: openRecord },
  { name: 'the form for an article', path: '/articles' },
  article,
  { name: 'a kept article, after which a ledger moved', made: 'kept' },
  { name: 'about', path: '/about' },
  { name: 'a page that is not there', path: '/nowhere', status: 404 },
  { name: 'a place that is not there', path: '/places/999', status: 404 },
];
