#include "verify/route_key.h"

#include "verify/canonical.h"

namespace tieout::verify {

RouteKey::RouteKey(const Tie& tie, SideName side, const db::Table* table, db::Engine engine)
    : tie_(tie), side_(side == SideName::source ? tie.source : tie.target), table_(table) {
    unique_ = is_proved_unique(engine);
}

// The canonical key tells apart what the index tells apart.
bool RouteKey::is_faithful(std::size_t part) const {
    const Value& value = side_.key[part];
    if (value.form != Value::Form::column || !value.steps.empty()) return false;
    const db::TableColumn* column = table_->find(side_.column_name(value.text));
    if (column == nullptr) return false;
    if (is_number(tie_.key_as[part])) return column->type == db::ValueType::integer;
    return tie_.key_as[part] == As::text &&
           (column->type == db::ValueType::integer || column->type == db::ValueType::text);
}

bool RouteKey::is_whole_number(std::size_t part) const {
    if (side_.from.empty() || table_ == nullptr || !is_number(tie_.key_as[part])) return false;
    // A qualifier may be a joined table's, whose column only has the same name.
    const Value& value = side_.key[part];
    const bool own = value.text == side_.column_name(value.text) || side_.joins.empty();
    return own && is_faithful(part);
}

// Joins may repeat a row, and produced rows are not the table's: there only counting the keys
// proves it.
bool RouteKey::is_proved_unique(db::Engine engine) const {
    const bool plain = !side_.from.empty() && side_.joins.empty() &&
                       std::holds_alternative<std::monostate>(side_.explode);
    if (!plain || table_ == nullptr) return false;
    // SQLite keeps what it is given: an INTEGER column may hold '1' and 1.
    if (engine == db::Engine::sqlite) return false;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < side_.key.size(); ++i) {
        if (!is_faithful(i)) return false;
        names.push_back(side_.column_name(side_.key[i].text));
    }
    return table_->proves_unique(names);
}

std::optional<std::string> number_in(std::string_view key, std::size_t part) {
    for (std::size_t i = 0; i < part; ++i)
        take(key);
    const Canonical value = take(key);
    if (value.tag != 'n') return std::nullopt;
    return number_of(value).text();
}

}  // namespace tieout::verify
