#include "verify/route_query.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "base/unicode.h"
#include "rules/yaml.h"
#include "verify/native_columns.h"

namespace tieout::verify {
namespace {

std::vector<std::string> words_of(const std::string& sql) {
    std::vector<std::string> words(1);
    for (const char c : sql) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '_' || c == '.' || byte >= 0x80)
            words.back().push_back(c);
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

bool is_keyword(const std::string& word) {
    static const std::vector<std::string> keywords = {"on",   "using", "join",  "left",    "right",
                                                      "full", "inner", "cross", "natural", "where"};
    return std::find(keywords.begin(), keywords.end(), to_lower(word)) != keywords.end();
}

std::string last_part(const std::string& dotted) {
    return dotted.substr(dotted.rfind('.') + 1);
}

std::string without_semicolon(std::string sql) {
    while (!sql.empty() &&
           (std::isspace(static_cast<unsigned char>(sql.back())) != 0 || sql.back() == ';'))
        sql.pop_back();
    return sql;
}

}  // namespace

RouteQuery::RouteQuery(const Tie& tie, SideName side, db::Session& session)
    : tie_(tie),
      side_name_(side),
      side_(side == SideName::source ? tie.source : tie.target),
      session_(session),
      produced_(produced_columns(side_.explode)) {
    collect(side);
    if (side_.literal) return;
    read_tables();
    for (const std::string& column : columns_)
        check_column(column);
    for (const Value* value : expressions_)
        note_mentioned(sql_of(value->sql));
    if (side == SideName::target) {
        note_mentioned(joins_sql_);
        note_mentioned(side_.where);
    }
    for (const std::string& column : side_.covers)
        if (std::find(compared_.begin(), compared_.end(), column) == compared_.end())
            compared_.push_back(column);
    build();
}

void RouteQuery::collect(SideName side) {
    for (const Value& key : side_.key)
        collect(key);
    for (const Field& field : tie_.fields)
        collect(side == SideName::source ? field.source : field.target);
    for (const std::string& column : columns_read(side_.explode))
        add_column(column);
    const auto* chain = std::get_if<FirstOf>(&side_.explode);
    if (chain != nullptr && chain->balance) collect(chain->balance->to);
}

void RouteQuery::collect(const Value& value) {
    for_each_part(value, [this](const Value& part) {
        if (part.form == Value::Form::column || part.form == Value::Form::choose)
            add_column(part.text);
        if (part.form == Value::Form::sql) expressions_.push_back(&part);
        for (const Step& step : part.steps)
            if (!step.column.empty()) add_column(step.column);
    });
}

void RouteQuery::add_column(const std::string& column) {
    const bool produced = std::find(produced_.begin(), produced_.end(), column) != produced_.end();
    if (!produced && std::find(columns_.begin(), columns_.end(), column) == columns_.end())
        columns_.push_back(column);
}

void RouteQuery::read_tables() {
    if (side_.from.empty()) return;
    if (side_.exact_names) {
        table_ = session_.catalogue().find(side_.from);
        tables_.push_back({side_.from, side_.from, table_});
        return;
    }
    if (!side_.joins.empty()) joins_sql_ = without_semicolon(sql_of(side_.joins));
    std::vector<std::string> words = words_of("join " + side_.from + " join_end " + joins_sql_);
    const db::Catalogue& catalogue = session_.catalogue();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (to_lower(words[i]) != "join") continue;
        const std::string table = words[i + 1];
        std::size_t next = i + 2;
        if (next < words.size() && to_lower(words[next]) == "as") ++next;
        const bool alias =
            next < words.size() && words[next] != "join_end" && !is_keyword(words[next]);
        tables_.push_back({alias ? words[next] : last_part(table), last_part(table),
                           catalogue.find(last_part(table))});
    }
    table_ = tables_.front().found;
    const std::string& name = tables_.front().table;
    if (table_ != nullptr || side_.from.find('.') < side_.from.find(' ')) return;
    if (std::find(catalogue.views.begin(), catalogue.views.end(), name) != catalogue.views.end())
        return;
    std::vector<std::string_view> known;
    for (const db::Table& each : catalogue.tables)
        known.push_back(each.name);
    const std::string_view near = rules::nearest(name, known);
    throw Error(Fault::schema,
                side_.position + ": there is no table `" + name + "` in " + session_.facts().url +
                    (near.empty() ? "" : "; the nearest is `" + std::string(near) + "`"));
}

// Sets `compared_`, and refuses here what the server would refuse less clearly (in PostgreSQL it
// would also end the snapshot that the other ties need).
void RouteQuery::check_column(const std::string& column) {
    const std::string name = side_.column_name(column);
    const std::string alias =
        name == column ? "" : last_part(column.substr(0, column.size() - name.size() - 1));
    // A statement in parentheses has columns that only the server knows.
    const bool derived = !alias.empty() && joins_sql_.find('(') != std::string::npos &&
                         std::none_of(tables_.begin(), tables_.end(), [&alias](const Named& table) {
                             return table.alias == alias;
                         });
    bool unknown_table = tables_.empty() || derived;
    std::vector<std::string_view> known;
    for (const Named& table : tables_) {
        if (!alias.empty() && table.alias != alias) continue;
        unknown_table |= table.found == nullptr;
        if (table.found == nullptr) continue;
        if (table.found->find(name) != nullptr) {
            note_compared(table.found->name, name);
            return;
        }
        for (const db::TableColumn& each : table.found->columns)
            known.push_back(each.name);
    }
    if (unknown_table) return;
    const std::string_view near = rules::nearest(name, known);
    throw Error(Fault::schema,
                side_.position + ": there is no column `" + column + "` in `" + side_.from + "`" +
                    (near.empty() ? "" : "; the nearest is `" + std::string(near) + "`"));
}

void RouteQuery::note_compared(const std::string& table, const std::string& column) {
    const std::string full = table + "." + column;
    if (std::find(compared_.begin(), compared_.end(), full) == compared_.end())
        compared_.push_back(full);
}

void RouteQuery::note_mentioned(const std::string& sql) {
    for (const std::string& word : words_of(sql)) {
        const std::size_t point = word.rfind('.');
        const std::string name = word.substr(point + 1);
        for (const Named& table : tables_) {
            const bool meant =
                point == std::string::npos || table.alias == last_part(word.substr(0, point));
            if (meant && table.found != nullptr && table.found->find(name) != nullptr) {
                note_compared(table.found->name, table.found->find(name)->name);
                break;
            }
        }
    }
}

std::string RouteQuery::quoted(const std::string& dotted) const {
    if (side_.exact_names) return session_.quote(dotted);
    std::string sql;
    for (std::size_t at = 0; at <= dotted.size();) {
        const std::size_t point = std::min(dotted.find('.', at), dotted.size());
        sql += (at == 0 ? "" : ".") + session_.quote(dotted.substr(at, point - at));
        at = point + 1;
    }
    return sql;
}

std::string RouteQuery::quoted_from() const {
    if (side_.exact_names) return session_.quote(side_.from);
    const auto words = words_of(side_.from);
    std::string sql = quoted(words.front());
    if (words.size() > 1) sql += " " + quoted(words.back());
    return sql;
}

std::string RouteQuery::selected() const {
    std::string sql;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        sql += (sql.empty() ? "" : ", ") + quoted(columns_[i]) + " AS c" + std::to_string(i);
    for (std::size_t i = 0; i < expressions_.size(); ++i)
        sql += (sql.empty() ? "(" : ", (") + sql_of(expressions_[i]->sql) + ") AS e" +
               std::to_string(i);
    return sql.empty() ? "1 AS nothing" : sql;
}

const std::string& RouteQuery::sql_of(const std::map<std::string, std::string>& by_engine) const {
    auto found = by_engine.find(std::string(db::name(session_.engine())));
    if (found == by_engine.end()) found = by_engine.find("any");
    if (found != by_engine.end()) return found->second;
    throw Error(Fault::usage, side_.position + ": the pack has no SQL for " +
                                  std::string(db::name(session_.engine())) + " here");
}

void RouteQuery::build() {
    if (side_.from.empty()) {
        const std::string sql = without_semicolon(sql_of(side_.sql));
        query_.sql =
            expressions_.empty() ? sql : "SELECT " + selected() + " FROM (\n" + sql + "\n) given";
    } else {
        from_sql_ = " FROM " + quoted_from();
        if (!joins_sql_.empty()) from_sql_ += " " + joins_sql_;
        if (!side_.where.empty()) from_sql_ += " WHERE (" + side_.where + ")";
        query_.sql = "SELECT " + selected() + from_sql_;
        for (const std::string& column : columns_)
            plain_.push_back({quoted(column), column});
    }
    for (const std::string& column : columns_read_as_bytes(side_.explode))
        query_.raw_columns.push_back(result_name(column));
    for (const std::string& column : columns_that_may_be_native(tie_, side_name_))
        query_.native_columns.push_back(result_name(column));
}

// As the statement calls it in its result.
std::string RouteQuery::result_name(const std::string& column) const {
    if (side_.from.empty() && expressions_.empty()) return column;
    const auto at = std::find(columns_.begin(), columns_.end(), column);
    return "c" + std::to_string(at - columns_.begin());
}

bool RouteQuery::names_a_moving_table() const {
    const auto& moving = session_.facts().inconsistent_tables;
    if (moving.empty()) return false;
    for (const std::string& word : words_of(query_.sql))
        for (const std::string& table : moving)
            if (to_lower(last_part(word)) == to_lower(table)) return true;
    return false;
}

void RouteQuery::restrict_to(const std::string& column, const KeyRange& range) {
    query_.sql +=
        (side_.where.empty() ? " WHERE (" : " AND (") + condition(range, quoted(column)) + ")";
}

// A part of a table is read at a part of the cost only along an index. MySQL keeps the rows in the
// primary key's; by another it would look up each row anew, or rather read all of them.
std::optional<KeyColumn> RouteQuery::indexed(const std::string& column) const {
    if (std::find(produced_.begin(), produced_.end(), column) != produced_.end()) return {};
    const std::string name = side_.column_name(column);
    const bool primary_only = session_.engine() == db::Engine::mysql;
    for (const db::Constraint& index : table_->constraints) {
        const bool unique = index.kind == db::ConstraintKind::unique && !primary_only;
        const bool fits = index.kind == db::ConstraintKind::primary_key || unique;
        if (fits && index.enforced && index.predicate.empty() && !index.columns.empty() &&
            to_lower(index.columns.front()) == to_lower(name))
            return KeyColumn{table_->name, index.columns.front()};
    }
    return {};
}

void RouteQuery::restrict_to(const std::string& column, const std::vector<std::string>& numbers) {
    std::string list;
    for (const std::string& number : numbers)
        list += (list.empty() ? "" : ", ") + number;
    query_.sql +=
        (side_.where.empty() ? " WHERE " : " AND ") + quoted(column) + " IN (" + list + ")";
}

std::vector<std::string> RouteQuery::quoted_key() const {
    std::vector<std::string> key;
    for (const Value& value : side_.key)
        key.push_back(value.form == Value::Form::column ? quoted(value.text) : "");
    return key;
}

void RouteQuery::order_by(const std::vector<std::string>& expressions) {
    for (std::size_t i = 0; i < expressions.size(); ++i)
        query_.sql += (i == 0 ? " ORDER BY " : ", ") + expressions[i];
}

void RouteQuery::read_only_where(const std::string& condition) {
    const std::string rows = " FROM (" + query_.sql + "\n) tieout_read WHERE " + condition;
    query_.sql = "SELECT *" + rows;
    if (from_sql_.empty()) return;
    from_sql_ = rows;
    for (std::size_t i = 0; i < plain_.size(); ++i)
        plain_[i].sql = "tieout_read.c" + std::to_string(i);
}

ColumnRef RouteQuery::find(const std::string& column, const std::vector<db::Column>& result) const {
    const auto produced = std::find(produced_.begin(), produced_.end(), column);
    if (produced != produced_.end()) {
        const auto at = produced - produced_.begin();
        return {result.size() + std::size_t(at), db::ValueType::text};
    }
    std::string wanted = last_part(column);
    if (!side_.literal && (!side_.from.empty() || !expressions_.empty()))
        wanted = "c" + std::to_string(std::find(columns_.begin(), columns_.end(), column) -
                                      columns_.begin());
    const std::string folded = to_lower(wanted);
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (to_lower(result[i].name) == folded) return {i, result[i].type};
        known.push_back(result[i].name);
    }
    const std::string_view near = rules::nearest(wanted, known);
    throw Error(Fault::schema,
                side_.position + ": `" + side_.label() + "` has no column `" + column + "`" +
                    (near.empty() ? "" : "; the nearest is `" + std::string(near) + "`"));
}

ColumnRef RouteQuery::find(const Value& expression, const std::vector<db::Column>& result) const {
    const auto at = std::find(expressions_.begin(), expressions_.end(), &expression);
    const std::string wanted = "e" + std::to_string(at - expressions_.begin());
    for (std::size_t i = 0; i < result.size(); ++i)
        if (result[i].name == wanted) return {i, result[i].type};
    throw Error(Fault::internal, "an expression has lost its column");
}

}  // namespace tieout::verify
