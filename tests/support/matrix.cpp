#include "tests/support/matrix.h"

#include <fmt/format.h>

#include <ostream>

#include "base/error.h"
#include "base/unicode.h"
#include "db/session.h"
#include "db/write/writer.h"

namespace tieout::tests {
namespace {

constexpr std::string_view column = "Select";

std::string original(std::size_t number) {
    return fmt::format("Hard Value {}", number);
}

std::string copied(std::size_t number) {
    return fmt::format("Copied Value {}", number);
}

std::string shown(const std::optional<std::string>& cell) {
    if (!cell) return "NULL";
    return cell->size() > 200 ? fmt::format("{} bytes", cell->size())
                              : "'" + printable(*cell) + "'";
}

// The only cell of a table, and what it is said to be; the error's words where it cannot be read.
std::string look_at(db::Session& session, const std::string& table, const HardValue& value) {
    try {
        const auto stream = session.stream(
            {fmt::format("select {} from {}", session.quote(column), session.quote(table)), {}});
        db::RowBatch batch;
        if (!stream->next(batch) || batch.rows() != 1) return table + " has no row";
        std::optional<std::string> cell;
        if (!batch.is_null(0, 0)) cell = batch.at(0, 0);
        const db::Column& said = stream->columns().front();
        if (said.name != column) return table + ": the column is called " + said.name;
        if (said.type != value.type)
            return fmt::format("{}: read as {}, not {}", table, name(said.type), name(value.type));
        if (cell != value.expected)
            return fmt::format("{}: read {}, not {}", table, shown(cell), shown(value.expected));
    } catch (const Error& error) {
        return table + ": " + error.what();
    }
    return "";
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const HardValue& value) {
    return out << value.declared << " " << printable(value.literal.substr(0, 60));
}

Matrix::Matrix(db::Engine engine, const std::vector<HardValue>& values,
               std::string_view client_settings, std::string_view writer_settings)
    : scratch_(engine), complaints_(values.size()) {
    try {
        create(values, client_settings);
        write(read(values), writer_settings);
        look(values);
    } catch (const std::exception& error) {
        complaints_.assign(values.size(), error.what());
    }
}

void Matrix::create(const std::vector<HardValue>& values, std::string_view settings) const {
    const db::Engine engine = scratch_.parsed().engine;
    const std::string name = quote_identifier(engine, column);
    std::string script(settings);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string from = quote_identifier(engine, original(i));
        for (const std::string& table : {from, quote_identifier(engine, copied(i))})
            script +=
                fmt::format("create table {} (k int, {} {});\n", table, name, values[i].declared);
        const std::string& literal = values[i].literal;
        script += literal.empty() ? fmt::format("insert into {} (k) values (1);\n", from)
                                  : fmt::format("insert into {} (k, {}) values (1, {});\n", from,
                                                name, literal);
    }
    scratch_.run_client(script);
}

// All before anything is written: a reader of an SQLite file keeps its writer from committing.
std::vector<db::RowBatch> Matrix::read(const std::vector<HardValue>& values) {
    const auto session = db::Session::open(scratch_.parsed());
    std::vector<db::RowBatch> out(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].way == Way::read_only) continue;
        try {
            session
                ->stream({fmt::format("select {} from {}", session->quote(column),
                                      session->quote(original(i))),
                          {}})
                ->next(out[i]);
        } catch (const Error& error) {
            complaints_[i] = std::string("not read: ") + error.what();
        }
    }
    return out;
}

void Matrix::write(const std::vector<db::RowBatch>& rows, std::string_view settings) {
    const auto writer = db::Writer::open(scratch_.parsed());
    if (!settings.empty()) writer->run_script(settings);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].rows() == 0) continue;
        try {
            const auto load = writer->load(copied(i), {std::string(column)});
            for (const db::Refusal& refusal : load->write(rows[i]))
                complaints_[i] = "refused: " + refusal.reason;
            load->finish();
        } catch (const Error& error) {
            complaints_[i] = std::string("not written: ") + error.what();
        }
    }
    writer->commit();
}

void Matrix::look(const std::vector<HardValue>& values) {
    const auto session = db::Session::open(scratch_.parsed());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string first = look_at(*session, original(i), values[i]);
        if (!first.empty()) complaints_[i] = first;
        if (complaints_[i].empty() && values[i].way == Way::there_and_back)
            complaints_[i] = look_at(*session, copied(i), values[i]);
    }
}

}  // namespace tieout::tests
