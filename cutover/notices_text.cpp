// Texts with {{placeholders}}. Mustache would take a misspelt one for nothing, and a customer would
// read a sentence without its hour: here it is an error.
#include <fmt/format.h>

#include "base/error.h"
#include "cutover/notices.h"
#include "reports/folder.h"
#include "rules/yaml.h"

namespace tieout::cutover {
namespace {

namespace fs = std::filesystem;

// Filled in by whoever sends the text, for each of recipients.csv.
bool is_of_the_sender(const std::string& word) {
    return word == "name" || word == "email";
}

std::string place_of(const std::string& text, std::size_t at) {
    std::size_t line = 1, column = 1;
    for (std::size_t i = 0; i < at; ++i) {
        ++column;
        if (text[i] != '\n') continue;
        ++line;
        column = 1;
    }
    return fmt::format("{}:{}", line, column);
}

[[noreturn]] void fail(const fs::path& file, const std::string& text, std::size_t at,
                       const std::string& sentence) {
    throw Error(Fault::usage,
                fmt::format("{}:{}: {}", file.string(), place_of(text, at), sentence));
}

[[noreturn]] void fail_word(const fs::path& file, const std::string& text, std::size_t at,
                            const std::string& word,
                            const std::map<std::string, std::string>& words) {
    std::vector<std::string_view> known{"name", "email"};
    for (const auto& [name, value] : words)
        known.push_back(name);
    const std::string_view near = rules::nearest(word, known);
    fail(file, text, at,
         fmt::format("found `{{{{{}}}}}`, expected one of {}{}", word, fmt::join(known, ", "),
                     near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
}

[[noreturn]] void fail_missing(const std::vector<fs::path>& folders, const std::string& kind,
                               const std::string& language) {
    std::string places;
    for (const fs::path& folder : folders)
        places += (places.empty() ? "in " : " nor in ") + folder.string();
    throw Error(Fault::usage, fmt::format("there is no text {}/{}.md {}", language, kind, places));
}

std::string filled_in(const fs::path& file, const std::string& text,
                      const std::map<std::string, std::string>& words) {
    std::string result;
    std::size_t at = 0;
    for (std::size_t open = 0; (open = text.find("{{", at)) != std::string::npos;) {
        const std::size_t close = text.find("}}", open);
        if (close == std::string::npos) fail(file, text, open, "found `{{` without its `}}`");
        const std::string word = text.substr(open + 2, close - open - 2);
        result.append(text, at, open - at);
        const auto value = words.find(word);
        if (value != words.end())
            result += value->second;
        else if (is_of_the_sender(word))
            result += "{{" + word + "}}";
        else
            fail_word(file, text, open, word, words);
        at = close + 2;
    }
    return result.append(text, at);
}

}  // namespace

NoticeTexts::NoticeTexts(const rules::Pack& pack, const fs::path& own) {
    if (!own.empty()) folders_.push_back(own);
    folders_.push_back(pack.folder / "notices");
}

fs::path NoticeTexts::file(const std::string& kind, const std::string& language) const {
    std::error_code not_there;
    for (const fs::path& folder : folders_) {
        const fs::path found = folder / language / (kind + ".md");
        if (fs::is_regular_file(found, not_there)) return found;
    }
    return {};
}

bool NoticeTexts::has(const std::string& language) const {
    for (const char* kind : notice_kinds)
        if (file(kind, language).empty()) return false;
    return true;
}

NoticeText NoticeTexts::filled(const std::string& kind, const std::string& language,
                               const std::map<std::string, std::string>& words) const {
    const fs::path found = file(kind, language);
    if (found.empty()) fail_missing(folders_, kind, language);
    return {kind, language, filled_in(found, reports::read_text(found), words)};
}

}  // namespace tieout::cutover
