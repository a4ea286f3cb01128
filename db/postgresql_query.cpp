#include "db/postgresql_query.h"

#include "db/postgresql_types.h"

namespace tieout::db {
namespace {

std::vector<std::optional<std::string>> read_row(const PGresult* result, int row,
                                                 const std::vector<Column>& columns) {
    std::vector<std::optional<std::string>> out(columns.size());
    for (int i = 0; i < PQnfields(result); ++i) {
        if (PQgetisnull(result, row, i)) continue;
        const auto size = static_cast<std::size_t>(PQgetlength(result, row, i));
        std::string& cell = out[static_cast<std::size_t>(i)].emplace();
        append_cell(cell, columns[static_cast<std::size_t>(i)].type,
                    {PQgetvalue(result, row, i), size});
    }
    return out;
}

}  // namespace

SmallResult postgresql_query(PostgresqlConnection& connection, std::string_view sql,
                             const PostgresqlConnection::Parameters& parameters) {
    Savepoint savepoint(connection);
    const PostgresqlResult result = connection.ask(
        parameters.empty() ? std::string(sql) : number_placeholders(sql), parameters);
    SmallResult out;
    if (PQnfields(result.get()) > 0) out.columns = describe_columns(connection, result.get());
    for (int row = 0; row < PQntuples(result.get()); ++row)
        out.rows.push_back(read_row(result.get(), row, out.columns));
    savepoint.release();
    return out;
}

}  // namespace tieout::db
