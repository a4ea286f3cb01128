#include "tests/handwritten/sheet.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace tieout::tests {
namespace {

namespace fs = std::filesystem;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// `<C3>` is the byte of that number; all else stands for itself.
std::string with_bytes(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool byte = text[i] == '<' && i + 3 < text.size() && text[i + 3] == '>' &&
                          hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
        if (!byte) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
        i += 3;
    }
    return out;
}

// One line's words, from left to right.
class Words {
public:
    Words(const std::string& line, std::string where) : line_(line), where_(std::move(where)) {}

    bool more() {
        while (at_ < line_.size() && line_[at_] == ' ')
            ++at_;
        return at_ < line_.size();
    }
    std::string word(const char* ends = " ") {
        if (!more()) fail("a word is missing");
        const std::size_t end = std::min(line_.find_first_of(ends, at_), line_.size());
        std::string out = line_.substr(at_, end - at_);
        at_ = end;
        return out;
    }
    std::pair<std::string, Cell> cell() {
        const std::string name = word(" =");
        if (at_ >= line_.size() || line_[at_++] != '=') fail("`" + name + "` has no value");
        if (at_ < line_.size() && line_[at_] == '\'') return {name, quoted()};
        if (at_ >= line_.size() || line_[at_] == ' ') fail("`" + name + "` has no value");
        const std::string bare = word();
        return {name, bare == "NULL" ? Cell{} : Cell{bare}};
    }
    std::string rest() {
        more();
        return line_.substr(at_);
    }
    [[noreturn]] void fail(const std::string& what) const {
        throw std::runtime_error(where_ + ": " + what);
    }

private:
    std::string quoted() {
        std::string out;
        for (++at_; at_ < line_.size(); ++at_) {
            if (line_[at_] != '\'') {
                out += line_[at_];
            } else if (at_ + 1 < line_.size() && line_[at_ + 1] == '\'') {
                out += line_[at_++];
            } else {
                ++at_;
                return with_bytes(out);
            }
        }
        fail("a quote is not closed");
    }

    const std::string& line_;
    std::string where_;
    std::size_t at_ = 0;
};

using Cells = std::vector<std::pair<std::string, Cell>>;

void put(Cells& cells, const std::string& name, const Cell& value) {
    const auto found =
        std::find_if(cells.begin(), cells.end(), [&](const auto& c) { return c.first == name; });
    if (found == cells.end())
        cells.emplace_back(name, value);
    else
        found->second = value;
}

std::string with_id(std::string text, const std::string& id) {
    for (std::size_t at; (at = text.find("{id}")) != std::string::npos;)
        text.replace(at, 4, id);
    return text;
}

class Reader {
public:
    void read(const fs::path& file) {
        std::ifstream in(file);
        if (!in) throw std::runtime_error("no file " + file.string());
        std::string line, next;
        int number = 0;
        for (bool more = static_cast<bool>(std::getline(in, line)); more;) {
            const std::string where = file.filename().string() + ":" + std::to_string(++number);
            // A line that begins with blanks goes on with the one before.
            while ((more = static_cast<bool>(std::getline(in, next))) && next.rfind("  ", 0) == 0) {
                line += " " + next;
                ++number;
            }
            if (!line.empty() && line[0] != '#' && line[0] != '=') take(line, where);
            line = next;
        }
    }
    Sheet sheet;

private:
    void take(const std::string& line, const std::string& where) {
        Words words(line, where);
        const std::string verb = words.word();
        if (verb == "usual") return usual(words);
        if (verb == "v4") return row(words, where, verb, sheet.source);
        if (verb == "v5") return row(words, where, verb, sheet.target);
        if (verb == "refused") return refused(words);
        if (verb == "finds") return finds(words);
        if (verb == "wrong") return wrong(words);
        words.fail("`" + verb + "`: expected usual, v4, v5, refused, finds or wrong");
    }
    void usual(Words& words) {
        const std::string side = words.word();
        Cells& cells = usual_[side + " " + words.word()];
        while (words.more()) {
            const auto [name, value] = words.cell();
            put(cells, name, value);
        }
    }
    void row(Words& words, const std::string& where, const std::string& side,
             std::vector<HandRow>& out) {
        HandRow made{words.word(), words.word(), {}, where};
        const auto usual = usual_.find(side + " " + made.table);
        if (usual == usual_.end()) words.fail("no usual row of " + side + " " + made.table);
        for (const auto& [name, value] : usual->second)
            made.cells.emplace_back(name, value ? Cell{with_id(*value, made.id)} : value);
        while (words.more()) {
            const auto [name, value] = words.cell();
            put(made.cells, name, value);
        }
        out.push_back(std::move(made));
    }
    // "refused app_user 105 106: why, for people".
    void refused(Words& words) {
        const std::string table = words.word();
        while (words.more()) {
            std::string key = words.word();
            const bool last = key.back() == ':';
            if (last) key.pop_back();
            if (!sheet.refused.insert(table + " " + key).second) words.fail("said twice: " + key);
            if (last) return;
        }
        words.fail("no `: why`");
    }
    // "finds broken_rule odd_override 306 307".
    void finds(Words& words) {
        const std::string kind = words.word(), what = words.word();
        std::string key = words.more() ? words.word() : "";
        for (;; key = words.word()) {
            const std::string finding = kind + " " + what + (key.empty() ? "" : " " + key);
            if (!sheet.found.insert(finding).second) words.fail("said twice: " + finding);
            if (!words.more()) return;
        }
    }
    // "wrong changed price.recurring 11/12 by update …".
    void wrong(Words& words) {
        const std::string kind = words.word(), what = words.word(), key = words.word();
        if (words.word() != "by") words.fail("expected `by` and the SQL");
        sheet.wrong.emplace_back(words.rest(), kind + " " + what + " " + key);
    }

    std::map<std::string, Cells> usual_;
};

}  // namespace

Sheet read_sheet(const std::string& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    Reader reader;
    reader.read(fs::path(folder) / "../usual.txt");
    reader.read(fs::path(folder) / "../fixed.txt");
    for (const auto& file : files)
        reader.read(file);
    return std::move(reader.sheet);
}

}  // namespace tieout::tests
