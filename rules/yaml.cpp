#include "rules/yaml.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "rules/yaml_tree.h"

namespace tieout::rules {
namespace {

std::string article(Yaml::Kind kind) {
    switch (kind) {
        case Yaml::Kind::null:
            return "nothing";
        case Yaml::Kind::scalar:
            return "text";
        case Yaml::Kind::list:
            return "a list";
        case Yaml::Kind::map:
            return "a map (key: value)";
    }
    return "";
}

// "a, b or c"
std::string any_of(const std::vector<std::string_view>& words) {
    std::string result;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) result += i + 1 == words.size() ? " or " : ", ";
        result += words[i];
    }
    return result;
}

std::string shown(std::string_view text) {
    constexpr std::size_t enough = 60;
    if (text.size() <= enough) return "`" + std::string(text) + "`";
    std::size_t end = enough;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return "`" + std::string(text.substr(0, end)) + "…`";
}

}  // namespace

const YamlNode& Yaml::node() const {
    return tree_->nodes[node_];
}
Yaml Yaml::at(std::size_t node) const {
    return Yaml(tree_, node);
}
Yaml::Kind Yaml::kind() const {
    return node().kind;
}

void Yaml::expect(Kind wanted, const char* wanted_words) const {
    if (kind() == wanted) return;
    fail("found " + (is_scalar() ? shown(node().text) : article(kind())) + ", expected " +
         wanted_words);
}

std::string Yaml::text() const {
    expect(Kind::scalar, "text");
    return node().text;
}

std::int64_t Yaml::integer() const {
    expect(Kind::scalar, "a whole number");
    const std::string& digits = node().text;
    std::int64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stopped, error] = std::from_chars(digits.data(), end, value);
    if (error == std::errc::result_out_of_range) {
        fail("found " + shown(digits) + ", expected a whole number of at most 18 digits");
    }
    if (error != std::errc() || stopped != end) {
        fail("found " + shown(digits) + ", expected a whole number");
    }
    return value;
}

bool Yaml::boolean() const {
    expect(Kind::scalar, "true or false");
    if (node().text == "true") return true;
    if (node().text == "false") return false;
    fail("found " + shown(node().text) + ", expected true or false");
}

std::vector<Yaml> Yaml::items() const {
    expect(Kind::list, "a list");
    std::vector<Yaml> result;
    for (const std::size_t item : node().items)
        result.push_back(at(item));
    return result;
}

std::vector<std::pair<std::string, Yaml>> Yaml::entries() const {
    expect(Kind::map, "a map (key: value)");
    std::vector<std::pair<std::string, Yaml>> result;
    for (const auto& [key, value] : node().entries) {
        result.emplace_back(tree_->nodes[key].text, at(value));
    }
    return result;
}

std::vector<std::string> Yaml::texts() const {
    if (is_scalar()) return {node().text};
    expect(Kind::list, "text or a list of texts");
    std::vector<std::string> result;
    for (const Yaml& item : items())
        result.push_back(item.text());
    return result;
}

std::optional<Yaml> Yaml::find(std::string_view key) const {
    expect(Kind::map, "a map (key: value)");
    for (const auto& [name, value] : node().entries) {
        if (tree_->nodes[name].text == key) return at(value);
    }
    return std::nullopt;
}

Yaml Yaml::need(std::string_view key) const {
    if (const auto value = find(key)) return *value;
    std::vector<std::string_view> there;
    for (const auto& [name, value] : node().entries)
        there.push_back(tree_->nodes[name].text);
    const std::string found = there.empty() ? "an empty map" : "only " + any_of(there);
    fail("found " + found + ", expected the key `" + std::string(key) + "` too");
}

void Yaml::only(const std::vector<std::string_view>& allowed) const {
    expect(Kind::map, "a map (key: value)");
    for (const auto& [key, value] : node().entries) {
        const std::string& word = tree_->nodes[key].text;
        if (std::find(allowed.begin(), allowed.end(), word) == allowed.end()) {
            at(key).fail_word(word, allowed);
        }
    }
}

std::size_t Yaml::one_of(const std::vector<std::string_view>& words) const {
    expect(Kind::scalar, any_of(words).c_str());
    const auto found = std::find(words.begin(), words.end(), node().text);
    if (found == words.end()) fail_word(node().text, words);
    return static_cast<std::size_t>(found - words.begin());
}

std::string Yaml::where() const {
    return tree_->file + ":" + std::to_string(node().line) + ":" + std::to_string(node().column);
}

void Yaml::fail(const std::string& sentence) const {
    throw Error(Fault::usage, where() + ": " + sentence);
}

void Yaml::fail_word(std::string_view found, const std::vector<std::string_view>& expected) const {
    const std::string_view meant = nearest(found, expected);
    fail("found " + shown(found) + ", expected " + any_of(expected) +
         (meant.empty() ? "" : "; did you mean `" + std::string(meant) + "`?"));
}

Yaml Yaml::position_of(std::string_view key) const {
    expect(Kind::map, "a map (key: value)");
    for (const auto& [name, value] : node().entries) {
        if (tree_->nodes[name].text == key) return at(name);
    }
    return *this;
}

// JSON's strings are YAML's.
std::string yaml_quoted(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace tieout::rules
