#include "verify/tie.h"

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

}  // namespace tieout::verify
