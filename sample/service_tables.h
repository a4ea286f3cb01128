// The tables of v4 that hang on services, and the history of card batches.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "sample/tables.h"

namespace tieout::sample {

// package_feature, package_relationships and tld_config: whole, at once. Returns rows by table.
std::map<std::string, std::uint64_t> write_selling(db::Writer& writer, const Host& host);

// All are loaded at the same time.
class ServiceTables {
public:
    explicit ServiceTables(db::Writer& writer);
    void write(const Book& book);
    void finish();
    std::map<std::string, std::uint64_t> rows() const;

private:
    struct Batch {
        Decimal approved{0, 2};
        std::int64_t charges = 0;
    };

    void write(const LogInRow& row);
    void write(const DatabaseRow& row);
    void write(const MailboxRow& row);
    void write(const AgreementRow& row);
    void write(const AffiliateRow& row);
    void write(const QueueRow& row);
    void note_charge(const InvoiceRow& row);
    void write_batches();

    TableSink log_ins_, databases_, mailboxes_, variables_, agreements_, affiliates_, queue_,
        batches_, charges_;
    std::map<UnixTime, Batch> by_run_;
};

const std::vector<std::string>& service_tables();

}  // namespace tieout::sample
