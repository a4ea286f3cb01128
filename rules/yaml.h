// A YAML value that knows where it stands, so that every error names file, line, column, what was
// found, what was expected and the nearest valid word. All messages are Error(Fault::usage).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tieout::rules {

struct YamlNode;

// Plain YAML: one document, no anchors, no tags, keys are words, no key twice in a map.
class Yaml {
public:
    enum class Kind { null, scalar, list, map };

    static Yaml load(const std::filesystem::path& file);
    static Yaml parse(const std::string& text, const std::string& file_name_for_messages);

    Kind kind() const;
    bool is_map() const { return kind() == Kind::map; }
    bool is_list() const { return kind() == Kind::list; }
    bool is_scalar() const { return kind() == Kind::scalar; }

    // Each throws where the value is not of that kind. A duplicated key in a map is an error when
    // the file is read.
    std::string text() const;
    std::int64_t integer() const;
    bool boolean() const;  // true, false only
    std::vector<Yaml> items() const;
    std::vector<std::pair<std::string, Yaml>> entries() const;  // in file order
    std::vector<std::string> texts() const;  // a list of scalars; one scalar is a list of one

    std::optional<Yaml> find(std::string_view key) const;  // this must be a map
    Yaml need(std::string_view key) const;                 // throws: key is missing
    // Throws on the first key that is not among `allowed`, with the nearest of them.
    void only(const std::vector<std::string_view>& allowed) const;
    // The index of the text among `words`; throws with the nearest of them.
    std::size_t one_of(const std::vector<std::string_view>& words) const;

    std::string where() const;                                  // "file:line:column"
    [[noreturn]] void fail(const std::string& sentence) const;  // "<where>: <sentence>"
    // "<where>: found `x`, expected a, b or c; did you mean `a`?"
    [[noreturn]] void fail_word(std::string_view found,
                                const std::vector<std::string_view>& expected) const;
    Yaml position_of(std::string_view key)
        const;  // the key itself, for messages about it; this map where it is not there

private:
    struct Tree;
    Yaml(std::shared_ptr<const Tree> tree, std::size_t node)
        : tree_(std::move(tree)), node_(node) {}
    const YamlNode& node() const;
    Yaml at(std::size_t node) const;
    void expect(Kind wanted, const char* wanted_words) const;

    std::shared_ptr<const Tree> tree_;  // one parsed file, shared by the nodes that point into it
    std::size_t node_ = 0;
};

// `text` as a double-quoted scalar, whatever stands in it.
std::string yaml_quoted(const std::string& text);

// The word of `words` nearest to `word` by edit distance, or "" where none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& words);

}  // namespace tieout::rules
