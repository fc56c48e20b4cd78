/* Reads the value under the pointer on a year's curve from the table beside it. Every page works without it. */
'use strict';
for (const curve of document.querySelectorAll('[data-values]')) {
  const table = document.getElementById(curve.dataset.values), drawing = curve.querySelector('svg');
  if (!table || !drawing) continue;
  const heads = [...table.tHead.rows[0].cells], rows = [...table.tBodies[0].rows];
  const reading = document.createElement('output');
  reading.className = 'reading';
  reading.hidden = true;
  reading.setAttribute('aria-hidden', 'true'); // the table says the same
  curve.append(reading);
  let read = null;
  const show = row => {
    if (row === read) return;
    if (read) read.classList.remove('read');
    if (row) row.classList.add('read');
    read = row;
    reading.hidden = !row;
    if (row) reading.textContent = [...row.cells].map((cell, i) => (i ? heads[i].textContent + ' ' : '') + cell.textContent.trim()).join(' · ');
  };
  drawing.addEventListener('pointermove', event => {
    const box = drawing.getBoundingClientRect();
    show(rows[Math.floor((event.clientX - box.left) / box.width * 12)] || null);
  });
  drawing.addEventListener('pointerleave', () => show(null));
}
