#include "sample/tables.h"

#include "base/error.h"

namespace tieout::sample {

TableSink::TableSink(db::Writer& writer, std::string table, const std::vector<std::string>& columns)
    : table_(std::move(table)), columns_(columns.size()), load_(writer.load(table_, columns)) {
    batch_.clear(columns_);
}

TableSink& TableSink::text(std::string_view value) {
    batch_.add(value);
    return *this;
}

TableSink& TableSink::maybe(const Text& value) {
    return value ? text(std::string_view(*value)) : null();
}

TableSink& TableSink::null() {
    batch_.add_null();
    return *this;
}

void TableSink::end_row() {
    ++rows_;
    if (batch_.full()) flush();
}

void TableSink::flush() {
    if (batch_.rows() == 0) return;
    const std::vector<db::Refusal> refused = load_->write(batch_);
    if (!refused.empty())
        throw Error(Fault::data, table_ + " does not take the sample's row " +
                                     std::string(batch_.at(refused[0].row, 0)) + ": " +
                                     refused[0].reason);
    batch_.clear(columns_);
}

void TableSink::finish() {
    flush();
    load_->finish();
}

BookTables::BookTables(db::Writer& writer)
    : clients_(writer, "client_info", {"client_id",
                                       "client_fname",
                                       "client_lname",
                                       "client_email",
                                       "client_company",
                                       "client_address",
                                       "client_address_2",
                                       "client_city",
                                       "client_state",
                                       "client_zip",
                                       "client_country",
                                       "client_phone1",
                                       "client_phone2",
                                       "billing_method",
                                       "billing_cc_type",
                                       "billing_cc_num",
                                       "billing_cc_exp",
                                       "client_password",
                                       "client_comments",
                                       "client_status",
                                       "client_stamp",
                                       "client_username",
                                       "client_real_pass",
                                       "apply_tax",
                                       "default_translation",
                                       "default_currency",
                                       "send_email_type",
                                       "client_secondary_email",
                                       "secondary_contact",
                                       "client_field_1",
                                       "client_field_2",
                                       "client_field_3",
                                       "client_field_4",
                                       "client_field_5",
                                       "client_field_6",
                                       "client_field_7",
                                       "client_field_8",
                                       "client_field_9",
                                       "client_field_10",
                                       "billing_cc_code",
                                       "x_Bank_Name",
                                       "x_Bank_Acct_Num",
                                       "x_Drivers_License_Num"}),
      packages_(writer, "client_package", {"cp_id",          "client_id",
                                           "pack_id",        "pack_price",
                                           "parent_cp_id",   "cp_qty",
                                           "cp_discount",    "cp_start_stamp",
                                           "cp_renew_stamp", "cp_billing_cycle",
                                           "cp_status",      "cp_comments",
                                           "cp_renewed_on",  "cp_stamp",
                                           "aff_code",       "aff_last_paid",
                                           "domain",         "ip",
                                           "server",         "username",
                                           "external_id"}),
      domains_(writer, "domain_names",
               {"domain_id", "domain_name", "client_id", "domain_created", "domain_expires",
                "registrar_id", "monitor"}),
      invoices_(writer, "client_invoice",
                {"invoice_id",
                 "client_id",
                 "invoice_amount",
                 "invoice_amount_paid",
                 "invoice_date_entered",
                 "invoice_date_due",
                 "invoice_date_paid",
                 "invoice_payment_method",
                 "invoice_snapshot",
                 "invoice_comments",
                 "auth_return",
                 "auth_code",

                 "trans_id",
                 "batch_stamp",
                 "invoice_stamp",
                 "invoice_subtotal",
                 "invoice_tax",
                 "invoice_discount",
                 "tax_zone_id",
                 "invoice_status",
                 "serialized_snapshot"}),
      log_(writer, "invoice_log", {"log_id", "invoice_id", "client_id", "cp_id"}),
      ledger_(writer, "client_register",
              {"reg_id", "client_id", "reg_date", "reg_desc", "invoice_id", "reg_bill",
               "reg_payment", "reg_tracker"}),
      credits_(writer, "client_credit",
               {"credit_id", "client_id", "credit_amount", "credit_comments", "credit_stamp"}),
      tickets_(
          writer, "support_desk",
          {"call_id", "client_id", "call_priority", "call_type", "call_subject", "call_question",
           "call_error", "call_stamp", "call_status", "call_response", "call_technician"}),
      ticket_log_(writer, "support_log",
                  {"log_id", "call_id", "log_event", "call_technician", "log_stamp"}),
      events_(writer, "event_log",
              {"log_id", "client_id", "log_type", "log_comments", "log_stamp"}) {}

void BookTables::write(const ClientRow& row) {
    clients_.whole(row.id)
        .text(row.first_name)
        .text(row.last_name)
        .text(row.email)
        .maybe(row.company);
    clients_.text(row.address).maybe(row.address_2).text(row.city).text(row.state).text(row.zip);
    clients_.text(row.country).text(row.phone).text(row.fax).text(row.method).maybe(row.card_type);
    clients_.maybe(row.card_number).maybe(row.card_expiry).text(row.password).text(row.comments);
    clients_.text(row.status).whole(row.saved).maybe(row.username).maybe(row.real_password);
    clients_.whole(row.apply_tax).text("english").text(row.currency).text("plain");
    clients_.maybe(row.secondary_email).maybe(row.secondary_contact);
    for (const std::string& field : row.fields)
        clients_.text(field);
    clients_.whole(row.card_code);
    clients_.maybe(row.bank_name).maybe(row.bank_account).maybe(row.license_number);
    clients_.end_row();
}

void BookTables::write(const PackageRow& row) {
    packages_.whole(row.id).whole(row.client).whole(row.product).text(row.price_override);
    if (row.parent)
        packages_.whole(*row.parent);
    else
        packages_.null();
    packages_.whole(row.quantity)
        .money(row.discount)
        .whole(row.start)
        .whole(row.renew)
        .text(row.cycle);
    packages_.text(row.status).maybe(row.comments).whole(row.renewed_on).whole(row.saved);
    packages_.maybe(row.affiliate_code).whole(row.affiliate_paid).maybe(row.domain);
    packages_.maybe(row.ip).maybe(row.server).maybe(row.username).maybe(row.external_id);
    packages_.end_row();
}

void BookTables::write(const DomainRow& row) {
    domains_.whole(row.id).text(row.name).whole(row.client).whole(row.created).whole(row.expires);
    domains_.whole(row.registrar).whole(row.monitor);
    domains_.end_row();
}

void BookTables::write(const InvoiceRow& row) {
    invoices_.whole(row.id).whole(row.client).money(row.amount).money(row.paid).whole(row.entered);
    invoices_.whole(row.due).whole(row.paid_on).text(row.method);
    invoices_.text(row.page ? *row.page : as_html(row.lines, row.tax, row.amount));
    invoices_.maybe(row.comments).whole(row.auth_return).whole(row.auth_code);
    invoices_.text(row.transaction);
    invoices_.whole(row.auth_return == 1 ? row.paid_on : 0).whole(row.saved).money(row.subtotal);
    invoices_.money(row.tax).money(row.discount).whole(row.tax_zone);
    if (row.status)
        invoices_.whole(*row.status);
    else
        invoices_.null();
    if (row.by_v3)
        invoices_.null();
    else
        invoices_.text(row.serialized ? *row.serialized : serialize(row.lines));
    invoices_.end_row();
    if (!row.by_v3) log(row);
}

void BookTables::log(const InvoiceRow& row) {
    const auto billed = [&](std::int64_t package) {
        log_.whole(static_cast<std::int64_t>(log_.rows()) + 1).whole(row.id).whole(row.client);
        log_.whole(package).end_row();
    };
    for (const PackageLine& line : row.lines.packages)
        billed(line.package);
    for (const DomainLine& line : row.lines.domains)
        billed(line.package);
}

void BookTables::write(const RegisterRow& row) {
    ledger_.whole(row.id)
        .whole(row.client)
        .whole(row.date)
        .text(row.description)
        .whole(row.invoice);
    ledger_.text(row.bill).text(row.payment).text(row.tracker);
    ledger_.end_row();
}

void BookTables::write(const CreditRow& row) {
    credits_.whole(row.id).whole(row.client).money(row.amount).text(row.comments).whole(row.saved);
    credits_.end_row();
}

void BookTables::write(const TicketRow& row) {
    tickets_.whole(row.id).whole(row.client).whole(row.priority).text(row.kind).text(row.subject);
    tickets_.text(row.question).text(row.error).whole(row.asked).whole(row.status);
    tickets_.text(row.response).text(row.technician).end_row();
}

void BookTables::write(const TicketLogRow& row) {
    ticket_log_.whole(row.id).whole(row.ticket).text(row.event).whole(row.technician);
    ticket_log_.whole(row.written).end_row();
}

void BookTables::write(const EventRow& row) {
    events_.whole(row.id).whole(row.client).text(row.type).text(row.comments).whole(row.written);
    events_.end_row();
}

void BookTables::write(const Book& book) {
    if (book.has_client) write(book.client);
    for (const PackageRow& row : book.packages)
        write(row);
    for (const DomainRow& row : book.domains)
        write(row);
    for (const InvoiceRow& row : book.invoices)
        write(row);
    for (const RegisterRow& row : book.ledger)
        write(row);
    for (const CreditRow& row : book.credits)
        write(row);
    for (const TicketRow& row : book.tickets)
        write(row);
    for (const TicketLogRow& row : book.ticket_log)
        write(row);
    for (const EventRow& row : book.events)
        write(row);
}

void BookTables::finish() {
    for (TableSink* sink : {&clients_, &packages_, &domains_, &invoices_, &log_, &ledger_,
                            &credits_, &tickets_, &ticket_log_, &events_})
        sink->finish();
}

std::map<std::string, std::uint64_t> BookTables::rows() const {
    std::map<std::string, std::uint64_t> rows;
    for (const TableSink* sink : {&clients_, &packages_, &domains_, &invoices_, &log_, &ledger_,
                                  &credits_, &tickets_, &ticket_log_, &events_})
        rows[sink->table()] = sink->rows();
    return rows;
}

const std::vector<std::string>& sample_tables() {
    static const std::vector<std::string> tables{
        "client_info", "package_type",    "client_package", "domain_names",   "client_invoice",
        "invoice_log", "client_register", "client_credit",  "coupon_codes",   "tax_zones",
        "config",      "support_desk",    "support_log",    "admin",          "todo_list",
        "event_log",   "email_config",    "banned_config",  "faq_categories", "faq_questions",
        "client_news", "whois_stats",     "myquery",        "sessions"};
    return tables;
}

}  // namespace tieout::sample
