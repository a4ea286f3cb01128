#include "migrate/source_query.h"

#include <algorithm>

#include "base/error.h"
#include "rules/yaml.h"

namespace tieout::migrate {
namespace {

const std::string* for_engine(const std::map<std::string, std::string>& sql, db::Engine engine) {
    auto found = sql.find(std::string(db::name(engine)));
    if (found == sql.end()) found = sql.find("any");
    return found == sql.end() ? nullptr : &found->second;
}

[[noreturn]] void no_sql(const std::string& where, db::Engine engine) {
    throw Error(Fault::usage,
                where + ": no SQL for the source's engine, " + std::string(db::name(engine)));
}

[[noreturn]] void no_such(const std::string& where, const std::string& what,
                          const std::string& name, const std::vector<std::string_view>& known) {
    const std::string_view meant = rules::nearest(name, known);
    throw Error(Fault::schema,
                where + ": " + what + " `" + name + "`" +
                    (meant.empty() ? "" : "; did you mean `" + std::string(meant) + "`?"));
}

}  // namespace

SourceQuery::SourceQuery(const TablePlan& plan, db::Session& source)
    : plan_(plan), source_(source) {
    if (plan.fixed) return;
    const db::Catalogue& catalogue = source.catalogue();
    if (plan.from.empty()) {
        const std::string* sql = for_engine(plan.sql, source.engine());
        if (sql == nullptr) no_sql(plan.where_in_file, source.engine());
        scope_ = tables_named(*sql, catalogue);
        note_names(*sql);
        from_ = "(" + sql->substr(0, sql->find_last_not_of("; \t\r\n") + 1) + "\n) source_rows";
        scope_.clear();  // columns are those of the query's result
    } else {
        scope_ = tables_named(plan.from, catalogue);
        if (scope_.empty()) {
            std::vector<std::string_view> tables;
            for (const db::Table& table : catalogue.tables)
                tables.push_back(table.name);
            no_such(plan.where_in_file, "the source has no table", plan.from, tables);
        }
        from_ = source.quote(scope_.front().table->name);
        if (scope_.front().alias != scope_.front().table->name) from_ += " " + scope_.front().alias;
        if (!plan.joins.empty()) {
            const std::string* joins = for_engine(plan.joins, source.engine());
            if (joins == nullptr) no_sql(plan.where_in_file, source.engine());
            joins_ = joins->substr(0, joins->find_last_not_of("; \t\r\n") + 1);
        }
        const auto joined = tables_named(joins_, catalogue);
        scope_.insert(scope_.end(), joined.begin(), joined.end());
        note_names(joins_);
    }
    note_names(plan.where);
    const auto produced = produced_columns(plan.explode);
    for (const std::string& name : plan.key) {
        if (std::find(produced.begin(), produced.end(), name) != produced.end()) continue;
        const Found found = find(name, plan.where_in_file);
        if (order_.empty() && leads_primary_key(found.column)) cut_by_ = found.sql;
        order_ += (order_.empty() ? "" : ", ") + found.sql;
    }
}

void SourceQuery::offer_produced() {
    produced_ = produced_columns(plan_.explode);
}

bool SourceQuery::leads_primary_key(const db::TableColumn* column) const {
    if (column == nullptr || column->type != db::ValueType::integer || scope_.empty()) return false;
    const db::Constraint* const key = scope_.front().table->primary_key();
    return key != nullptr && scope_.front().table->find(key->columns.front()) == column;
}

void SourceQuery::note_names(const std::string& sql) {
    std::vector<ScopedTable> scope = scope_;
    const auto inner = tables_named(sql, source_.catalogue());
    scope.insert(scope.end(), inner.begin(), inner.end());
    read_.merge(columns_named(sql, scope));
}

std::string SourceQuery::alias_sql(const ScopedTable& table) const {
    return table.alias == table.table->name ? source_.quote(table.alias) : table.alias;
}

SourceQuery::Found SourceQuery::find(const std::string& name, const std::string& where) {
    if (plan_.from.empty()) return {"source_rows." + source_.quote(name), nullptr};
    const std::size_t dot = name.find('.');
    const std::string alias = dot == std::string::npos ? "" : name.substr(0, dot);
    const std::string column_name = dot == std::string::npos ? name : name.substr(dot + 1);
    std::vector<std::string_view> known(produced_.begin(), produced_.end());
    for (const ScopedTable& one : scope_) {
        if (!alias.empty() && one.alias != alias) continue;
        if (const auto* column = one.table->find(column_name)) {
            read_.insert(one.table->name + "." + column->name);
            return {alias_sql(one) + "." + source_.quote(column->name), column};
        }
        for (const db::TableColumn& column : one.table->columns)
            known.push_back(column.name);
    }
    if (!alias.empty() && std::none_of(scope_.begin(), scope_.end(),
                                       [&](const auto& one) { return one.alias == alias; })) {
        // A derived table of `joins`: only the server knows its columns.
        return {alias + "." + source_.quote(column_name), nullptr};
    }
    no_such(where, "the source has no column", name, known);
}

std::size_t SourceQuery::item(const std::string& sql, bool raw) {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (items_[i].sql == sql && items_[i].raw == raw) return i;
    }
    items_.push_back({sql, raw});
    return items_.size() - 1;
}

ColumnRef SourceQuery::column(const std::string& name, const std::string& where) {
    const auto made = std::find(produced_.begin(), produced_.end(), name);
    if (made != produced_.end()) {
        return {true, static_cast<std::size_t>(made - produced_.begin())};
    }
    if (!plan_.fixed) return {false, item(find(name, where).sql, false)};
    const auto& fixed = plan_.fixed->columns;
    return {false,
            static_cast<std::size_t>(std::find(fixed.begin(), fixed.end(), name) - fixed.begin())};
}

ColumnRef SourceQuery::expression(const std::map<std::string, std::string>& sql,
                                  const std::string& where) {
    const std::string* text = for_engine(sql, source_.engine());
    if (text == nullptr) no_sql(where, source_.engine());
    note_names(*text);
    return {false, item("(" + *text + ")", false)};
}

ColumnRef SourceQuery::stored_bytes(const std::string& name, const std::string& where) {
    return {false, item(find(name, where).sql, true)};
}

std::string SourceQuery::charset_of(const std::string& name) const {
    const std::size_t dot = name.find('.');
    for (const ScopedTable& one : scope_) {
        if (dot != std::string::npos && one.alias != name.substr(0, dot)) continue;
        const std::string column = dot == std::string::npos ? name : name.substr(dot + 1);
        if (const auto* found = one.table->find(column)) return found->charset;
    }
    return "utf8";
}

db::Query SourceQuery::query(const std::string& condition) const {
    db::Query result;
    result.sql = "SELECT ";
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const std::string name = "v" + std::to_string(i);
        result.sql += (i == 0 ? "" : ", ") + items_[i].sql + " AS " + name;
        if (items_[i].raw) result.raw_columns.push_back(name);
    }
    if (items_.empty()) result.sql += "1 AS v0";
    result.sql += " FROM " + from_;
    if (!joins_.empty()) result.sql += " " + joins_;
    if (!plan_.where.empty()) result.sql += " WHERE (" + plan_.where + ")";
    if (!condition.empty()) result.sql += (plan_.where.empty() ? " WHERE " : " AND ") + condition;
    if (!order_.empty()) result.sql += " ORDER BY " + order_;
    return result;
}

std::optional<std::string> SourceQuery::count_query() const {
    if (plan_.from.empty()) return std::nullopt;
    return "SELECT COUNT(*) FROM " + from_;
}

std::uint64_t SourceQuery::estimated_rows() const {
    if (plan_.from.empty()) return 0;
    const std::int64_t guess = scope_.front().table->estimated_rows;
    return guess > 0 ? static_cast<std::uint64_t>(guess) : 0;
}

}  // namespace tieout::migrate
