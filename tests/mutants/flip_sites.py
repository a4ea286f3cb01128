"""The conditions of a C++ source that can be flipped, and the source with all of them flippable at run time."""
import re
from dataclasses import dataclass

# The blanks around keep templates, arrows, references and pointers out.
FLIPS = [(r" ==(?=\s)", " !="), (r" !=(?=\s)", " =="), (r" <=(?=\s)", " >"), (r" >=(?=\s)", " <"), (r" <(?=\s)", " >="),
         (r" >(?=\s)", " <="), (r" &&(?=\s)", " ||"), (r" \|\|(?=\s)", " &&"), (r"(?<=[(\s])!(?=[a-z(])", ""),
         (r"\breturn true;", "return false;"), (r"\breturn false;", "return true;"), (r" \+ 1(?![\d.'])", " + 0"),
         (r" - 1(?![\d.'])", " - 0")]
HIDDEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'|^[ \t]*#[^\n]*', re.M | re.S)
OPEN, CLOSE = "([{", ")]}"


@dataclass
class Site:
    name: str  # of the file, from the root
    begin: int
    end: int
    replacement: str
    line: int
    shown: str = ""
    number: int = 0  # what TIEOUT_FLIP chooses it by; unique over all files, from 1

    def __str__(self):
        return f"{self.name}:{self.line}: {self.shown}"


def blanked(text):
    """The code with comments as blanks and strings and directives as NULs, every character in its place."""
    return HIDDEN.sub(lambda m: re.sub(r"[^\n]", " " if m.group()[0] == "/" else "\x00", m.group()), text)


def sites_of(name, text):
    code = blanked(text)
    found = {}
    for pattern, replacement in FLIPS:
        for match in re.finditer(pattern, code):
            shown = f"{match.group().strip()} -> {replacement.strip() or 'nothing'}"
            line = code.count("\n", 0, match.start()) + 1
            found.setdefault(match.start(), Site(name, match.start(), match.end(), replacement, line, shown))
    return [found[at] for at in sorted(found)]


def left_end(code, at, weaker):
    """Where the left operand of `&&` or `||` at `at` begins. `weaker`: operators that end it."""
    depth = 0
    while at > 0:
        at -= 1
        c = code[at]
        if c in CLOSE:
            depth += 1
        elif c in OPEN:
            if depth == 0:
                return at + 1
            depth -= 1
        elif depth == 0:
            if c in ",;?" or (c == ":" and code[at - 1] != ":" and code[at + 1] != ":"):
                return at + 1
            if c == "=" and code[at - 1] not in "=!<>" and code[at + 1] != "=":
                return at + 1
            if code[at - 1:at + 1] in weaker:
                return at + 1
            if code.startswith("return", at) and not (code[at - 1].isalnum() or code[at - 1] == "_"):
                return at + len("return")
    return 0


def right_end(code, at, weaker):
    depth = 0
    while at < len(code):
        c = code[at]
        if c in OPEN:
            depth += 1
        elif c in CLOSE:
            if depth == 0:
                return at
            depth -= 1
        elif depth == 0:
            if c in ",;?" or (c == ":" and code[at - 1] != ":" and code[at + 1] != ":"):
                return at
            if code[at:at + 2] in weaker:
                return at
        at += 1
    return at


def pieces(code, site):
    """(at, end, text, order) to put into the file for one site; `order` sorts what stands at the same place."""
    was, on = code[site.begin:site.end].strip(), f"::tieout::flip::on({site.number})"
    if was in ("==", "!=", "<", "<=", ">", ">="):
        return [(site.begin, site.end, f" {was} ::tieout::flip::Site{{{site.number}}} {was}", (1, 0))]
    if was in ("&&", "||"):
        # The right operand is asked where the left one is what the operator in force goes on with.
        left = left_end(code, site.begin, ("||",) if was == "&&" else ())
        right = right_end(code, site.end, ("&&", "||") if was == "&&" else ("||",))
        go_on, settled = ("!=", on) if was == "&&" else ("==", "!" + on)
        while code[left].isspace():
            left += 1
        while code[right - 1].isspace():
            right -= 1
        size = right - left
        return [(left, left, "((static_cast<bool>(", (2, -size)),
                (site.begin, site.end, f") {go_on} {on}) ? static_cast<bool>(", (1, 0)),
                (right, right, f") : {settled})", (0, size))]
    if was == "!":
        return [(site.begin, site.end, f"::tieout::flip::no({site.number})->*", (3, 0))]
    if was.startswith("return"):
        return [(site.begin, site.end, f"return {'!' if 'true' in was else ''}{on};", (1, 0))]
    return [(site.begin, site.end, f" {was[0]} ::tieout::flip::one({site.number})", (1, 0))]


def schemata(text, sites, fixed=None):
    """`text` with each of `sites` flippable, and the site `fixed` flipped for good; lines keep their numbers."""
    code = blanked(text)
    changes = [piece for site in sites for piece in pieces(code, site)]
    if fixed:
        changes.append((fixed.begin, fixed.end, fixed.replacement, (1, 0)))
    out, last = ['#include "tests/mutants/flip.h"\n#line 1\n'], 0
    for at, end, new, _ in sorted(changes, key=lambda change: (change[0], change[3])):
        out += [text[last:at], new]
        last = end
    return "".join(out) + text[last:]
