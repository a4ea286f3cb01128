#include "sample/service_tables.h"

#include <algorithm>

namespace tieout::sample {

ServiceTables::ServiceTables(db::Writer& writer)
    : log_ins_(writer, "account_details",
               {"details_id", "client_id", "cp_id", "domain_id", "ip", "server", "server_type",
                "username", "password"}),
      databases_(
          writer, "account_dbs",
          {"db_id", "client_id", "cp_id", "db_type", "db_name", "db_user", "db_pass", "db_stamp"}),
      mailboxes_(writer, "account_pops",
                 {"pop_id", "client_id", "cp_id", "pop_real_name", "pop_username", "pop_password",
                  "pop_space", "pop_ftp", "pop_telnet", "pop_stamp"}),
      variables_(writer, "client_package_variables", {"cpv_id", "cp_id", "cpv_name", "cpv_value"}),
      agreements_(writer, "client_subscriptions",
                  {"cs_id", "client_id", "cs_subscription_id", "invoice_id", "cs_status",
                   "cs_create_stamp", "cs_modify_stamp", "gateway_module"}),
      affiliates_(writer, "affiliate_config",
                  {"aff_id", "client_id", "aff_code", "aff_hits", "aff_count", "aff_pay_time",
                   "aff_pay_amount", "aff_pay_type", "aff_pay_cycle", "aff_pay_sum", "aff_status",
                   "aff_stamp"}),
      queue_(writer, "authnet_batch",
             {"an_id", "x_Invoice_Num", "x_Description", "x_Amount", "x_Method", "x_Type",
              "x_Card_Num", "x_Exp_Date", "x_Cust_ID", "an_stamp"}),
      batches_(writer, "batch_details",
               {"batch_id", "batch_stamp", "batch_sum_approved", "batch_num_approved"}),
      charges_(writer, "batch_log", {"log_id", "batch_stamp", "invoice_id", "log_text"}) {}

void ServiceTables::write(const LogInRow& row) {
    log_ins_.whole(row.id).whole(row.client).whole(row.package);
    if (row.domain)
        log_ins_.whole(*row.domain);
    else
        log_ins_.null();
    log_ins_.maybe(row.ip).text(row.server).whole(1).text(row.username).maybe(row.password);
    log_ins_.end_row();
}

void ServiceTables::write(const DatabaseRow& row) {
    databases_.whole(row.id).whole(row.client).whole(row.package).whole(row.kind).text(row.name);
    databases_.text(row.user).text(row.password).whole(row.saved);
    databases_.end_row();
}

void ServiceTables::write(const MailboxRow& row) {
    mailboxes_.whole(row.id).whole(row.client).whole(row.package).text(row.real_name);
    mailboxes_.text(row.user).text(row.password).text(row.space).whole(row.ftp).whole(row.telnet);
    mailboxes_.whole(row.saved);
    mailboxes_.end_row();
}

void ServiceTables::write(const AgreementRow& row) {
    agreements_.whole(row.id).whole(row.client).text(row.reference).whole(row.invoice);
    agreements_.whole(row.status).whole(row.created).whole(row.changed).text(row.gateway);
    agreements_.end_row();
}

void ServiceTables::write(const AffiliateRow& row) {
    affiliates_.whole(row.id).whole(row.client).text(row.code).whole(row.hits).whole(row.orders);
    affiliates_.whole(30).money(row.pays).whole(row.kind).whole(row.cycle).money(row.paid);
    affiliates_.whole(row.status).whole(row.saved);
    affiliates_.end_row();
}

void ServiceTables::write(const QueueRow& row) {
    queue_.whole(row.id).whole(row.invoice).text("Invoice " + std::to_string(row.invoice));
    queue_.money(row.amount).text("CC").text("AUTH_CAPTURE").text(row.card_number);
    queue_.text(row.card_expiry).whole(row.client).whole(row.saved);
    queue_.end_row();
}

void ServiceTables::note_charge(const InvoiceRow& row) {
    if (row.auth_return != 1 || row.paid_on == 0) return;
    Batch& batch = by_run_[row.paid_on];
    batch.approved += row.paid;
    ++batch.charges;
    charges_.whole(row.id).whole(row.paid_on).whole(row.id).text("approved");
    charges_.end_row();
}

void ServiceTables::write(const Book& book) {
    for (const LogInRow& row : book.log_ins)
        write(row);
    for (const DatabaseRow& row : book.databases)
        write(row);
    for (const MailboxRow& row : book.mailboxes)
        write(row);
    for (const VariableRow& row : book.variables) {
        variables_.whole(row.id).whole(row.package).text(row.name).text(row.value);
        variables_.end_row();
    }
    for (const AgreementRow& row : book.agreements)
        write(row);
    for (const AffiliateRow& row : book.affiliates)
        write(row);
    for (const QueueRow& row : book.queue)
        write(row);
    for (const InvoiceRow& row : book.invoices)
        note_charge(row);
}

void ServiceTables::write_batches() {
    const Decimal most(9'999'999'999, 2);  // v4's column ends there
    std::int64_t number = 0;
    for (const auto& [time, batch] : by_run_) {
        batches_.whole(++number).whole(time).money(std::min(batch.approved, most));
        batches_.whole(batch.charges);
        batches_.end_row();
    }
}

void ServiceTables::finish() {
    write_batches();
    for (TableSink* sink : {&log_ins_, &databases_, &mailboxes_, &variables_, &agreements_,
                            &affiliates_, &queue_, &batches_, &charges_})
        sink->finish();
}

std::map<std::string, std::uint64_t> ServiceTables::rows() const {
    std::map<std::string, std::uint64_t> rows;
    for (const TableSink* sink : {&log_ins_, &databases_, &mailboxes_, &variables_, &agreements_,
                                  &affiliates_, &queue_, &batches_, &charges_})
        rows[sink->table()] = sink->rows();
    return rows;
}

const std::vector<std::string>& service_tables() {
    static const std::vector<std::string> tables{
        "package_feature",  "package_relationships", "tld_config",
        "account_details",  "account_dbs",           "account_pops",
        "affiliate_config", "client_subscriptions",  "client_package_variables",
        "authnet_batch",    "batch_details",         "batch_log"};
    return tables;
}

}  // namespace tieout::sample
