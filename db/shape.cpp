// The problem: one pack, and every v4 that was ever installed: prefixed tables, tables in another
// case, columns that came with a later version. The idea: migrate, verify, preflight, rules and
// witnesses all write their SQL in the pack's shape, and one place, here, puts the real names in
// before a statement is sent. A table that lacks columns becomes a derived table which has them as
// NULL; all three engines merge it into the query around it, so that it costs nothing. It is right
// for all of them at once because nobody but the session knows that the names differ.
#include "db/shape.h"

#include <algorithm>

#include "base/unicode.h"
#include "db/sql_tables.h"

namespace tieout::db {
namespace {

bool same_name(std::string_view a, std::string_view b) {
    return a == b || to_lower(a) == to_lower(b);
}

// The pack's spelling of a stored name; "": not one of its tables.
std::string known_name(const std::string& stored, const Shape& shape) {
    if (stored.size() < shape.prefix.size() ||
        !same_name(stored.substr(0, shape.prefix.size()), shape.prefix))
        return "";
    const std::string rest = stored.substr(shape.prefix.size());
    const auto found = std::find_if(shape.tables.begin(), shape.tables.end(),
                                    [&](const auto& name) { return same_name(name, rest); });
    return found == shape.tables.end() ? "" : *found;
}

TableColumn absent_column(const OptionalColumn& column) {
    TableColumn made;
    made.name = column.name;
    made.type = column.type;
    made.declared = "absent";
    made.absent = true;
    return made;
}

Table shaped(Table table, const Shape& shape) {
    const std::string known = known_name(table.name, shape);
    if (known.empty()) {
        const bool taken =
            std::any_of(shape.tables.begin(), shape.tables.end(),
                        [&](const auto& name) { return same_name(name, table.name); });
        table.stored_as = table.name;
        if (taken) table.name += " (without " + shape.prefix + ")";
        return table;
    }
    table.stored_as = table.name;
    table.name = known;
    const auto lacks = shape.optional_columns.find(known);
    if (lacks == shape.optional_columns.end()) return table;
    for (const OptionalColumn& column : lacks->second)
        if (table.find(column.name) == nullptr) table.columns.push_back(absent_column(column));
    return table;
}

Table absent_table(const std::string& name, const std::vector<OptionalColumn>& columns) {
    Table table;
    table.name = name;
    table.absent = true;
    for (const OptionalColumn& column : columns)
        table.columns.push_back(absent_column(column));
    return table;
}

const char* null_of(ValueType type, Engine engine) {
    const bool mysql = engine == Engine::mysql;
    switch (type) {
        case ValueType::integer:
            return mysql ? "CAST(NULL AS SIGNED)" : "CAST(NULL AS BIGINT)";
        case ValueType::decimal:
            return "CAST(NULL AS DECIMAL(20,2))";
        default:
            return mysql ? "CAST(NULL AS CHAR(1))" : "CAST(NULL AS TEXT)";
    }
}

// What stands behind FROM for a table of the pack: its stored name, or a derived table.
std::string sql_of(const Table& table, Engine engine) {
    const std::string stored =
        table.absent ? "" : quote_identifier(engine, table.stored_as) + " stored";
    std::string columns = table.absent ? "" : "stored.*";
    bool derived = table.absent;
    for (const TableColumn& column : table.columns) {
        if (!column.absent) continue;
        derived = true;
        columns += std::string(columns.empty() ? "" : ", ") + null_of(column.type, engine) +
                   " AS " + quote_identifier(engine, column.name);
    }
    if (!derived) return quote_identifier(engine, table.stored_as);
    if (!table.absent) return "(SELECT " + columns + " FROM " + stored + ")";
    return "(SELECT " + columns + (engine == Engine::mysql ? " FROM DUAL" : "") + " WHERE 1 = 0)";
}

// Which of the catalogue's tables stand under another name, or lack something.
std::vector<std::pair<std::string, std::string>> places(const Catalogue& catalogue, Engine engine) {
    std::vector<std::pair<std::string, std::string>> result;
    for (const Table& table : catalogue.tables) {
        const bool lacks = std::any_of(table.columns.begin(), table.columns.end(),
                                       [](const auto& column) { return column.absent; });
        const bool as_written = table.stored_as == table.name;
        if (table.absent || lacks || !as_written)
            result.emplace_back(to_lower(table.name), sql_of(table, engine));
    }
    return result;
}

class ShapedSession final : public Session {
public:
    ShapedSession(std::unique_ptr<Session> session, Catalogue catalogue,
                  std::vector<std::pair<std::string, std::string>> places)
        : session_(std::move(session)),
          catalogue_(std::move(catalogue)),
          places_(std::move(places)) {}

    Engine engine() const override { return session_->engine(); }
    const SessionFacts& facts() const override { return session_->facts(); }
    std::unique_ptr<RowStream> stream(const Query& query) override {
        return session_->stream({as_sent(query.sql), query.raw_columns, query.native_columns});
    }
    SmallResult query(std::string_view sql,
                      const std::vector<std::optional<std::string>>& parameters) override {
        return session_->query(as_sent(sql), parameters);
    }
    const Catalogue& catalogue() override { return catalogue_; }
    std::vector<std::string> write_privileges() override { return session_->write_privileges(); }
    void cancel() noexcept override { session_->cancel(); }
    std::string snapshot_price() override { return session_->snapshot_price(); }
    void limit_statements(std::chrono::milliseconds most) override {
        session_->limit_statements(most);
    }
    std::string connection_id() const override { return session_->connection_id(); }

    std::string as_sent(std::string_view sql) const override {
        return with_tables(sql, [this](std::string_view name) -> std::optional<std::string> {
            const std::string folded = to_lower(name);
            for (const auto& [table, place] : places_)
                if (table == folded) return place;
            return std::nullopt;
        });
    }

private:
    std::unique_ptr<Session> session_;
    Catalogue catalogue_;
    std::vector<std::pair<std::string, std::string>> places_;  // folded name, SQL
};

}  // namespace

Catalogue in_shape(const Catalogue& stored, const Shape& shape) {
    Catalogue catalogue;
    catalogue.views = stored.views;
    catalogue.remarks = stored.remarks;
    for (const Table& table : stored.tables)
        catalogue.tables.push_back(shaped(table, shape));
    const std::vector<std::string>& views = stored.views;
    for (const auto& [name, columns] : shape.optional_tables)
        if (catalogue.find(name) == nullptr &&
            std::find(views.begin(), views.end(), name) == views.end())
            catalogue.tables.push_back(absent_table(name, columns));
    std::sort(catalogue.tables.begin(), catalogue.tables.end(),
              [](const Table& a, const Table& b) { return a.name < b.name; });
    return catalogue;
}

std::unique_ptr<Session> in_shape(std::unique_ptr<Session> session, const Shape& shape) {
    Catalogue catalogue = in_shape(session->catalogue(), shape);
    auto differing = places(catalogue, session->engine());
    if (differing.empty()) return session;
    return std::make_unique<ShapedSession>(std::move(session), std::move(catalogue),
                                           std::move(differing));
}

}  // namespace tieout::db
