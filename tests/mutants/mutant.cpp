#include "tests/mutants/mutant.h"

#include <sstream>
#include <stdexcept>

namespace tieout::tests {
namespace {

[[noreturn]] void refuse(int line, const std::string& why) {
    throw std::runtime_error("line " + std::to_string(line) + ": " + why);
}

// "changed ledger debit credit" speaks of two columns, each of which has to be found.
void add_found(const std::string& rest, int line, std::set<std::string>& out) {
    std::istringstream words(rest);
    std::string kind, about, column;
    if (!(words >> kind >> about)) refuse(line, "found KIND TIE [COLUMN…]");
    bool any = false;
    for (; words >> column; any = true)
        out.insert(kind + " " + about + " " + column);
    if (!any) out.insert(kind + " " + about);
}

class Reader {
public:
    std::vector<Mutant> read(std::string_view text) {
        std::istringstream lines{std::string(text)};
        for (std::string line; std::getline(lines, line);) {
            ++number_;
            if (line.empty() || line[0] == '#') {
                open_ = nullptr;
            } else if (line[0] == ' ') {
                if (open_ == nullptr) refuse(number_, "a further line of nothing");
                *open_ += "\n" + line;
            } else {
                take(line);
            }
        }
        return std::move(mutants_);
    }

private:
    void take(const std::string& line) {
        const auto blank = line.find(' ');
        const std::string word = line.substr(0, blank);
        const std::string rest = blank == std::string::npos ? "" : line.substr(blank + 1);
        open_ = nullptr;
        if (word == "mutant") {
            mutants_.emplace_back().name = rest;
            mutants_.back().line = number_;
        } else if (mutants_.empty()) {
            refuse(number_, "no mutant yet");
        } else if (word == "found") {
            add_found(rest, number_, mutants_.back().found);
        } else {
            std::string& text = text_of(word);
            text = rest;
            open_ = &text;
        }
    }
    std::string& text_of(const std::string& word) {
        Mutant& mutant = mutants_.back();
        if (word == "under") return mutant.under;
        if (word == "replace") return mutant.replace;
        if (word == "by") return mutant.by;
        if (word == "zone") return mutant.zone;
        refuse(number_, "no such word: " + word);
    }

    std::vector<Mutant> mutants_;
    std::string* open_ = nullptr;
    int number_ = 0;
};

struct Span {
    std::size_t begin, end;
};

// From the table's name to the next line that is indented no deeper.
Span part_of(const std::string& rules, const std::string& table) {
    if (table.empty()) return {0, rules.size()};
    const auto begin = rules.find("\n  " + table + ":\n");
    if (begin == std::string::npos) throw std::runtime_error("no table " + table);
    auto end = rules.find("\n  ", begin + 1);
    while (end != std::string::npos && rules[end + 3] == ' ')
        end = rules.find("\n  ", end + 1);
    return {begin, end == std::string::npos ? rules.size() : end};
}

}  // namespace

std::vector<Mutant> parse_mutants(std::string_view text) {
    return Reader().read(text);
}

std::string mutated(const std::string& rules, const Mutant& mutant) {
    if (mutant.replace.empty()) return rules;
    const Span part = part_of(rules, mutant.under);
    const auto at = rules.find(mutant.replace, part.begin);
    if (at == std::string::npos || at >= part.end)
        throw std::runtime_error("the text to replace is not there");
    if (rules.find(mutant.replace, at + 1) < part.end)
        throw std::runtime_error("the text to replace stands there more than once");
    return std::string(rules).replace(at, mutant.replace.size(), mutant.by);
}

}  // namespace tieout::tests
