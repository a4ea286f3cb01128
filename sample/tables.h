// The books as cells of v4's tables. Nothing here depends on the engine.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "db/row_batch.h"
#include "db/write/writer.h"
#include "sample/billing_history.h"
#include "sample/book.h"
#include "sample/catalogue.h"

namespace tieout::sample {

// Rows into one table, a batch at a time. A row that the server refuses is an Error(Fault::data).
class TableSink {
public:
    TableSink(db::Writer& writer, std::string table, const std::vector<std::string>& columns);

    TableSink& text(std::string_view value);
    TableSink& maybe(const Text& value);
    TableSink& whole(std::int64_t value) { return text(std::to_string(value)); }
    TableSink& money(const Decimal& value) { return text(value.text()); }
    TableSink& null();
    void end_row();
    // Must be called.
    void finish();
    std::uint64_t rows() const { return rows_; }
    const std::string& table() const { return table_; }

private:
    void flush();

    std::string table_;
    std::size_t columns_;
    std::unique_ptr<db::TableLoad> load_;
    db::RowBatch batch_;
    std::uint64_t rows_ = 0;
};

// package_type, coupon_codes, tax_zones and config: whole, at once. Returns rows by table.
std::map<std::string, std::uint64_t> write_set_up(db::Writer& writer, const Host& host);
// The same of what the host's own people keep.
std::map<std::string, std::uint64_t> write_office(db::Writer& writer, const Host& host);

// The tables of clients; all are loaded at the same time.
class BookTables {
public:
    explicit BookTables(db::Writer& writer);
    void write(const Book& book);
    void finish();
    std::map<std::string, std::uint64_t> rows() const;

private:
    void write(const ClientRow& row);
    void write(const PackageRow& row);
    void write(const DomainRow& row);
    void write(const InvoiceRow& row);
    void write(const RegisterRow& row);
    void write(const CreditRow& row);
    void write(const TicketRow& row);
    void write(const TicketLogRow& row);
    void write(const EventRow& row);

    void log(const InvoiceRow& row);

    TableSink clients_, packages_, domains_, invoices_, log_, ledger_, credits_;
    TableSink tickets_, ticket_log_, events_;
};

// Every table that the sample fills.
const std::vector<std::string>& sample_tables();

}  // namespace tieout::sample
