#include "verify/push_down_side.h"

#include <fmt/format.h>

#include <algorithm>

#include "verify/route_query.h"

namespace tieout::verify {
namespace {

std::string where(const std::string& condition) {
    return condition.empty() ? condition : " WHERE " + condition;
}

std::string group_name(std::size_t group) {
    return "tieout_group" + std::to_string(group);
}

}  // namespace

PushDownSide::PushDownSide(const Tie& tie, SideName side, db::Session& session, db::Engine other,
                           const RunFacts& facts)
    : tie_(tie) {
    const Side& rows = side == SideName::source ? tie.source : tie.target;
    if (rows.literal)
        why_not_ = "the pack itself holds the rows of one side";
    else if (!std::holds_alternative<std::monostate>(rows.explode))
        why_not_ = "rows are made of other rows";
    else
        server_ = ServerSql::of(session, other, why_not_);
    for (const Field& field : tie.fields)
        if (facts.defanged && field.defanged) why_not_ = "`" + field.name + "` is defanged";
    if (why_not_.empty()) read(side, session, facts);
}

void PushDownSide::read(SideName side, db::Session& session, const RunFacts& facts) {
    const RouteQuery query(tie_, side, session);
    rows_ = " FROM (" + query.query().sql + "\n) tieout_read";
    const auto columns = session.query("SELECT *" + rows_ + " LIMIT 0").columns;
    const auto at = [&](const ColumnRef& found) {
        const db::Column& column = columns[found.index];
        return server_->column("tieout_read." + session.quote(column.name), column);
    };
    const ServerColumns names{
        *server_, [&](const std::string& column) { return at(query.find(column, columns)); },
        [&](const Value& value) { return at(query.find(value, columns)); }, facts.zone};
    const auto express = [&](As as, const Value& value, const std::string& name) {
        ServerValue made = as_compared(as, server_value(value, names), *server_);
        if (why_not_.empty() && !made.why_not.empty()) why_not_ = name + ": " + made.why_not;
        return made;
    };
    const Side& rows = side == SideName::source ? tie_.source : tie_.target;
    for (std::size_t i = 0; i < rows.key.size(); ++i)
        keys_.push_back(express(tie_.key_as[i], rows.key[i], "the key"));
    for (const Field& field : tie_.fields)
        fields_.push_back(express(field.as, side == SideName::source ? field.source : field.target,
                                  "`" + field.name + "`"));
}

std::string PushDownSide::key_text() const {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < keys_.size(); ++i)
        texts.push_back(canonical_sql(tie_.key_as[i], keys_[i], *server_));
    return server_->joined(texts);
}

std::string PushDownSide::row_text() const {
    std::vector<std::string> texts{key_text()};
    for (std::size_t i = 0; i < fields_.size(); ++i)
        texts.push_back(canonical_sql(tie_.fields[i].as, fields_[i], *server_));
    return server_->joined(texts);
}

std::string PushDownSide::key_number() const {
    std::string no_null;
    for (const ServerValue& key : keys_)
        no_null += (no_null.empty() ? "" : " AND ") + key.sql + " IS NOT NULL";
    return fmt::format("CASE WHEN {} THEN {} END", no_null,
                       server_->number_in(server_->sha256(key_text()), 1, 4));
}

std::string PushDownSide::bucket(std::uint64_t mask) const {
    return fmt::format("COALESCE(({}) & {}, -1)", key_number(), mask);
}

std::string PushDownSide::in_buckets(std::uint64_t mask,
                                     const std::vector<std::int64_t>& ids) const {
    return ids.empty() ? "1 = 0" : fmt::format("{} IN ({})", bucket(mask), fmt::join(ids, ", "));
}

std::string PushDownSide::not_in_buckets(std::uint64_t mask,
                                         const std::vector<std::int64_t>& ids) const {
    return ids.empty() ? "" : fmt::format("{} NOT IN ({})", bucket(mask), fmt::join(ids, ", "));
}

std::string PushDownSide::count_sql() const {
    return "SELECT COUNT(*)" + rows_;
}

std::string PushDownSide::sums_of_digests() const {
    std::string sql;
    for (const int from : {1, 8, 15})
        sql += fmt::format(", SUM({})", server_->number_in("tieout_digest", from, 7));
    return sql;
}

std::string PushDownSide::digests_sql(std::uint64_t mask, const std::string& condition,
                                      bool counts_keys) const {
    std::string read = fmt::format("SELECT {} AS tieout_bucket, {} AS tieout_digest", bucket(mask),
                                   server_->sha256(row_text()));
    if (counts_keys) read += fmt::format(", {} AS tieout_key", server_->sha256(key_text()));
    std::string sql = "SELECT tieout_bucket, COUNT(*), COUNT(tieout_digest)";
    sql += sums_of_digests();
    if (counts_keys) sql += ", COUNT(DISTINCT tieout_key)";
    return sql + " FROM " + server_->fenced(read + rows_ + where(condition)) +
           " tieout_rows GROUP BY tieout_bucket";
}

std::string PushDownSide::group_text(const Group& group) const {
    const As as = tie_.fields[group.field].as;
    const ServerValue& value = fields_[group.field];
    if (group.part == Group::Part::whole) return canonical_sql(as, value, *server_);
    const std::string days =
        value.kind == ServerValue::Kind::micros ? server_->days_of_micros(value.sql) : value.sql;
    ServerValue part = value;
    part.kind = ServerValue::Kind::text;
    part.sql = server_->calendar_text(days, group.part == Group::Part::month ? 7 : 4);
    return canonical_sql(As::label, part, *server_);
}

std::string PushDownSide::total_sql(const Total& total, const std::string& condition) const {
    std::string groups, names;
    for (std::size_t i = 0; i < total.groups.size(); ++i) {
        groups += fmt::format("{} AS {}, ", server_->as_it_is(group_text(total.groups[i])),
                              group_name(i));
        names += group_name(i) + ", ";
    }
    const std::string amount = total.sum ? fields_[*total.sum].sql : "1";
    const std::string rows = server_->fenced(
        fmt::format("SELECT {}{} AS tieout_amount{}{}", groups, amount, rows_, where(condition)));
    std::string sql =
        fmt::format("SELECT {}COALESCE(SUM(tieout_amount), 0) AS tieout_figure FROM {} tieout_rows",
                    names, rows);
    if (!names.empty()) sql += " GROUP BY " + names.substr(0, names.size() - 2);
    return sql;
}

std::string PushDownSide::group_digest_sql(const Total& total) const {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < total.groups.size(); ++i)
        texts.push_back(group_name(i));
    texts.push_back(server_->digits("tieout_figure"));
    const std::string digest = server_->sha256(server_->joined(texts));
    const std::string groups = server_->fenced(fmt::format(
        "SELECT {} AS tieout_digest FROM ({}) tieout_groups", digest, total_sql(total, "")));
    return "SELECT COUNT(*)" + sums_of_digests() + " FROM " + groups + " tieout_rows";
}

}  // namespace tieout::verify
