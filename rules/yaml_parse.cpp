// yaml-cpp's events become our own tree, so that keys that stand twice, anchors and tags are seen
// and refused: its own node type would keep them quietly.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "base/unicode.h"
#include "rules/yaml_tree.h"

namespace tieout::rules {
namespace {

[[noreturn]] void refuse(const std::string& file, int line, int column,
                         const std::string& sentence) {
    throw Error(Fault::usage,
                file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + sentence);
}

class TreeBuilder : public YAML::EventHandler {
public:
    explicit TreeBuilder(std::string file) : file_(std::move(file)) {}
    std::vector<YamlNode> take() { return std::move(nodes_); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (nodes_.empty()) return;
        refuse(file_, mark.line + 1, mark.column + 1,
               "found a second document, expected one document a file");
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        plain(mark, "?", anchor);
        add(mark, Yaml::Kind::null);
    }
    // Never reached: the anchor that it would name is refused where it stands.
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        plain(mark, tag, anchor);
        add(mark, Yaml::Kind::scalar, value);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        plain(mark, tag, anchor);
        open_.push_back({add(mark, Yaml::Kind::list), {}});
    }
    void OnSequenceEnd() override { open_.pop_back(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        plain(mark, tag, anchor);
        open_.push_back({add(mark, Yaml::Kind::map), {}});
    }
    void OnMapEnd() override { open_.pop_back(); }

private:
    struct Open {
        std::size_t node;
        std::optional<std::size_t> key;  // of a map: read, and waiting for its value
    };

    // YAML tags "?" a plain scalar and "!" a quoted one by itself.
    void plain(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) const {
        if (anchor != 0) {
            refuse(file_, mark.line + 1, mark.column + 1,
                   "found an anchor (&name), expected the value itself");
        }
        if (!tag.empty() && tag != "?" && tag != "!") {
            refuse(file_, mark.line + 1, mark.column + 1,
                   "found the tag " + tag + ", expected a plain value");
        }
    }

    std::size_t add(const YAML::Mark& mark, Yaml::Kind kind, const std::string& text = {}) {
        const std::size_t node = nodes_.size();
        nodes_.push_back({kind, mark.line + 1, mark.column + 1, text, {}, {}});
        if (open_.empty()) return node;
        Open& parent = open_.back();
        if (nodes_[parent.node].kind == Yaml::Kind::list) {
            nodes_[parent.node].items.push_back(node);
        } else if (parent.key) {
            end_entry(parent, node);
        } else {
            check_key(parent.node, node);
            parent.key = node;
        }
        return node;
    }

    void end_entry(Open& parent, std::size_t value) {
        const std::size_t key = *parent.key;
        if (nodes_[value].kind == Yaml::Kind::null) {
            // A value that is not written stands, for yaml-cpp, where the next thing begins.
            nodes_[value].line = nodes_[key].line;
            nodes_[value].column = nodes_[key].column;
        }
        nodes_[parent.node].entries.emplace_back(key, value);
        parent.key.reset();
    }

    void check_key(std::size_t map, std::size_t key) const {
        const YamlNode& node = nodes_[key];
        if (node.kind != Yaml::Kind::scalar) {
            refuse(file_, node.line, node.column,
                   "found a key that is not a word, expected text (quote it: 'null')");
        }
        for (const auto& [other, value] : nodes_[map].entries) {
            if (nodes_[other].text != node.text) continue;
            refuse(file_, node.line, node.column,
                   "found the key `" + node.text + "` twice in one map, first in line " +
                       std::to_string(nodes_[other].line) + "; expected it once");
        }
    }

    std::string file_;
    std::vector<YamlNode> nodes_;
    std::vector<Open> open_;
};

std::string line_of(const std::string& text, int line) {
    std::istringstream in(text);
    std::string result;
    for (int i = 0; i <= line && std::getline(in, result); ++i) {
    }
    return in ? result : "";
}

// A tab in an indentation is what most often makes a file not YAML, and yaml-cpp then speaks of
// maps and scalars.
void refuse_tab(const std::string& text, const std::string& file, int line) {
    for (int i = std::max(0, line - 1); i <= line + 1; ++i) {
        const std::string found = line_of(text, i);
        const std::size_t end = found.find_first_not_of(" \t");
        const std::size_t tab = found.find('\t');
        if (tab == std::string::npos || (end != std::string::npos && tab > end)) continue;
        refuse(file, i + 1, static_cast<int>(tab) + 1,
               "found a tab in the indentation, expected blanks");
    }
}

void check_utf8(const std::string& text, const std::string& file) {
    if (is_utf8(text)) return;
    std::istringstream in(text);
    std::string line;
    for (int i = 1; std::getline(in, line); ++i) {
        if (!is_utf8(line)) refuse(file, i, 1, "found bytes that are not UTF-8, expected UTF-8");
    }
}

}  // namespace

Yaml Yaml::parse(const std::string& text, const std::string& file_name_for_messages) {
    const std::string& file = file_name_for_messages;
    check_utf8(text, file);
    TreeBuilder builder(file);
    try {
        std::istringstream in(text);
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& e) {
        const int line = std::max(0, e.mark.line), column = std::max(0, e.mark.column);
        refuse_tab(text, file, line);
        refuse(file, line + 1, column + 1, "this is not YAML: " + e.msg);
    }
    auto tree = std::make_shared<Tree>();
    tree->file = file;
    tree->nodes = builder.take();
    if (tree->nodes.empty()) tree->nodes.emplace_back();
    return Yaml(std::move(tree), 0);
}

Yaml Yaml::load(const std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) {
        throw Error(Fault::usage, file.string() + ": found a folder, expected a YAML file");
    }
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        throw Error(Fault::usage,
                    file.string() + ": cannot be read; does it exist, and may you read it?");
    }
    return parse(text.str(), file.string());
}

}  // namespace tieout::rules
