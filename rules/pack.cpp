#include "rules/pack.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/digest.h"
#include "base/error.h"
#include "rules/pack_files.h"

namespace tieout::rules {
namespace {

constexpr std::string_view allowed_in_parameters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/+:. -";

PackSide side_at(const Yaml& node, const std::vector<std::string_view>& keys) {
    node.only(keys);
    PackSide side;
    side.label = node.need("label").text();
    if (const auto schema = node.find("schema")) side.schema = schema->text();
    if (const auto recognise = node.find("recognise")) side.recognise = recognise->texts();
    return side;
}

std::map<std::string, std::vector<OptionalColumn>> optional_at(const Yaml& node) {
    std::map<std::string, std::vector<OptionalColumn>> result;
    for (const auto& [table, columns] : node.entries()) {
        for (const auto& [column, type] : columns.entries()) {
            type.one_of({"text", "integer", "decimal"});
            result[table].push_back({column, type.text()});
        }
    }
    return result;
}

std::vector<Variant> variants_at(const Yaml& node) {
    std::vector<Variant> result;
    for (const auto& [name, evidence] : node.entries()) {
        evidence.only({"has", "lacks"});
        Variant variant{name, {}, {}};
        if (const auto has = evidence.find("has")) variant.has = has->texts();
        if (const auto lacks = evidence.find("lacks")) variant.lacks = lacks->texts();
        result.push_back(std::move(variant));
    }
    return result;
}

// An install's schema can only differ on the source's side: the target's is made by the pack.
PackSide source_at(const Yaml& node) {
    PackSide side = side_at(node, {"label", "schema", "recognise", "optional", "variants"});
    if (const auto optional = node.find("optional")) {
        optional->only({"tables", "columns"});
        if (const auto tables = optional->find("tables"))
            side.optional_tables = optional_at(*tables);
        if (const auto columns = optional->find("columns"))
            side.optional_columns = optional_at(*columns);
    }
    if (const auto variants = node.find("variants")) side.variants = variants_at(*variants);
    return side;
}

std::vector<std::string_view> names(const std::map<std::string, std::string>& parameters) {
    std::vector<std::string_view> result;
    for (const auto& [name, value] : parameters)
        result.push_back(name);
    return result;
}

std::string unknown_parameter(const std::map<std::string, std::string>& parameters,
                              const std::string& name) {
    const std::string_view meant = nearest(name, names(parameters));
    return "found `" + name + "`, expected a parameter of pack.yaml" +
           (meant.empty() ? "" : "; did you mean `" + std::string(meant) + "`?");
}

void check_parameter(const std::string& name, const std::string& value) {
    const std::size_t bad = value.find_first_not_of(allowed_in_parameters);
    if (bad == std::string::npos) return;
    throw Error(Fault::usage, "parameter " + name + ": found `" + value +
                                  "`, expected letters, digits, blanks and _ / + : . - only");
}

void read_parameters(const Yaml& node, Pack& pack) {
    for (const auto& [name, value] : node.entries()) {
        const std::string text = value.kind() == Yaml::Kind::null ? "" : value.text();
        if (text.find_first_not_of(allowed_in_parameters) != std::string::npos) {
            value.fail("found `" + text +
                       "`, expected letters, digits, blanks and _ / + : . - only");
        }
        pack.parameters[name] = text;
    }
}

void read_pack_yaml(const Yaml& file, Pack& pack) {
    file.only({"name", "version", "title", "source", "target", "may_be_empty", "parameters"});
    pack.name = file.need("name").text();
    pack.version = file.need("version").text();
    if (const auto title = file.find("title")) pack.title = title->text();
    pack.source = source_at(file.need("source"));
    pack.target = side_at(file.need("target"), {"label", "schema", "recognise"});
    if (const auto ties = file.find("may_be_empty")) pack.may_be_empty = ties->texts();
    pack.parameters = {{"zone", "UTC"}, {"currency", "USD"}};
    if (const auto parameters = file.find("parameters")) read_parameters(*parameters, pack);
}

}  // namespace

Pack Pack::load(const std::string& name_or_path) {
    Pack pack;
    pack.folder = find_pack(name_or_path);
    read_pack_yaml(Yaml::load(pack.folder / "pack.yaml"), pack);
    const auto rules = pack.folder / "rules.yaml";
    if (std::filesystem::exists(rules)) read_rules_yaml(Yaml::load(rules), pack);
    return pack;
}

void Pack::set(const std::string& parameter, const std::string& value) {
    const auto found = parameters.find(parameter);
    if (found == parameters.end()) {
        throw Error(Fault::usage, "pack " + name + ": " + unknown_parameter(parameters, parameter));
    }
    check_parameter(parameter, value);
    found->second = value;
}

std::string Pack::read(const std::string& file) const {
    std::ifstream in(folder / file, std::ios::binary);
    std::ostringstream text;
    if (std::filesystem::is_regular_file(folder / file)) text << in.rdbuf();
    if (!in || text.str().empty()) {
        throw Error(Fault::usage, "pack " + name + ": the file " + (folder / file).string() +
                                      " is not there, is empty or cannot be read");
    }
    return text.str();
}

Yaml Pack::yaml(const std::string& file) const {
    const std::filesystem::path path = folder / file;
    auto found = read_->find(path);
    if (found == read_->end()) found = read_->emplace(path, Yaml::load(path)).first;
    return found->second;
}

std::string Pack::digest() const {
    if (folder.empty()) return {};
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().extension() == ".md") continue;
        files.push_back(entry.path().lexically_relative(folder).generic_string());
    }
    std::sort(files.begin(), files.end());
    std::string all;
    for (const std::string& file : files) {
        std::ifstream in(folder / file, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        all += std::to_string(file.size()) + ":" + file + Digest::of(text.str()).text();
    }
    return Digest::of(all).text();
}

std::string Pack::expand(const std::string& text) const {
    std::string result;
    std::size_t at = 0;
    for (std::size_t begin; (begin = text.find("${", at)) != std::string::npos;) {
        const std::size_t end = text.find('}', begin);
        if (end == std::string::npos) break;
        const std::string parameter = text.substr(begin + 2, end - begin - 2);
        const auto value = parameters.find(parameter);
        if (value == parameters.end()) {
            throw Error(Fault::usage, "pack " + name + ": in `" +
                                          text.substr(begin, end - begin + 1) +
                                          "`: " + unknown_parameter(parameters, parameter));
        }
        check_parameter(parameter, value->second);
        result.append(text, at, begin - at).append(value->second);
        at = end + 1;
    }
    return result.append(text, at);
}

}  // namespace tieout::rules
