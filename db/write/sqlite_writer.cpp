#include "db/write/sqlite_writer.h"

#include <filesystem>
#include <optional>

#include "base/error.h"
#include "db/sqlite_catalogue.h"
#include "db/sqlite_connection.h"
#include "db/write/sqlite_changes.h"
#include "db/write/sqlite_load.h"

namespace tieout::db {
namespace {

class SqliteWriter : public Writer {
public:
    explicit SqliteWriter(const Url& url)
        : made_(!std::filesystem::exists(url.database)),
          connection_(std::make_unique<SqliteConnection>(url, SqliteAccess::read_write)) {
        connection_->run("pragma foreign_keys = on");
        connection_->run("begin immediate");
    }

    // A file that was made for this and holds nothing goes again.
    ~SqliteWriter() override {
        const std::string path = connection_->path();
        connection_.reset();
        std::error_code ignored;
        if (made_ && std::filesystem::file_size(path, ignored) == 0 && !ignored)
            std::filesystem::remove(path, ignored);
    }

    Engine engine() const override { return Engine::sqlite; }

    const Catalogue& catalogue() override {
        if (!catalogue_) catalogue_ = read_sqlite_catalogue(*connection_);
        return *catalogue_;
    }

    void run_script(std::string_view sql) override {
        begin();
        catalogue_.reset();
        while (const SqliteStatement statement = connection_->prepare_first(sql))
            while (connection_->step(statement.get())) {
            }
    }

    SmallResult query(std::string_view sql,
                      const std::vector<std::optional<std::string>>& parameters) override {
        begin();
        return connection_->query(sql, parameters);
    }

    // SQLite itself undoes what a killed writer left behind, when the file is opened.
    std::string recover() override { return ""; }

    void empty(const std::vector<std::string>& tables) override {
        begin();
        for (const std::string& table : tables)
            connection_->run("delete from " + quote(table_named(table).name));
    }

    std::unique_ptr<TableLoad> load(const std::string& table,
                                    const std::vector<std::string>& columns) override {
        begin();
        return load_sqlite(*connection_, table_named(table), columns);
    }

    void advance_sequences(const std::string& table) override {
        begin();
        Table& known = table_named(table);
        for (Sequence& sequence : known.sequences) {
            connection_->query("delete from sqlite_sequence where name = ?", {known.name});
            const SmallResult last = connection_->query(
                "insert into sqlite_sequence (name, seq) select ?, coalesce(max(" +
                    quote(sequence.column) + "), 0) from " + quote(known.name) + " returning seq",
                {known.name});
            sequence.next = std::stoll(last.rows.at(0).at(0).value()) + 1;
        }
    }

    void analyze(const std::string& table) override {
        begin();
        connection_->run("analyze " + quote(table_named(table).name));
    }

    std::string why_not_change(const std::vector<std::string>& tables) override {
        return why_not_change_sqlite(*connection_, tables);
    }

    // `begin immediate` has held off every other writer from the start.
    void hold(const std::vector<std::string>&) override { begin(); }

    std::string change(const std::vector<TableChanges>& changes) override {
        begin();
        return change_sqlite(*connection_, catalogue(), changes);
    }

    void commit() override {
        if (sqlite3_get_autocommit(connection_->raw()) != 0) return;
        const SqliteStatement commit = connection_->prepare("commit");
        const int code = sqlite3_step(commit.get());
        if (code == SQLITE_DONE) return;
        if (code == SQLITE_CONSTRAINT_FOREIGNKEY) throw Error(Fault::data, orphans());
        if ((code & 0xff) == SQLITE_IOERR)
            throw Error(Fault::unknown_state,
                        "The disk failed while '" + connection_->path() +
                            "' was being committed; whether it was is not known. Run the command "
                            "again: it begins by looking.");
        connection_->fail();
    }

    void cancel() noexcept override { sqlite3_interrupt(connection_->raw()); }

private:
    void begin() {
        if (sqlite3_get_autocommit(connection_->raw()) != 0) connection_->run("begin immediate");
    }

    Table& table_named(const std::string& table) {
        const Table* const found = catalogue().find(table);
        if (found == nullptr)
            throw Error(Fault::schema,
                        "'" + connection_->path() + "' has no table '" + table + "'.");
        return catalogue_->tables[static_cast<std::size_t>(found - catalogue_->tables.data())];
    }

    std::string orphans() const {
        const auto rows = connection_->query(
            "select \"table\", parent, count(*) from pragma_foreign_key_check group by 1, 2");
        std::string sentence = "SQLite refuses to commit '" + connection_->path() + "':";
        for (const auto& row : rows.rows)
            sentence += " " + row[2].value_or("") + " rows of '" + row[0].value_or("") +
                        "' have no parent in '" + row[1].value_or("") + "'.";
        return sentence;
    }

    bool made_;
    std::unique_ptr<SqliteConnection> connection_;
    std::optional<Catalogue> catalogue_;
};

}  // namespace

std::unique_ptr<Writer> open_sqlite_writer(const Url& url) {
    return std::make_unique<SqliteWriter>(url);
}

}  // namespace tieout::db
