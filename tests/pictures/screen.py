"""As much of a terminal as the recording needs: lines of styled text, and what changes them."""

import re

SEQUENCE = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|\x1b\][^\x07]*\x07|\x1b[=>]")


class Screen:
    def __init__(self, columns):
        self.columns, self.lines, self.column, self.style = columns, [[]], 0, ()

    def feed(self, text):
        at = 0
        while at < len(text):
            sequence = SEQUENCE.match(text, at)
            if sequence:
                self.obey(sequence.group(1), sequence.group(2))
                at = sequence.end()
            else:
                self.put(text[at])
                at += 1

    def obey(self, numbers, command):
        if command == "m":
            for number in numbers.split(";"):
                self.style = () if number in ("", "0") else (*self.style, int(number))
        elif command == "K":
            del self.lines[-1][self.column :]

    def put(self, character):
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self.lines.append([])
        elif character == "\b":
            self.column = max(0, self.column - 1)
        elif character >= " ":
            if self.column == self.columns:
                self.lines.append([])
                self.column = 0
            line = self.lines[-1]
            line += [(" ", ())] * (self.column - len(line))
            line[self.column : self.column + 1] = [(character, self.style)]
            self.column += 1

    def rows(self):
        """Each line as its runs of text of one style."""
        return [tuple(runs(line)) for line in self.lines]


def runs(line):
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or line[at][1] != line[start][1]:
            yield start, "".join(character for character, _ in line[start:at]), line[start][1]
            start = at
