// Reads the hand-written pages of this folder (README.md says how they are written).
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace tieout::tests {

struct InvoicePage {
    std::string name, charset = "latin1", bytes;
    std::vector<std::string> null_columns;
    std::vector<std::string> lines;  // "kind / description / quantity / unit price / amount"

    bool is_null(const std::string& column) const {
        return std::find(null_columns.begin(), null_columns.end(), column) != null_columns.end();
    }
};

inline std::ostream& operator<<(std::ostream& out, const InvoicePage& page) {
    return out << page.name;
}

namespace pages {

// "{E9}" is a byte.
inline std::string with_bytes(const std::string& text) {
    static const std::string hex = "0123456789ABCDEF";
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool byte = text[at] == '{' && at + 3 < text.size() && text[at + 3] == '}' &&
                          hex.find(text[at + 1]) < 16 && hex.find(text[at + 2]) < 16;
        if (byte) {
            out += static_cast<char>(hex.find(text[at + 1]) * 16 + hex.find(text[at + 2]));
            at += 3;
        } else {
            out += text[at];
        }
    }
    return out;
}

// How often a line stands there; takes "{repeat n}" off its front.
inline int times(std::string& line) {
    const std::string word = "{repeat ";
    if (line.compare(0, word.size(), word) != 0) return 1;
    const std::size_t end = line.find('}');
    const int n = std::stoi(line.substr(word.size(), end - word.size()));
    line.erase(0, end + 1);
    return n;
}

inline std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c == ' ') {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    return words;
}

inline InvoicePage read(const std::filesystem::path& file) {
    InvoicePage page;
    page.name = file.stem().string();
    std::ifstream in(file, std::ios::binary);
    std::string line, part;
    while (std::getline(in, line)) {
        if (line.rfind("= ", 0) == 0) {
            auto words = words_of(line.substr(2));
            part = words.front();
            words.erase(words.begin());
            if (part == "charset") page.charset = words.at(0);
            if (part == "null") page.null_columns = words;
            continue;
        }
        for (int n = times(line); n > 0; --n) {
            if (part == "page") page.bytes += with_bytes(line) + "\n";
            if (part == "lines" && !line.empty()) page.lines.push_back(line);
        }
    }
    page.bytes.resize(std::min(page.bytes.find("{cut}"), page.bytes.size()));
    return page;
}

}  // namespace pages

// Every page of the folder, by name. Throws where there is none: nothing is skipped in silence.
inline std::vector<InvoicePage> invoice_pages() {
    std::vector<InvoicePage> found;
    for (const auto& entry :
         std::filesystem::directory_iterator(TIEOUT_SOURCE_DIR "/tests/snapshots"))
        if (entry.path().extension() == ".txt") found.push_back(pages::read(entry.path()));
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    if (found.empty()) throw std::runtime_error("tests/snapshots has no pages");
    return found;
}

}  // namespace tieout::tests
