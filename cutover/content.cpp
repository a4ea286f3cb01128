#include "cutover/content.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "base/error.h"
#include "cutover/row_bytes.h"

namespace tieout::cutover {
namespace {

using Json = nlohmann::ordered_json;

Digest digest_of(const db::RowBatch::Row& row, std::size_t columns, std::string& buffer) {
    buffer.clear();
    for (std::size_t column = 0; column < columns; ++column)
        append_cell(row, column, buffer);
    return Digest::of(buffer);
}

db::Query query_of_all(const db::Table& table, const db::Session& session) {
    db::Query query;
    query.sql = "select * from " + session.quote(table.name);
    for (const db::TableColumn& column : table.columns)
        if (column.type == db::ValueType::text) query.raw_columns.push_back(column.name);
    return query;
}

TableContent content_of(const db::Table& table, db::Session& session, const std::atomic<bool>* stop,
                        const std::function<void(const std::string&, std::uint64_t)>& progress) {
    const auto stream = session.stream(query_of_all(table, session));
    SetDigest digest;
    db::RowBatch batch;
    std::string buffer;
    while (stream->next(batch)) {
        if (stop != nullptr && *stop)
            throw Error(Fault::interrupted, "stopped while reading " + table.name);
        for (std::size_t row = 0; row < batch.rows(); ++row)
            digest.add(digest_of(batch.row(row), batch.columns(), buffer));
        if (progress) progress(table.name, digest.count());
    }
    return {table.name, digest.count(), digest.result().text()};
}

const TableContent* find(const Content& content, const std::string& table) {
    const auto found = std::find_if(content.tables.begin(), content.tables.end(),
                                    [&](const TableContent& one) { return one.table == table; });
    return found == content.tables.end() ? nullptr : &*found;
}

}  // namespace

Content content_of(db::Session& session, const std::atomic<bool>* stop,
                   const std::function<void(const std::string&, std::uint64_t)>& progress) {
    Content content{session.facts().server_time, session.facts().position, {}};
    for (const db::Table& table : session.catalogue().tables)
        if (!table.absent) content.tables.push_back(content_of(table, session, stop, progress));
    return content;
}

std::vector<std::string> changes_of_content(const Content& before, const Content& after) {
    std::vector<std::string> changes;
    for (const TableContent& was : before.tables) {
        const TableContent* const is = find(after, was.table);
        if (is == nullptr)
            changes.push_back("table " + was.table + " is gone");
        else if (is->rows != was.rows)
            changes.push_back("table " + was.table + " has " + std::to_string(is->rows) +
                              " rows, had " + std::to_string(was.rows));
        else if (is->digest != was.digest)
            changes.push_back("table " + was.table + " has as many rows as before, and others");
    }
    for (const TableContent& is : after.tables)
        if (find(before, is.table) == nullptr) changes.push_back("table " + is.table + " is new");
    return changes;
}

std::string to_json(const Content& content) {
    Json json{{"at", content.at}, {"position", content.position}, {"tables", Json::array()}};
    for (const TableContent& table : content.tables)
        json["tables"].push_back(
            {{"table", table.table}, {"rows", table.rows}, {"digest", table.digest}});
    return json.dump(2) + "\n";
}

Content content_from_json(const std::string& text) {
    try {
        const Json json = Json::parse(text);
        Content content{json.at("at"), json.at("position"), {}};
        for (const Json& table : json.at("tables"))
            content.tables.push_back({table.at("table"), table.at("rows"), table.at("digest")});
        return content;
    } catch (const nlohmann::json::exception& error) {
        throw Error(Fault::internal, std::string("no digests of a database: ") + error.what());
    }
}

}  // namespace tieout::cutover
