#include "verify/tie.h"

#include <algorithm>

#include "base/error.h"
#include "rules/yaml.h"

namespace tieout::verify {

std::string Side::column_name(const std::string& column) const {
    return exact_names ? column : column.substr(column.rfind('.') + 1);
}

std::string Side::table() const {
    if (exact_names) return from;
    return from.substr(0, from.find_first_of(" \t\n"));
}

std::string Side::label() const {
    if (literal) return "fixed rows";
    return from.empty() ? sql_name : table();
}

std::optional<std::size_t> Tie::field(std::string_view field_name) const {
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].name == field_name) return i;
    return std::nullopt;
}

const Tie* Ties::find(std::string_view tie) const {
    for (const Tie& each : ties)
        if (each.name == tie) return &each;
    return nullptr;
}

void Ties::keep_only(const std::vector<std::string>& names) {
    std::vector<std::string_view> known;
    for (const Tie& each : ties)
        known.push_back(each.name);
    for (const std::string& wanted : names)
        if (find(wanted) == nullptr)
            throw Error(Fault::usage, "there is no tie `" + wanted + "`; the nearest is `" +
                                          std::string(rules::nearest(wanted, known)) + "`");
    const auto is_unwanted = [&names](const Tie& tie) {
        return std::find(names.begin(), names.end(), tie.name) == names.end();
    };
    if (!names.empty()) std::erase_if(ties, is_unwanted);
}

}  // namespace tieout::verify
