"""articles.py KIND BYTES: Chinese text of the genre on standard output, the same at each call, that does not repeat every
few KB. Clauses of the annotated texts (tests/cases), each Arabic number in them drawn anew, put together into sentences and
paragraphs: `report` of clauses that hold numbers and some that do not, `newspaper` of few that do, `prose` of none."""
import pathlib
import random
import re
import sys

FIGURES = {"report": 0.45, "newspaper": 0.08, "prose": 0.0}


def clauses():
    with_numbers, without = set(), set()
    for path in sorted(pathlib.Path("tests/cases").glob("*.txt")):
        text = path.read_bytes().decode("utf-8", "ignore")
        for line in re.split(r"\s*\n\s*", text):
            if "\t" in line or "|" in line:
                continue
            for clause in re.split("[，。；！？]", line):
                clause = re.sub(r"\s+", "", clause)
                if 4 <= len(clause) <= 40:
                    (with_numbers if re.search("[0-9０-９]", clause) else without).add(clause)
    return sorted(with_numbers), sorted(without)


def drawn_anew(dice, clause):
    def number(found):
        old = found.group()
        if re.fullmatch("(19|20)[0-9][0-9]", old):
            return str(dice.randint(2016, 2026))
        first = dice.choice("123456789") if len(old) > 1 else dice.choice("23456789")
        return first + "".join(dice.choice("0123456789") for _ in old[1:])

    return re.sub("[0-9]+", number, clause)


def main():
    kind, size = sys.argv[1], int(sys.argv[2])
    dice = random.Random(411200)
    with_numbers, without = clauses()
    written = 0
    while written < size:
        words = []
        for _ in range(dice.randint(2, 6)):  # sentences of a paragraph
            sentence = [
                drawn_anew(dice, dice.choice(with_numbers)) if dice.random() < FIGURES[kind] else dice.choice(without)
                for _ in range(dice.randint(2, 5))
            ]
            words.append(dice.choice("，，，；").join(sentence) + "。")
        out = ("　　" + "".join(words) + "\n" + ("\n" if dice.random() < 0.2 else "")).encode()
        sys.stdout.buffer.write(out)
        written += len(out)


main()
