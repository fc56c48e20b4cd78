#!/usr/bin/env python3
"""rows.py ROWS [PART OF]: certificates (synthetic) in shuffled order, as CSV; the same for the same ROWS. Numbers are
unique, every tenth row is a second certificate of a person, handed in elsewhere. PART OF: only that part of the file."""
import random
import sys
from array import array

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
AREAS = ['411202', '411203', '411221', '411224', '411281', '411282']
JOBS = ['电工', '焊工', '养老护理员', '育婴员', '中式烹调师', '果树园艺工', '家政服务员', '电子商务师']
LEVELS = ['初级工', '中级工', '高级工', '技师']


def person(n):
    s = '%s%04d%02d%02d%03d' % (AREAS[n % 6], 1880 + n // 6 % 20, 1 + n // 120 % 12, 1 + n // 1440 % 28, n // 40320 % 1000)
    return s + '10X98765432'[sum(int(a) * b for a, b in zip(s, WEIGHTS)) % 11]


def main():
    count = int(sys.argv[1])
    part, of = (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 2 else (0, 1)
    with open('programmes/411200-2024/organisations.csv', encoding='utf-8') as f:
        orgs = [line.split(',')[0] for line in f if ',village,' in line]
    order = array('I', range(count))
    random.Random(7).shuffle(order)
    out = open(1, 'w', encoding='utf-8', buffering=1 << 20)
    out.write('org,person_id,name,number,occupation,level,issued_on,remark\n')
    for j in order[count * part // of:count * (part + 1) // of]:
        out.write('%s,%s,合成甲,SY24%08d,%s,%s,2024-%02d-%02d,合成数据\n' % (
            orgs[j * 7919 % len(orgs)], person(j // 10 * 9 + min(j % 10, 8)), j, JOBS[j % 8], LEVELS[j // 8 % 4],
            1 + j * 5 % 12, 1 + j // 12 % 28))


main()
