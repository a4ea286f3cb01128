#include "reports/csv_cell.h"

#include <ostream>

#include "base/decimal.h"

namespace tieout::reports {
namespace {

bool starts_a_formula(std::string_view cell) {
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
}

}  // namespace

void write_cell(std::ostream& out, std::string_view cell, Content content) {
    const bool is_number = content == Content::number && Decimal::parse(cell).has_value();
    const std::string_view guard = starts_a_formula(cell) && !is_number ? "'" : "";
    if (!cell.empty() && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        out << guard << cell;
        return;
    }
    out << '"' << guard;
    for (const char c : cell) {
        if (c == '"') out << '"';
        out << c;
    }
    out << '"';
}

}  // namespace tieout::reports
