#include "tests/cases/words.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace tieout::tests {
namespace {

[[noreturn]] void wrong(const std::string& sentence) {
    throw std::runtime_error(sentence);
}

std::size_t end_of_string(std::string_view line, std::size_t begin) {
    for (std::size_t i = begin + 1; i < line.size(); ++i) {
        if (line[i] == '\\')
            ++i;
        else if (line[i] == '"')
            return i + 1;
    }
    wrong("a quote is not closed");
}

Word quoted(std::string_view literal) {
    const auto value = nlohmann::json::parse(literal, nullptr, false);
    if (!value.is_string()) wrong(std::string(literal) + " is not a JSON string");
    return {value.get<std::string>(), true};
}

}  // namespace

std::vector<Word> cut(std::string_view line) {
    std::vector<Word> words;
    for (std::size_t i = 0; i < line.size();) {
        if (line[i] == ' ') {
            ++i;
        } else if (line[i] == '"') {
            const std::size_t end = end_of_string(line, i);
            words.push_back(quoted(line.substr(i, end - i)));
            i = end;
        } else {
            const std::size_t end = std::min(line.find(' ', i), line.size());
            std::string_view word = line.substr(i, end - i);
            const bool comma = word.back() == ',';
            if (comma) word.remove_suffix(1);
            if (!word.empty()) words.push_back({std::string(word), false});
            if (comma) words.push_back({",", false});
            i = end;
        }
    }
    return words;
}

bool Words::accept(std::string_view word) {
    if (!at(word)) return false;
    ++next_;
    return true;
}

void Words::require(std::string_view word) {
    if (!accept(word))
        wrong("expected '" + std::string(word) + "'" +
              (done() ? " at the end" : ", found '" + words_[next_].text + "'"));
}

Word Words::take(std::string_view what) {
    if (done()) wrong("expected " + std::string(what) + " at the end");
    return words_[next_++];
}

std::int64_t Words::number(std::string_view what) {
    const std::string text = take(what).text;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        wrong("expected " + std::string(what) + ", found '" + text + "'");
    return number;
}

void Words::end() const {
    if (!done()) wrong("nothing was expected after this, found '" + words_[next_].text + "'");
}

}  // namespace tieout::tests
