#include "tests/docs/page.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <stdexcept>

namespace tieout::tests {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    std::istringstream in{std::string(text)};
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

std::string without_end_blanks(std::string line) {
    line.erase(line.find_last_not_of(" \t") + 1);
    return line;
}

// Lines without comments of the page's own, without empty ones, and without the common indent.
std::vector<std::string> plain_lines(std::string_view text) {
    std::vector<std::string> lines;
    std::size_t margin = std::string::npos;
    for (std::string line : lines_of(text)) {
        const std::size_t comment = line.find("  # ");
        if (comment != std::string::npos && line.find_first_not_of(' ') < comment)
            line.erase(comment);
        line = without_end_blanks(line);
        if (line.empty()) continue;
        margin = std::min(margin, line.find_first_not_of(' '));
        lines.push_back(line);
    }
    for (std::string& line : lines)
        line.erase(0, margin);
    return lines;
}

bool leaves_out(const std::string& line) {
    const std::size_t text = line.find_first_not_of(' ');
    return line.substr(text) == "# …";
}

bool ends_with(const std::string& line, const std::string& wanted) {
    if (line.size() < wanted.size()) return false;
    const std::size_t margin = line.size() - wanted.size();
    return line.compare(margin, wanted.size(), wanted) == 0 &&
           line.find_first_not_of(' ') >= margin;
}

bool matches(const std::vector<std::string>& part, std::size_t at,
             const std::vector<std::string>& file, std::size_t from, std::size_t margin) {
    for (; at < part.size(); ++at, ++from) {
        if (leaves_out(part[at])) {
            for (std::size_t next = from; next <= file.size(); ++next)
                if (matches(part, at + 1, file, next, margin)) return true;
            return false;
        }
        if (from >= file.size() || file[from] != std::string(margin, ' ') + part[at]) return false;
    }
    return true;
}

std::string one_blank(const std::string& line) {
    std::istringstream in(line);
    std::string all;
    for (std::string word; in >> word;)
        all += (all.empty() ? "" : " ") + word;
    return all;
}

}  // namespace

std::vector<Fence> fences_of(std::string_view page) {
    std::vector<Fence> fences;
    bool open = false;
    int number = 0;
    for (const std::string& line : lines_of(page)) {
        ++number;
        if (line.starts_with("```")) {
            open = !open;
            if (open) fences.push_back({line.substr(3), "", number});
        } else if (open) {
            fences.back().body += line + "\n";
        }
    }
    if (open)
        throw std::runtime_error("the block of line " + std::to_string(fences.back().line) +
                                 " is not closed");
    return fences;
}

Use use_of(const Fence& fence) {
    Use use;
    const std::size_t end = std::min(fence.body.find('\n'), fence.body.size());
    std::string head = fence.body.substr(0, end);
    const std::string mark = fence.word == "sql" ? "-- " : "# ";
    if (!head.starts_with(mark)) return use;
    head.erase(0, mark.size());
    use.rest = fence.body.substr(std::min(end + 1, fence.body.size()));
    use.kind = Use::Kind::file;
    if (head.starts_with("of ")) {
        use.kind = Use::Kind::part_of;
        head.erase(0, 3);
    } else if (const std::size_t below = head.find(", below `"); below != std::string::npos) {
        use.kind = Use::Kind::below;
        use.anchor = head.substr(below + 9, head.size() - below - 10);
        head.erase(below);
    } else if (head.ends_with(", at the end")) {
        use.kind = Use::Kind::at_the_end;
        head.erase(head.size() - 12);
    }
    const bool is_name = head.find(' ') == std::string::npos && head.find('.') < head.size();
    if (!is_name) return {};
    use.file = head;
    return use;
}

std::string put_below(const std::string& all, const std::string& anchor, const std::string& part) {
    std::string result;
    bool found = false;
    for (const std::string& line : lines_of(all)) {
        result += line + "\n";
        if (found || !ends_with(line, anchor)) continue;
        result += part;
        found = true;
    }
    if (!found) throw std::runtime_error("there is no line `" + anchor + "`");
    return result;
}

bool is_part_of(std::string_view part, std::string_view file) {
    const std::vector<std::string> wanted = plain_lines(part), lines = plain_lines(file);
    if (wanted.empty() || leaves_out(wanted.front())) return false;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        if (!ends_with(lines[at], wanted.front())) continue;
        const std::size_t margin = lines[at].size() - wanted.front().size();
        if (matches(wanted, 0, lines, at, margin)) return true;
    }
    return false;
}

std::vector<Line> commands_of(std::string_view body) {
    std::vector<Line> commands;
    for (const std::string& line : lines_of(body)) {
        if (line.empty() || line.starts_with("#")) continue;
        Line command{line, 0};
        constexpr std::string_view mark = "# exit ";
        const std::size_t comment = line.rfind(mark);
        if (comment != std::string::npos) {
            const char* const digits = line.data() + comment + mark.size();
            std::from_chars(digits, line.data() + line.size(), command.exit);
            command.command = without_end_blanks(line.substr(0, comment));
        }
        commands.push_back(command);
    }
    return commands;
}

std::vector<std::string> not_printed(std::string_view wanted, std::string_view printed) {
    std::vector<std::string> missing, lines;
    for (const std::string& line : lines_of(printed))
        lines.push_back(one_blank(line));
    auto from = lines.begin();
    for (const std::string& line : lines_of(wanted)) {
        const std::string text = one_blank(line);
        if (text.empty() || text == "…") continue;
        const auto found = std::find(from, lines.end(), text);
        if (found == lines.end())
            missing.push_back(line);
        else
            from = found + 1;
    }
    return missing;
}

}  // namespace tieout::tests
