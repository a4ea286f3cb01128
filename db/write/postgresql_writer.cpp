#include "db/write/postgresql_writer.h"

#include <fmt/format.h>

#include <optional>

#include "db/postgresql_catalogue.h"
#include "db/postgresql_catalogue_parts.h"
#include "db/postgresql_connection.h"
#include "db/postgresql_elsewhere.h"
#include "db/postgresql_query.h"
#include "db/write/postgresql_changes.h"
#include "db/write/postgresql_foreign_keys.h"
#include "db/write/postgresql_indexes.h"
#include "db/write/postgresql_keys.h"
#include "db/write/postgresql_load.h"

namespace tieout::db {
namespace {

class PostgresqlWriter : public Writer {
public:
    explicit PostgresqlWriter(const Url& url);
    ~PostgresqlWriter() override;

    Engine engine() const override { return Engine::postgresql; }
    const Catalogue& catalogue() override;
    void run_script(std::string_view sql) override;
    SmallResult query(std::string_view sql,
                      const std::vector<std::optional<std::string>>& parameters) override {
        return postgresql_query(connection_, sql, parameters);
    }
    std::string recover() override { return ""; }  // the server undid what was not committed
    void empty(const std::vector<std::string>& tables) override;
    void set_aside(const std::vector<HeldReference>& references) override;
    void set_aside(const std::vector<HeldKey>& keys) override;
    std::unique_ptr<TableLoad> load(const std::string& table,
                                    const std::vector<std::string>& columns) override {
        return copy_into(connection_, known(table), columns);
    }
    void advance_sequences(const std::string& table) override;
    void analyze(const std::string& table) override;
    std::string why_not_change(const std::vector<std::string>& tables) override;
    void hold(const std::vector<std::string>& tables) override;
    std::string change(const std::vector<TableChanges>& changes) override {
        return change_postgresql(connection_, catalogue(), changes);
    }
    void commit() override;
    void cancel() noexcept override { connection_.cancel(); }

private:
    const Table& known(const std::string& table);
    std::string quoted(const std::vector<std::string>& tables);  // "a", "b"
    void follow(const Table& table, Sequence& sequence);
    [[noreturn]] void fail_commit(const PGresult* result, const std::string& transaction,
                                  const std::vector<std::string>& elsewhere);

    PostgresqlConnection connection_;
    IndexesAside indexes_{connection_};
    KeysAside keys_{connection_};
    ForeignKeysAside foreign_keys_{connection_};
    std::optional<Catalogue> catalogue_;
};

PostgresqlWriter::PostgresqlWriter(const Url& url) : connection_(url) {
    // The role's defaults may be read-only; on a standby this is where the server says so.
    connection_.execute("BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE");
}

PostgresqlWriter::~PostgresqlWriter() {
    if (PQtransactionStatus(connection_.handle()) == PQTRANS_IDLE || !connection_.alive()) return;
    // Locks are free when this returns; closing alone would free them some time later.
    const PostgresqlResult abandoned(PQexec(connection_.handle(), "ROLLBACK"));
}

const Catalogue& PostgresqlWriter::catalogue() {
    if (!catalogue_) {
        Savepoint savepoint(connection_);
        catalogue_ = read_postgresql_catalogue(connection_);
        savepoint.release();
    }
    return *catalogue_;
}

const Table& PostgresqlWriter::known(const std::string& name) {
    const Table* table = catalogue().find(name);
    if (table == nullptr) {
        catalogue_.reset();  // query() may have created it
        table = catalogue().find(name);
    }
    if (table == nullptr)
        throw Error(Fault::schema,
                    fmt::format("{}: there is no table {}", connection_.safe_url(), name));
    return *table;
}

void PostgresqlWriter::run_script(std::string_view sql) {
    Savepoint savepoint(connection_);
    connection_.execute(std::string(sql));
    if (!connection_.in_transaction())
        throw Error(Fault::usage, connection_.safe_url() +
                                      ": the script ended the transaction; leave BEGIN, COMMIT and "
                                      "ROLLBACK out of it");
    savepoint.release();
    catalogue_.reset();
}

std::string PostgresqlWriter::quoted(const std::vector<std::string>& tables) {
    std::string list;
    for (const std::string& table : tables)
        list += (list.empty() ? "" : ", ") + quote(known(table).name);
    return list;
}

void PostgresqlWriter::empty(const std::vector<std::string>& tables) {
    const std::string list = quoted(tables);
    if (list.empty()) return;
    Savepoint savepoint(connection_);
    try {
        connection_.execute("TRUNCATE " + list + " RESTART IDENTITY");
    } catch (const Error& error) {
        if (error.fault() != Fault::schema) throw;
        throw Error(Fault::schema,
                    fmt::format("{}. Empty the table that references it as well", error.what()));
    }
    savepoint.release();
    std::vector<std::string> as_spelt;
    for (const std::string& table : tables)
        as_spelt.push_back(known(table).name);
    indexes_.set_aside(as_spelt);
}

void PostgresqlWriter::set_aside(const std::vector<HeldReference>& references) {
    std::vector<HeldReference> as_spelt;
    for (const HeldReference& each : references)
        as_spelt.push_back(
            {known(each.table).name, each.column, known(each.parent).name, each.parent_column});
    foreign_keys_.set_aside(as_spelt);
}

void PostgresqlWriter::set_aside(const std::vector<HeldKey>& keys) {
    std::vector<HeldKey> as_spelt;
    for (const HeldKey& each : keys)
        as_spelt.push_back({known(each.table).name, each.name});
    keys_.set_aside(as_spelt);
}

void PostgresqlWriter::advance_sequences(const std::string& name) {
    Table& table = table_of(*catalogue_, known(name).name);
    keys_.make(table.name);  // finds the greatest value at once
    Savepoint savepoint(connection_);
    for (Sequence& sequence : table.sequences)
        follow(table, sequence);
    savepoint.release();
}

void PostgresqlWriter::follow(const Table& table, Sequence& sequence) {
    const std::string greatest = connection_.value(
        fmt::format("SELECT max({}) FROM {} HAVING max({}) >= (SELECT seqmin FROM "
                    "pg_catalog.pg_sequence WHERE seqrelid = $1::regclass)",
                    quote(sequence.column), quote(table.name), quote(sequence.column)),
        {sequence.name});
    connection_.execute("ALTER SEQUENCE " + sequence.name + " RESTART");
    if (greatest.empty()) return;
    const std::string increment = connection_.value(
        "SELECT seqincrement FROM setval($1::regclass, $2::bigint, true), pg_catalog.pg_sequence "
        "WHERE seqrelid = $1::regclass",
        {sequence.name, greatest});
    sequence.next = following(std::stoll(greatest), std::stoll(increment));
}

void PostgresqlWriter::analyze(const std::string& name) {
    const std::string& table = known(name).name;
    keys_.make(table);
    indexes_.build(table);
    Savepoint savepoint(connection_);
    connection_.execute("ANALYZE " + quote(table));
    savepoint.release();
    foreign_keys_.make(table);
}

std::string PostgresqlWriter::why_not_change(const std::vector<std::string>& tables) {
    Savepoint savepoint(connection_);
    std::string why = why_not_change_postgresql(connection_, tables);
    savepoint.release();
    return why;
}

void PostgresqlWriter::hold(const std::vector<std::string>& tables) {
    if (tables.empty()) return;
    Savepoint savepoint(connection_);
    connection_.execute("LOCK TABLE " + quoted(tables) + " IN SHARE ROW EXCLUSIVE MODE");
    savepoint.release();
}

void PostgresqlWriter::commit() {
    keys_.make_all();
    indexes_.build_all();
    foreign_keys_.make_all();
    // Asked before: it tells a connection that is lost already, and how to ask about one that is
    // lost in COMMIT.
    const std::string transaction = connection_.value("SELECT txid_current_if_assigned()");
    const auto elsewhere = postgresql_tables_elsewhere(connection_);
    const PostgresqlResult result(PQexec(connection_.handle(), "COMMIT"));
    const bool done = PQresultStatus(result.get()) == PGRES_COMMAND_OK;
    if (!done) fail_commit(result.get(), transaction, elsewhere);
    // The server answers COMMIT of a transaction that failed with ROLLBACK, and calls that success.
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
        throw Error(Fault::data, connection_.safe_url() +
                                     ": the transaction had failed; nothing "
                                     "was changed");
}

// Other servers commit one after another, each by itself, and this one last: what the first ones
// have committed stays.
void PostgresqlWriter::fail_commit(const PGresult* result, const std::string& transaction,
                                   const std::vector<std::string>& elsewhere) {
    if (connection_.alive() && elsewhere.empty())
        connection_.fail(result, "nothing was changed, COMMIT was refused");
    if (connection_.alive())
        throw Error(
            Fault::unknown_state,
            fmt::format("{}: COMMIT was refused: {}. {}, some of which may have committed: "
                        "migrate again, and say that rows may be replaced",
                        connection_.safe_url(), PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY),
                        lie_elsewhere(elsewhere)));
    throw Error(Fault::unknown_state,
                fmt::format("{}: the connection was lost in COMMIT. Whether it took place says: "
                            "SELECT txid_status({})",
                            connection_.safe_url(), transaction));
}

}  // namespace

std::unique_ptr<Writer> open_postgresql_writer(const Url& url) {
    return std::make_unique<PostgresqlWriter>(url);
}

}  // namespace tieout::db
