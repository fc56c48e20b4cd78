#!/usr/bin/env python3
"""tenths.py ROWS COMMAND…: runs it with stderr on a terminal, where it shows its progress in percent, and prints how fast
the first and the last tenth of the rows went, and how long it worked on after the last one."""
import os
import pty
import re
import subprocess
import sys
import time


def main():
    rows, command = int(sys.argv[1]), sys.argv[2:]
    main_end, its_end = pty.openpty()
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=its_end)
    os.close(its_end)
    seen = [(0, 0.0)]
    while True:
        try:
            text = os.read(main_end, 4096).decode(errors='replace')
        except OSError:
            break
        for percent in re.findall(r'(\d+)%', text):
            if int(percent) > seen[-1][0]:
                seen.append((int(percent), time.monotonic() - start))
    if process.wait() != 0:
        sys.exit('%s: failed' % command[0])
    took = time.monotonic() - start
    first = next(s for s in seen if s[0] >= 10)
    last = [s for s in seen if s[0] <= 90][-1]
    end = seen[-1]
    if end[0] < 100:
        sys.exit('progress ended at %d %%' % end[0])
    print('  first %d %% of the rows %d rows/s, last %d %% %d rows/s; %.2f s more until all of it was counted and kept' % (
        first[0], rows * first[0] / 100 / first[1], 100 - last[0], rows * (100 - last[0]) / 100 / (end[1] - last[1]),
        took - end[1]))


main()
