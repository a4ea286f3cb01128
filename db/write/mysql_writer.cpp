#include "db/write/mysql_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include "base/digest.h"
#include "base/error.h"
#include "db/mysql_catalogue.h"
#include "db/mysql_connection.h"
#include "db/mysql_stream.h"
#include "db/write/mysql_load.h"

namespace tieout::db {
namespace {

// The reader's dialect; values that do not fit are errors in all tables; an id of 0 is an id.
constexpr auto dialect =
    "ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,NO_UNSIGNED_SUBTRACTION,"
    "NO_ENGINE_SUBSTITUTION,STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
    "ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_VALUE_ON_ZERO";

constexpr int lock_wait_s = 10;
constexpr std::size_t shown_of_statement = 60;

// Statements that leave a transaction open; all others may end it.
bool keeps_transaction(std::string_view statement) {
    constexpr std::array<std::string_view, 9> words{
        "select", "insert", "update", "delete", "replace", "set", "with", "show", "explain"};
    const std::string word = first_word(statement);
    return std::find(words.begin(), words.end(), word) != words.end();
}

// The answer to COMMIT did not come: nobody here knows what became of it.
bool answer_was_lost(const MysqlFailure& failure) {
    constexpr std::array<unsigned, 3> ended{1053, 1317, 1927};
    return failure.code >= 2000 ||
           std::find(ended.begin(), ended.end(), failure.code) != ended.end();
}

// A table that points at one of this database.
struct Reference {
    std::string child_schema, child, constraint, parent;
    bool same_database = false;
    std::vector<std::string> columns;
    std::string child_name() const {
        return quote_mysql_name(child_schema) + "." + quote_mysql_name(child);
    }
};

std::vector<Reference> references_into(MysqlConnection& connection) {
    std::vector<Reference> all;
    for (const auto& row :
         connection.ask("SELECT table_schema, table_name, constraint_name, referenced_table_name, "
                        "column_name, "
                        "table_schema = DATABASE() FROM information_schema.key_column_usage WHERE "
                        "referenced_table_schema = DATABASE() "
                        "ORDER BY table_schema, table_name, constraint_name, ordinal_position")) {
        Reference here{row[0].value_or(""), row[1].value_or(""),        row[2].value_or(""),
                       row[3].value_or(""), row[5].value_or("") == "1", {}};
        if (all.empty() || all.back().constraint != here.constraint ||
            all.back().child_name() != here.child_name())
            all.push_back(here);
        all.back().columns.push_back(row[4].value_or(""));
    }
    return all;
}

class MysqlWriter final : public Writer {
public:
    explicit MysqlWriter(const Url& url) : connection_(url, dialect) {
        if (url.database.empty())
            throw Error(Fault::usage,
                        "The URL of a target names its database: " + url.safe() + "/…");
        connection_.run("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ WRITE");
        connection_.run("SET SESSION autocommit = 0, foreign_key_checks = 1, unique_checks = 1");
        if (connection_.is_mariadb()) connection_.run("SET SESSION check_constraint_checks = 1");
        take_lock();
        max_packet_ = std::stoull(connection_.ask_one("SELECT @@max_allowed_packet"));
        for (const Table& table : catalogue().tables)
            found_.insert(table.name);
    }
    ~MysqlWriter() override { (void)connection_.attempt("ROLLBACK"); }
    MysqlWriter(const MysqlWriter&) = delete;
    MysqlWriter& operator=(const MysqlWriter&) = delete;

    Engine engine() const override { return Engine::mysql; }

    const Catalogue& catalogue() override {
        if (!catalogue_) catalogue_ = read_mysql_catalogue(connection_);
        return *catalogue_;
    }

    void run_script(std::string_view sql) override {
        std::size_t number = 0;
        for (const std::string_view statement : split_mysql_script(sql, connection_.backslash()))
            run_statement(statement, ++number);
        catalogue_.reset();
    }

    SmallResult query(std::string_view sql,
                      const std::vector<std::optional<std::string>>& parameters) override {
        return query_mysql(connection_, sql, parameters);
    }

    std::string recover() override {
        if (!waited_) return {};
        return "A former run's connection was still there; the server has rolled it back.";
    }

    void empty(const std::vector<std::string>& tables) override {
        std::set<std::string> names;
        for (const auto& name : tables)
            names.insert(require_transactional(name).name);
        refuse_outside_references(names);
        begin_changes();
        // The rows of all children are gone or going: the order of the tables, and of rows within
        // one, does not matter.
        connection_.run("SET SESSION foreign_key_checks = 0");
        std::optional<MysqlFailure> failure;
        for (const auto& name : names)
            if (!failure) failure = connection_.attempt("DELETE FROM " + quote_mysql_name(name));
        const auto checks_off = connection_.attempt("SET SESSION foreign_key_checks = 1");
        if (failure) throw mysql_error(*failure, connection_.where());
        if (checks_off) throw mysql_error(*checks_off, connection_.where());
    }

    std::unique_ptr<TableLoad> load(const std::string& table,
                                    const std::vector<std::string>& columns) override {
        const Table& into = require(table);
        const bool transactional = into.storage == "InnoDB";
        if (!transactional && found_.count(into.name)) require_transactional(table);
        if (transactional) begin_changes();
        return load_mysql(connection_, into, columns, max_packet_, transactional);
    }

    void advance_sequences(const std::string& table) override {
        const Table& of = require(table);
        for (const Sequence& sequence : of.sequences) {
            const std::string after = connection_.ask_one(
                fmt::format("SELECT COALESCE(MAX({}), 0) + 1 FROM {}",
                            quote_mysql_name(sequence.column), quote_mysql_name(of.name)));
            const auto next = connection_.ask(fmt::format(
                "SELECT auto_increment >= {} FROM information_schema.tables WHERE table_schema = "
                "DATABASE() AND table_name = {}",
                after, literal(of.name)));
            if (next.empty() || next[0][0].value_or("1") == "1") continue;
            after_commit_.push_back(fmt::format("ALTER TABLE {} AUTO_INCREMENT = {}",
                                                quote_mysql_name(of.name), after));
        }
    }

    void analyze(const std::string& table) override {
        after_commit_.push_back("ANALYZE TABLE " + quote_mysql_name(require(table).name));
        if (!dirty_) run_after_commit();
    }

    std::string why_not_change(const std::vector<std::string>&) override {
        return "MySQL and MariaDB hold a foreign key after every row, not at the end";
    }
    // take_lock() holds off every other tieout; what others write is theirs to hold back.
    void hold(const std::vector<std::string>&) override {}
    std::string change(const std::vector<TableChanges>&) override {
        throw Error(Fault::internal, connection_.where() + ": rows cannot be changed one by one");
    }

    void commit() override {
        if (dirty_) require_whole();
        if (const auto failure = connection_.attempt("COMMIT")) {
            if (answer_was_lost(*failure))
                throw Error(
                    Fault::unknown_state,
                    fmt::format("{}: the connection was lost at COMMIT ({}). Whether the rows "
                                "are there is not known: look, or verify, before a new run.",
                                connection_.where(), failure->words));
            throw mysql_error(*failure, connection_.where());
        }
        dirty_ = false;
        run_after_commit();
    }

    void cancel() noexcept override { connection_.kill_query(); }

private:
    void take_lock() {
        const std::string name = "tieout:" + Digest::of(connection_.url().database).text();
        const auto begun = std::chrono::steady_clock::now();
        const std::string got =
            connection_.ask_one(fmt::format("SELECT GET_LOCK('{}', {})", name, lock_wait_s));
        waited_ = std::chrono::steady_clock::now() - begun > std::chrono::milliseconds(200);
        if (got == "1") return;
        throw Error(
            Fault::connection,
            fmt::format("{}: another tieout writes to this database (connection {}). Wait for its "
                        "end, or for its rollback.",
                        connection_.where(),
                        connection_.ask_one(fmt::format("SELECT IS_USED_LOCK('{}')", name))));
    }

    void begin_changes() {
        if (dirty_) return;
        connection_.run("SAVEPOINT tieout_start");
        dirty_ = true;
    }

    // A deadlock, or a statement that commits on its own, ends the transaction and its savepoints;
    // what came after it is only a part.
    void require_whole() {
        const auto failure = connection_.attempt("RELEASE SAVEPOINT tieout_start");
        if (!failure) return;
        (void)connection_.attempt("ROLLBACK");
        throw mysql_error(*failure,
                          connection_.where() +
                              ": the server ended the transaction before its commit; what came "
                              "after that is not committed");
    }

    std::string literal(std::string_view text) const {
        std::string sql;
        append_literal(sql, text, connection_.backslash());
        return sql;
    }

    const Table& require(const std::string& name) {
        if (const Table* const table = catalogue().find(name)) return *table;
        throw Error(Fault::schema,
                    fmt::format("{}: there is no table {}.", connection_.where(), name));
    }

    const Table& require_transactional(const std::string& name) {
        const Table& table = require(name);
        if (table.storage == "InnoDB") return table;
        throw Error(
            Fault::schema,
            fmt::format("{}: the table {} is {}, which cannot be replaced atomically. Run ALTER "
                        "TABLE {} ENGINE = InnoDB first.",
                        connection_.where(), table.name, table.storage,
                        quote_mysql_name(table.name)));
    }

    // The read locks what it saw, so that no child comes in behind it.
    void refuse_outside_references(const std::set<std::string>& names) {
        for (const Reference& each : references_into(connection_)) {
            const bool inside = each.same_database && names.count(each.child);
            if (inside || !names.count(each.parent)) continue;
            std::string filled;
            for (const auto& column : each.columns)
                filled +=
                    (filled.empty() ? "" : " AND ") + quote_mysql_name(column) + " IS NOT NULL";
            if (connection_
                    .ask(fmt::format("SELECT 1 FROM {} WHERE {} LIMIT 1 LOCK IN SHARE MODE",
                                     each.child_name(), filled))
                    .empty())
                continue;
            throw Error(
                Fault::data,
                fmt::format("{}: the table {} cannot be emptied: rows of {}, which is not emptied, "
                            "point at it by {}. Empty both, or clear the references.",
                            connection_.where(), each.parent, each.child, each.constraint));
        }
    }

    void run_statement(std::string_view statement, std::size_t number) {
        if (dirty_ && !keeps_transaction(statement))
            throw Error(
                Fault::usage,
                fmt::format("Statement {} of the script ({}) would commit rows that are not "
                            "complete: MySQL ends the transaction at it. Run it before loading, "
                            "or after commit.",
                            number, shown(statement)));
        if (const auto failure = connection_.attempt(statement))
            throw mysql_error(*failure, fmt::format("{}, statement {} of the script ({})",
                                                    connection_.where(), number, shown(statement)));
    }

    static std::string shown(std::string_view statement) {
        const auto line = statement.substr(0, statement.find('\n'));
        return std::string(line.substr(0, shown_of_statement));
    }

    void run_after_commit() {
        const auto statements = std::exchange(after_commit_, {});
        for (const auto& sql : statements)
            if (const auto failure = connection_.attempt(sql))
                throw mysql_error(*failure, fmt::format("{}: all rows are committed, but {} failed",
                                                        connection_.where(), sql));
    }

    MysqlConnection connection_;
    std::optional<Catalogue> catalogue_;
    std::set<std::string> found_;  // tables that were there before this writer
    std::size_t max_packet_ = 0;
    bool dirty_ = false, waited_ = false;
    std::vector<std::string> after_commit_;
};

}  // namespace

std::unique_ptr<Writer> open_mysql_writer(const Url& url) {
    return std::make_unique<MysqlWriter>(url);
}

}  // namespace tieout::db
